"""How often one client may ask: one allowance for the API, another for searches on the pages."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address

from web.config import WebConfig


def _not_api() -> bool:
    return not request.path.startswith("/api/") or request.method == "OPTIONS"


def _no_search() -> bool:
    return request.endpoint != "search.results"


def limit_requests(app: Flask, config: WebConfig) -> None:
    """Count each client's requests in this process's memory; over the limit the answer is 429 with Retry-After."""
    limits = [
        ApplicationLimit(rate, exempt_when=exempt, scope=scope)
        for rate, exempt, scope in (
            (config.api_rate, _not_api, "api"),
            (config.search_rate, _no_search, "searches"),
        )
        if rate
    ]
    Limiter(
        get_remote_address,
        app=app,
        application_limits=[*limits],
        headers_enabled=True,
        strategy="moving-window",
        storage_uri="memory://",
    )
