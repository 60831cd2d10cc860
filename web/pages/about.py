"""What this is, how to read it, and how to ask it."""

from __future__ import annotations

from flask import Blueprint, render_template

from catalog.records import FRAMEWORKS
from web.context import catalog
from web.drawing import FAMILIES

pages = Blueprint("about", __name__)


@pages.get("/about")
def about() -> str:
    """What the catalog holds and how far it is to be trusted."""
    return render_template(
        "about.html",
        statistics=catalog().statistics(),
        runs=catalog().runs(1),
        frameworks=FRAMEWORKS,
        families=FAMILIES,
    )
