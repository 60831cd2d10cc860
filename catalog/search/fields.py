"""The fields of the two indexes: one table that the engines' schemas, the documents and the queries share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import Literal

from catalog.results import SearchKind

FieldKind = Literal["text", "names", "keyword", "number"]


@dataclass(frozen=True, slots=True)
class IndexField:
    """A field of an index.

    Attributes:
        name: in the index.
        kind: text (stemmed words), names (words as they are), keyword (whole values), number.
        kinds: the indexes that have it.
        weight: how much a word of a query counts here; 0 where bare words are not looked for.
        facet: whether its values are counted over the hits.
        integer: whether a number is a whole one.
        places: whether a text's words are kept with their places, so that phrases can be found.
    """

    name: str
    kind: FieldKind
    kinds: tuple[SearchKind, ...] = ("papers", "architectures")
    weight: float = 0.0
    facet: bool = False
    integer: bool = True
    places: bool = True


FIELDS: tuple[IndexField, ...] = (
    IndexField("title", "text", weight=8.0),
    IndexField("authors", "names", weight=4.0),
    IndexField("abstract", "text", weight=2.0),
    IndexField("caption", "text", weight=1.0),
    IndexField("block", "text", weight=1.5),
    IndexField("named", "text", kinds=("papers",), weight=5.0, places=False),
    IndexField("body", "text", kinds=("papers",), weight=1.0),
    IndexField("spelled", "names", places=False),
    IndexField("id", "keyword"),
    IndexField("paper", "keyword"),
    IndexField("cat", "keyword", facet=True),
    IndexField("licence", "keyword", facet=True),
    IndexField("source", "keyword", facet=True),
    IndexField("layer", "keyword", facet=True),
    IndexField("framework", "keyword"),
    IndexField("verified", "keyword", facet=True),
    IndexField("fact", "keyword"),
    IndexField("sequence", "keyword"),
    IndexField("year", "number", facet=True),
    IndexField("params", "number"),
    IndexField("depth", "number"),
    IndexField("input", "number"),
    IndexField("confidence", "number", integer=False),
    IndexField("by_date", "number"),
    IndexField("by_confidence", "number"),
    IndexField("by_size", "number"),
    IndexField("by_smallness", "number"),
)
BY_NAME = {field.name: field for field in FIELDS}
SCHEMA_VERSION = 1
"""To be raised whenever documents change their meaning: an older index is then filled anew."""
FINGERPRINT = hashlib.sha256(
    json.dumps(
        # What a word counts is a matter of the query, not of the index.
        [SCHEMA_VERSION, [asdict(replace(field, weight=0.0)) for field in FIELDS]],
        sort_keys=True,
    ).encode()
).hexdigest()
"""What an index was built for."""
FACETS = tuple(field.name for field in FIELDS if field.facet)


def fields_of(kind: SearchKind) -> tuple[IndexField, ...]:
    """The fields of one index."""
    return tuple(field for field in FIELDS if kind in field.kinds)


def searched(kind: SearchKind) -> tuple[IndexField, ...]:
    """The fields in which bare words are looked for."""
    return tuple(field for field in fields_of(kind) if field.weight)
