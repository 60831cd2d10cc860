"""The site on a real server, over a catalog of our own making."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from site_fixture import made
from waitress.server import create_server

from catalog import Catalog
from web import WebConfig, create_app


@dataclass(frozen=True)
class Site:
    """A running site: its address, and what it serves."""

    url: str
    app: Flask
    catalog: Catalog


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A filled catalog, read by all tests of the session."""
    opened = made(tmp_path_factory.mktemp("catalog"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(catalog: Catalog) -> Iterator[Site]:
    """The site on a free port, without limits on how often it may be asked."""
    app = create_app(catalog, WebConfig(api_rate="", search_rate="", page_size=10))
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", app, catalog)
    server.close()
    thread.join(5)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for a catalog."""
    return tmp_path / "home"
