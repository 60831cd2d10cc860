"""Names of modules over or under the line that enters or leaves their drawing: headings, though a line leads to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import grown, holds
from extract.scene.model import Connector

MODULE = re.compile(
    r"\b(?:blocks?|modules?|layers?|units?|cells?|bottlenecks?)(?: (?:v?\d+|[A-Z]))?$", re.IGNORECASE
)
"""The last word of a name for a part of a network, which its drawing shows the inside of."""

ELSEWHERE = re.compile(
    r"\b(?:prev(?:ious)?|next|last|other|another|lower|upper|higher|earlier|later|following|preceding|above|below|to|from"
    r"|input|output|of|[a-z][-+]1)\b",
    re.IGNORECASE,
)
"""Words for a part that is not the one drawn: where the line comes from, or goes on to."""

LED = 1.6
"""Farthest that a line ends from the name that stands at its end, in sizes of text."""


def head_modules(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Makes headings of free texts that name a kind of module, where lines only begin, or only end, that join a box.

    What goes into a module or comes out of it is data, or another module of which the name says that it is another; the
    name of a module alone tells what is drawn, and its place by the line is chance.

    Args:
        things: of the figure; changed where a name is found to be a heading.
        connectors: the scene's lines.
        unit: usual size of the figure's text in points.
    """
    for thing in things:
        if (
            thing.kind == "text"
            and not thing.title
            and names_module(thing)
            and _at_one_end(thing, things, connectors, unit)
        ):
            thing.title = True


def names_module(thing: Thing) -> bool:
    """Whether a text names a kind of module, and not one that stands before or behind what is drawn."""
    return (
        thing.parsed.kind == "block"
        and MODULE.search(thing.text.strip()) is not None
        and ELSEWHERE.search(thing.text) is None
    )


def _at_one_end(thing: Thing, things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> bool:
    """Whether all lines at a text begin there or all end there, and the other end of each is at a box or a sign."""
    near = grown(thing.bbox, LED * unit)
    ends = [
        (last, line.points[0 if last else -1])
        for line in connectors
        for last in (False, True)
        if holds(near, line.points[-1 if last else 0])
    ]
    shapes = [other for other in things if other.kind in ("box", "sign")]
    return len({last for last, _ in ends}) == 1 and all(
        any(holds(grown(other.bbox, unit), far) for other in shapes) for _, far in ends
    )
