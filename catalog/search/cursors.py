"""Cursors: where a page ended, as an opaque text that can stand in an address."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from catalog.query.lowering import Leniency

LONGEST_CURSOR = 2000


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended.

    Attributes:
        question: fingerprint of query, kind and sort, so that a cursor serves only the search it is from.
        place: as the engine gave it.
        total: number of hits, as counted for the first page.
        leniency: how far the query was stretched on the first page.
    """

    question: str
    place: tuple[float | int, ...]
    total: int
    leniency: Leniency


def question(query: str, kind: str, sort: str) -> str:
    """A fingerprint of what was asked."""
    return hashlib.sha256("\x00".join((query.strip(), kind, sort)).encode("utf-8", "replace")).hexdigest()[
        :12
    ]


def encode(cursor: Cursor) -> str:
    """A cursor as text."""
    raw = [
        cursor.question,
        list(cursor.place),
        cursor.total,
        sorted(cursor.leniency.misspelt),
        cursor.leniency.most,
    ]
    return base64.urlsafe_b64encode(json.dumps(raw, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(text: str) -> Cursor | None:
    """The cursor that a text is; None where it is none of ours."""
    if len(text) > LONGEST_CURSOR:
        return None
    try:
        raw = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        asked, place, total, misspelt, most = raw
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    if not (
        isinstance(asked, str)
        and isinstance(place, list)
        and 1 <= len(place) <= 3
        and all(isinstance(part, (int, float)) and -(2**63) <= part < 2**63 for part in place)
        and isinstance(total, int)
        and isinstance(misspelt, list)
        and all(isinstance(word, str) for word in misspelt)
        and isinstance(most, bool)
    ):
        return None
    return Cursor(asked, tuple(place), total, Leniency(frozenset(misspelt), most))
