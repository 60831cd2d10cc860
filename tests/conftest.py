"""Settings of all tests."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A console keeps the width of the terminal that the tests are started from; each test says which it wants.
os.environ.pop("COLUMNS", None)

# A run that decides whether a change lands draws the same examples each time; at a desk each run draws new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


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
