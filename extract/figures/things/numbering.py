"""Numbers that only tell like things apart: in a drawing with "Linear 1" and "Linear 2" neither says how many units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation
from graph import FrozenMap

NAME = re.compile(r"^(?P<name>[^\W\d][^\d(]*?)[\s_#-]*(?P<number>\d{1,2})(?![\d.×x@%*/]|\s?[×x])")
"""A name and the number right behind it."""

COUNTED = ("units", "dim", "kernel")
"""Settings that such a number is taken for."""

SIZED = re.compile(r"\d\s?[×xX]\s?\d")
"""A size, which no number before it is taken for."""


def without_numbering(things: Sequence[Thing]) -> None:
    """Takes from operations what was made of a number that only tells them from others of the same name."""
    named: dict[str, dict[int, int]] = {}
    for thing in things:
        sized = SIZED.search(thing.text)
        if thing.parsed.operations and not sized and (found := NAME.match(thing.text)):
            named.setdefault(found["name"].strip().lower(), {})[thing.id] = int(found["number"])
    for numbers in named.values():
        if not _counts(set(numbers.values())):
            continue
        for i, number in numbers.items():
            first, *rest = things[i].parsed.operations
            things[i].parsed = replace(things[i].parsed, operations=(_without(first, number), *rest))


def _counts(numbers: set[int]) -> bool:
    """Whether numbers are those of things that are counted: they follow each other, near one."""
    return len(numbers) > 1 and min(numbers) <= 2 and max(numbers) - min(numbers) == len(numbers) - 1


def _without(operation: ParsedOperation, number: int) -> ParsedOperation:
    attrs = {
        key: value
        for key, value in operation.attrs.items()
        if not (key in COUNTED and value in (number, (number,), (number, number)))
    }
    shape = None if operation.output_shape == (number,) else operation.output_shape
    return replace(operation, attrs=FrozenMap(attrs), output_shape=shape)
