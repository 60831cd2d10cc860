"""How a simulated drawing looks: direction, shape of boxes, colours, heads of arrows, type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["down", "up", "right"]
BoxShape = Literal["rectangle", "rounded", "ellipse", "none"]
Head = Literal["filled", "open", "stealth", "strokes", "none"]
Route = Literal["straight", "elbow", "curve"]
Colour = tuple[float, float, float]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one drawing. Lengths are in PDF points.

    Attributes:
        direction: where the data flows.
        box: shape of a box; "none" leaves the label alone.
        head: shape of an arrow's head: a filled triangle, an open one in one stroke, a filled one with a notch, two
            strokes that are paths of their own, or none.
        route: how lines go between boxes that are not in one line.
        font: a base-14 font's short name in PyMuPDF ("helv", "tiro").
        size: font size.
        width: line width.
        fills: colour of a box by operation; others are white.
        line: colour of lines and outlines.
        gap: free space between ranks.
        padding: space around a label in its box, horizontal and vertical.
        equal_boxes: whether all boxes of a drawing are as wide as the widest.
        outlined: whether boxes have an outline.
        shadow: how far a box's grey shadow falls; 0 is none.
        short: how far lines stop before what they lead to, and begin behind what they come from.
        tapped: whether a skip leaves the line that leads to its node's next, and not the node.
        dashed: whether skips are dashed.
        wrapped: whether labels of several words stand in two lines.
        scale: the drawing is a form of its own that is placed at this scale; 0 draws on the page itself.
    """

    direction: Direction = "down"
    box: BoxShape = "rectangle"
    head: Head = "filled"
    route: Route = "straight"
    font: str = "helv"
    size: float = 7.5
    width: float = 0.7
    fills: tuple[tuple[str, Colour], ...] = ()
    line: Colour = BLACK
    gap: float = 14
    padding: tuple[float, float] = (8, 4)
    equal_boxes: bool = True
    outlined: bool = True
    shadow: float = 0
    short: float = 0
    tapped: bool = False
    dashed: bool = False
    wrapped: bool = False
    scale: float = 0

    def fill(self, op: str) -> Colour:
        """The colour of a box of this operation."""
        return dict(self.fills).get(op, WHITE)
