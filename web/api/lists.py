"""Layers and runs."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.operations import REGISTRY
from web.api import represent
from web.api.asking import present, whole
from web.context import catalog
from web.drawing import family_of

DEFAULT_RUNS, MOST_RUNS = 20, 200


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("/v1/layers", endpoint="layers")
    def layers() -> Response:
        """Every operation that occurs, the most common first."""
        return jsonify(layers=[represent.layer(each) for each in catalog().layers()])

    @api.get("/v1/layers/<op>", endpoint="layer")
    def layer(op: str) -> Response:
        """One operation that occurs, with what it is."""
        found = present(next((each for each in catalog().layers() if each.op == op), None))
        known = REGISTRY.get(op)
        return jsonify(
            {
                **represent.layer(found),
                "family": family_of(op).name,
                "summary": known.summary if known else "",
                "source": known.source if known else "",
            }
        )

    @api.get("/v1/runs", endpoint="runs")
    def runs() -> Response:
        """The newest runs of the pipeline, newest first."""
        limit = whole("limit", DEFAULT_RUNS, 1, MOST_RUNS)
        return jsonify(runs=[represent.run(each) for each in catalog().runs(limit)])
