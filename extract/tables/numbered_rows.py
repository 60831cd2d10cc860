"""Names of layers that end, or begin, with the number of their row: it sets nothing.

"Conv2d-1", "ReLU-2", "Max Pool 3"; "(1) Embedding", "2. Conv1D".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.records import Sheet

_NUMBER = re.compile(r"(?P<name>.*[A-Za-z](?:[12]d)?)[-_ #]{0,2}(?P<number>\d{1,3})")
_LEADING = re.compile(r"(?:[(\[](?P<number>\d{1,3})[)\]]|(?P<bare>\d{1,3})[.):])\s*(?P<name>[A-Za-z].*)")
"""A number with marks around or behind it, before a name."""
FEWEST = 3
"""Fewest rows that count themselves."""
LEAST = 0.8
"""Share of the rows that must have a number."""


def rows_counted(sheet: Sheet, at: int) -> bool:
    """Whether the cells under a head are numbered through from the first row on, whatever kinds of layers they name."""
    texts = sheet.texts(at)
    for found in (list(map(leading_number, texts)), list(map(_closing, texts))):
        if _runs([pair for pair in found if pair is not None], len(texts)):
            return True
    return False


def leading_number(text: str) -> tuple[int, str] | None:
    """The number before a name, and the name; None where there is none."""
    found = _LEADING.fullmatch(text.strip())
    return (int(found["number"] or found["bare"]), found["name"]) if found else None


def _closing(text: str) -> tuple[int, str] | None:
    found = _NUMBER.fullmatch(text.strip())
    return (int(found["number"]), found["name"]) if found else None


def _runs(found: Sequence[tuple[int, str]], rows: int) -> bool:
    numbers = [number for number, _ in found]
    kinds = {name.strip().lower() for _, name in found}
    running = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    enough = len(numbers) >= max(FEWEST, LEAST * rows)
    return running and numbers[0] <= 1 and enough and len(kinds) > 1


def without_number(text: str) -> str:
    """A name without the number at its end, or before it."""
    if led := leading_number(text):
        return led[1]
    found = _NUMBER.fullmatch(text.strip())
    return found["name"].strip() if found else text
