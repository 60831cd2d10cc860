"""One operation printed over or under the middle of several shapes drawn alike: each of them is one of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.figures.names.lone_names import are_joined
from extract.figures.things.things import Thing
from extract.scene.geometry import height, holds, overlap, same_size, union, width
from extract.scene.model import Connector

FEWEST = 2
"""Fewest shapes that are named so."""

FAR = 2.5
"""Greatest gap between them and their name, in sizes of text."""

CENTRED = 0.12
"""How far the middles of both lie apart, in the width of all shapes; at least a size of text."""

STEP = 0.8
"""Greatest gap between one shape and the next of a row, in the width of the wider."""

LIKE = 0.1
"""How much the extents of shapes over each other differ, and how far their middles lie apart across, in these."""

WORD = re.compile(r"[A-Za-z]{2}")
"""What a name holds: numbers at shapes count or measure something."""

DATA = re.compile(r"embeddings$", re.IGNORECASE)
"""What is called by the name of an operation, but is data."""


def run_names(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> dict[int, tuple[int, str]]:
    """For each shape without text in a row or pile of like ones with one operation at its middle, the name's id and text.

    Nothing else may be printed on that side of the row, or within it, nor stand between it and the name; a pile whose
    shapes lines join one by one is a flow with a heading.

    Args:
        things: all things.
        connectors: the lines.
        unit: usual size of text in points.
    """
    texts = [thing for thing in things if thing.kind == "text" and not thing.title]
    labels = [text for text in texts if text.parsed.kind == "operations" and _is_name(text.text)]
    if not labels:
        return {}
    found: dict[int, tuple[int, str]] = {}
    for run in _runs(things, connectors):
        box = union(shape.bbox for shape in run)
        if any(holds(box, text.middle) and WORD.search(text.text) for text in texts):
            # They have names of their own.
            continue
        for over in (True, False):
            near = []
            for text in texts:
                gap = box[1] - text.bbox[3] if over else text.bbox[1] - box[3]
                if (
                    -0.3 * unit <= gap <= FAR * unit
                    and overlap(box[0], box[2], text.bbox[0], text.bbox[2]) > 0
                ):
                    near.append(text)
            if len(near) != 1 or near[0] not in labels:
                continue
            (label,) = near
            aside = abs(label.middle[0] - (box[0] + box[2]) / 2)
            if aside > max(unit, CENTRED * width(box)) or not _is_clear(label, run, things, over=over):
                continue
            found.update((shape.id, (label.id, label.text)) for shape in run if shape.id not in found)
    return found


def _is_name(text: str) -> bool:
    return WORD.search(text) is not None and not DATA.search(text.strip())


def _is_clear(label: Thing, run: Sequence[Thing], things: Sequence[Thing], *, over: bool) -> bool:
    """Whether no shape stands between a name and the shapes, nor as near on the name's far side."""
    box = union(shape.bbox for shape in run)
    gap = box[1] - label.bbox[3] if over else label.bbox[1] - box[3]
    low, high = label.bbox[1] - 1.5 * max(gap, 1.0), label.bbox[3] + 1.5 * max(gap, 1.0)
    return not any(
        thing.kind in ("box", "picture", "sign")
        and thing not in run
        and overlap(thing.bbox[0], thing.bbox[2], label.bbox[0], label.bbox[2]) > 0
        and overlap(thing.bbox[1], thing.bbox[3], low, high) > 0
        for thing in things
    )


def _runs(things: Sequence[Thing], connectors: Sequence[Connector]) -> list[list[Thing]]:
    """Shapes without text drawn alike that follow each other level, or over each other; each run whole."""
    styles: dict[object, list[Thing]] = {}
    for thing in things:
        if thing.kind == "box" and thing.shape is not None and not thing.layer:
            styles.setdefault((thing.shape.kind, thing.shape.fill, thing.parent), []).append(thing)
    found: list[list[Thing]] = []
    for shapes, axis in itertools.product(styles.values(), (0, 1)):
        runs: list[list[Thing]] = []
        for shape in sorted(shapes, key=lambda t: t.bbox[axis]):
            own = next((run for run in runs if _follows(run[-1], shape, axis)), None)
            if own is None:
                runs.append([shape])
            else:
                own.append(shape)
        found += [
            run
            for run in runs
            if len(run) >= FEWEST
            and not any(shape.text for shape in run)
            and not (axis == 1 and are_joined(run, connectors))
        ]
    return found


def _follows(a: Thing, b: Thing, axis: int) -> bool:
    """Whether a shape stands next to another in a row, or right under it, of one size, in a pile."""
    if axis == 1:
        aside = abs(a.middle[0] - b.middle[0])
        return same_size(a.bbox, b.bbox, LIKE) and aside <= LIKE * width(a.bbox)
    shared = overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3])
    least = min(height(a.bbox), height(b.bbox))
    return shared > 0.6 * least and b.bbox[0] - a.bbox[2] <= STEP * max(width(a.bbox), width(b.bbox))
