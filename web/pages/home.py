"""The home page: a search box, the catalog in numbers, the newest papers."""

from __future__ import annotations

from flask import Blueprint, render_template

from catalog.results import SearchPage
from web.context import catalog
from web.views.search import result_views

pages = Blueprint("home", __name__)
NEWEST = 8


@pages.get("/")
def index() -> str:
    """The home page; without its list of papers where search does not answer."""
    newest = catalog().search("", limit=NEWEST, sort="newest", facets=False)
    results = result_views(newest) if isinstance(newest, SearchPage) else ()
    return render_template("home.html", statistics=catalog().statistics(), results=results)
