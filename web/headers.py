"""Headers on every answer: what a browser may load, and what need not be sent twice."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def _secure(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    shared = request.path.startswith("/api/")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _condition(response: Response) -> Response:
    """A tag of the answer's content; a client that has this content already gets 304 and no body."""
    if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.is_streamed:
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        response.add_etag()
        response.make_conditional(request)
    return response


def register(app: Flask) -> None:
    """Set the headers on every answer of the application."""
    app.after_request(_condition)
    app.after_request(_secure)
