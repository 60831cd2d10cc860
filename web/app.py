"""The application's factory."""

from __future__ import annotations

from datetime import date

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from catalog import CatalogReader
from web import api, errors, headers, pages
from web.config import WebConfig
from web.context import State
from web.limits import limit_requests
from web.views import words

LONGEST_REQUEST = 64 * 1024


def create_app(catalog: CatalogReader, config: WebConfig | None = None) -> Flask:
    """The site over a catalog.

    Args:
        catalog: its reading side; used from several threads at once.
        config: settings; defaults fit a site on one's own machine.
    """
    config = config or WebConfig()
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LONGEST_REQUEST, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(words.FILTERS)
    app.extensions["netatlas"] = State(catalog, config)
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )

    @app.context_processor
    def _everywhere() -> dict[str, object]:
        return {"site": config, "asked": request.args.get("q", ""), "year": date.today().year}

    limit_requests(app, config)
    pages.register(app)
    api.register(app)
    errors.register(app)
    headers.register(app)
    return app
