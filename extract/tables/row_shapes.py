"""The output shape that a row prints, and the line of a cell that speaks of one layer."""

from __future__ import annotations

from dataclasses import dataclass

from extract.tables.headers import Role
from extract.tables.layer_column import Layout
from extract.tables.layers import printed_shape
from extract.tables.records import Field, Record
from extract.tables.values import dims, is_empty
from graph import Dim, Shape

_PARTS: tuple[Role, ...] = ("output_height", "output_width", "output_side", "output_channels")


@dataclass(frozen=True, slots=True)
class Place:
    """A layer's place among the lines of its cell, and its baseline."""

    number: int
    count: int
    baseline: float


def line_of(item: Field, place: Place | None) -> str:
    """A field's text; of a cell with several lines, the line beside the layer's own.

    Lines are matched by their number where both cells have equally many, else by their baselines.
    """
    if item.cell is None:
        return ""
    if place is None or len(item.cell.lines) < 2 or item.cell.groups:
        return item.text
    if len(item.cell.lines) == place.count:
        text = item.cell.lines[place.number].text
    else:
        text = next((x.text for x in item.cell.lines if abs(x.baseline - place.baseline) < 2.5), "")
    return "" if is_empty(text) else text


def shape_of(record: Record, layout: Layout, place: Place | None) -> Shape | None:
    """The output shape that a record prints, put together from its columns where it has one each."""
    told: Shape | None = None
    for at in layout.shapes:
        if at >= len(record.fields):
            continue
        item = record.fields[at]
        found = printed_shape(line_of(item, place), layout.turn)
        if found is None and item.cell is not None and len(item.cell.lines) > 1:
            found = printed_shape(item.cell.lines[-1].text, layout.turn)
        if found is not None and (len(found) > 1 or isinstance(found[0], int)):
            return found
        # A letter alone may be what the output is called, where another column prints its size.
        told = told or found
    if told is not None:
        return told
    parts: dict[Role, Shape] = {}
    for item in record.fields:
        if item.head.role in _PARTS and (sizes := dims(line_of(item, place))):
            parts[item.head.role] = sizes
    side = parts.get("output_side")
    channels = parts.get("output_channels") or channels_of(record, place)
    if side is not None:
        spatial: tuple[Dim, ...] = side if len(side) > 1 else (side[0], side[0])
        return (*spatial, *(channels or ()))
    if "output_height" in parts or "output_width" in parts:
        height, width = parts.get("output_height", ()), parts.get("output_width", ())
        return (*height, *width, *(channels or ()))
    return None


def channels_of(record: Record, place: Place | None) -> Shape | None:
    """The number of channels that a record prints in a column of its own, as a shape of length one."""
    for item in record.fields:
        if item.head.role == "filters" and (sizes := dims(line_of(item, place))):
            return sizes if len(sizes) == 1 else None
    return None
