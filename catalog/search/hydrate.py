"""From what an index found to what a reader gets: the records behind the hits, from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalog.records import ArchitectureSummary, Metadata
from catalog.results import SearchKind, SearchResult
from catalog.search import highlight
from catalog.search.engine import Hit
from catalog.storage import listing
from catalog.storage.database import reading

Behind = tuple[Metadata, tuple[ArchitectureSummary, ...], str]
"""A paper, the architectures shown with it, and the captions of its architecture exhibits."""


def results_of(
    database: Engine, kind: SearchKind, hits: Sequence[Hit], marked: Mapping[str, Set[str]]
) -> tuple[SearchResult, ...]:
    """The records behind the hits, with these words marked. A hit that the database no longer has is left out."""
    with reading(database) as session:
        find = _of_papers if kind == "papers" else _of_architectures
        of_hit = find(session, hits, bool(marked))
    results = []
    for hit in hits:
        found = of_hit.get(hit.id)
        if found is not None:
            metadata, architectures, captions = found
            results.append(
                SearchResult(
                    paper=metadata,
                    score=hit.score,
                    highlights=highlight.highlights(
                        {
                            "title": (metadata.title, True),
                            "authors": (", ".join(metadata.authors), True),
                            "abstract": (metadata.abstract, False),
                            "caption": (captions, False),
                        },
                        marked,
                    ),
                    architectures=architectures,
                )
            )
    return tuple(results)


def _of_papers(session: Session, hits: Sequence[Hit], with_captions: bool) -> dict[str, Behind]:
    papers = listing.metadata_shown(session, [hit.id for hit in hits])
    keys = [metadata.key for metadata in papers.values()]
    architectures = listing.architectures_of(session, keys)
    captions = listing.captions_of(session, keys) if with_captions else {}
    return {
        arxiv_id: (
            metadata,
            tuple(sorted(architectures.get(metadata.key, ()), key=lambda each: -each.confidence)),
            captions.get(metadata.key, ""),
        )
        for arxiv_id, metadata in papers.items()
    }


def _of_architectures(session: Session, hits: Sequence[Hit], with_captions: bool) -> dict[str, Behind]:
    architectures = listing.summaries(session, [hit.id for hit in hits])
    papers = listing.metadata_shown(session, list({each.key.arxiv_id for each in architectures.values()}))
    keys = [metadata.key for metadata in papers.values()]
    captions = listing.captions_of(session, keys) if with_captions else {}
    return {
        architecture.id: (
            papers[architecture.key.arxiv_id],
            (architecture,),
            captions.get(architecture.key, ""),
        )
        for architecture in architectures.values()
        if architecture.key.arxiv_id in papers
    }
