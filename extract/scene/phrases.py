"""Words that follow each other in one line and type say one thing, whatever they are printed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.document.page import Word
from extract.scene.geometry import overlap, union
from graph import Box

NEAR = 0.45
"""Widest space between two words of a phrase, in sizes of its type."""

OUT = 0.15
"""How far a word stands out of the shape that its middle lies in, at least, in sizes of its type."""

MOST = 0.75
"""Least part of a phrase that lies in a shape which it is said to stand in."""


def homes_of(
    words: Sequence[Word], holder: Callable[[Box], int | None], rim: Callable[[int], Box]
) -> list[int | None]:
    """The shape that each word stands in; one for all words of a phrase that runs over a shape's rim.

    A label of a line is often set across the rim of a box beside it: word by word, it would be cut there.

    Args:
        words: in reading order.
        holder: the shape that a box of text stands in.
        rim: the box of a shape.
    """
    homes = [holder(word.bbox) for word in words]
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and _follows(words[end - 1], words[end]):
            end += 1
        if len(set(homes[start:end])) > 1:
            phrase = words[start:end]
            if any(
                home is not None and _stands_out(word, rim(home))
                for word, home in zip(phrase, homes[start:end], strict=True)
            ):
                homes[start:end] = [_home(phrase, homes[start:end], rim)] * (end - start)
        start = end
    return homes


def _follows(a: Word, b: Word) -> bool:
    """Whether a word goes on with the phrase of the one before it; only type that is set level is asked."""
    return (
        a.line == b.line
        and a.direction[0] > 0.99
        and b.direction[0] > 0.99
        and a.colour == b.colour
        and a.bold == b.bold
        and abs(a.size - b.size) < 0.05 * a.size
        and -NEAR * a.size < b.bbox[0] - a.bbox[2] < NEAR * a.size
    )


def _stands_out(word: Word, box: Box) -> bool:
    return word.bbox[0] < box[0] - OUT * word.size or word.bbox[2] > box[2] + OUT * word.size


def _home(phrase: Sequence[Word], homes: Sequence[int | None], rim: Callable[[int], Box]) -> int | None:
    """The shape that most of a phrase lies in; None where there is none."""
    x0, _, x1, _ = union(word.bbox for word in phrase)
    for home in dict.fromkeys(homes):
        if home is not None:
            box = rim(home)
            if overlap(x0, x1, box[0], box[2]) >= MOST * (x1 - x0):
                return home
    return None
