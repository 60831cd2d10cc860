"""Names under shapes without words, all at one place: each is its shape's, also where an arrow ends at the name."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import height, width

FEWEST = 3
"""Fewest shapes that are named alike."""

REACH = 1.2
"""Greatest gap between a shape and its name, in sizes of text."""

ASIDE = 1.2
"""By how much the places of names under, or over, their shapes differ, in sizes of text."""

ALIKE = 0.1
"""By how much the shapes differ in width and height, in that of one."""


def names_in_series(things: Sequence[Thing], unit: float) -> set[tuple[int, int]]:
    """Free labels and the shapes that they name, by their ids, where several shapes drawn alike are named alike.

    Args:
        things: of the figure.
        unit: usual size of its text in points.
    """
    boxes = [t for t in things if t.kind in ("box", "picture") and not t.text and not t.parts]
    labels = [
        t
        for t in things
        if t.kind == "text" and not t.title and t.parsed.kind in ("operations", "block", "terminal")
    ]
    found: set[tuple[int, int]] = set()
    for under in (True, False):
        pairs = [
            (label, box, gap)
            for box in boxes
            for label in labels
            if -0.3 * unit <= (gap := _gap(label, box, under=under)) <= REACH * unit
            and box.bbox[0] <= label.middle[0] <= box.bbox[2]
        ]
        for label, box, gap in pairs:
            series = [
                (other.id, shape.id)
                for other, shape, away in pairs
                if abs(gap - away) <= ASIDE * unit
                and abs(_aside(label, box) - _aside(other, shape)) <= ASIDE * unit
                and _alike(box, shape)
            ]
            one_each = (
                len({other for other, _ in series}) == len({shape for _, shape in series}) == len(series)
            )
            if len(series) >= FEWEST and one_each:
                found.update(series)
    return found


def _gap(label: Thing, box: Thing, *, under: bool) -> float:
    return label.bbox[1] - box.bbox[3] if under else box.bbox[1] - label.bbox[3]


def _aside(label: Thing, box: Thing) -> float:
    return label.middle[0] - box.middle[0]


def _alike(a: Thing, b: Thing) -> bool:
    kinds = [thing.shape.kind if thing.shape is not None else thing.kind for thing in (a, b)]
    return kinds[0] == kinds[1] and all(
        abs(size(a.bbox) - size(b.bbox)) <= ALIKE * size(a.bbox) for size in (width, height)
    )
