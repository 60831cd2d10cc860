"""Identifiers as they stand in addresses."""

from __future__ import annotations

from catalog.identifiers import parse_arxiv_id


def split_version(paper_id: str) -> tuple[str, int | None]:
    """A paper's id with the version that it names, if any.

    Ids that are not arXiv's (a file without metadata) never name a version.
    """
    return parse_arxiv_id(paper_id) or (paper_id, None)
