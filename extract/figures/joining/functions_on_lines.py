"""Letters of functions on the lines between boxes that hold tensors: what "f" stands over makes y of x."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.figures.joining.beside import text_gap
from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import Point, length_of, nearest_on
from graph import Box, FrozenMap

FEWEST = 2
"""Fewest letters that name functions by themselves, as f, g and φ do."""

FUNCTIONS = frozenset("fgFGφϕψΦΨ")
"""Letters that name functions."""

NEAR = 1.2
"""Greatest gap between a letter and its line, in sizes of text."""

MIDDLE = 0.3
"""Least share of a line that lies before, and behind, the place where its letter stands."""

SLANTED = 0.2
"""Least share of its length by which a slanted line leads across, and up or down."""

LONGEST = 8
"""Most letters of a function's name."""

WRITTEN = re.compile(r"[\w)}]\s?\([·∙•⋅](?:\s*,\s*[·∙•⋅])*\)$")
"""A function written with dots in the place of what it is of: it names nothing else, wherever it stands on a line."""

DRAWN = re.compile(
    r"^(?:[A-Za-z]\w?['′]? ?[∼~] ?\S{1,2}|[A-Za-z]\w?(?:_?\{?\w\}?)? ?\([^(),|]{1,12}\|[^()|]{1,24}\))$"
)
"""What is drawn at random on the way: a transformation out of a family (t ∼ T), a state given another (q(x_t|x_t-1))."""

DRAWS = re.compile(r"^sampl(?:e|ing)$", re.IGNORECASE)
"""What is done between a distribution and a value of it, though it may also name what goes in."""

APPLIED = re.compile(r"^\w{1,4}\s?\(\S+\)$")
"""A function of something, which is its value."""


def functions_on_lines(
    things: Sequence[Thing], pieces: Iterable[Piece], taken: set[int], unit: float
) -> dict[int, list[Piece]]:
    """For each letter that stands at the middle of a line from tensor to tensor, that line; the letter is a block then.

    Boxes with variables between such lines are tensors, not states or functions.

    Args:
        things: all things.
        pieces: of lines.
        taken: ids of free labels that lines lead to.
        unit: usual size of text in points.
    """
    between = [(piece, ends, drawn) for piece in pieces for ends, drawn in [_tensors(piece, things)] if ends]
    found: dict[int, list[Piece]] = {}
    told = 0
    for label in things:
        if label.kind != "text" or label.title or label.id in taken or not _may_name(label):
            continue
        near = [
            (gap, piece)
            for piece, _, drawn in between
            if drawn or _says_itself(label)
            if (gap := text_gap(label.bbox, piece.connector.points)[0]) <= NEAR * unit
            and _is_midway(label.bbox, piece.connector.points)
        ]
        if near:
            found[label.id] = [min(near, key=lambda offer: offer[0])[1]]
            drawn = DRAWS.match(label.text) is not None
            told += drawn or label.parsed.operations[0].op == "block" or label.text[:1] in FUNCTIONS
    lines = {id(piece) for own in found.values() for piece in own}
    among = [piece for piece, _, drawn in between if drawn]
    if told < FEWEST or 2 * len(lines) < len(among) or len(lines) < len(found):
        found = {i: own for i, own in found.items() if _says_itself(things[i])}
        lines = {id(piece) for own in found.values() for piece in own}
        between = [each for each in between if id(each[0]) in lines]
    for i in found:
        # Two strokes at a line that stops gradients are printed with its name.
        name = things[i].parsed.text.rstrip(" /|")
        block = ParsedOperation("block", FrozenMap({"name": name}), label=name)
        things[i].parsed = ParsedLabel(name, (block,), "operations", 0.7)
    for _, ends, _ in between:
        for thing in ends:
            if thing.kind in ("box", "text") and thing.parsed.operations:
                tensor = replace(thing.parsed.operations[0], op="feature_map", attrs=FrozenMap())
                thing.parsed = replace(thing.parsed, operations=(tensor,), kind="variable")
    return found


def _may_name(label: Thing) -> bool:
    """Whether a free text can name a function: a variable, or a short word."""
    one = len(label.parsed.operations) == 1
    short = len(label.text) <= LONGEST or _says_itself(label)
    named = label.parsed.kind in ("variable", "block") or DRAWS.match(label.text) is not None
    return one and short and named


def _says_itself(label: Thing) -> bool:
    """Whether a text can be nothing but what is done on a line, wherever it stands on one."""
    return any(form.search(label.text.strip()) is not None for form in (WRITTEN, DRAWN))


def _is_midway(label: Box, points: Sequence[Point]) -> bool:
    """Whether a text stands at the middle of a line, by its own middle or, aside of a slanted line, by its corner."""
    whole = length_of(points)
    x0, y0, x1, y1 = label
    middle = nearest_on(((x0 + x1) / 2, (y0 + y1) / 2), points)
    places = [middle]
    if min(abs(points[-1][i] - points[0][i]) for i in (0, 1)) > SLANTED * whole:
        places.append(min(nearest_on(each, points) for each in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))))
    return any(MIDDLE * whole <= where <= (1 - MIDDLE) * whole for _, where in places)


def _tensors(piece: Piece, things: Sequence[Thing]) -> tuple[list[Thing], bool]:
    """The boxes, pictures and free letters that a piece joins, where all hold tensors; none for other pieces.

    And whether at least one of them is a box or the circle of a letter: what stands by others must say itself that it
    is done on a line.
    """
    ends = [things[vertex[1]] for vertex in (piece.a, piece.b) if vertex[0] == "thing"]
    hold = [
        end.kind == "picture"
        or bool(end.parts)
        or (end.kind in ("box", "text") and _holds_tensor(end))
        or _is_letter(end, piece)
        for end in ends
    ]
    drawn = any(end.kind in ("box", "sign") for end in ends)
    return (ends, drawn) if len(ends) == 2 and all(hold) else ([], False)


def _is_letter(end: Thing, piece: Piece) -> bool:
    """Whether a letter stands in a circle; an x that a line leaves multiplies nothing."""
    if end.kind == "sign" and end.text in ("x", "X"):
        return piece.a == ("thing", end.id)
    return end.kind == "sign" and _holds_tensor(end)


def _holds_tensor(box: Thing) -> bool:
    if APPLIED.match(box.text):
        return True
    named = [operation.op for operation in box.parsed.operations]
    return box.parsed.kind == "variable" and named in (["input"], ["output"], ["feature_map"])
