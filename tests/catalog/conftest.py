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


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty database on a PostgreSQL server of our own, which speaks through a socket only."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("pg_ctl")
    programs = [Path(found).parent] if found else programs
    if not programs:
        pytest.skip("no PostgreSQL is installed")
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    # A short path: the name of a socket has at most about a hundred characters.
    folder = Path("/tmp") / f"netatlas-pg-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    as_user: list[str] = []
    if os.geteuid() == 0:
        # The server refuses to run as root.
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs[-1] / program), *arguments],
            check=True,
            capture_output=True,
            cwd=folder,
            timeout=60,
        )

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-U", "atlas", "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -h '' -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://atlas@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; parametrise indirectly with "sqlite" or "postgresql"."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:///{tmp_path / 'catalog.db'}"
    from sqlalchemy import create_engine, text

    url = request.getfixturevalue("postgres_url")
    name = f"t{secrets.token_hex(6)}"
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return str(url).replace("/postgres?", f"/{name}?")


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
