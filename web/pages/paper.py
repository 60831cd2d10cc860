"""A paper's page, in its newest version or in one that is named."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.citation import bibtex, ris
from catalog.identifiers import parse_arxiv_id
from catalog.records import Gone, Paper
from web.context import catalog
from web.errors import gone
from web.views.addresses import split_version
from web.views.paper import paper_view

pages = Blueprint("paper", __name__)


def find(paper_id: str) -> Paper | Gone:
    """The paper of an address; 404 where there is none, with the way to arXiv where arXiv may have it."""
    arxiv_id, version = split_version(paper_id)
    found = catalog().paper(arxiv_id, version)
    if found is None:
        known = parse_arxiv_id(paper_id) is not None
        abort(make_response(render_template("unknown.html", paper_id=paper_id, known=known), 404))
    return found


@pages.get("/paper/<path:paper_id>")
def newest(paper_id: str) -> ResponseReturnValue:
    """A paper's page: /paper/1512.03385 is its newest version, /paper/1512.03385v1 the first for ever."""
    found = find(paper_id)
    if isinstance(found, Gone):
        return gone(found)
    newest_first = request.args.get("similar") == "newest"
    return render_template(
        "paper.html",
        view=paper_view(catalog(), found, newest=newest_first),
        newest_first=newest_first,
        citation=bibtex(found.version.metadata),
    )


@pages.get("/paper/<path:paper_id>.<any(bib, ris):form>")
def citation(paper_id: str, form: str) -> ResponseReturnValue:
    """A paper's citation as a file."""
    found = find(paper_id)
    if isinstance(found, Gone):
        return gone(found)
    write, kind = (
        (bibtex, "application/x-bibtex") if form == "bib" else (ris, "application/x-research-info-systems")
    )
    return Response(write(found.version.metadata), mimetype=kind)


@pages.get("/abs/<path:paper_id>")
def as_on_arxiv(paper_id: str) -> ResponseReturnValue:
    """arXiv's own form of address."""
    return redirect(url_for("paper.newest", paper_id=paper_id), 301)
