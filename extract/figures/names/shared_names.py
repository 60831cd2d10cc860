"""Names that several boxes share: beside a row of them, or in the frame around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.names.braced_names import braced_names
from extract.figures.names.column_heads import named_by_heads
from extract.figures.names.layer_names import names_of_layers
from extract.figures.names.lone_names import lone_names
from extract.figures.names.plural_names import plural_names
from extract.figures.names.run_names import run_names
from extract.figures.names.spans import Span, named_by_spans
from extract.figures.names.unrolled import named_layers
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import centre, height, overlap
from extract.scene.model import Connector

FEWEST_ROWS = 2
"""Fewest rows with a name beside them: one label beside boxes may be anything."""


def name_shared(
    things: Sequence[Thing], spans: Sequence[Span], connectors: Sequence[Connector], unit: float
) -> None:
    """Gives things the meaning of labels that name several of them."""
    lend(things, names_of_layers(things, unit))
    lend(things, braced_names(things, connectors, unit))
    lend(things, named_by_heads(things, unit))
    lend(things, named_layers(things, unit))
    named = named_by_spans(spans, things), names_of_frames(things), names_of_rows(things)
    for names in (*named, plural_names(things, unit)):
        lend(things, {box: (label, things[label].text) for box, label in names.items()})
    lend(things, lone_names(things, connectors, unit))
    lend(things, run_names(things, connectors, unit))


def lend(things: Sequence[Thing], names: Mapping[int, tuple[int, str]]) -> None:
    """Gives things the meaning of free labels; what is printed in them stays their text.

    Args:
        things: all things.
        names: for each thing that is named, the free label's id and what of its text names the thing.
    """
    for box, (label, text) in names.items():
        own, other = things[box], things[label]
        other.title = True
        if not own.blocks:
            own.text, own.blocks = text, other.blocks
        parsed = parse_label(text, role="box")
        first = tuple(replace(operation, label=own.text) for operation in parsed.operations[:1])
        own.parsed = replace(parsed, operations=first + parsed.operations[1:])


def names_of_frames(things: Sequence[Thing]) -> dict[int, int]:
    """For each thing without text in a frame whose only label names an operation or an end, that label's id.

    Frames that hold a labelled box, or two labels, name nothing.
    """
    found: dict[int, int] = {}
    for frame in things:
        if frame.kind != "group":
            continue
        inside = [thing for thing in things if thing.parent == frame.id]
        labels = [thing for thing in inside if thing.kind == "text"]
        others = [thing for thing in inside if thing.kind != "text"]
        if len(labels) != 1 or labels[0].parsed.kind not in ("operations", "terminal") or not others:
            continue
        if all(thing.kind in ("box", "sign") and not thing.blocks for thing in others):
            found.update((thing.id, labels[0].id) for thing in others)
    return found


def names_of_rows(things: Sequence[Thing]) -> dict[int, int]:
    """For each box in rows of like boxes the operation printed at the row's left end.

    Boxes without text, or with a variable as h_t, take the name; the names stand in one column, left of all
    of their rows.
    """
    rows: list[tuple[Thing, list[Thing]]] = []
    boxes = [t for t in things if t.kind in ("box", "sign") and _may_be_named(t)]
    for label in things:
        if label.kind != "text" or label.parsed.kind != "operations":
            continue
        y = centre(label.bbox)[1]
        row = [box for box in boxes if box.bbox[1] < y < box.bbox[3] and box.bbox[0] > label.bbox[2]]
        if len(row) >= 2 and _like(row):
            rows.append((label, row))
    columns = [[(label, row) for label, row in rows if _one_column(label, other)] for other, _ in rows]
    best = max(columns, key=len, default=[])
    if len(best) < FEWEST_ROWS:
        return {}
    if any(box.bbox[0] < label.bbox[2] for label, _ in best for _, row in best for box in row):
        return {}
    return {box.id: label.id for label, row in best for box in row}


def _may_be_named(box: Thing) -> bool:
    return not box.text or box.parsed.kind == "variable" or len(box.text.split("+")[0]) <= 2


def _like(row: Sequence[Thing]) -> bool:
    """Whether boxes are about as high and stand on one level."""
    first = row[0].bbox
    return all(
        overlap(first[1], first[3], box.bbox[1], box.bbox[3]) > 0.8 * max(height(first), height(box.bbox))
        for box in row
    )


def _one_column(a: Thing, b: Thing) -> bool:
    """Whether two labels begin, end or are centred at one place across."""
    return min(
        abs(a.bbox[0] - b.bbox[0]),
        abs(a.bbox[2] - b.bbox[2]),
        abs(centre(a.bbox)[0] - centre(b.bbox)[0]),
    ) < 0.5 * height(a.bbox)
