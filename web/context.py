"""What a request needs of the application around it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request

from catalog import CatalogReader
from web.config import WebConfig


@dataclass(frozen=True, slots=True)
class State:
    """The catalog and the settings of one application."""

    catalog: CatalogReader
    config: WebConfig


def state() -> State:
    """The state of the application that serves this request."""
    found: State = current_app.extensions["netatlas"]
    return found


def catalog() -> CatalogReader:
    """The catalog of the application that serves this request."""
    return state().catalog


def absolute(path: str) -> str:
    """A path of the site as a full address."""
    return (state().config.site_url or request.url_root).rstrip("/") + path
