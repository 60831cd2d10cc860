"""What the indexes hold of a paper: a document for it and one for each of its architectures."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from catalog.licences import licence_family, licence_name
from catalog.records import Architecture, ExhibitFacts, Metadata, VersionKey
from catalog.results import SearchKind
from catalog.search.analysis import searchable, words
from catalog.storage import convert, listing, reader
from catalog.storage.database import reading
from catalog.storage.tables import ArchitectureRow, ExhibitRow, PaperRow, TextRow, VersionRow
from catalog.structure import Structure, structure_of, value_text
from graph import load as graph_from_text

LONGEST_BODY = 300_000
"""Characters of a paper's running text that are searched."""
MOST_NAMES = 4
NAMED_OFTEN = 5
"""How often a text has to use a name for it to count as one it is about."""
NAMED_PART = 0.6
"""And how often, as a part of the name that it uses most."""
HIGHEST_COUNT = 999_999
MOST_SIZE = (1 << 19) - 1
Value = str | int | float | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an index; `revision` grows with every change of the paper."""

    kind: SearchKind
    id: str
    revision: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """All documents of a paper as they are now; none where the paper is gone. They replace those before."""

    arxiv_id: str
    documents: tuple[Document, ...]


def count_fact(op: str, count: int) -> str:
    """How often an operation stands in an architecture, as a keyword that sorts like the number."""
    return f"{op}={min(count, HIGHEST_COUNT):06d}"


def setting_fact(op: str, name: str, text: str) -> str:
    """A setting of an operation as a keyword."""
    return f"{op}.{name.lower()}:{text.lower()}"


def number_fact_prefix(op: str, name: str) -> str:
    """What the keywords of an operation's numeric setting begin with."""
    return f"{op}.{name.lower()}#"


def _rank(arxiv_id: str) -> int:
    """A number below 2^37 that orders papers by their identifier; others than arXiv's by chance."""
    found = re.fullmatch(r"(\d{4})\.(\d{4,5})", arxiv_id)
    if found:
        return int(found[1]) * 100_000 + int(found[2])
    return int.from_bytes(hashlib.sha256(arxiv_id.encode()).digest()[:4]) + (1 << 32)


def _sort_key(high: int, arxiv_id: str, ordinal: int) -> int:
    """A value to sort by and what decides between equals, as one number of 63 bits."""
    return (max(0, min(high, MOST_SIZE)) << 44) | (_rank(arxiv_id) << 7) | (127 - min(ordinal, 127))


def _day_number(day: date | None) -> int:
    return 0 if day is None else max(0, (day - date(1900, 1, 1)).days)


def _size_number(parameters: int) -> int:
    """A number of parameters on a logarithmic scale from 1, in steps of 0.005 %."""
    return min(MOST_SIZE - 1, 1 + int(math.log2(parameters + 1) * 13_000))


def documents_of(engine: Engine, arxiv_ids: Sequence[str]) -> tuple[PaperChange, ...]:
    """The documents of papers as the database has them now."""
    return tuple(_paper_change(engine, arxiv_id) for arxiv_id in arxiv_ids)


def _paper_change(engine: Engine, arxiv_id: str) -> PaperChange:
    with reading(engine) as session:
        paper = session.get(PaperRow, arxiv_id)
        row = session.get(VersionRow, (arxiv_id, paper.shown)) if paper else None
        if paper is None or row is None:
            return PaperChange(arxiv_id, ())
        key = VersionKey(arxiv_id, paper.shown)
        text = session.get(TextRow, (arxiv_id, paper.shown))
        exhibits = [
            convert.exhibit_of(each, ())
            for each in session.scalars(
                select(ExhibitRow)
                .where(ExhibitRow.arxiv_id == arxiv_id, ExhibitRow.version == key.version)
                .order_by(ExhibitRow.ordinal)
            )
        ]
        rows = session.scalars(
            select(ArchitectureRow)
            .where(ArchitectureRow.arxiv_id == arxiv_id, ArchitectureRow.version == key.version)
            .order_by(ArchitectureRow.ordinal)
        ).all()
        implementations = listing.implementations_of(session, [each.id for each in rows])
        architectures = [reader.full(each, implementations.get(each.id, ())) for each in rows]
        return build(
            convert.metadata_of(row), paper.revision, text.text if text else "", exhibits, architectures
        )


def build(
    metadata: Metadata,
    revision: int,
    body: str,
    exhibits: Sequence[ExhibitFacts],
    architectures: Sequence[Architecture],
) -> PaperChange:
    """The documents of one paper from its records."""
    structures = [structure_of(graph_from_text(each.graph)) for each in architectures]
    common = _common(metadata)
    of_label = {exhibit.label: exhibit for exhibit in exhibits}
    documents = []
    for ordinal, (architecture, structure) in enumerate(zip(architectures, structures, strict=True)):
        shown = [of_label[label] for label in architecture.exhibits if label in of_label]
        documents.append(
            Document(
                "architectures",
                architecture.id,
                revision,
                common
                | {"id": architecture.id}
                | _about(metadata, shown, [architecture], [structure])
                | _keys(metadata, [architecture], ordinal),
            )
        )
    drawn = [exhibit for exhibit in exhibits if exhibit.is_architecture]
    values = common | {"id": metadata.key.arxiv_id} | _keys(metadata, architectures, 0)
    values |= _about(metadata, drawn, architectures, structures)
    values["caption"] = searchable(exhibit.caption for exhibit in exhibits)
    values["body"] = searchable([body[:LONGEST_BODY]])
    values["named"] = searchable(names_in(body[:LONGEST_BODY]))
    documents.append(Document("papers", metadata.key.arxiv_id, revision, values))
    return PaperChange(metadata.key.arxiv_id, tuple(documents))


def _common(metadata: Metadata) -> dict[str, Value]:
    licence = licence_name(metadata.licence)
    categories = [category.lower() for category in metadata.categories]
    archives = [category.split(".")[0] for category in categories]
    return {
        "title": searchable([metadata.title]),
        "authors": searchable(metadata.authors, stem=False),
        "abstract": searchable([metadata.abstract]),
        "spelled": " ".join(
            _distinct(words(" ".join((metadata.title, metadata.abstract, *metadata.authors)), stem=False))
        ),
        "paper": metadata.key.arxiv_id,
        "cat": _distinct([*categories, *archives]),
        "licence": _distinct([licence, licence_family(licence)]),
        "year": [] if metadata.submitted is None else [metadata.submitted.year],
    }


def _about(
    metadata: Metadata,
    exhibits: Sequence[ExhibitFacts],
    architectures: Sequence[Architecture],
    structures: Sequence[Structure],
) -> dict[str, Value]:
    """The fields that say what the architectures are like; of a paper, those of all its architectures."""
    implementations = [each for architecture in architectures for each in architecture.implementations]
    written = [each.framework for each in implementations if each.status in ("ok", "partial")]
    return {
        "caption": searchable(exhibit.caption for exhibit in exhibits),
        "block": searchable(
            text for structure in structures for text in _distinct([*structure.blocks, *structure.labels])
        ),
        "source": _distinct(
            [
                *(word for exhibit in exhibits for word in (exhibit.kind, exhibit.source)),
                *("composed" for architecture in architectures if architecture.composed),
            ]
        ),
        "layer": _distinct(op for structure in structures for op in structure.layers),
        "framework": _distinct(written),
        "verified": _distinct(each.framework for each in implementations if each.verified),
        "fact": _distinct(fact for structure in structures for fact in facts(structure)),
        "sequence": _distinct(" ".join(ops) for structure in structures for ops in structure.sequences),
        "params": [a.parameters for a in architectures if a.parameters is not None],
        "depth": sorted({structure.depth for structure in structures}),
        "input": sorted(
            {size for a in architectures for size in (a.input_shape or ())[:2] if isinstance(size, int)}
        ),
        "confidence": [round(a.confidence, 6) for a in architectures],
    }


def _keys(metadata: Metadata, architectures: Sequence[Architecture], ordinal: int) -> dict[str, Value]:
    arxiv_id = metadata.key.arxiv_id
    confidence = max((a.confidence for a in architectures), default=0.0)
    sizes = [a.parameters for a in architectures if a.parameters is not None]
    return {
        "by_date": _sort_key(_day_number(metadata.submitted), arxiv_id, ordinal),
        "by_confidence": _sort_key(int(confidence * 100_000), arxiv_id, ordinal),
        "by_size": _sort_key(_size_number(max(sizes)) if sizes else 0, arxiv_id, ordinal),
        "by_smallness": _sort_key(MOST_SIZE - _size_number(min(sizes)) if sizes else 0, arxiv_id, ordinal),
    }


def facts(structure: Structure) -> set[str]:
    """The countable facts of a structure as keywords: counts of operations, and their settings."""
    found = {count_fact(op, count) for op, count in structure.layers.items()}
    for (op, name), values in structure.settings.items():
        for value in values:
            text = value_text(value)
            if text is None or len(text) > 100:
                continue
            found.add(setting_fact(op, name, text))
            number = parse_number(text)
            encoded = None if number is None else encode_number(number)
            if encoded is not None:
                found.add(number_fact_prefix(op, name) + encoded)
    return found


def parse_number(text: str) -> float | None:
    """The number that a text is; None where it is none."""
    try:
        return float(text)
    except ValueError:
        return None


def encode_number(number: float) -> str | None:
    """A number from 0 to 10^12, to six decimals, as text that sorts like it; None for others."""
    return f"{number:020.6f}" if 0 <= number < 1e12 else None


def names_in(body: str) -> list[str]:
    """The names that a text speaks of most ("ResNet", "BERT"), each as often as its rank is worth.

    Papers rarely call their network by its name in the title or abstract, and then never stop doing so.
    """
    counted: Counter[str] = Counter()
    for name in re.findall(r"\b[A-Z][a-z]*[A-Z][A-Za-z]*\b", body):
        counted[name.removesuffix("s")] += 1
    ranked = counted.most_common(MOST_NAMES)
    least = max(NAMED_OFTEN, NAMED_PART * ranked[0][1]) if ranked else 0
    kept = [name for name, number in ranked if number >= least]
    return [name for rank, name in enumerate(kept) for _ in range(MOST_NAMES - rank)]


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
