"""Records by OAI-PMH, in the form arXivRaw: all versions, licence and source flags of each paper.

Source: http://www.openarchives.org/OAI/openarchivesprotocol.html and arXiv's description of its server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml import etree

from crawler.errors import BadAnswer, BadToken
from crawler.records import ArxivRecord, ArxivVersion, folded, mail_date
from crawler.transport import Transport
from crawler.xml import parse_xml

ENDPOINT = "https://oaipmh.arxiv.org/oai"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
RAW = "{http://arxiv.org/OAI/arXivRaw/}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list.

    Attributes:
        records: those that could be read.
        refused: for a person: records that break the form, each with its reason.
        token: of the next page; None on the last.
        responded: the server's own time, from which the next harvest begins.
    """

    records: tuple[ArxivRecord, ...]
    refused: tuple[str, ...]
    token: str | None
    responded: datetime


class OaiClient:
    """Lists records of arXiv's OAI-PMH server."""

    def __init__(self, transport: Transport, endpoint: str = ENDPOINT) -> None:
        self._transport, self._endpoint = transport, endpoint

    def pages(self, since: date, until: date | None = None, of_set: str | None = None) -> Iterator[Page]:
        """Pages of all records that changed from `since` to `until`, both days counted (UTC).

        Raises BadToken where the server no longer knows the list (its tokens end at midnight UTC); the caller
        begins again, and what it has already is found by its key.
        """
        page = self.first(since, until, of_set)
        yield page
        while page.token:
            page = self.after(page.token)
            yield page

    def first(self, since: date, until: date | None = None, of_set: str | None = None) -> Page:
        """The first page of a list."""
        params = {"verb": "ListRecords", "metadataPrefix": "arXivRaw", "from": since.isoformat()}
        if until is not None:
            params["until"] = until.isoformat()
        if of_set:
            params["set"] = of_set
        return self._page(params)

    def after(self, token: str) -> Page:
        """The page that a token stands for."""
        return self._page({"verb": "ListRecords", "resumptionToken": token})

    def record(self, arxiv_id: str) -> ArxivRecord | None:
        """One paper's record; None where the server does not know the id."""
        params = {
            "verb": "GetRecord",
            "metadataPrefix": "arXivRaw",
            "identifier": f"oai:arXiv.org:{arxiv_id}",
        }
        page = self._page(params)
        return page.records[0] if page.records else None

    def _page(self, params: dict[str, str]) -> Page:
        answer = self._transport.get(self._endpoint, params)
        return parse_page(answer.body)


def parse_page(body: bytes) -> Page:
    """A page of ListRecords or GetRecord.

    Raises:
        BadToken: the resumption token is not valid.
        BadAnswer: any other error of the protocol, or an answer that is none of it.
    """
    root = parse_xml(body, "OAI-PMH answer")
    if root.tag != f"{OAI}OAI-PMH":
        raise BadAnswer(f"OAI-PMH answer: its root is {root.tag!r}")
    responded = _moment(root.findtext(f"{OAI}responseDate"))
    error = root.find(f"{OAI}error")
    if error is not None:
        code = error.get("code", "")
        if code in ("noRecordsMatch", "idDoesNotExist"):
            return Page((), (), None, responded)
        kind = BadToken if code == "badResumptionToken" else BadAnswer
        raise kind(f"OAI-PMH error {code}: {folded(error.text)}")
    records: list[ArxivRecord] = []
    refused: list[str] = []
    for element in root.iter(f"{OAI}record"):
        try:
            records.append(_record(element))
        except (BadAnswer, ValueError) as problem:
            refused.append(f"{element.findtext(f'{OAI}header/{OAI}identifier')}: {problem}")
    token = folded(root.findtext(f".//{OAI}resumptionToken")) or None
    return Page(tuple(records), tuple(refused), token, responded)


def _moment(text: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError as error:
        raise BadAnswer(f"OAI-PMH answer: responseDate {text!r}") from error
    # The protocol has UTC only, also where it is not said.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _record(element: etree._Element) -> ArxivRecord:
    raw = element.find(f".//{RAW}arXivRaw")
    if raw is None:
        raise BadAnswer("a record without arXivRaw")
    text = {child.tag.removeprefix(RAW): folded(child.text) for child in raw if isinstance(child.tag, str)}
    versions = tuple(sorted((_version(child) for child in raw.iter(f"{RAW}version")), key=lambda v: v.number))
    if not text.get("id") or not versions:
        raise BadAnswer("a record without id or versions")
    stamp = element.findtext(f"{OAI}header/{OAI}datestamp")
    return ArxivRecord(
        arxiv_id=text["id"],
        title=text.get("title", ""),
        abstract=text.get("abstract", ""),
        authors=split_authors(text.get("authors", "")),
        categories=tuple(text.get("categories", "").split()),
        versions=versions,
        licence=text.get("license") or None,
        comments=text.get("comments", ""),
        doi=text.get("doi", ""),
        journal_ref=text.get("journal-ref", ""),
        datestamp=date.fromisoformat(stamp[:10]) if stamp else None,
        source="oai",
    )


def _version(element: etree._Element) -> ArxivVersion:
    number = element.get("version", "").removeprefix("v")
    if not number.isdigit():
        raise BadAnswer(f"a version numbered {element.get('version')!r}")
    day = element.findtext(f"{RAW}date")
    return ArxivVersion(
        number=int(number),
        submitted=mail_date(day) if day else None,
        size=folded(element.findtext(f"{RAW}size")),
        flags=folded(element.findtext(f"{RAW}source_type")),
    )


def split_authors(text: str) -> tuple[str, ...]:
    """Names out of "A. One (1), B. Two and C. Three ((1) Somewhere)": notes in parentheses are left out."""
    depth, plain = 0, []
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter != ")":
            plain.append(letter)
    names = "".join(plain).replace(" and ", ", ").split(",")
    return tuple(name for name in (folded(part) for part in names) if name and name.lower() != "and")
