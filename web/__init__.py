"""The site and its JSON API: a Flask application over the catalog's reading side.

    web.create_app(catalog, config) ──▶ pages (HTML), /api/v1 (JSON), /feed.xml, /healthz

Pages and API ask the catalog the same questions. Nothing here parses a PDF, runs generated code or speaks a
search engine's language. A request that finds nothing, or something that is gone, gets an answer made for it.
"""

from web.app import create_app
from web.config import WebConfig

__all__ = ["WebConfig", "create_app"]
