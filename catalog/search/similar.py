"""What is like a given paper or architecture."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Engine

from catalog.query.clauses import Clause, Combined, Term, Weighted
from catalog.records import Architecture, Metadata
from catalog.search.analysis import STOPWORDS, words
from catalog.search.engine import Hit, Request, SearchIndex
from catalog.storage import listing
from catalog.storage.database import reading
from catalog.structure import Structure, structure_of
from graph import load as graph_from_text

TELLING_WORDS = 25
"""Words of a paper by which others are looked for."""
MOST_CANDIDATES = 100
"""Architectures whose structure is compared in full."""
MOST_SEQUENCES = 40


def paper_clause(index: SearchIndex, metadata: Metadata) -> Clause:
    """Papers that share this one's telling words: those that are frequent in it and rare elsewhere."""
    counted = Counter(words(metadata.abstract))
    for word in words(metadata.title):
        counted[word] += 3
    several = [word for word in counted if len(word) > 2 and word not in STOPWORDS and not word.isdigit()]
    number = max(1, index.count("papers"))
    spread = index.frequencies("papers", "abstract", several)
    weights = {
        word: counted[word] * math.log(1 + number / (1 + spread.get(word, 0)))
        for word in several
        # A word that half of all papers have tells nothing; in a small catalog that would be all of them.
        if spread.get(word, 0) <= max(5, number // 2)
    }
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:TELLING_WORDS]
    return Combined(
        should=tuple(
            Weighted(Term(name, word), factor)
            for word in telling
            for name, factor in (("title", 2.0), ("abstract", 1.0))
        ),
        must_not=(Term("paper", metadata.key.arxiv_id),),
        at_least=1,
    )


def architecture_clause(architecture: Architecture, structure: Structure) -> Clause:
    """Architectures that share operations and sequences of operations with this one, of other papers too."""
    longest_first = sorted(structure.sequences, key=lambda ops: (-len(ops), ops))
    short = [ops for ops in longest_first if len(ops) <= 3][:MOST_SEQUENCES]
    return Combined(
        should=(
            *(Term("layer", op) for op in structure.layers),
            *(Term("sequence", " ".join(ops)) for ops in short),
        ),
        must_not=(Term("id", architecture.id),),
        at_least=1,
    )


def likeness(one: Structure, other: Structure) -> float:
    """How alike two structures are, from 0 to 1: shared layers by their number, and shared sequences."""
    return 0.5 * _shared(_damped(one.layers), _damped(other.layers)) + 0.5 * _overlap(one, other)


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    return {op: math.log2(1 + count) for op, count in counts.items()}


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    most = sum(max(one.get(op, 0.0), other.get(op, 0.0)) for op in {*one, *other})
    return sum(min(one[op], other[op]) for op in one if op in other) / most if most else 0.0


def _overlap(one: Structure, other: Structure) -> float:
    either = len(one.sequences | other.sequences)
    return len(one.sequences & other.sequences) / either if either else 1.0


def paper_hits(index: SearchIndex, metadata: Metadata, limit: int) -> tuple[Hit, ...]:
    """The papers most like one, the most similar first."""
    return index.find(Request("papers", paper_clause(index, metadata), limit=limit)).hits


def architecture_hits(
    database: Engine, index: SearchIndex, architecture: Architecture, limit: int
) -> tuple[Hit, ...]:
    """The architectures most like one: candidates by shared sequences, compared by their whole structure."""
    own = structure_of(graph_from_text(architecture.graph))
    found = index.find(
        Request("architectures", architecture_clause(architecture, own), limit=MOST_CANDIDATES)
    )
    with reading(database) as session:
        others = listing.graphs_of(session, [hit.id for hit in found.hits])
    compared = [
        Hit(architecture_id, likeness(own, structure_of(graph_from_text(text))), ())
        for architecture_id, text in others.items()
    ]
    return tuple(sorted(compared, key=lambda hit: (-hit.score, hit.id))[:limit])
