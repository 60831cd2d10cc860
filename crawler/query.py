"""Records by arXiv's query API, through the `arxiv` package, made to keep our pace and to notice bad answers.

The API knows neither licences nor withdrawals: it is for single ids, and a second way where OAI-PMH is down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast
from urllib.parse import urlsplit

import arxiv
import requests

from crawler.errors import BadAnswer, Unavailable
from crawler.records import ArxivRecord, ArxivVersion, folded, split_id
from crawler.transport import Transport
from crawler.xml import parse_xml

ENDPOINT = "https://export.arxiv.org/api/query"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SLICE = 2000


class _PacedSession:
    """What the package uses of a session: a GET that goes through the transport; its answer is whole or an error."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, url: str, **_: Any) -> requests.Response:
        answer = self._transport.get(url, accept=frozenset({200, 400}))
        check_feed(answer.body)
        response = requests.Response()
        response.status_code = 200
        response._content = answer.body
        response.url = answer.url
        return response


class QueryClient:
    """Asks arXiv's query API."""

    def __init__(self, transport: Transport, endpoint: str = ENDPOINT, page_size: int = 200) -> None:
        # The transport keeps the pace and tries again; the package must do neither on top.
        self._client = arxiv.Client(page_size=min(page_size, SLICE), delay_seconds=0, num_retries=0)
        self._client._session = cast(requests.Session, _PacedSession(transport))
        self._client.query_url_format = endpoint + "?{}"

    def by_ids(self, ids: Sequence[str]) -> list[ArxivRecord]:
        """Records of these ids, with or without version; unknown ones are left out.

        Raises:
            ValueError: an id has not the form of one; the message names it.
            BadAnswer, Unavailable, Forbidden: see crawler.errors.
        """
        for text in ids:
            if split_id(text) is None:
                raise ValueError(f"{text!r} is not an arXiv id")
        if not ids:
            return []
        return list(self._results(arxiv.Search(id_list=list(ids), max_results=len(ids))))

    def by_day(self, categories: Sequence[str], day: date) -> Iterator[ArxivRecord]:
        """Records of these categories submitted on one day (UTC), oldest first; deep offsets are never needed."""
        which = " OR ".join(f"cat:{name}" for name in categories)
        span = f"submittedDate:[{day:%Y%m%d}0000 TO {day:%Y%m%d}2359]"
        search = arxiv.Search(
            query=f"({which}) AND {span}",
            max_results=None,
            sort_by=arxiv.SortCriterion.SubmittedDate,
            sort_order=arxiv.SortOrder.Ascending,
        )
        return self._results(search)

    def _results(self, search: arxiv.Search) -> Iterator[ArxivRecord]:
        try:
            for result in self._client.results(search):
                record = _record(result)
                if record is not None:
                    yield record
        except arxiv.ArxivError as error:
            raise Unavailable(f"query API: {error}") from error


def check_feed(body: bytes) -> None:
    """Raise BadAnswer for what the package takes for an empty or shorter list: no XML, XML cut short, an error
    feed, fewer entries than the feed announces."""
    root = parse_xml(body, "query API answer")
    if root.tag != f"{ATOM}feed":
        raise BadAnswer(f"query API answer: its root is {root.tag!r}")
    entries = root.findall(f"{ATOM}entry")
    if len(entries) == 1 and "/api/errors" in (entries[0].findtext(f"{ATOM}id") or ""):
        raise BadAnswer(f"query API error: {folded(entries[0].findtext(f'{ATOM}summary'))}")

    def number(name: str) -> int:
        text = folded(root.findtext(f"{OPENSEARCH}{name}"))
        return int(text) if text.isdigit() else 0

    announced = min(number("itemsPerPage"), max(0, number("totalResults") - number("startIndex")))
    if len(entries) < announced:
        raise BadAnswer(f"query API answer: {len(entries)} of {announced} entries")


def _record(result: arxiv.Result) -> ArxivRecord | None:
    found = split_id(urlsplit(result.entry_id).path.removeprefix("/abs/"))
    if found is None:
        return None
    arxiv_id, number = found
    categories = [name for name in result.categories if name != result.primary_category]
    return ArxivRecord(
        arxiv_id=arxiv_id,
        title=folded(result.title),
        abstract=folded(result.summary),
        authors=tuple(author.name for author in result.authors),
        categories=(result.primary_category, *categories),
        versions=(ArxivVersion(number or 1, result.updated),),
        comments=folded(result.comment),
        doi=result.doi or "",
        journal_ref=folded(result.journal_ref),
        source="query",
    )
