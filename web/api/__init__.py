"""The JSON API under /api/v1: what the pages show, for programs. Described by openapi.json beside this file.

Every answer of 400 and more has the one shape of `web.api.problem`. Reading only, open to every origin.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response

from web.api import code, export, lists, overview, records, search

api = Blueprint("api", __name__, url_prefix="/api")
for _module in (overview, search, records, code, lists, export):
    _module.add(api)


@api.after_request
def _open_to_all(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = (
        "ETag, Link, X-Papers, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
    )
    return response


def register(app: Flask) -> None:
    """Add the API to the application."""
    app.register_blueprint(api)
