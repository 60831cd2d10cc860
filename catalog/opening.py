"""Opening the catalog from its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from catalog.errors import WrongSearch
from catalog.search.embedded import EmbeddedEngine
from catalog.search.engine import SearchEngine
from catalog.storage import database
from catalog.stored import StoredCatalog


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAccess:
    """How Elasticsearch is reached, besides its URL.

    Attributes:
        user: name for basic authentication, "" for none.
        password: for it.
        api_key: instead of user and password, "" for none.
        ca_file: certificate authority by which the servers' certificates are checked; None for the system's.
        prefix: what the names of all indexes begin with, so that several catalogs can share a cluster.
        seconds: longest time of a request.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_file: Path | None = None
    prefix: str = "netatlas"
    seconds: float = 10.0


NO_ACCESS = SearchAccess()


def open_catalog(
    database_url: str, search_url: str, home: Path, access: SearchAccess = NO_ACCESS
) -> StoredCatalog:
    """The catalog of these settings, its database's schema brought up to date.

    Elasticsearch is not asked for anything yet: where it is down, all but the search works.

    Args:
        database_url: SQLAlchemy's URL of a SQLite or PostgreSQL database; "" for SQLite in `home`.
        search_url: URL of Elasticsearch, or several of one cluster's nodes with commas between; "" for the
            embedded index in `home`.
        home: folder where everything is kept; made where it is missing.
        access: how Elasticsearch is reached.

    Raises:
        WrongDatabase: the database cannot be opened.
        WrongSearch: the URL is none, or the client is not installed.
    """
    home.mkdir(parents=True, exist_ok=True)
    engine = _elastic(search_url, access) if search_url else EmbeddedEngine(home / "index")
    return StoredCatalog(database.connect(database_url or f"sqlite:///{home / 'netatlas.db'}"), engine)


def _elastic(search_url: str, access: SearchAccess) -> SearchEngine:
    try:
        from elasticsearch import Elasticsearch

        from catalog.search.elastic import ElasticEngine
    except ModuleNotFoundError as error:
        raise WrongSearch(
            "Elasticsearch needs its client: install netatlas with the extra [elasticsearch]"
        ) from error
    options: dict[str, object] = {}
    if access.api_key:
        options["api_key"] = access.api_key
    elif access.user:
        options["basic_auth"] = (access.user, access.password)
    if access.ca_file is not None:
        options["ca_certs"] = str(access.ca_file)
    urls = list(dict.fromkeys(url.strip() for url in search_url.split(",") if url.strip()))
    try:
        client = Elasticsearch(
            urls,
            request_timeout=access.seconds,
            retry_on_timeout=False,
            max_retries=1,
            **options,  # type: ignore[arg-type]
        )
    except (ValueError, TypeError, OSError) as error:
        # Without what stands before @, which may be a password.
        shown = ", ".join(url.rsplit("@", 1)[-1] for url in urls)
        raise WrongSearch(f"Elasticsearch cannot be reached by {shown}: {error}") from error
    return ElasticEngine(client, access.prefix)
