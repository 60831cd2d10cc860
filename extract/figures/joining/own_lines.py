"""A line of its own for each operation: where lines fan out, two labels may stand nearest to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.lines.nets import Piece

FARTHER = 0.8
"""By how much another line may be farther off than the nearest one, in sizes of text."""

Offer = tuple[float, Piece]
"""A line by which a label may stand, behind its distance from it in points."""


def on_own_lines(
    found: Mapping[int, list[Piece]], offers: Mapping[int, Sequence[Offer]], unit: float
) -> dict[int, list[Piece]]:
    """The lines of each label, those moved that share a line between two things while another, bare one is near.

    The cells that are found by architecture search are drawn so: each edge of a graph with its operation beside it.

    Args:
        found: for each label the lines that it stands by, the nearest one first.
        offers: for each label all lines that it may stand by.
        unit: usual size of text in points.
    """
    settled = dict(found)
    labelled = {id(piece) for own in found.values() for piece in own}
    gaps = {(label, id(piece)): gap for label, own in offers.items() for gap, piece in own}
    sharing: dict[int, list[int]] = {}
    for label, own in found.items():
        if len(own) == 1 and _joins_two(own[0]):
            sharing.setdefault(id(own[0]), []).append(label)
    crowded = [label for labels in sharing.values() if len(labels) > 1 for label in labels]
    left = {line: len(labels) for line, labels in sharing.items()}
    moves = [
        (gap - gaps[label, id(found[label][0])], label, piece)
        for label in crowded
        for gap, piece in offers[label]
        if id(piece) not in labelled and _joins_two(piece)
    ]
    moved: set[int] = set()
    for farther, label, piece in sorted(moves, key=lambda move: move[:2]):
        nearest = found[label][0]
        if farther > FARTHER * unit or label in moved or left[id(nearest)] < 2 or id(piece) in labelled:
            continue
        settled[label] = [piece]
        moved.add(label)
        labelled.add(id(piece))
        left[id(nearest)] -= 1
    return settled


def _joins_two(piece: Piece) -> bool:
    return piece.a[0] == piece.b[0] == "thing"
