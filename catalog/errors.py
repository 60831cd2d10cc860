"""Errors of the catalog."""

from __future__ import annotations


class CatalogError(Exception):
    """Root of the catalog's errors."""


class UnknownVersion(CatalogError):
    """Something was stored for a version whose metadata was never stored."""


class UnknownArchitecture(CatalogError):
    """Code was stored for an architecture that the catalog does not have."""


class WrongSearch(CatalogError):
    """The search engine's URL is wrong, or its client is not installed."""


class WrongDatabase(CatalogError):
    """The database cannot be opened, or is of a newer NetAtlas."""
