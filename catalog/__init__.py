"""The catalog: papers, exhibits, architectures and their code; storage, search and export.

The database is the truth; the search index is built from it. A reader is given a `CatalogReader`, a writer a
`Catalog`.

Errors: CatalogError (catalog.errors) > UnknownVersion, UnknownArchitecture, WrongDatabase, WrongSearch.
"""

from catalog.errors import CatalogError, UnknownArchitecture, UnknownVersion, WrongDatabase, WrongSearch
from catalog.interface import Catalog, CatalogReader
from catalog.opening import SearchAccess, open_catalog
from catalog.work import WorkDatabase, open_work

__all__ = [
    "Catalog",
    "CatalogError",
    "CatalogReader",
    "SearchAccess",
    "UnknownArchitecture",
    "UnknownVersion",
    "WorkDatabase",
    "WrongDatabase",
    "WrongSearch",
    "open_catalog",
    "open_work",
]
