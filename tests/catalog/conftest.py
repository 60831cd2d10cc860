"""Real servers for the catalog's tests, and catalogs that are filled."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalog import SearchAccess, open_catalog
from catalog.stored import StoredCatalog
from tests.catalog import corpus

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("NETATLAS_SHARED", ROOT.parent / "shared"))
ENGINES = ("embedded", "elasticsearch")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class ElasticServer:
    """A server of our own, which can be killed and started again."""

    def __init__(self, script: Path, folder: Path) -> None:
        self._script = script
        self._folder = folder
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"

    def run(self, action: str) -> None:
        """Start, stop or kill it."""
        port = ["--port", str(self._port)] if action == "start" else []
        done = subprocess.run(
            [self._script, action, "--dir", self._folder, *port], capture_output=True, text=True, timeout=180
        )
        if done.returncode:
            pytest.fail(f"elasticsearch {action}: {done.stdout}{done.stderr}")


@contextmanager
def own_server() -> Iterator[ElasticServer]:
    """A server that is not started yet, gone at the end; skips where the distribution is not there."""
    script = SHARED / "elasticsearch" / "elasticsearch"
    if not script.is_file():
        pytest.skip(
            "no Elasticsearch: neither NETATLAS_TEST_ELASTICSEARCH_URL nor the shared folder is there"
        )
    # Not in pytest's folder, which the server's own user could not enter.
    folder = Path(tempfile.mkdtemp(prefix="netatlas-es-", dir="/var/tmp"))
    folder.chmod(0o777)
    server = ElasticServer(script, folder)
    try:
        yield server
    finally:
        server.run("kill")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The URL of a running Elasticsearch."""
    given = os.environ.get("NETATLAS_TEST_ELASTICSEARCH_URL")
    if given:
        yield given
        return
    with own_server() as server:
        server.run("start")
        yield server.url


Opener = Callable[..., StoredCatalog]


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    """Opens catalogs in this test's folder and closes them at its end."""
    opened: list[StoredCatalog] = []

    def open_here(database_url: str = "", search_url: str = "", prefix: str = "netatlas") -> StoredCatalog:
        catalog = open_catalog(database_url, search_url, tmp_path, SearchAccess(prefix=prefix))
        opened.append(catalog)
        return catalog

    yield open_here
    for catalog in opened:
        catalog.close()


@pytest.fixture(scope="session", params=ENGINES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StoredCatalog]:
    """The corpus in a catalog, once on each engine; not to be changed."""
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else ""
    prefix = f"test-{secrets.token_hex(4)}"
    catalog = open_catalog("", url, tmp_path_factory.mktemp(request.param), SearchAccess(prefix=prefix))
    corpus.fill(catalog)
    yield catalog
    if url:
        index = catalog.engine.current()
        assert index is not None
        catalog.engine.discard(index)
    catalog.close()
