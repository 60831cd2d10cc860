"""An architecture's page, its drawing and its code as files."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from catalog.records import FRAMEWORKS, Architecture, Gone, Implementation, Paper
from catalog.results import SearchResult
from web.context import catalog
from web.drawing import standalone
from web.errors import gone
from web.views.architecture import architecture_view, code_view
from web.views.files import file_response
from web.views.graphs import shown
from web.views.words import network

pages = Blueprint("architecture", __name__, url_prefix="/architectures")
SIMILAR = 6
SMALL_PICTURE = 360.0


def find(architecture_id: str) -> Architecture | Gone:
    """The architecture of an address; 404 where there is none."""
    found = catalog().architecture(architecture_id)
    if found is None:
        abort(404)
    return found


def find_code(architecture_id: str, framework: str) -> Implementation:
    """The code of an address; 404 where there is none."""
    found = catalog().code(architecture_id, framework) if framework in FRAMEWORKS else None
    if found is None:
        abort(404)
    return found


@pages.get("/<architecture_id>")
def page(architecture_id: str) -> ResponseReturnValue:
    """An architecture on a page of its own; with ?part=1 or ?part=layers only that, to unfold in its paper's."""
    found = find(architecture_id)
    if isinstance(found, Gone):
        return gone(found)
    if "part" in request.args:
        only_layers = request.args["part"] == "layers"
        view = architecture_view(catalog(), found, with_code=not only_layers)
        return render_template("part.html", view=view, only_layers=only_layers)
    paper = catalog().paper(found.key.arxiv_id, found.key.version)
    similar = catalog().similar_architectures(found.id, SIMILAR)
    others: tuple[SearchResult, ...] = similar if isinstance(similar, tuple) else ()
    return render_template(
        "architecture.html",
        view=architecture_view(catalog(), found),
        paper=paper if isinstance(paper, Paper) else None,
        similar=others,
    )


@pages.get("/<architecture_id>/drawing.svg")
def drawing(architecture_id: str) -> ResponseReturnValue:
    """The drawing as a file of its own, with its colours inside; with ?part=top only as much as a small picture holds."""
    found = find(architecture_id)
    if isinstance(found, Gone):
        return gone(found)
    most = SMALL_PICTURE if request.args.get("part") == "top" else None
    picture = standalone(shown(found.graph, "g", network(found)).drawing, most=most)
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(picture, mimetype="image/svg+xml", headers={"Content-Security-Policy": policy})


@pages.get("/<architecture_id>/code/<framework>")
def code(architecture_id: str, framework: str) -> ResponseReturnValue:
    """An architecture's code in one framework; with ?part=1 without the page around it, for the tabs."""
    record = find(architecture_id)
    if isinstance(record, Gone):
        return gone(record)
    found = code_view(find_code(architecture_id, framework))
    template = "_code.html" if "part" in request.args else "code.html"
    return render_template(template, record=record, title=network(record), code=found)


@pages.get("/<architecture_id>/code/<framework>/<name>")
def code_file(architecture_id: str, framework: str, name: str) -> ResponseReturnValue:
    """A file of an architecture's code, to save."""
    file = next((file for file in find_code(architecture_id, framework).files if file.name == name), None)
    if file is None:
        abort(404)
    return file_response(file, f"{architecture_id}-{framework}-{name}")
