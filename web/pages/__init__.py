"""The site's pages, one module each with a blueprint."""

from flask import Flask

from web.pages import about, architecture, feeds, health, home, layers, paper, runs, search

MODULES = (home, search, paper, architecture, layers, runs, about, feeds, health)


def register(app: Flask) -> None:
    """Add all pages to the application."""
    for module in MODULES:
        app.register_blueprint(module.pages)
