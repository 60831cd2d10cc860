"""Names in a row right before or behind a box, without lines: what goes into it, or what comes out."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading
from extract.figures.meaning.naming import is_bare_number
from extract.figures.things.things import Thing

GAP = 1.3
"""Greatest gap between the names and their box, in sizes of text."""

FEWEST = 2
"""Fewest names of a row."""

CENTRED = 0.5
"""Greatest distance of a single name's middle from the box's, in sizes of text."""


def names_in_rows(
    things: Sequence[Thing], links: Sequence[Link], reading: Reading, unit: float
) -> list[Link]:
    """Links between boxes and the variables in a row over or under them, where no line comes in or goes out."""
    fed = {link.target for link in links if link.source is not None}
    used = {link.source for link in links if link.target is not None}
    names = [
        thing
        for thing in things
        if thing.kind == "text" and not thing.title and thing.parsed.kind in ("variable", "terminal")
    ]
    down = reading.axis[1] > 0
    found: list[Link] = []
    for box in things:
        if box.kind != "box" or not box.text:
            continue
        for over in (True, False):
            enters = over == down
            if box.id in (fed if enters else used):
                continue
            row = [name for name in names if _stands(name, box, over, unit)]
            level = row and max(n.middle[1] for n in row) - min(n.middle[1] for n in row) <= 0.5 * unit
            alone = len(row) == 1 and _says_end(row[0], box, "input" if enters else "output", unit)
            if not alone and not (level and len(row) >= FEWEST):
                continue
            found.extend(
                Link(name.id, box.id, sure=False) if enters else Link(box.id, name.id, sure=False)
                for name in row
            )
    return found


def _says_end(name: Thing, box: Thing, end: str, unit: float) -> bool:
    """Whether a single name in the middle over or under a layer says that it is what goes in, or what comes out.

    A box with a letter, a number or words of data may be that itself, which the name beside it only explains.
    """
    if box.parsed.kind != "operations" or is_bare_number(box):
        return False
    says = name.parsed.kind == "terminal" and [each.op for each in name.parsed.operations] == [end]
    return says and abs(name.middle[0] - box.middle[0]) <= CENTRED * unit


def _stands(name: Thing, box: Thing, over: bool, unit: float) -> bool:
    """Whether a name stands right over, or right under, a box."""
    gap = box.bbox[1] - name.bbox[3] if over else name.bbox[1] - box.bbox[3]
    return 0 <= gap <= GAP * unit and box.bbox[0] <= name.middle[0] <= box.bbox[2]
