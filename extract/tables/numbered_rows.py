"""Names of layers that end with the number of their row ("Conv2d-1", "ReLU-2", "Max Pool 3"): it sets nothing."""

from __future__ import annotations

import re

from extract.tables.records import Sheet

_NUMBER = re.compile(r"(?P<name>.*[A-Za-z](?:[12]d)?)[-_ #]{0,2}(?P<number>\d{1,3})")
FEWEST = 3
"""Fewest rows that count themselves."""
LEAST = 0.8
"""Share of the rows that must have a number."""


def rows_counted(sheet: Sheet, at: int) -> bool:
    """Whether the cells under a head are numbered through from the first row on, whatever kinds of layers they name."""
    texts = sheet.texts(at)
    found = [_NUMBER.fullmatch(text.strip()) for text in texts]
    numbers = [int(match["number"]) for match in found if match]
    kinds = {match["name"].strip().lower() for match in found if match}
    running = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    enough = len(numbers) >= max(FEWEST, LEAST * len(texts))
    return running and numbers[0] <= 1 and enough and len(kinds) > 1


def without_number(text: str) -> str:
    """A name without the number at its end."""
    found = _NUMBER.fullmatch(text.strip())
    return found["name"].strip() if found else text
