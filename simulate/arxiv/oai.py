"""OAI-PMH answers in the form of arXiv's: Identify, ListSets, ListRecords and GetRecord with arXivRaw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape

from simulate.arxiv.papers import ServedPaper

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)
SETS = ("cs", "cs:cs", "cs:cs:LG", "cs:cs:CV", "cs:cs:CL", "stat", "stat:stat:ML", "eess:eess:IV")


def answer(papers: Sequence[ServedPaper], args: Mapping[str, str], now: datetime, page_size: int) -> str:
    """The answer to a request with these arguments at this moment (UTC)."""
    verb = args.get("verb", "")
    body = {
        "Identify": _identify,
        "ListSets": _list_sets,
    }.get(verb)
    if body is not None:
        inner = body()
    elif verb == "ListRecords":
        inner = _list(papers, args, now, page_size)
    elif verb == "GetRecord":
        wanted = args.get("identifier", "").removeprefix("oai:arXiv.org:")
        found = [paper for paper in papers if paper.arxiv_id == wanted]
        inner = f"<GetRecord>{record(found[0])}</GetRecord>" if found else error("idDoesNotExist", wanted)
    else:
        inner = error("badVerb", f"{verb} is no verb")
    asked = " ".join(f'{name}="{escape(value)}"' for name, value in args.items() if name.isalpha())
    moment = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    return (
        f"{HEAD}<responseDate>{moment}</responseDate>\n"
        f"<request {asked}>http://oaipmh.arxiv.org/oai</request>\n{inner}\n</OAI-PMH>\n"
    )


def error(code: str, text: str) -> str:
    """An error of the protocol."""
    return f'<error code="{code}">{escape(text)}</error>'


def _identify() -> str:
    return (
        "<Identify><repositoryName>arXiv</repositoryName><protocolVersion>2.0</protocolVersion>"
        "<earliestDatestamp>2005-09-16</earliestDatestamp><deletedRecord>persistent</deletedRecord>"
        "<granularity>YYYY-MM-DD</granularity></Identify>"
    )


def _list_sets() -> str:
    sets = "".join(f"<set><setSpec>{name}</setSpec><setName>{name}</setName></set>" for name in SETS)
    return f"<ListSets>{sets}</ListSets>"


def _in_set(paper: ServedPaper, of_set: str) -> bool:
    """cs:cs:LG holds what has the category cs.LG; cs holds all of computer science."""
    parts = of_set.split(":")
    if len(parts) == 3:
        return f"{parts[1]}.{parts[2]}" in paper.categories
    return any(name.split(".")[0] == parts[-1] for name in paper.categories)


def _list(papers: Sequence[ServedPaper], args: Mapping[str, str], now: datetime, page_size: int) -> str:
    offset = 0
    asked = dict(args)
    if token := args.get("resumptionToken"):
        asked = dict(parse_qsl(token))
        # A token is good until midnight UTC of the day on which its list began.
        if "offset" not in asked or asked.get("day") != now.date().isoformat():
            return error("badResumptionToken", "The token is not valid, or has expired")
        offset = int(asked["offset"])
    elif args.get("metadataPrefix") != "arXivRaw":
        return error("cannotDisseminateFormat", args.get("metadataPrefix", ""))
    try:
        since = date.fromisoformat(asked.get("from", "2005-09-16"))
        until = date.fromisoformat(asked.get("until", now.date().isoformat()))
    except ValueError:
        return error("badArgument", "a date is not YYYY-MM-DD")
    chosen = [
        paper
        for paper in sorted(papers, key=lambda p: (p.datestamp, p.arxiv_id))
        if since <= paper.datestamp <= until and (not asked.get("set") or _in_set(paper, asked["set"]))
    ]
    if not chosen:
        return error("noRecordsMatch", "no records match")
    page = chosen[offset : offset + page_size]
    following = ""
    if offset + page_size < len(chosen):
        state = {name: asked[name] for name in ("from", "until", "set") if asked.get(name)}
        state |= {"offset": str(offset + page_size), "day": now.date().isoformat()}
        following = f"<resumptionToken>{escape(urlencode(state))}</resumptionToken>"
    elif offset:
        following = "<resumptionToken/>"
    return f"<ListRecords>{''.join(record(paper) for paper in page)}{following}</ListRecords>"


def record(paper: ServedPaper) -> str:
    """A paper as a record in arXivRaw."""
    versions = "".join(
        f'<version version="v{version.number}"><date>{format_datetime(version.submitted, usegmt=True)}</date>'
        f"<size>{10 + 7 * version.number}kb</size>"
        + ("<source_type>I</source_type>" if version.withdrawn else "<source_type>D</source_type>")
        + "</version>"
        for version in paper.versions
    )
    licence = f"<license>{escape(paper.licence)}</license>" if paper.licence else ""
    comments = f"<comments>{escape(paper.comments)}</comments>" if paper.comments else ""
    return (
        f"<record><header><identifier>oai:arXiv.org:{paper.arxiv_id}</identifier>"
        f"<datestamp>{paper.datestamp}</datestamp><setSpec>cs</setSpec></header>"
        '<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">'
        f"<id>{paper.arxiv_id}</id><submitter>{escape(paper.authors[0])}</submitter>{versions}"
        f"<title>{escape(paper.title)}</title><authors>{escape(', '.join(paper.authors))}</authors>"
        f"<categories>{' '.join(paper.categories)}</categories>{comments}{licence}"
        f"<abstract>\n  {escape(paper.abstract)}\n</abstract></arXivRaw></metadata></record>\n"
    )
