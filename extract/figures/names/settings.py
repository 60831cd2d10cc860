"""Settings printed beside a box, such as "stride=2": they belong to its operation and are no operation themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.groups import members
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between, overlap
from graph import FrozenMap

SETTINGS = frozenset({"stride", "padding", "dilation", "groups"})
"""What may be printed beside a box without the rest of its operation."""

KERNEL = SETTINGS | {"kernel", "filters"}
"""What a note with a kernel may say of the convolution that it stands by, which says none of it itself."""

WORDS = re.compile(r"[A-Za-z]{3}")
"""A word, which makes of a note with a kernel an operation of its own."""

NEAR = 0.8
"""Greatest gap between a box and its settings, in sizes of text."""


def give_settings(things: Sequence[Thing], unit: float) -> None:
    """Gives settings printed beside convolutions and pools to those, and takes them from what lines lead to."""
    for note in things:
        if note.kind != "text" or not _only_settings(note):
            continue
        near = [
            (gap_between(note.bbox, box.bbox), box.id)
            for box in things
            if box.kind == "box" and box.text and _beside(note, box) and _taking(box) is not None
        ]
        near += _in_frames(note, things)
        gap, own = min(near, default=(float("inf"), -1))
        if gap > NEAR * unit:
            continue
        box = things[own]
        at = _taking(box)
        if at is not None and "kernel" in note.parsed.operations[0].attrs and _has_kernel(box, at):
            continue
        operations = [
            replace(operation, attrs=FrozenMap({**note.parsed.operations[0].attrs, **operation.attrs}))
            if i == at
            else operation
            for i, operation in enumerate(box.parsed.operations)
        ]
        box.parsed = replace(box.parsed, operations=tuple(operations))
        note.title = True


def _in_frames(note: Thing, things: Sequence[Thing]) -> list[tuple[float, int]]:
    """The only convolution or pool of each frame that a note stands over or under, with the gap to the frame."""
    found = []
    for frame in things:
        if (
            frame.kind == "group"
            and frame.bbox[0] < note.middle[0] < frame.bbox[2]
            and note.parent != frame.id
        ):
            own = [box for box in members(frame.id, things) if box.text and _taking(box) is not None]
            if len(own) == 1 and own[0].kind == "box":
                found.append((gap_between(note.bbox, frame.bbox), own[0].id))
    return found


def _has_kernel(box: Thing, at: int) -> bool:
    """Whether a box itself says a kernel or filters, or is no plain convolution."""
    own = box.parsed.operations[at]
    return own.op != "conv2d" or bool(own.attrs.keys() & {"kernel", "filters"})


def _only_settings(note: Thing) -> bool:
    operations = note.parsed.operations
    if [operation.op for operation in operations] == ["conv2d"] and "kernel" in operations[0].attrs:
        return operations[0].attrs.keys() <= KERNEL and not WORDS.search(note.text)
    return (
        note.parsed.kind == "operations"
        and len(operations) == 1
        and bool(operations[0].attrs)
        and operations[0].attrs.keys() <= SETTINGS
        and operations[0].op == "conv2d"
        and "conv" not in note.text.lower()
    )


def _beside(note: Thing, box: Thing) -> bool:
    a, b = note.bbox, box.bbox
    return max(overlap(a[0], a[2], b[0], b[2]), overlap(a[1], a[3], b[1], b[3])) > 0


def _taking(box: Thing) -> int | None:
    """Which of a box's operations settings belong to."""
    return next(
        (i for i, op in enumerate(box.parsed.operations) if "conv" in op.op or op.op.endswith("pool")), None
    )
