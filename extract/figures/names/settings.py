"""Settings printed beside a box, such as "stride=2" or "16 ch.": its operation's, and no operation themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.groups import members
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between, overlap
from graph import FrozenMap, Value

SETTINGS = frozenset({"stride", "padding", "dilation", "groups"})
"""What may be printed beside a box without the rest of its operation."""

KERNEL = SETTINGS | {"kernel", "filters"}
"""What a note with a kernel may say of the convolution that it stands by, which says none of it itself."""

WORDS = re.compile(r"[A-Za-z]{3}")
"""A word, which makes of a note with a kernel an operation of its own."""

CHANNELS = re.compile(
    r"^(?:(?P<one>\d{1,4})|\[(?P<each>\d{1,4}(?:, ?\d{1,4})+)\]) ?"
    r"(?:ch\.?|chan\.?|channels|filters|kernels|feature maps)$",
    re.IGNORECASE,
)
"""What counts a convolution's filters; in brackets one count for each time that it is repeated."""

DILATED = re.compile(r"^d ?= ?(?P<one>\d{1,4})$")
"""A dilation, where convolutions of one figure have several; a single one may be a width."""

WIDTHS = re.compile(
    r"^\(?(?:\d[\d×x ]*|[A-Za-z]\w?) ?(?:→|->|⇒) ?(?P<out>\d{1,5}|[A-Za-z]\w?)(?: ?-?(?:d|dim|units|neurons))?\)?$"
)
"""How wide what goes into a layer is, and what comes out: "4096 → 1024"."""

WIDE = frozenset({"conv1d", "conv2d", "conv3d", "dense"})
"""Layers that such widths stand by."""

NEAR, NEAR_CHANNELS = 0.8, 2.0
"""Greatest gap between a box and its settings, or its count of channels, in sizes of text."""

Settings = Mapping[str, Value]


def give_settings(things: Sequence[Thing], unit: float) -> None:
    """Gives settings printed beside convolutions and pools to those, and takes them from what lines lead to."""
    notes = [note for note in things if note.kind == "text"]
    dilated = len({note.text for note in notes if DILATED.match(note.text)}) > 1
    for note in notes:
        settings = _settings(note, dilated)
        if not settings:
            continue
        near = [
            (gap_between(note.bbox, box.bbox), box.id)
            for box in things
            if box.kind == "box" and box.text and _beside(note, box) and _taking(box, settings) is not None
        ]
        near += _in_frames(note, settings, things)
        gap, own = min(near, default=(float("inf"), -1))
        if gap > (NEAR_CHANNELS if settings.keys() == {"filters"} else NEAR) * unit:
            continue
        box = things[own]
        at = _taking(box, settings)
        if at is not None and "kernel" in settings and _has_kernel(box, at):
            continue
        if at is not None and "units" in settings and box.parsed.operations[at].op != "dense":
            settings = {"filters": settings["units"]}
        operations = [
            replace(operation, attrs=FrozenMap({**settings, **operation.attrs})) if i == at else operation
            for i, operation in enumerate(box.parsed.operations)
        ]
        box.parsed = replace(box.parsed, operations=tuple(operations))
        note.title = True


def _in_frames(note: Thing, settings: Settings, things: Sequence[Thing]) -> list[tuple[float, int]]:
    """The only convolution or pool of each frame that a note stands over or under, with the gap to the frame."""
    found = []
    for frame in things:
        if (
            frame.kind == "group"
            and frame.bbox[0] < note.middle[0] < frame.bbox[2]
            and note.parent != frame.id
        ):
            own = [
                box for box in members(frame.id, things) if box.text and _taking(box, settings) is not None
            ]
            if len(own) == 1 and own[0].kind == "box":
                found.append((gap_between(note.bbox, frame.bbox), own[0].id))
    return found


def _has_kernel(box: Thing, at: int) -> bool:
    """Whether a box itself says a kernel or filters, or is no plain convolution."""
    own = box.parsed.operations[at]
    return own.op != "conv2d" or bool(own.attrs.keys() & {"kernel", "filters"})


def _settings(note: Thing, dilated: bool) -> Settings:
    """The settings that a text prints, and nothing besides; empty for all others."""
    if (counted := CHANNELS.match(note.text)) is not None:
        each = counted["each"]
        return {"filters": tuple(int(n) for n in each.split(",")) if each else int(counted["one"])}
    if (wide := WIDTHS.match(note.text)) is not None:
        return {"units": int(wide["out"]) if wide["out"].isdecimal() else wide["out"]}
    if dilated and (found := DILATED.match(note.text)) is not None:
        return {"dilation": int(found["one"])}
    operations = note.parsed.operations
    if [operation.op for operation in operations] != ["conv2d"]:
        return {}
    (only,) = operations
    if "kernel" in only.attrs:
        return only.attrs if only.attrs.keys() <= KERNEL and not WORDS.search(note.text) else {}
    told = note.parsed.kind == "operations" and "conv" not in note.text.lower()
    return only.attrs if told and only.attrs.keys() <= SETTINGS else {}


def _beside(note: Thing, box: Thing) -> bool:
    a, b = note.bbox, box.bbox
    return max(overlap(a[0], a[2], b[0], b[2]), overlap(a[1], a[3], b[1], b[3])) > 0


def _taking(box: Thing, settings: Settings) -> int | None:
    """Which of a box's operations settings belong to; filters alone only to a convolution that prints none itself."""
    counted = settings.keys() == {"filters"}
    for at, operation in enumerate(box.parsed.operations):
        if "units" in settings:
            if operation.op in WIDE and not operation.attrs.keys() & {"units", "filters"}:
                return at
            continue
        takes = "filters" not in operation.attrs if counted else True
        if ("conv" in operation.op and takes) or (operation.op.endswith("pool") and not counted):
            return at
    return None
