"""Opening the database: SQLite or PostgreSQL, brought to the newest schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from catalog.errors import WrongDatabase

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30.0
"""How long a writer of SQLite waits for another one."""
MIGRATION_LOCK = 0x4E41544C
"""Key of PostgreSQL's advisory lock, so that two processes do not migrate at the same time."""


def connect(url: str) -> Engine:
    """An engine for this URL, its schema the newest.

    SQLite runs with a write-ahead log (readers do not wait for the writer) and checks foreign keys.

    Raises:
        WrongDatabase: the URL is wrong, its driver is missing, the server does not answer, or the schema is
            newer than this NetAtlas.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            if parsed.database and parsed.database != ":memory:":
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
            _prepare_sqlite(engine)
        else:
            engine = create_engine(_with_driver(parsed), pool_pre_ping=True)
        migrate(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, SQLAlchemyError, OSError) as error:
        raise _wrong(url, error) from error
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        # The driver's own transactions begin too late and would not cover the schema; ours begin below.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer takes its lock at once: a reader that turns writer cannot wait for another and would fail.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def migrate(engine: Engine) -> None:
    """Bring the schema up to date.

    Raises:
        WrongDatabase: the schema is newer than this NetAtlas.
    """
    config = _config()
    head = _script().get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise WrongDatabase(f"the database's schema is not known to this NetAtlas: {error}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are all stored at its end, or none."""
    with (
        engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
        Session(connection) as session,
    ):
        yield session
        session.flush()


@dataclass(frozen=True, slots=True)
class SchemaState:
    """How a database's schema stands: its revision ("" where it has none yet), and the newest that is known."""

    revision: str
    newest: str
    known: bool

    @property
    def current(self) -> bool:
        """Whether it is the newest."""
        return self.revision == self.newest


def schema_state(url: str) -> SchemaState:
    """How the schema of a database stands, without changing anything.

    Raises:
        WrongDatabase: it cannot be opened.
    """
    script = _script()
    newest = script.get_current_head() or ""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            return SchemaState("", newest, True)
        engine = create_engine(_with_driver(parsed))
        try:
            with engine.connect() as connection:
                revision = MigrationContext.configure(connection).get_current_revision() or ""
        finally:
            engine.dispose()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, SQLAlchemyError, OSError) as error:
        raise _wrong(url, error) from error
    known = not revision or revision in {each.revision for each in script.walk_revisions()}
    return SchemaState(revision, newest, known)


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _wrong(url: str, error: Exception) -> WrongDatabase:
    # Without what stands before @, which may be a password.
    return WrongDatabase(f"the database {url.split('@')[-1]} cannot be opened: {error}")
