"""The query API's Atom feed and the RSS feed, in the form of arXiv's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from simulate.arxiv.papers import ServedPaper

ATOM_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">\n'
)
ID = re.compile(r"^(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v(\d+))?$")


def atom(papers: Sequence[ServedPaper], args: Mapping[str, str], now: datetime) -> tuple[int, str]:
    """Status and body of the query API's answer."""
    ids = [text for text in args.get("id_list", "").split(",") if text]
    for text in ids:
        if not ID.match(text):
            return 400, _error(f"incorrect id format for {text}", now)
    start, size = int(args.get("start", 0)), int(args.get("max_results", 10))
    chosen = [paper for paper in papers if _matches(paper, args.get("search_query", ""), ids)]
    chosen.sort(key=lambda paper: paper.versions[-1].submitted, reverse=args.get("sortOrder") != "ascending")
    page = chosen[start : start + size]
    entries = "".join(_entry(paper) for paper in page)
    return 200, (
        f"{ATOM_HEAD}<title>arXiv Query</title><id>http://arxiv.org/api/x</id><updated>{now:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<opensearch:totalResults>{len(chosen)}</opensearch:totalResults>"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>"
        f"<opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n{entries}</feed>\n"
    )


def _matches(paper: ServedPaper, query: str, ids: Sequence[str]) -> bool:
    wanted = {found[1] for found in map(ID.match, ids) if found}
    if wanted and paper.arxiv_id not in wanted:
        return False
    categories = re.findall(r"cat:([\w.-]+)", query)
    if categories and not set(categories) & set(paper.categories):
        return False
    span = re.search(r"submittedDate:\[(\d{12}) TO (\d{12})\]", query)
    moment = f"{paper.versions[0].submitted:%Y%m%d%H%M}"
    if span and not span[1] <= moment <= span[2]:
        return False
    words = re.findall(r"(?:all|ti|abs):(\w+)", query)
    text = f"{paper.title} {paper.abstract}".lower()
    return bool(wanted or categories or span or words) and all(word.lower() in text for word in words)


def _entry(paper: ServedPaper) -> str:
    name = f"{paper.arxiv_id}v{paper.versions[-1].number}"
    authors = "".join(f"<author><name>{escape(author)}</name></author>" for author in paper.authors)
    categories = "".join(
        f'<category term="{term}" scheme="http://arxiv.org/schemas/atom"/>' for term in paper.categories
    )
    return (
        f"<entry><id>http://arxiv.org/abs/{name}</id><title>{escape(paper.title)}</title>"
        f"<updated>{paper.versions[-1].submitted:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<published>{paper.versions[0].submitted:%Y-%m-%dT%H:%M:%SZ}</published>"
        f"<summary>{escape(paper.abstract)}</summary>{authors}{categories}"
        f'<arxiv:primary_category term="{paper.categories[0]}"/>'
        f'<link href="http://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>'
        f'<link href="http://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/></entry>\n'
    )


def _error(text: str, now: datetime) -> str:
    return (
        f"{ATOM_HEAD}<opensearch:totalResults>1</opensearch:totalResults><opensearch:startIndex>0</opensearch:startIndex>"
        "<opensearch:itemsPerPage>1</opensearch:itemsPerPage>"
        f"<entry><id>https://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title>"
        f"<summary>{escape(text)}</summary><updated>{now:%Y-%m-%dT%H:%M:%SZ}</updated></entry></feed>"
    )


def rss(papers: Sequence[ServedPaper], categories: Sequence[str], now: datetime, stale: bool = False) -> str:
    """The RSS feed of a day; a stale one is a day old and lists that day's papers."""
    day = now - timedelta(days=2 if stale else 0)
    items = "".join(
        f"<item><title>{escape(paper.title)}</title><link>https://arxiv.org/abs/{paper.arxiv_id}</link>"
        f"<guid isPermaLink='false'>oai:arXiv.org:{paper.arxiv_id}v{paper.versions[-1].number}</guid>"
        f"<arxiv:announce_type>{'new' if len(paper.versions) == 1 else 'replace'}</arxiv:announce_type>"
        + (f"<dc:rights>{escape(paper.licence)}</dc:rights>" if paper.licence else "")
        + "</item>\n"
        for paper in papers
        if paper.datestamp == day.date() and set(categories) & set(paper.categories)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>'
        f"<title>{'+'.join(categories)} updates on arXiv.org</title>"
        f"<lastBuildDate>{format_datetime(day)}</lastBuildDate>"
        f"<skipDays><day>Sunday</day><day>Saturday</day></skipDays>{items}</channel></rss>\n"
    )
