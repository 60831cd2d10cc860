"""Norms and activations printed right beside a box, away from its lines: they are done to what comes out of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.figures.joining.beside import text_gap
from extract.figures.lines.links import Link
from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from extract.labels.families import KEEPING
from extract.scene.geometry import gap_between

NEAR = 0.6
"""Greatest gap between a box and such a text, in sizes of text."""


def steps_at_boxes(
    things: Sequence[Thing], pieces: Sequence[Piece], taken: Collection[int], unit: float
) -> dict[int, int]:
    """For each text left or right of a box that names what follows there the id of the box; one for each box at most.

    Args:
        things: of a figure.
        pieces: of its lines.
        taken: ids of things that are in use; such a box is.
        unit: usual size of its text, in points.
    """
    found: dict[int, int] = {}
    for text in things:
        if text.kind != "text" or text.title or text.id in taken or text.parsed.kind != "operations":
            continue
        if any(each.op not in KEEPING for each in text.parsed.operations):
            continue
        letter = len(text.text) == 1
        near = [
            (gap, thing.id)
            for thing in things
            if thing.id in taken and thing.kind in ("box", "sign") and _has_steps(thing)
            # A letter by a box with nothing but a number names what has so many values.
            if not (letter and thing.text.isdecimal())
            if _is_level(text, thing) and (gap := gap_between(text.bbox, thing.bbox)) <= NEAR * unit
        ]
        if len(near) != 1 or near[0][1] in found.values():
            continue
        ((gap, box),) = near
        if all(text_gap(text.bbox, piece.connector.points)[0] > gap for piece in pieces):
            found[text.id] = box
    return found


def behind_boxes(links: Sequence[Link], steps: Mapping[int, int]) -> list[Link]:
    """The links with such texts behind their boxes: what left the box leaves the text.

    Args:
        links: between things.
        steps: for each text its box.
    """
    text_of = {box: text for text, box in steps.items()}
    moved = [
        replace(link, source=text_of[link.source])
        if link.source in text_of and link.source is not None
        else link
        for link in links
    ]
    return [*moved, *(Link(box, text, sure=False) for text, box in steps.items())]


def _has_steps(thing: Thing) -> bool:
    """Whether a thing is an operation that others may follow, not one of these itself."""
    return thing.parsed.kind == "operations" and thing.parsed.operations[-1].op not in KEEPING


def _is_level(text: Thing, box: Thing) -> bool:
    """Whether a text stands left or right of a box, its middle at the height of the box's own."""
    aside = text.bbox[0] >= box.bbox[2] or text.bbox[2] <= box.bbox[0]
    return aside and abs(text.middle[1] - box.middle[1]) < 0.25 * (box.bbox[3] - box.bbox[1])
