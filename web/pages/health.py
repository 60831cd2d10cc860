"""Whether the site can do its work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web.context import catalog

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> Response:
    """200 while pages can be served, even with search down ("degraded"); 503 where the database does not answer."""
    parts = catalog().healthy()
    works = parts.get("database", "ok") == "ok"
    well = all(word == "ok" for word in parts.values())
    response = jsonify(status="ok" if well else "degraded" if works else "down", parts=parts)
    response.status_code = 200 if works else 503
    response.headers["Cache-Control"] = "no-store"
    return response
