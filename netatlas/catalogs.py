"""The catalog that the settings name."""

from __future__ import annotations

from catalog import CatalogError, SearchAccess, open_catalog
from catalog.stored import StoredCatalog
from netatlas.console import fail
from netatlas.settings import Settings


def catalog_of(settings: Settings) -> StoredCatalog:
    """The catalog of these settings; leaves with exit code 2 and the reason where it cannot be opened."""
    try:
        return opened(settings)
    except CatalogError as error:
        fail(str(error))


def opened(settings: Settings) -> StoredCatalog:
    """The catalog of these settings. Raises CatalogError where it cannot be opened."""
    access = SearchAccess(
        user=settings.search_user,
        password=settings.search_password.get_secret_value(),
        api_key=settings.search_api_key.get_secret_value(),
        ca_file=settings.search_ca_file,
        prefix=settings.search_prefix,
        seconds=settings.search_seconds,
    )
    return open_catalog(settings.database_url, settings.search_url, settings.folder, access)
