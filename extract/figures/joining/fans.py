"""Operations printed beside a fan of lines between two rows of cells, however far from the single lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.figures.lines.nets import Piece
from extract.figures.things.indexed import label_by
from extract.figures.things.things import Thing
from extract.scene.geometry import overlap

FAR = 6.0
"""Greatest distance of a name from the rows, in sizes of text; turned names stand no farther."""


def operations_at_fans(
    things: Sequence[Thing], pieces: Sequence[Piece], taken: Collection[int], unit: float
) -> dict[int, list[Piece]]:
    """For each free label of an operation in the band between two rows, the pieces of the lines that join them.

    A fan takes one name only, and a name stands beside its fan with nothing in between.
    """
    fans: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        ends = [things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"]
        if len(ends) == 2 and all(_is_bare(end) for end in ends) and any(end.parts for end in ends):
            low, high = sorted(end.id for end in ends)
            fans.setdefault((low, high), []).append(piece)
    offers = []
    for label in things if fans else ():
        if label.kind != "text" or label.title or label.id in taken:
            continue
        parsed = label_by(label.text, label.blocks, "arrow")
        if not parsed.names_operation:
            continue
        for pair in fans:
            gap = _beside(label, things[pair[0]], things[pair[1]])
            if gap is not None and gap <= FAR * unit and not _hidden(label, pair, things):
                offers.append((gap, label.id, pair))
    found: dict[int, list[Piece]] = {}
    named: set[tuple[int, int]] = set()
    for _, label_id, pair in sorted(offers):
        if label_id not in found and pair not in named:
            named.add(pair)
            found[label_id] = fans[pair]
            things[label_id].parsed = label_by(things[label_id].text, things[label_id].blocks, "arrow")
    return found


def _is_bare(thing: Thing) -> bool:
    """Whether a thing is a row of cells, or a box without text."""
    return thing.kind == "box" and (bool(thing.parts) or not thing.text)


def _beside(label: Thing, a: Thing, b: Thing) -> float | None:
    """How far a label stands aside of the band between two rows; None where it stands elsewhere."""
    for low in (0, 1):
        first, second = sorted((a.bbox, b.bbox), key=lambda box: box[low])
        if second[low] < first[low + 2]:
            continue
        if first[low + 2] <= label.middle[low] <= second[low]:
            other = 1 - low
            start, stop = min(a.bbox[other], b.bbox[other]), max(a.bbox[other + 2], b.bbox[other + 2])
            return max(label.bbox[other] - stop, start - label.bbox[other + 2], 0.0)
    return None


def _hidden(label: Thing, pair: tuple[int, int], things: Sequence[Thing]) -> bool:
    """Whether a box or picture stands between a label and the rows, level with the label."""
    rows = [things[i].bbox for i in pair]
    left, right = min(box[0] for box in rows), max(box[2] for box in rows)
    start, stop = min(label.bbox[2], right), max(label.bbox[0], left)
    return any(
        thing.kind in ("box", "sign", "picture")
        and thing.id not in pair
        and overlap(thing.bbox[1], thing.bbox[3], label.bbox[1], label.bbox[3]) > 0
        and overlap(thing.bbox[0], thing.bbox[2], start, stop) > 0
        for thing in things
    )
