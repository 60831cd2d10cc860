"""The obvious paper first: the list of bench/relevance.txt on the shared papers, on both engines."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import relevance
from catalog import SearchAccess, open_catalog
from catalog.stored import StoredCatalog
from tests.catalog.conftest import ENGINES, SHARED

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=ENGINES)
def papers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StoredCatalog]:
    """The shared papers with their running text."""
    folder = SHARED / "papers"
    if not (folder / "papers.json").is_file():
        pytest.skip("the shared folder of real papers is not there (NETATLAS_SHARED)")
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else ""
    home: Path = tmp_path_factory.mktemp("relevance")
    catalog = open_catalog("", url, home, SearchAccess(prefix=f"relevance-{secrets.token_hex(4)}"))
    relevance.fill(catalog, folder)
    yield catalog
    if url:
        index = catalog.engine.current()
        assert index is not None
        catalog.engine.discard(index)
    catalog.close()


def test_the_obvious_paper_comes_first(papers: StoredCatalog) -> None:
    found = relevance.places(papers)
    assert len(found) >= 60
    missed = [f"{each.query}: {each.place}" for each in found if each.place != 1]
    assert relevance.success(found, 1) >= 0.9, missed
    assert relevance.success(found, 3) >= 0.97, missed
