"""Names of drawings side by side, each at the line into or out of its own one: headings on one level, no ends."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.module_headings import LED
from extract.figures.things.things import Thing
from extract.scene.geometry import grown, holds, nearest_on
from extract.scene.model import Connector
from extract.scene.together import together

LEVEL = 0.3
"""How far the middles of such names may lie off one level, in sizes of text."""

LARGER = 1.1
"""Least size of their type, in that of the largest in boxes, where it is not bold."""

FEWEST = 3
"""Fewest boxes and signs of a drawing that has a name."""

MEET, STOP = 1.5, 3.0
"""Farthest that lines end from lines that they meet, and from boxes and signs, in points."""

Part = tuple[str, int]
"""("thing", id) or ("line", id)."""


def head_panels(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Makes headings of names of drawings that stand side by side.

    Such names stand on one level, say different things, are bold or larger than all that is printed in boxes, and each is
    at a line of a drawing that no line joins to those of the others. At least one of them names no data.

    Args:
        things: of the figure; changed where a name is found to be a heading.
        connectors: the scene's lines.
        unit: usual size of the figure's text in points.
    """
    names = [thing for thing in things if _stands_out(thing, things)]
    rows = [
        [other for other in names if abs(other.middle[1] - name.middle[1]) <= LEVEL * unit] for name in names
    ]
    if not any(len(row) > 1 for row in rows):
        return
    drawings = _drawings(things, connectors)
    for row in rows:
        own = [_drawing_at(name, drawings, connectors, unit) for name in row]
        kinds = {name.parsed.kind for name in row}
        if len(row) < 2 or None in own or len(set(own)) < len(row) or not kinds & {"block", "operations"}:
            continue
        if len({name.text for name in row}) == len(row) and not kinds & {"terminal", "tensor"}:
            for name in row:
                name.title = True


def _stands_out(thing: Thing, things: Sequence[Thing]) -> bool:
    """Whether a free text is bold as others are not, or larger than any in a box."""
    if thing.kind != "text" or thing.title or not thing.blocks:
        return False
    others = [block for other in things if other.kind in ("box", "sign") for block in other.blocks]
    own = thing.blocks[0]
    bold = own.bold and not any(block.bold for block in others)
    return bool(others) and (bold or own.size >= LARGER * max(block.size for block in others))


def _drawings(things: Sequence[Thing], connectors: Sequence[Connector]) -> list[list[Part]]:
    """Boxes, signs and lines that hang together, where enough boxes and signs do."""
    shapes = [thing for thing in things if thing.kind in ("box", "sign", "picture")]
    pairs: list[tuple[Part, Part]] = []
    for line in connectors:
        for end in (line.points[0], line.points[-1]):
            met = [("thing", thing.id) for thing in shapes if holds(grown(thing.bbox, STOP), end)]
            met += [
                ("line", other.id)
                for other in connectors
                if other is not line and nearest_on(end, other.points)[0] <= MEET
            ]
            pairs += [(("line", line.id), part) for part in met]
    parts: list[Part] = [("line", line.id) for line in connectors] + [("thing", thing.id) for thing in shapes]
    return [
        drawing for drawing in together(parts, pairs) if sum(kind == "thing" for kind, _ in drawing) >= FEWEST
    ]


def _drawing_at(
    name: Thing, drawings: Sequence[Sequence[Part]], connectors: Sequence[Connector], unit: float
) -> int | None:
    """Which drawing's line begins or ends at a name, where lines of only one do; None else."""
    near = grown(name.bbox, LED * unit)
    ended = {
        ("line", line.id)
        for line in connectors
        if any(holds(near, end) for end in (line.points[0], line.points[-1]))
    }
    found = [at for at, drawing in enumerate(drawings) if ended & set(drawing)]
    return found[0] if len(found) == 1 else None
