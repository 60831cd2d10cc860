"""Layer tables of each layout into drafts: one layer a record, or one network a column."""

from __future__ import annotations

import re

from extract.figures.meaning.three_dimensions import DEEP
from extract.tables.abbreviations import expanded
from extract.tables.assigned import assigned, assigned_blocks
from extract.tables.cell_layers import LayerLine, layer_lines, names_beside
from extract.tables.cells import is_layer
from extract.tables.drafts import CONVOLUTIONS, Draft, Facts, pair
from extract.tables.layer_column import TYPED, Layout
from extract.tables.layers import drafts_of
from extract.tables.model import Cell
from extract.tables.records import Record
from extract.tables.row_facts import facts_of
from extract.tables.row_shapes import Place, channels_of, shape_of
from extract.tables.values import dims, is_empty, led_by_batch
from graph import Dim

_DILATION = re.compile(r"\bdil(?:a(?:tion)?)?\.?(?: rate)?\s*[=:]?\s*(\d+)", re.I)
_STRIDE = re.compile(r"\b(?:strides?|s)\b\s*[=:(]?\s*(?P<sizes>\d(?:\s*[×x]\s*\d)*)", re.I)


_TIMES = re.compile(r"(?<=\w)\s*\(?\s*[×x]\s*(?P<times>\d+)\s*\)?$")
_SPAN = re.compile(r"(?P<first>\d{1,3})\s*[-–—−]+\s*(?P<last>\d{1,3})")

_NAMED_SPAN = re.compile(
    r"[A-Za-z][A-Za-z .]*(?:\s|\.\s?)(?P<first>\d{1,2})\s?(?:[–—−]+|\bto\b|\.{2,3})\s?(?P<last>\d{1,2})"
)
"""The name of several layers, by the first and the last of them; a hyphen may part a kernel and its filters."""


def record_drafts(record: Record, layout: Layout, row: int) -> list[Draft]:
    """The layers of one record.

    A row that is numbered "2–5" stands for so many, one that is named "Residual block (×19)" so often, if it says no
    other number.
    """
    drafts = _drafts(record, layout, row)
    at = layout.names[0] if layout.names else layout.op
    name = record.fields[at].text.strip() if at < len(record.fields) else ""
    span, times = _SPAN.fullmatch(name), _TIMES.search(name)
    if any(draft.repeat for draft in drafts):
        return drafts
    if span or (span := _NAMED_SPAN.fullmatch(name)):
        return _repeated(drafts, max(int(span["last"]) - int(span["first"]) + 1, 1))
    return _repeated(drafts, int(times["times"])) if times and layout.names else drafts


def _drafts(record: Record, layout: Layout, row: int) -> list[Draft]:
    """The layers of one record: one for each line of its layer cell, where that has several."""
    if layout.op >= len(record.fields):
        return []
    cell = record.fields[layout.op].cell
    name = " ".join(t for at in layout.names if at < len(record.fields) and (t := record.fields[at].text))
    if cell is None or is_empty(cell.text):
        if not name:
            return []
        facts = facts_of(record, layout, name, expanded(name, layout.short), None)
        return _with_shape(drafts_of(facts), record, layout, None, row)
    own = [t for at in layout.names if at < len(record.fields) and (t := record.fields[at].text)]
    if own and (given := assigned(cell)):
        return _with_shape(assigned_blocks(own[-1], cell, given), record, layout, None, row)
    lines = layer_lines(cell)
    places = _places(record, layout)
    if len(lines) == 1 and len(cell.lines) == len(places) > 1 and not cell.groups:
        # Names that say nothing by themselves, each with settings of its own.
        lines = [LayerLine(line.text, None, None, line.baseline) for line in cell.lines]
    if len(lines) <= 1:
        line = lines[0] if lines else LayerLine(cell.text, None, None, cell.bbox[3])
        out: list[Draft] = []
        for place in places:
            facts = _layer_facts(record, layout, _label(record, layout, line.text), line.text, place, name)
            drafts = drafts_of(facts)
            for draft in drafts:
                draft.group = line.group
            out.extend(_with_shape(_repeated(drafts, line.repeat), record, layout, place, row))
        return out
    out = []
    named = names_beside(lines, [record.fields[at] for at in layout.names if at < len(record.fields)])
    for number, (line, own_name) in enumerate(zip(lines, named, strict=True)):
        place = Place(number, len(lines), line.baseline)
        text = line.text if is_layer(line.text) else f"{own_name} {line.text}".strip()
        drafts = drafts_of(_layer_facts(record, layout, text, text, place, own_name or name))
        for draft in drafts:
            draft.group = line.group
        _strided(drafts, cell, line, layout.first and number > 0 and lines[number - 1].group == line.group)
        out.extend(_with_shape(_repeated(drafts, line.repeat), record, layout, place, row))
    for draft in out:
        draft.stage = name
    return out


def _label(record: Record, layout: Layout, text: str) -> str:
    """What a row prints of a layer and its names, in the order of their columns."""
    told = {at: record.fields[at].text for at in layout.names if at < len(record.fields)} | {layout.op: text}
    return " ".join(each for _, each in sorted(told.items()) if each)


def _places(record: Record, layout: Layout) -> list[Place | None]:
    """One place, or one for each line where the settings of one named row have several lines each."""
    cells = [
        f.cell
        for i, f in enumerate(record.fields)
        if i not in (layout.op, *layout.names) and f.cell is not None and not f.cell.groups
        if f.head.role in TYPED or f.head.role == "output"
    ]
    counts = [len(cell.lines) for cell in cells if len(cell.lines) > 1]
    if len(counts) < 2 or len(set(counts)) != 1:
        return [None]
    cell = next(cell for cell in cells if len(cell.lines) > 1)
    return [Place(i, counts[0], line.baseline) for i, line in enumerate(cell.lines)]


def _layer_facts(
    record: Record, layout: Layout, label: str, text: str, place: Place | None, name: str
) -> Facts:
    """The facts of one layer. Under a head of several roles ("Type / Stride") it stands before the first sign."""
    item = record.fields[layout.op]
    text = expanded(text, layout.short)
    facts = facts_of(record, layout, label, text, place, name, item.cell.bbox if item.cell else None)
    roles = item.head.roles[1:]
    first, *rest = (part.strip() for part in re.split(r"\s*/\s*", text))
    if roles and len(rest) == len(roles):
        facts.text = first
        for role, part in zip(roles, rest, strict=True):
            if not is_empty(part):
                facts.values.setdefault(role, part)
    return facts


def _repeated(drafts: list[Draft], repeat: Dim | None) -> list[Draft]:
    if repeat is not None and repeat != 1:
        for draft in drafts:
            draft.repeat = repeat if draft.repeat is None else draft.repeat
    return drafts


def _strided(drafts: list[Draft], cell: Cell, line: LayerLine, later: bool) -> None:
    """The stride beside a bracket ("×4, stride 2×2") is that of its convolutions, or of the first where that is said."""
    note = cell.groups[line.group].note if line.group is not None else ""
    dilated = _DILATION.search(note)
    if dilated:
        for draft in drafts:
            if draft.op in CONVOLUTIONS:
                draft.attrs.setdefault("dilation", int(dilated[1]))
    found = _STRIDE.search(note)
    sizes = dims(found["sizes"]) if found else None
    if sizes and not later:
        for draft in drafts:
            if draft.op in CONVOLUTIONS:
                draft.attrs.setdefault("stride", pair(sizes, draft.op))


def _with_shape(
    drafts: list[Draft], record: Record, layout: Layout, place: Place | None, row: int
) -> list[Draft]:
    found = shape_of(record, layout, place)
    if found is not None and len(found) == (3 if layout.deep else 2) and [d.op for d in drafts] == ["input"]:
        # "Image | 224×224 | 3": the width of an input is that of its last side.
        found = (*found, *(channels_of(record, place) or ()))
    for draft in drafts:
        draft.row = row
        if layout.cubes:
            draft.op = DEEP.get(draft.op, draft.op)
        if draft.op == "spatial_pyramid_pool":
            draft.shape = None
        if found is not None:
            draft.shape, draft.turned = found, layout.turn and len(found) == 3 and not led_by_batch(found)
    return drafts
