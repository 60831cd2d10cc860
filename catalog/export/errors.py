"""Errors of exporting."""

from __future__ import annotations

from catalog.errors import CatalogError
from catalog.results import SearchRefused


class ExportError(CatalogError):
    """Root of the errors of exporting."""


class SelectionRefused(ExportError):
    """The query that should select the papers was refused; `refused` says why."""

    def __init__(self, refused: SearchRefused) -> None:
        super().__init__(refused.message)
        self.refused = refused


class OtherExport(ExportError):
    """The folder holds a finished or begun export of something else."""
