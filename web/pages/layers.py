"""The index of layers: which operations the catalog's networks have, and which networks have one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from catalog.results import SearchPage
from catalog.tallies import LayerCount
from graph.operations import REGISTRY
from web.context import catalog
from web.drawing import FAMILIES, Family, family_of
from web.views.search import result_views

pages = Blueprint("layers", __name__, url_prefix="/layers")
SHOWN = 24


@dataclass(frozen=True, slots=True)
class FamilyCounts:
    """A family's operations that occur, the most common first."""

    family: Family
    counts: tuple[LayerCount, ...]


@pages.get("")
def index() -> str:
    """All operations that occur, by family."""
    counts = catalog().layers()
    families = [
        FamilyCounts(family, tuple(count for count in counts if family_of(count.op) == family))
        for family in FAMILIES
    ]
    return render_template(
        "layers.html",
        families=[family for family in families if family.counts],
        most=max((count.architectures for count in counts), default=0),
    )


@pages.get("/<op>")
def layer(op: str) -> str:
    """One operation: what it is, and the architectures that have it."""
    operation = REGISTRY.get(op)
    count = next((count for count in catalog().layers() if count.op == op), None)
    if operation is None and count is None:
        abort(404)
    found = catalog().search(f"layer:{op}", kind="architectures", limit=SHOWN, sort="newest", facets=False)
    return render_template(
        "layer.html",
        op=op,
        family=family_of(op),
        operation=operation,
        count=count or LayerCount(op, 0, 0),
        results=result_views(found) if isinstance(found, SearchPage) else (),
        searchable=isinstance(found, SearchPage),
    )
