"""Everything that a query finds, in one stream."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from catalog.export.errors import SelectionRefused
from catalog.export.stream import PART, STREAM_FORMS, StreamForm, stream
from catalog.results import SearchRefused
from web.api.asking import choice, whole
from web.api.search import refusal
from web.context import absolute, catalog

MEDIA_TYPES: dict[StreamForm, str] = {
    "zip": "application/zip",
    "tar.zst": "application/zstd",
    "papers.jsonl": "application/jsonl",
    "architectures.jsonl": "application/jsonl",
    "layers.jsonl": "application/jsonl",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
MOST_PARTS = 1_000_000


def _count(query: str) -> int | SearchRefused:
    """How many papers a query finds."""
    if not query:
        return catalog().statistics().papers
    page = catalog().search(query, limit=1, facets=False)
    return page if isinstance(page, SearchRefused) else page.total


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("/v1/export", endpoint="export")
    def export() -> Response:
        """Code, records or citations of all papers that a query finds; a ZIP, or what is asked in parts, by parts."""
        query = request.args.get("q", "").strip()
        form = choice("form", "papers.jsonl", STREAM_FORMS)
        part = whole("part", 0, 1, MOST_PARTS) or None
        if form == "zip":
            part = part or 1
        count = _count(query)
        if isinstance(count, SearchRefused):
            return refusal(count)
        try:
            body = stream(catalog(), form, query, part)
        except SelectionRefused as error:
            return refusal(error.refused)
        name = f"netatlas-{part}.{form}" if part else f"netatlas.{form}"
        answer = Response(body, mimetype=MEDIA_TYPES[form])
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["X-Papers"] = str(count)
        if part and part * PART < count:
            following = absolute(url_for("api.export", q=query, form=form, part=part + 1))
            answer.headers["Link"] = f'<{following}>; rel="next"'
        return answer
