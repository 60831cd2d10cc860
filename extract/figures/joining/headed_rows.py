"""An operation that heads a panel is done once for each of the frames in it that have a name of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import height, overlap, width

FEWEST = 2
"""Fewest frames of a panel that have names."""

INSIDE = 0.6
"""Least share of a frame's width that lies in the panel."""

FAR = 4.0
"""Farthest that a frame begins from the end of its name, in sizes of text."""

COVERED = 0.9
"""Share of a row's height that the frames over it take up together."""


def name_headed_rows(things: Sequence[Thing], unit: float) -> dict[int, tuple[int, ...]]:
    """Names the frames of panels; for each such panel, and each row of cells that its frames lie over, their ids.

    Args:
        things: all things; headings of panels are told already.
        unit: usual size of text, in points.
    """
    found: dict[int, tuple[int, ...]] = {}
    for panel in things:
        if panel.kind != "group":
            continue
        heads = [t for t in things if t.kind == "text" and t.title and t.parent == panel.id]
        heads = [head for head in heads if parse_label(head.text, role="box").kind == "operations"]
        names = [t for t in things if t.kind == "text" and not t.title and t.parent == panel.id]
        if len(heads) != 1 or len(names) < FEWEST:
            continue
        frames = [t for t in things if t.kind == "box" and not t.text and _within(t, panel)]
        pairs = [(name, [f for f in frames if not f.parts and _level(name, f, unit)]) for name in names]
        own = [group[0] for _, group in pairs if len(group) == 1]
        if len(own) != len(names) or len({frame.id for frame in own}) != len(own):
            continue
        for name, (frame,) in pairs:
            _name(frame, heads[0], name)
        found[panel.id] = tuple(frame.id for frame in own)
        for row in frames:
            if row.parts and _covered(row, own):
                found[row.id] = tuple(frame.id for frame in own)
    return found


def onto_frames(links: Sequence[Link], rows: Mapping[int, tuple[int, ...]]) -> list[Link]:
    """The links, those of a panel or a row of cells put on the frames in it."""
    found: list[Link] = []
    seen: set[tuple[int | None, int | None]] = set()
    for link in links:
        sources = rows.get(link.source, (link.source,)) if link.source is not None else (None,)
        targets = rows.get(link.target, (link.target,)) if link.target is not None else (None,)
        if len(sources) == len(targets) == 1:
            found.append(link)
            continue
        if {link.source, link.target} & set(sources) & set(targets):
            # A row and a frame over it are one place.
            continue
        for source in sources:
            for target in targets:
                if (source, target) not in seen:
                    seen.add((source, target))
                    found.append(replace(link, source=source, target=target))
    return found


def _within(frame: Thing, panel: Thing) -> bool:
    """Whether a frame lies in a panel, of which it may stick out at a side."""
    (x0, y0, x1, y1), (a0, b0, a1, b1) = frame.bbox, panel.bbox
    return overlap(x0, x1, a0, a1) >= INSIDE * (x1 - x0) and b0 - 1 <= y0 and y1 <= b1 + 1


def _level(name: Thing, frame: Thing, unit: float) -> bool:
    """Whether a name stands right before a frame, level with it."""
    y = name.middle[1]
    return frame.bbox[1] <= y <= frame.bbox[3] and -unit <= frame.bbox[0] - name.bbox[2] <= FAR * unit


def _covered(row: Thing, frames: Sequence[Thing]) -> bool:
    """Whether frames, each for its part, lie over the whole of a row."""
    shares = [overlap(f.bbox[1], f.bbox[3], row.bbox[1], row.bbox[3]) for f in frames]
    across = all(
        overlap(f.bbox[0], f.bbox[2], row.bbox[0], row.bbox[2]) >= COVERED * width(row.bbox) for f in frames
    )
    return across and min(shares) > 0.1 * height(row.bbox) and sum(shares) >= COVERED * height(row.bbox)


def _name(frame: Thing, head: Thing, name: Thing) -> None:
    label = f"{head.text} {name.text}"
    parsed = parse_label(head.text, role="box")
    frame.text, frame.blocks = label, (*head.blocks, *name.blocks)
    first = tuple(replace(operation, label=label) for operation in parsed.operations[:1])
    frame.parsed = replace(parsed, operations=first + parsed.operations[1:])
    name.set_aside()
