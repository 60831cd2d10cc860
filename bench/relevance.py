"""How often the obvious paper comes first: `python -m bench.relevance [--shared FOLDER] [--elasticsearch URL]`.

The queries stand in relevance.txt. The papers are indexed with metadata and running text; nothing is read of their
figures, so that the figure does not hang on the reader.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pymupdf

from catalog import Catalog, CatalogReader, SearchAccess, open_catalog
from catalog.records import Metadata, Reading, VersionKey
from catalog.results import SearchPage

LIST = Path(__file__).with_name("relevance.txt")
SHARED = Path(os.environ.get("NETATLAS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@dataclass(frozen=True)
class Placed:
    """A query, the paper that should come first, and its place among the results; 0 where it is not found."""

    query: str
    paper: str
    place: int


def wanted() -> list[tuple[str, str]]:
    """Queries with their papers."""
    lines = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    pairs = [line.split("=>") for line in lines]
    return [(query.strip(), paper.strip()) for query, paper in pairs]


def papers(folder: Path) -> Iterator[tuple[Metadata, Reading]]:
    """The papers of a folder with `papers.json`, with their running text."""
    for entry in json.loads((folder / "papers.json").read_text()):
        day = f"{entry['submitted']}-01"[:10] if entry["submitted"] else None
        metadata = Metadata(
            key=VersionKey(entry["arxiv_id"] or entry["slug"], entry["version"] or 1),
            title=entry["title"],
            abstract=entry.get("abstract") or "",
            authors=tuple(entry["authors"]),
            categories=tuple(entry["categories"]),
            licence=entry["license"],
            submitted=date.fromisoformat(day) if day else None,
        )
        with pymupdf.open(folder / f"{entry['slug']}.pdf") as document:
            text = tuple(page.get_text() for page in document)
        yield metadata, Reading(sha256=entry["sha256"], pages=len(text), reader_version="text", text=text)


def fill(catalog: Catalog, folder: Path) -> None:
    """Store and index the papers."""
    for metadata, reading in papers(folder):
        catalog.store_paper(metadata)
        catalog.store_reading(metadata.key, reading)
    catalog.sync()


def places(catalog: CatalogReader) -> list[Placed]:
    """Where each query's paper comes."""
    found = []
    for query, paper in wanted():
        page = catalog.search(query, limit=20, facets=False)
        ids = [result.arxiv_id for result in page.results] if isinstance(page, SearchPage) else []
        found.append(Placed(query, paper, ids.index(paper) + 1 if paper in ids else 0))
    return found


def success(several: list[Placed], within: int) -> float:
    """The part of the queries whose paper is among the first `within` results."""
    return sum(1 for each in several if 1 <= each.place <= within) / len(several)


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--elasticsearch", default="", help="its URL; empty: the embedded engine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        access = SearchAccess(prefix=f"relevance-{secrets.token_hex(3)}")
        catalog = open_catalog("", options.elasticsearch, Path(home), access)
        fill(catalog, options.shared / "papers")
        found = places(catalog)
        catalog.close()
    for each in found:
        if each.place != 1:
            print(f"{each.place or 'not found':>9}  {each.query}  ({each.paper})")
    print(
        f"{len(found)} queries: first {success(found, 1):.3f}, among the first three {success(found, 3):.3f}"
    )


if __name__ == "__main__":
    main()
