"""The one shape of every error under /api."""

from __future__ import annotations

from flask import Response, jsonify


def problem(status: int, code: str, message: str, **more: object) -> Response:
    """`{"error": {"status", "code", "message", ...}}`; `more` holds what helps to mend it, None and "" left out."""
    told = {name: value for name, value in more.items() if value not in (None, "")}
    response = jsonify(error={"status": status, "code": code, "message": message, **told})
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
