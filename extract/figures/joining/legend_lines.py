"""Lines that a legend calls by what is done on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.nets import Piece
from extract.figures.meaning.naming import is_bare_number
from extract.figures.things.legends import Legend
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.labels.families import family
from extract.scene.geometry import bounds
from extract.scene.pictures import corners

DOWN = re.compile(r"^(?:\d× ?)?down[- ]?sampl(?:e|ing)s?$", re.IGNORECASE)
"""What a legend calls the lines that lead to smaller maps."""


LAYERS = re.compile(r"^(?:\w+[- ]){0,2}layers? with\b", re.IGNORECASE)
"""How lines are called that stand for the layers they lead to, by what is behind these: "layers with ReLU"."""

BLOCK = re.compile(r"^(?:[^\s·•;,]+\s){0,3}(?:blocks?|layers?|modules?|units?)$", re.IGNORECASE)
"""The name of a block that lines may stand for; in a longer one the word is part of a remark."""

REMARK = re.compile(r"\s*\([^()]*\)")
"""What is said more of a line, in brackets."""


def operations_by_color(
    things: list[Thing], pieces: Iterable[Piece], legend: Legend, beside: Mapping[int, Sequence[Piece]]
) -> dict[int, list[Piece]]:
    """For each line that the legend calls an operation, a new thing that stands for it; adds it to the things.

    What is printed beside a line itself, as `beside` tells, is not done there again; where that is so of half of a
    colour's lines, it is done on no others.
    """
    found: dict[int, list[Piece]] = {}
    pieces = list(pieces)
    printed: dict[tuple[str, str], set[int]] = {}
    for label, own in beside.items():
        for piece in own:
            name = legend.name_of_line(piece.connector)
            for operation in things[label].parsed.operations:
                printed.setdefault((name, operation.op), set()).add(piece.connector.id)
    lines = Counter(
        legend.name_of_line(line) for line in {p.connector.id: p.connector for p in pieces}.values()
    )
    seen: set[int] = set()
    for piece in pieces:
        name = legend.name_of_line(piece.connector)
        parsed = parse_label(name, role="arrow")
        if not name or piece.connector.id in seen or not _is_done(name, parsed, legend):
            continue
        if LAYERS.match(name) and parsed.kind == "operations":
            seen.add(piece.connector.id)
            _add_behind(piece, parsed.operations, things)
            continue
        if parsed.kind == "operations" and _does(piece, parsed.operations[-1].op, things):
            # What the line leads to does it already.
            continue
        told = printed.get((name, parsed.operations[0].op), set())
        if piece.connector.id in told or 2 * len(told) >= max(2, lines[name]):
            continue
        seen.add(piece.connector.id)
        box = bounds(piece.connector.points)
        thing = Thing(len(things), "text", corners(box), box, name, parsed=parsed)
        things.append(thing)
        found[thing.id] = [piece]
    return found


def _add_behind(piece: Piece, behind: Sequence[ParsedOperation], things: Sequence[Thing]) -> None:
    """Puts operations behind the layer that a line leads to, once for all such lines."""
    if not piece.directed or piece.b[0] != "thing":
        return
    target = things[piece.b[1]]
    own = target.parsed.operations
    layers = [each for each in own if family(each.op) in ("convolution", "dense")]
    if layers and len(own) == 1 and not is_bare_number(target):
        target.parsed = replace(target.parsed, operations=(*own, *(replace(b, label="") for b in behind)))


def _does(piece: Piece, op: str, things: Sequence[Thing]) -> bool:
    """Whether a thing at an end of a line is printed to do an operation itself."""
    ends = [things[v[1]] for v in (piece.a, piece.b) if v[0] == "thing"]
    return any(each.op == op for end in ends for each in end.parsed.operations)


def _is_done(name: str, parsed: ParsedLabel, legend: Legend) -> bool:
    """Whether what a legend calls a line is an operation or a block; down-sampling is one beside up-sampling."""
    plain = REMARK.sub("", name)
    if (
        parsed.kind == "operations"
        and plain != name
        and parse_label(plain, role="arrow").kind != "operations"
    ):
        # Only a remark names one: "condition (also feeds the attention blocks)".
        return False
    if parsed.kind == "operations" or (parsed.kind == "block" and BLOCK.search(name)):
        return True
    scales = {
        operation.op for _, other in legend.lines for operation in parse_label(other, role="arrow").operations
    }
    return DOWN.match(name) is not None and "upsample" in scales
