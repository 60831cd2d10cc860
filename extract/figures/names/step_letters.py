"""Letters in a row along a row of labelled steps, without lines: x_1, x_2, … go into the steps, y_1, y_2, … come out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading
from extract.figures.things.things import Thing
from extract.scene.geometry import height, nearest_on, overlap, width

LETTER = re.compile(r"^\W*([A-Za-z])[\s_]?(?:[A-Za-z]|\d{1,3})?(?:\s?[+−–-]\s?\d{1,2})?$")
"""A letter with its index."""

STAGE = re.compile(r"^[BCDELPS]\d$")
"""A capital by which stages and levels are numbered."""

NEAR = 1.2
"""Greatest gap between a letter and its step, in sizes of text."""

FEWEST = 2
"""Fewest steps of a row."""


def is_letter(text: str) -> bool:
    """Whether a text is a letter with its index, as x_1 or y_t-1."""
    return LETTER.match(text) is not None


def letters_at_steps(
    things: Sequence[Thing], links: Sequence[Link], reading: Reading, unit: float
) -> list[Link]:
    """Links between steps and the letters over or under them, where each step of a row has one of its own."""
    used = {i for link in links for i in (link.source, link.target)}
    letters = [
        thing
        for thing in things
        if thing.kind == "text" and not thing.title and thing.id not in used and is_letter(thing.text)
    ]
    found: list[Link] = []
    for row in _rows(things) if letters else ():
        for over in (True, False):
            own = [(step, letter) for step in row for letter in letters if _stands(letter, step, over, unit)]
            names = [letter.text for _, letter in own]
            bases = {match[1] for name in names if (match := LETTER.match(name))}
            if len(own) != len(row) or len(set(names)) != len(row) or len(bases) != 1:
                continue
            enters = over == (reading.axis[1] > 0)
            if all(_says_else(letter, step, links, enters, unit) for step, letter in own):
                continue
            found.extend(
                Link(letter.id, step.id, sure=False) if enters else Link(step.id, letter.id, sure=False)
                for step, letter in own
            )
            letters = [letter for letter in letters if letter.text not in names]
    return found


def _says_else(letter: Thing, step: Thing, links: Sequence[Link], enters: bool, unit: float) -> bool:
    """Whether a letter names a stage that lines join to others, or what flows along a line at the step."""
    if STAGE.match(letter.text.strip()):
        return any(step.id in (link.source, link.target) for link in links)
    own = [link for link in links if (link.target if enters else link.source) == step.id]
    near = NEAR * unit + width(letter.bbox) / 2
    return any(
        nearest_on(letter.middle, piece.connector.points)[0] <= near for link in own for piece in link.pieces
    )


def _rows(things: Sequence[Thing]) -> list[list[Thing]]:
    """Labelled boxes of one size on one level, and frames around such."""
    holding = {thing.parent for thing in things if thing.kind in ("box", "sign") and thing.text}
    steps = [
        thing
        for thing in things
        if (thing.kind in ("box", "sign") and thing.text) or (thing.kind == "group" and thing.id in holding)
    ]
    rows: list[list[Thing]] = []
    for step in sorted(steps, key=lambda step: step.bbox[0]):
        row = next((row for row in rows if _alike(row[0], step)), None)
        if row is None:
            rows.append([step])
        else:
            row.append(step)
    return [row for row in rows if len(row) >= FEWEST]


def _alike(a: Thing, b: Thing) -> bool:
    tall, wide = max(height(a.bbox), height(b.bbox)), max(width(a.bbox), width(b.bbox))
    return (
        (a.kind == "group") == (b.kind == "group")
        and overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.9 * tall
        and abs(width(a.bbox) - width(b.bbox)) < 0.15 * wide
    )


def _stands(letter: Thing, step: Thing, over: bool, unit: float) -> bool:
    """Whether a letter stands right over, or right under, the middle of a step."""
    gap = step.bbox[1] - letter.bbox[3] if over else letter.bbox[1] - step.bbox[3]
    aside = abs(letter.middle[0] - step.middle[0])
    return -0.2 * unit <= gap <= NEAR * unit and aside <= 0.25 * width(step.bbox)
