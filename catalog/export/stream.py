"""An export as one stream, for downloads: packed while it is sent, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Literal

from catalog.citation import bibtex, ris
from catalog.export.archives import pack_tar_zst, pack_zip
from catalog.export.members import Member, members
from catalog.export.selection import papers
from catalog.export.tables import TABLES, Row, TableName, json_lines
from catalog.interface import CatalogReader
from catalog.records import Paper

StreamForm = Literal["zip", "tar.zst", "papers.jsonl", "architectures.jsonl", "layers.jsonl", "bib", "ris"]
STREAM_FORMS: tuple[StreamForm, ...] = (
    "zip",
    "tar.zst",
    "papers.jsonl",
    "architectures.jsonl",
    "layers.jsonl",
    "bib",
    "ris",
)
PART = 200
"""Papers in one part; a ZIP's directory is held in memory, so a ZIP is always one part."""


def stream(
    catalog: CatalogReader, form: StreamForm, query: str = "", part: int | None = None
) -> Iterator[bytes]:
    """The papers that a query finds, or all, in one of STREAM_FORMS.

    Args:
        catalog: what is exported.
        form: what to send.
        query: which papers; "" for all.
        part: from 1: only the so many-th PART papers; None for all of them (a ZIP: the first part).

    Raises:
        SelectionRefused: the query is wrong, or the search does not answer; raised before anything is sent.
    """
    chosen = papers(catalog, query)
    if part is not None or form == "zip":
        first = ((part or 1) - 1) * PART
        chosen = islice(chosen, first, first + PART)
    # The first paper is taken at once, so that a query that is refused is refused here.
    begun = list(islice(chosen, 1))
    return _packed(catalog, form, chain(begun, chosen))


def _packed(catalog: CatalogReader, form: StreamForm, chosen: Iterable[Paper]) -> Iterator[bytes]:
    match form:
        case "zip":
            return pack_zip(_members(catalog, chosen))
        case "tar.zst":
            return pack_tar_zst(_members(catalog, chosen))
        case "bib":
            return (bibtex(paper.version.metadata).encode() + b"\n" for paper in chosen)
        case "ris":
            return (ris(paper.version.metadata).encode() + b"\n" for paper in chosen)
        case "papers.jsonl":
            return json_lines(_rows(catalog, "papers", chosen))
        case "architectures.jsonl":
            return json_lines(_rows(catalog, "architectures", chosen))
        case "layers.jsonl":
            return json_lines(_rows(catalog, "layers", chosen))


def _members(catalog: CatalogReader, chosen: Iterable[Paper]) -> Iterator[Member]:
    for paper in chosen:
        yield from members(catalog, paper)


def _rows(catalog: CatalogReader, name: TableName, chosen: Iterable[Paper]) -> Iterator[Row]:
    for paper in chosen:
        yield from TABLES[name](catalog, paper)
