"""Text beside lines: an operation printed by an arrow is a node on it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from extract.figures.joining.behind_units import behind_units
from extract.figures.joining.own_lines import Offer, on_own_lines
from extract.figures.lines.links import Link
from extract.figures.lines.nets import Piece
from extract.figures.names.captions import at_row, is_beside
from extract.figures.things.indexed import label_by
from extract.figures.things.things import Thing
from extract.figures.things.titles import AT_ARROW, stands_at_arrow
from extract.figures.volumes.alike_sizes import is_sized
from extract.labels.functions import takes_several
from extract.scene.geometry import (
    Point,
    bounds,
    distance,
    gap_between,
    grown,
    holds,
    length_of,
    nearest_on,
    points_at,
    touches,
    width,
)
from graph import Box

JOINS = frozenset({"concat", "add", "multiply", "mean", "matmul", "subtract"})
"""Operations of several inputs."""

TENSORS = frozenset({"volume", "stack", "parallelogram", "ellipse"})
"""Forms of shapes that, without a label, are tensors."""

OFF = 0.25
"""How far the middle of a box's name may lie from that of the box, in widths of the box."""

OFF_BAR = 0.5
"""The same for a bar narrower than its name, in sizes of text."""

WIDER = 2.5
"""How much wider than a bar its own name may be."""

CENTRED = 0.1
"""The same for a remark on a box that has a name."""

NEAR_BOX = 1.2
"""Farthest that a box's name stands above or below it, in sizes of text."""

PARALLEL = 1.0
"""By how much lines that are drawn alike may differ, in points."""

SUM = " + "
"""Stands between the names of what a line carries together."""

CLEAR = 0.3
"""Share of its width, or height, that a label may have in common with a line that it does not stand by."""

BAND = 5.0
"""Farthest that an operation stands level with the gap between two tensors from the line over that, in sizes of text."""

OVER = 3.5
"""Farthest that an operation stands over or under the line between two tensors, in sizes of text."""

STOPS = re.compile(
    r"^[/×✕]*\s?(?:stop[\s-]?grad(?:ient)?s?|s\.?g\.?|detach)(?:\s?\([·.∙•]?\))?\s?/*$", re.IGNORECASE
)
"""What lets no gradient back along its line: a step there, though it changes nothing that flows forward."""

MARK = re.compile(
    r"^(?:[(\[#]\d{1,2}[)\]]?|\d{1,2}[.)]|[\u2460-\u2473\u2776-\u2793]|\((?:[a-h]|[ivx]{1,4})\))$"
)
"""The number or letter of a line that a text speaks of: "(1)", "②", "(a)"."""

NOISED = re.compile(
    r"^(?:(?:add|inject|adding|\+)\s(?:(?:random|gaussian|white|input|some)\s)*(?:noise|perturbations?)"
    r"|(?:(?:random|gaussian|white|input)\s)*noise\s(?:injection|addition)|(?:corrupt|perturb)(?:ion|ation)?"
    r"|(?:data\s)?augment(?:ations?)?)$",
    re.IGNORECASE,
)
"""What is done to data on the way, for a network to undo or to stand: a step wherever it is printed at a line."""

STROKE = 2.0
"""Greatest length of strokes across such a line, in sizes of text."""

BODIES = ("box", "picture")
"""What may hold a tensor without saying so."""


def text_gap(box: Box, points: Sequence[Point]) -> tuple[float, float]:
    """Distance between a box of text and a line, and where along the line it is least."""
    whole = length_of(points)
    steps = max(8, min(60, int(whole / 2)))
    best = float("inf")
    for x, y in points_at(points, [whole * i / steps for i in range(steps + 1)]):
        dx = max(box[0] - x, 0.0, x - box[2])
        dy = max(box[1] - y, 0.0, y - box[3])
        gap = (dx * dx + dy * dy) ** 0.5
        # Where the line runs along the text, the place nearest to its middle counts.
        if gap < best - 1e-6:
            best = gap
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    _, where = nearest_on(middle, points)
    return best, where


def operations_beside(
    things: Sequence[Thing], pieces: Iterable[Piece], taken: set[int], unit: float
) -> dict[int, list[Piece]]:
    """For each free label that names an operation beside lines, the pieces of line that it stands by.

    Lines that run into one thing, or come from one, share the label that stands between them.
    """
    all_pieces = list(pieces)
    frames = [thing.bbox for thing in things if thing.kind == "group"]
    found: dict[int, list[Piece]] = {}
    offers: dict[int, list[Offer]] = {}
    for thing in things:
        if thing.kind != "text" or thing.title or thing.id in taken or _counts(thing) or is_sized(thing):
            continue
        if thing.parsed.kind == "repeat":
            # It counts what stands beside it, whatever it may say without its index.
            continue
        parsed = label_by(thing.text, thing.blocks, "arrow")
        if thing.text == "+" or parsed.kind == "repeat":
            # The caption may have said what a plus, or a count, does.
            parsed = thing.parsed
        # Blocks that are counted, as in a stack of them, are as good as an operation.
        counted = parsed.kind == "block" and any(o.repeat is not None for o in parsed.operations)
        stops = STOPS.match(thing.text.strip()) is not None
        told = thing.parsed.kind == "operations" and not parsed.names_operation
        if told:
            # The caption has said what acts by a letter alone: "mapping G".
            parsed = thing.parsed
        named = (
            parsed.names_operation or counted or stops or told or NOISED.match(thing.text.strip()) is not None
        )
        if not named and parsed.kind != "block":
            continue
        if [(operation.op, bool(operation.attrs)) for operation in parsed.operations] == [("mask", False)]:
            # A mask at a line is what flows there.
            continue
        if SUM in thing.text and all(o.op in ("block", "input", "output") for o in parsed.operations):
            # Names that are added up, such as "patch + CLS", are what flows there.
            continue
        if not named and _remarks_on_box(thing, things, unit):
            continue
        holder = _over_box(thing, things, unit)
        best: tuple[float, Piece] | None = None
        near: list[Offer] = []
        reach = 1.6 * unit if named else unit
        far = 2.6 * unit if named else 1.5 * unit
        wide = BAND * unit if named else AT_ARROW * unit
        for piece in all_pieces:
            if not touches(bounds(piece.connector.points), grown(thing.bbox, wide)):
                continue
            if stops and not piece.connector.headed and length_of(piece.connector.points) < STROKE * unit:
                # The strokes across a line that gradients stop at are no line.
                continue
            tensors = _between_tensors(piece, things)
            if not named and not tensors and not (thing.on_line and _at_unnamed(piece, things)):
                continue
            gap, where = text_gap(thing.bbox, piece.connector.points)
            if not piece.span[0] - 0.1 <= where <= piece.span[1] + 0.1:
                # It stands by another piece of the line.
                continue
            if holder is not None and (
                _is_bar(holder, thing, gap) or _clear_of(thing.bbox, piece.connector.points, unit)
            ):
                # It names the box that the line leaves or meets.
                continue
            in_band = far < gap <= wide and named and _in_band(thing.bbox, piece, things, unit)
            in_band = in_band or ((tensors or named) and stands_at_arrow(thing.bbox, [piece.connector], unit))
            in_band = in_band or (tensors and named and _over_arrow(thing.bbox, piece.connector.points, unit))
            if gap > (wide if in_band else far if tensors else reach):
                continue
            if _names_end(thing, piece, gap, things, unit) or behind_units(thing.bbox, piece, things):
                continue
            if any(not touches(thing.bbox, each) and _within(piece, each) for each in frames):
                # What stands outside of a frame says nothing of the lines in it.
                continue
            near.append((gap, piece))
            if best is None or gap < best[0]:
                best = (gap, piece)
        # Farther off, what stands level with a row of cells at its end is that row's name.
        if best is not None and (best[0] <= unit or not at_row(thing, things, unit)):
            least, own = best
            thing.parsed = parsed
            offers[thing.id] = near
            joins = takes_several(thing.text) or any(o.op in JOINS for o in parsed.operations)
            found[thing.id] = [own] + [
                piece
                for gap, piece in near
                if joins and piece is not own and gap <= least + 0.6 * unit and piece.b == own.b
            ]
            if joins and found[thing.id] == [own] and _ends_at_tensor(own, things):
                # A tensor comes of one operation, so that all that leads to it is joined there.
                found[thing.id] += [
                    piece for piece in all_pieces if piece.b == own.b and piece is not own and piece.head_b
                ]
            # An operation on one arrow of several side by side between two rows is done on all of them.
            found[thing.id] += [
                piece for piece in all_pieces if piece not in found[thing.id] and _is_copy(piece, own)
            ]
    return on_own_lines(found, offers, unit)


def _within(piece: Piece, frame: Box) -> bool:
    return all(holds(frame, point) for point in piece.connector.points)


def _counts(thing: Thing) -> bool:
    """Whether a text is a bare number that counts or measures what flows along a line, or says which line it is."""
    return thing.text.isdecimal() or MARK.match(thing.text) is not None


def _is_copy(piece: Piece, own: Piece) -> bool:
    """Whether a line is another one moved aside, from the same thing to the same."""
    if (piece.a, piece.b) != (own.a, own.b) or "joint" in (own.a[0], own.b[0]):
        return False
    (a, b), (c, d) = (
        (p.connector.points[0], p.connector.points[-1]) if len(p.connector.points) == 2 else (None, None)
        for p in (piece, own)
    )
    if a is None or b is None or c is None or d is None:
        return False
    return distance((a[0] - c[0], a[1] - c[1]), (b[0] - d[0], b[1] - d[1])) <= PARALLEL


def _over_box(label: Thing, things: Sequence[Thing], unit: float) -> Thing | None:
    """The box without text that a label stands over or under, with its middle by that of the box."""
    x = label.middle[0]
    for box in things:
        off = max(OFF * (box.bbox[2] - box.bbox[0]), OFF_BAR * unit)
        if box.kind != "box" or box.text or abs(x - box.middle[0]) > off:
            continue
        if 0 <= max(box.bbox[1] - label.bbox[3], label.bbox[1] - box.bbox[3]) <= NEAR_BOX * unit:
            return box
    return None


def _is_bar(box: Thing, label: Thing, gap: float) -> bool:
    """Whether a box is narrower than the label over or under it, which stands nearer to the box than to a line."""
    narrow = width(box.bbox) < width(label.bbox) < WIDER * width(box.bbox)
    return narrow and gap_between(label.bbox, box.bbox) < gap


def _remarks_on_box(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a text stands right over or under the middle of a box that has a name of its own."""
    return any(
        box.kind == "box"
        and box.text
        and abs(label.middle[0] - box.middle[0]) <= CENTRED * (box.bbox[2] - box.bbox[0])
        and 0 <= max(box.bbox[1] - label.bbox[3], label.bbox[1] - box.bbox[3]) <= NEAR_BOX * unit
        for box in things
    )


def _names_end(label: Thing, piece: Piece, gap: float, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands right beside a box without text at an end of a line, nearer to it than to the line."""
    for end in (things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"):
        if end.kind == "box" and not end.text and not end.parts and is_beside(label, end, unit):
            return gap_between(label.bbox, end.bbox) < gap
    return False


def _clear_of(label: Box, points: Sequence[Point], unit: float) -> bool:
    """Whether a line neither runs over or under most of a label nor close beside it."""
    whole = length_of(points)
    steps = max(8, min(60, int(whole / 2)))
    line = points_at(points, [whole * i / steps for i in range(steps + 1)])
    levels = [x for x, _ in line if label[0] <= x <= label[2]]
    beside = [
        y for x, y in line if label[1] <= y <= label[3] and max(label[0] - x, x - label[2]) <= NEAR_BOX * unit
    ]
    return max(levels, default=0.0) - min(levels, default=0.0) < CLEAR * (label[2] - label[0]) and max(
        beside, default=0.0
    ) - min(beside, default=0.0) < CLEAR * (label[3] - label[1])


def _between_tensors(piece: Piece, things: Sequence[Thing]) -> bool:
    """Whether a piece joins tensors, so that whatever is printed beside it is what is done to them."""
    ends = [things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"]
    tensors = [t.parsed.kind == "tensor" or _is_bare(t) for t in ends]
    # A variable beside a tensor is one itself.
    return (
        len(ends) == 2
        and any(tensors)
        and all(
            known or (t.kind == "box" and t.parsed.kind == "variable")
            for t, known in zip(ends, tensors, strict=True)
        )
    )


def _in_band(label: Box, piece: Piece, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands beside a line that runs straight up or down between two tensors, in the gap between them."""
    ends = [things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"]
    if len(ends) != 2 or any(end.kind not in BODIES or end.text for end in ends):
        return False
    if not any(end.shape is not None and end.shape.kind in TENSORS for end in ends):
        return False
    left, top, right, bottom = bounds(piece.connector.points)
    x0, x1 = min(end.bbox[0] for end in ends), max(end.bbox[2] for end in ends)
    middle = (label[1] + label[3]) / 2
    straight = right - left < 0.1 * (bottom - top)
    return straight and top <= middle <= bottom and max(label[0] - x1, x0 - label[2]) <= NEAR_BOX * unit


def _over_arrow(label: Box, points: Sequence[Point], unit: float) -> bool:
    """Whether a label stands over or under a level line between tensors, and hardly past its ends."""
    left, top, right, bottom = bounds(points)
    level = bottom - top < 0.1 * (right - left)
    gap = max(top - label[3], label[1] - bottom)
    return (
        level
        and 0 <= gap < AT_ARROW * unit
        and left - OFF * unit <= label[0]
        and label[2] <= right + OFF * unit
    )


def _at_unnamed(piece: Piece, things: Sequence[Thing]) -> bool:
    """Whether a piece leaves a thing without a name for another one, or a variable for another or for a name."""
    ends = [things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"]
    if any(end.kind != "text" and end.parsed.kind == "variable" for end in ends):
        # What is made of a variable is told by its line.
        return all(end.kind == "text" or end.parsed.kind == "variable" for end in ends)
    return len(ends) == 2 and all(not end.text or end.parsed.kind == "tensor" for end in ends)


def _ends_at_tensor(piece: Piece, things: Sequence[Thing]) -> bool:
    """Whether an arrow leads to a tensor."""
    kind, place = piece.b
    return (
        kind == "thing"
        and piece.head_b
        and (things[place].parsed.kind == "tensor" or _is_bare(things[place]))
    )


def _is_bare(thing: Thing) -> bool:
    """Whether a thing is a row of cells, a volume or a sheet without a label, or a graph: it can only be a tensor."""
    if thing.graph:
        return True
    if thing.kind != "box" or thing.text:
        return False
    return bool(thing.parts) or (thing.shape is not None and thing.shape.kind in TENSORS)


def insert(links: Sequence[Link], beside: dict[int, list[Piece]], things: Sequence[Thing]) -> list[Link]:
    """The links with the operations beside them as stops on their way; what comes from, or leads, nowhere is left out."""
    found: list[Link] = []
    for link in links:
        stops: list[int] = []
        for at, piece in enumerate(link.pieces):
            own = [thing for thing, others in beside.items() if any(other is piece for other in others)]
            forward = at + 1 < len(link.pieces) or _runs_forward(piece, link)
            own.sort(key=lambda t: text_gap(things[t].bbox, piece.connector.points)[1], reverse=not forward)
            # What stands by another line that this one joins comes last, after what is done on this one alone.
            own.sort(key=lambda t: beside[t][0] is not piece)
            stops.extend(thing for thing in own if thing not in stops)
        chain = [i for i in (link.source, *stops, link.target) if i is not None]
        for a, b in itertools.pairwise(chain):
            found.append(Link(a, b, link.pieces, link.sure))
    return found


def _runs_forward(piece: Piece, link: Link) -> bool:
    return piece.b == ("thing", link.target) or piece.a == ("thing", link.source)
