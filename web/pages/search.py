"""Results of a search."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.results import KINDS, SORTS, SearchKind, SearchRefused, Sort
from web.context import catalog, state
from web.refusals import REFUSED, RETRY_SECONDS
from web.views.search import KIND_WORDS, SORT_WORDS, facet_views, result_views, trouble

pages = Blueprint("search", __name__)


def _asked() -> tuple[str, SearchKind, Sort]:
    """Query, kind and sort of the request; what is not one of ours counts as not given."""
    query = request.args.get("q", "").strip()
    kind = request.args.get("kind", "")
    sort = request.args.get("sort", "")
    return (
        query,
        kind if kind in KINDS else "papers",
        sort if sort in SORTS else "relevance" if query else "newest",
    )


def _shown_before() -> int:
    """How many results came on the pages before this one."""
    text = request.args.get("at", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@pages.get("/search")
def results() -> ResponseReturnValue:
    """A page of results; a bare arXiv id that the catalog has leads to the paper."""
    query, kind, sort = _asked()
    cursor = request.args.get("cursor") or None
    found = catalog().search(query, kind=kind, limit=state().config.page_size, cursor=cursor, sort=sort)
    choices = {"kind": kind, "sort": sort, "kinds": KIND_WORDS, "sorts": SORT_WORDS}
    if isinstance(found, SearchRefused):
        page = render_template("refused.html", trouble=trouble(query, found), **choices)
        headers = {"Retry-After": str(RETRY_SECONDS)} if found.code == "unavailable" else {}
        return page, REFUSED[found.code], headers
    if found.jump and cursor is None:
        return redirect(url_for("paper.newest", paper_id=found.jump), 303)
    return render_template(
        "results.html",
        page=found,
        results=result_views(found),
        facets=facet_views(query, found.facets),
        before=_shown_before() if cursor else 0,
        is_first=cursor is None,
        **choices,
    )
