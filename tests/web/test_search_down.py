"""With search down the site says so in a sentence, and everything that needs no search goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from site_fixture import FERNS, made

from catalog import open_catalog
from web import create_app


@pytest.fixture
def client(home: Path) -> Iterator[FlaskClient]:
    """The site over a catalog whose index is gone."""
    made(home).close()
    shutil.rmtree(home / "index")
    catalog = open_catalog("", "", home)
    yield create_app(catalog).test_client()
    catalog.close()


def test_search_says_so_and_pages_work(client: FlaskClient) -> None:
    found = client.get("/search?q=ferns")
    assert found.status_code == 503
    assert "Search is unavailable right now" in found.text
    assert int(found.headers["Retry-After"]) > 0
    home = client.get("/")
    assert home.status_code == 200 and "search does not answer" in home.text
    paper = client.get(f"/paper/{FERNS}")
    assert paper.status_code == 200 and "fern block" in paper.text
    layer = client.get("/layers/conv2d")
    assert layer.status_code == 200 and "search does not answer" in layer.text
    assert client.get("/layers").status_code == 200
    assert client.get("/feed.xml").status_code == 503


def test_the_api_says_so_in_its_one_shape(client: FlaskClient) -> None:
    found = client.get("/api/v1/search?q=ferns")
    assert found.status_code == 503
    assert found.get_json()["error"]["code"] == "unavailable"
    assert int(found.headers["Retry-After"]) > 0
    assert client.get(f"/api/v1/papers/{FERNS}").status_code == 200


def test_health_is_degraded_and_not_down(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json()["status"] == "degraded"
    assert answer.get_json()["parts"]["search"] != "ok"
