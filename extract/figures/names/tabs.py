"""Tabs: a small labelled box on the rim of a panel is the panel's heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import box_area, gap_to_polygon, grown, height, holds, width
from extract.scene.model import Connector

LARGEST = 0.25
"""Greatest share of its panel's area that a tab has."""

DEEP = 0.15
"""Least share of a tab's height on either side of the rim."""

TOUCH = 2.0
"""A line's end nearer than this to an outline, in points, is at it."""


def headed_panels(things: Sequence[Thing], connectors: Sequence[Connector]) -> None:
    """Gives panels without other headings the meaning of the tabs on their rims; a tab becomes a heading.

    A panel that holds nothing that lines lead to takes the tab's words as the first of its own.
    """
    boxes = [thing for thing in things if thing.kind in ("box", "group") and not thing.parts]
    for tab in boxes:
        if tab.kind != "box" or not tab.blocks:
            continue
        panels = [panel for panel in boxes if _on_rim(tab, panel)]
        if len(panels) != 1 or _is_met(tab, panels[0], connectors):
            continue
        panel = panels[0]
        tab.kind, tab.title, tab.parent = "text", True, panel.id if panel.kind == "group" else panel.parent
        if panel.kind == "group":
            continue
        label = f"{tab.text} {panel.text}".strip()
        parsed = parse_label(tab.text, role="box")
        panel.text, panel.blocks = label, (*tab.blocks, *panel.blocks)
        first = tuple(replace(operation, label=label) for operation in parsed.operations[:1])
        panel.parsed = replace(parsed, operations=first + parsed.operations[1:])


def _on_rim(tab: Thing, panel: Thing) -> bool:
    """Whether a box lies across the upper or lower side of a larger one, and within its width."""
    if panel is tab or box_area(tab.bbox) > LARGEST * box_area(panel.bbox):
        return False
    if (
        tab.bbox[0] < panel.bbox[0]
        or tab.bbox[2] > panel.bbox[2]
        or width(tab.bbox) > 0.8 * width(panel.bbox)
    ):
        return False
    if tab.shape is None or panel.shape is None or tab.shape.order < panel.shape.order:
        return False
    slack = DEEP * height(tab.bbox)
    return any(tab.bbox[1] + slack < panel.bbox[side] < tab.bbox[3] - slack for side in (1, 3))


def _is_met(tab: Thing, panel: Thing, connectors: Sequence[Connector]) -> bool:
    """Whether a line ends at a tab and not at the panel's own side."""
    return any(
        holds(grown(tab.bbox, TOUCH), end)
        and abs(gap_to_polygon(end, tab.outline)) <= TOUCH
        and abs(gap_to_polygon(end, panel.outline)) > TOUCH
        for connector in connectors
        for end in (connector.points[0], connector.points[-1])
    )
