"""Opening the catalog from its settings."""

from __future__ import annotations

from pathlib import Path

from catalog.search.embedded import EmbeddedEngine
from catalog.search.engine import SearchEngine
from catalog.storage import database
from catalog.stored import StoredCatalog


def open_catalog(database_url: str, search_url: str, home: Path) -> StoredCatalog:
    """The catalog of these settings, its database's schema brought up to date.

    Args:
        database_url: SQLAlchemy's URL of a SQLite or PostgreSQL database; "" for SQLite in `home`.
        search_url: URL of Elasticsearch; "" for the embedded index in `home`.
        home: folder where everything is kept; made where it is missing.

    Raises:
        WrongDatabase: the database cannot be opened.
    """
    home.mkdir(parents=True, exist_ok=True)
    engine: SearchEngine = EmbeddedEngine(home / "index")
    return StoredCatalog(database.connect(database_url or f"sqlite:///{home / 'netatlas.db'}"), engine)
