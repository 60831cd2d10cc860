"""The API's description, for people and for programs, and the catalog in numbers."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from web.api import represent
from web.context import absolute, catalog


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document as it is published, without the address of this server."""
    found: dict[str, Any] = json.loads(files("web.api").joinpath("openapi.json").read_text(encoding="utf-8"))
    return found


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("", endpoint="documentation")
    def documentation() -> str:
        """The API for people."""
        return render_template("api.html", document=document())

    @api.get("/v1/openapi.json", endpoint="openapi")
    def openapi() -> Response:
        """The API for programs."""
        return jsonify({**document(), "servers": [{"url": absolute("/")}]})

    @api.get("/v1/statistics", endpoint="statistics")
    def statistics() -> Response:
        """The catalog in numbers."""
        return jsonify(represent.statistics(catalog().statistics()))
