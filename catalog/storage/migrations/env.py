"""How Alembic runs a migration: on the connection it is given, or, from its own command line, on a URL."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

from catalog.storage.tables import Base


def _run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        context.configure(connection=connection, target_metadata=Base.metadata)
        context.run_migrations()
        return
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "sqlite://")
    with engine.begin() as own:
        context.configure(connection=own, target_metadata=Base.metadata)
        context.run_migrations()


_run()
