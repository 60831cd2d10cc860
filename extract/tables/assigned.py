"""Cells that give a named block its settings, each with its own name ("R = 8, N = 1", "win. sz. 7×7, dim 96, head 3")."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.labels import parse_label, repeat_mark
from extract.tables.drafts import ACTIVATIONS, Draft
from extract.tables.model import Cell
from extract.tables.values import value

_GIVEN = re.compile(r"([A-Za-z]\w{0,5}['′]?)\s*=\s*(\S+)")
_LAYER = re.compile(r"conv|pool|stride|fc|linear|dense|lstm|gru|norm|relu|drop|soft|upsamp", re.I)
_NAMED = re.compile(r"([A-Za-z][A-Za-z. ]{1,12}?)\s*[=:]?\s+(\d[\d.×x]*)")
_STAGE = re.compile(r"(?:stage ?|s)?\d{1,2}\s*[-–:_.]\s*", re.I)
"""A stage's number before what it is made of."""
_WIDTHS = frozenset("CDFW")
_WIDE = {"dense": "units", **dict.fromkeys(("conv1d", "conv2d", "conv3d", "depthwise_conv2d"), "filters")}


def assigned(cell: Cell) -> dict[str, str] | None:
    """What a cell gives a value to, if it does nothing else; names without a sign count in brackets only."""
    printed = _parts(cell)
    parts = [part for part in printed if repeat_mark(part) is None]
    while len(parts) > 2 and _follows(parts[-1]):
        parts.pop()
    form = _NAMED if cell.groups else _GIVEN
    found = [_GIVEN.fullmatch(part) or form.fullmatch(part) for part in parts]
    if len(printed) < 2 or not parts or not all(found) or any(_LAYER.search(part) for part in parts):
        return None
    return {match[1].strip(): match[2] for match in found if match}


def _parts(cell: Cell) -> list[str]:
    printed = (part.strip(",; ") for line in cell.lines for part in re.split(r"[,;]\s+", line.text))
    return [part for part in printed if part]


def _follows(text: str) -> list[Draft]:
    """The activation or normalisation that a part names, which follows the block: "K = 8, F = 64, ELU"."""
    operations = [] if "=" in text else parse_label(text, role="cell").operations
    if not all(o.op in ACTIVATIONS or o.op.endswith("norm") for o in operations):
        return []
    return [Draft(o.op, "", dict(o.attrs)) for o in operations]


def assigned_blocks(name: str, cell: Cell, given: dict[str, str]) -> list[Draft]:
    """A block, or a layer, with the settings that its cell gives it, and what the cell says follows it."""
    after = [draft for part in _parts(cell) for draft in _follows(part)]
    for draft in after:
        draft.bbox, draft.text = cell.bbox, cell.text
    block = named_block(name, cell, given)
    return [_layer(block, name, given) or block, *after]


def _layer(block: Draft, name: str, given: dict[str, str]) -> Draft | None:
    """A stage's block as the one layer that its name tells ("S0-Conv"), where its cell gives no more than a width."""
    parsed = parse_label(_STAGE.sub("", name), role="cell").operations
    role = _WIDE.get(parsed[0].op) if len(parsed) == 1 else None
    if role is None or len(given) != 1 or not set(given) <= _WIDTHS:
        return None
    return replace(block, op=parsed[0].op, attrs={**parsed[0].attrs, role: value(*given.values())})


def named_block(name: str, cell: Cell, given: dict[str, str]) -> Draft:
    """A block with the settings that its cell gives it, as often as stands beside their bracket."""
    text = f"{name} {cell.text}"
    draft = Draft(
        "block", text, {"name": name, **{key: value(text) for key, text in given.items()}}, text=text
    )
    marks = [group.repeat for group in cell.groups if group.repeat is not None]
    marks += [mark for line in cell.lines if (mark := repeat_mark(line.text)) is not None]
    draft.repeat = marks[0] if marks and marks[0] != 1 else None
    draft.bbox = cell.bbox
    return draft
