"""Which papers an export holds, in an order that does not change."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.export.errors import SelectionRefused
from catalog.interface import CatalogReader
from catalog.records import Paper
from catalog.results import MAX_LIMIT, SearchRefused


def paper_ids(catalog: CatalogReader, query: str = "") -> Iterator[str]:
    """The arXiv ids of the papers that a query finds, or of all, one after the other in constant memory.

    All papers come in the order of their identifiers, those of a query the oldest first.

    Raises:
        SelectionRefused: the query is wrong, or the search does not answer.
    """
    if not query.strip():
        yield from catalog.paper_ids()
        return
    cursor = None
    while True:
        page = catalog.search(query, limit=MAX_LIMIT, cursor=cursor, sort="oldest", facets=False)
        if isinstance(page, SearchRefused):
            raise SelectionRefused(page)
        for result in page.results:
            yield result.arxiv_id
        cursor = page.cursor
        if cursor is None:
            return


def papers(catalog: CatalogReader, query: str = "") -> Iterator[Paper]:
    """The papers themselves; one that was removed meanwhile is left out."""
    for arxiv_id in paper_ids(catalog, query):
        paper = catalog.paper(arxiv_id)
        if isinstance(paper, Paper):
            yield paper
