"""Tables that name the rows that a row takes its input from ("conv2 | … | pool1", "cat | up1, conv1")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.tables.drafts import Draft
from extract.tables.headers import plain
from extract.tables.records import Sheet

_SOURCES = re.compile(r"^(?:input|image|images?|data|x|raw|rgb)\b", re.I)
LEAST_NAMED = 0.6
"""Share of the rows whose input must be a row's name."""


def named_inputs(sheet: Sheet, drafts: Sequence[Draft]) -> list[tuple[int, int]] | None:
    """Edges between places of drafts as the table names them; None where it does not, or only names the row before."""
    column = next((at for at, head in enumerate(sheet.heads) if head.role == "input"), None)
    names = _names(sheet, column)
    if column is None or len(names) < 3:
        return None
    places = _places(drafts)
    edges, told, skips, rows = list[tuple[int, int]](), 0, False, 0
    for number, record in enumerate(sheet.records):
        if number not in places or column >= len(record.fields):
            continue
        first, last = places[number][0], places[number][-1]
        edges += list(pairwise(range(first, last + 1)))
        rows += 1
        text = record.fields[column].text
        sources = [names[part] for part in _parts(text) if names.get(part, number) != number]
        sources = [source for source in sources if source in places]
        if not sources and not _SOURCES.match(text):
            return None
        told += bool(sources)
        skips = skips or sources not in ([], [number - 1])
        edges += [(places[source][-1], first) for source in sources]
    return edges if skips and rows and told >= LEAST_NAMED * rows else None


def _names(sheet: Sheet, column: int | None) -> dict[str, int]:
    """Rows by the name that other rows use for them."""
    found: dict[str, int] = {}
    for number, record in enumerate(sheet.records):
        for at, item in enumerate(record.fields):
            if at != column and item.text and item.head.role in ("name", "index", "op", None):
                found.setdefault(plain(item.text), number)
    return found


def _parts(text: str) -> list[str]:
    return [plain(part) for part in re.split(r"\s*(?:[,;+&⊕]|\band\b)\s*", text) if part.strip()]


def _places(drafts: Sequence[Draft]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for at, draft in enumerate(drafts):
        places.setdefault(draft.row, []).append(at)
    return places
