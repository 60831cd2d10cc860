"""The catalog: papers, exhibits, architectures and their code; storage, search and export.

The database is the truth; the search index is built from it. A reader is given a `CatalogReader`, a writer a
`Catalog`.

Errors: CatalogError (catalog.errors) > UnknownVersion, UnknownArchitecture, WrongDatabase.
"""

from catalog.errors import CatalogError, UnknownArchitecture, UnknownVersion, WrongDatabase
from catalog.interface import Catalog, CatalogReader
from catalog.opening import open_catalog

__all__ = [
    "Catalog",
    "CatalogError",
    "CatalogReader",
    "UnknownArchitecture",
    "UnknownVersion",
    "WrongDatabase",
    "open_catalog",
]
