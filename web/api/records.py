"""Papers, versions, exhibits and architectures, each by its identifier."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from catalog.records import Paper
from catalog.results import SearchRefused, SearchResult
from web.api import represent
from web.api.asking import flag, present, whole
from web.api.search import refusal
from web.context import catalog
from web.views.addresses import split_version

DEFAULT_SIMILAR, MOST_SIMILAR = 10, 50


def _similar(found: tuple[SearchResult, ...] | SearchRefused) -> Response:
    if isinstance(found, SearchRefused):
        return refusal(found)
    return jsonify(results=[represent.result(each) for each in found])


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("/v1/papers/<path:paper_id>", endpoint="paper")
    def paper(paper_id: str) -> Response:
        """A paper: its newest version, or the one named ("1512.03385v1")."""
        return jsonify(represent.paper(present(catalog().paper(*split_version(paper_id)))))

    @api.get("/v1/papers/<path:paper_id>/versions", endpoint="versions")
    def versions(paper_id: str) -> Response:
        """All versions of a paper, oldest first."""
        found = present(catalog().paper(*split_version(paper_id)))
        return jsonify(versions=[represent.version(each) for each in found.versions])

    @api.get("/v1/papers/<path:paper_id>/similar", endpoint="similar_papers")
    def similar_papers(paper_id: str) -> Response:
        """Papers with a similar text."""
        found = present(catalog().paper(*split_version(paper_id)))
        limit = whole("limit", DEFAULT_SIMILAR, 1, MOST_SIMILAR)
        return _similar(catalog().similar_papers(found.arxiv_id, limit, newest=flag("newest", False)))

    @api.get("/v1/exhibits/<exhibit_id>", endpoint="exhibit")
    def exhibit(exhibit_id: str) -> Response:
        """A figure or table."""
        found = present(catalog().exhibit(exhibit_id))
        paper = catalog().paper(found.key.arxiv_id, found.key.version)
        licence = paper.version.metadata.licence if isinstance(paper, Paper) else None
        return jsonify(represent.exhibit(found, licence))

    @api.get("/v1/architectures/<architecture_id>", endpoint="architecture")
    def architecture(architecture_id: str) -> Response:
        """A network or module."""
        return jsonify(represent.architecture(present(catalog().architecture(architecture_id))))

    @api.get("/v1/architectures/<architecture_id>/graph", endpoint="graph")
    def graph(architecture_id: str) -> Response:
        """A network's graph, in the project's JSON form."""
        found = present(catalog().architecture(architecture_id))
        return Response(found.graph, mimetype="application/json")

    @api.get("/v1/architectures/<architecture_id>/similar", endpoint="similar_architectures")
    def similar_architectures(architecture_id: str) -> Response:
        """Networks of a similar structure."""
        found = present(catalog().architecture(architecture_id))
        limit = whole("limit", DEFAULT_SIMILAR, 1, MOST_SIMILAR)
        return _similar(catalog().similar_architectures(found.id, limit, newest=flag("newest", False)))
