"""How a simulated drawing looks: direction, shape of boxes, colours, heads of arrows, type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["down", "up", "right"]
BoxShape = Literal["rectangle", "rounded", "ellipse"]
Head = Literal["filled", "open"]
Colour = tuple[float, float, float]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one drawing. Lengths are in PDF points.

    Attributes:
        direction: where the data flows.
        box: shape of a box.
        head: shape of an arrow's head.
        font: a base-14 font's short name in PyMuPDF ("helv", "tiro").
        size: font size.
        width: line width.
        fills: colour of a box by operation; others are white.
        line: colour of lines and outlines.
        gap: free space between ranks.
        padding: space around a label in its box, horizontal and vertical.
        equal_boxes: whether all boxes of a drawing are as wide as the widest.
    """

    direction: Direction = "down"
    box: BoxShape = "rectangle"
    head: Head = "filled"
    font: str = "helv"
    size: float = 7.5
    width: float = 0.7
    fills: tuple[tuple[str, Colour], ...] = ()
    line: Colour = BLACK
    gap: float = 14
    padding: tuple[float, float] = (8, 4)
    equal_boxes: bool = True

    def fill(self, op: str) -> Colour:
        """The colour of a box of this operation."""
        return dict(self.fills).get(op, WHITE)
