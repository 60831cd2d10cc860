"""What is answered when there is nothing to show: a page for people, and under /api always the one JSON shape."""

from __future__ import annotations

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from catalog.records import Gone
from web.api.problem import problem

log = logging.getLogger(__name__)

_SENTENCES = {
    400: ("This request cannot be read", "Something in the address or the form is not as it should be."),
    404: ("There is nothing here", "The address may be mistyped, or the paper is not in the catalog."),
    405: ("This address does not take that", "The page exists, but not for this kind of request."),
    413: ("This request is too large", "Nothing here needs so much at once."),
    414: ("This address is too long", "Nothing here needs so much at once."),
    429: ("Too many requests", "Please wait a little and try again."),
    500: ("Something broke here", "It is our fault, not yours. It has been noted; please try again later."),
}


def gone(found: Gone) -> ResponseReturnValue:
    """410 for what was taken away, with the reason and what took its place."""
    if request.path.startswith("/api/"):
        return problem(
            410, "gone", found.reason or "It was taken out of the catalog.", successor=found.successor
        )
    return render_template("gone.html", gone=found), 410


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if error.response is not None or code < 400:
        return error
    headers = {name: value for name, value in error.get_headers() if name in ("Retry-After", "Allow")}
    title, sentence = _SENTENCES.get(code, (error.name, ""))
    if request.path.startswith("/api/"):
        answer = problem(code, error.name.lower().replace(" ", "_"), sentence or error.name)
        answer.headers.extend(headers)
        return answer
    return render_template("error.html", code=code, title=title, sentence=sentence), code, headers


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _http(InternalServerError())


def register(app: Flask) -> None:
    """Answer every error of the application."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
