"""Layer tables of each layout into drafts: one layer a record, or one network a column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.labels import repeat_mark
from extract.tables.headers import Head, Role, plain
from extract.tables.layers import SETTINGS, Draft, Facts, drafts_of, head_key, printed_shape
from extract.tables.model import Cell, CellLine
from extract.tables.records import Field, Record, Sheet, columns_like, is_layer
from extract.tables.values import channels_first, dims, is_empty
from graph import Box, Dim, Shape

_TYPED: frozenset[Role] = SETTINGS | frozenset(("repeat", "activation", "norm", "dropout"))
_EXACT = re.compile(r"^(?:layer |block )?(?:type|operators?|operations?|op)\b")
_PARTS: tuple[Role, ...] = ("output_height", "output_width", "output_side", "output_channels")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which head holds the layer, which its name, and which its shape.

    Attributes:
        op: place of the head whose cells name the layers.
        names: places of heads whose cells name a row.
        shapes: places of output shapes.
        turn: whether shapes are printed with the channels first.
    """

    op: int
    names: tuple[int, ...]
    shapes: tuple[int, ...]
    turn: bool


def find_op(sheet: Sheet) -> tuple[int, float] | None:
    """The head whose cells name layers, and the share of them that do; None where there is none.

    A head that says so counts more than the words in its cells, an often empty column less.
    """
    said = [
        (layers, _EXACT.match(plain(sheet.heads[at].text)) is not None, at)
        for at, filled, layers in columns_like(sheet)
        if sheet.heads[at].role == "op" and filled >= 0.8 and _worded(sheet, at)
    ]
    if said:
        top = max(said)
        typed = [entry for entry in said if entry[1] and entry[0] >= 0.5 * top[0]]
        layers, _, at = max(typed) if typed else top
        return at, layers
    best: tuple[float, int, float] | None = None
    for at, filled, layers in columns_like(sheet):
        head = sheet.heads[at]
        if head.role in ("measure", "repeat", "input", "output", "index") and layers < 0.5:
            continue
        if head.role in _TYPED and head.role not in ("kernel",):
            continue
        if filled < 0.7:
            continue
        bonus = {"op": 0.35, "name": 0.15, "config": 0.1, "kernel": -0.2}.get(head.role or "", 0.0)
        rank = layers + bonus + 0.1 * filled - 0.01 * at
        if layers == 0 and head.role not in ("op", "name"):
            continue
        if best is None or rank > best[0]:
            best = (rank, at, layers)
    return (best[1], best[2]) if best else None


def _worded(sheet: Sheet, at: int) -> bool:
    """Whether most cells under a head have words."""
    texts = [r.fields[at].text for r in sheet.records if at < len(r.fields) and r.fields[at].text]
    return sum(bool(re.search(r"[A-Za-z]{2}", t)) for t in texts) >= 0.7 * len(texts)


def layout_of(sheet: Sheet, op: int) -> Layout:
    """The parts of a sheet whose layers stand under the head at `op`."""
    names = tuple(
        at
        for at, head in enumerate(sheet.heads)
        if at != op
        and (head.role in ("index", "name", "op") or (not head.text and at == 0))
        and _filled(sheet, at) >= (0.8 if head.role == "op" else 0.5)
    )
    shapes = tuple(at for at, head in enumerate(sheet.heads) if head.role == "output")
    printed = (r.fields[at].text for at in shapes for r in sheet.records if at < len(r.fields))
    return Layout(op, names, shapes, channels_first(printed))


def _filled(sheet: Sheet, at: int) -> float:
    rows = [r for r in sheet.records if r.fields]
    return sum(bool(r.fields[at].text) for r in rows if at < len(r.fields)) / max(len(rows), 1)


def record_drafts(record: Record, layout: Layout, row: int) -> list[Draft]:
    """The layers of one record: one for each line of its layer cell, where that has several."""
    if layout.op >= len(record.fields):
        return []
    cell = record.fields[layout.op].cell
    name = " ".join(t for at in layout.names if at < len(record.fields) and (t := record.fields[at].text))
    if cell is None or is_empty(cell.text):
        if not name:
            return []
        return _with_shape(drafts_of(_facts(record, layout, name, name, None)), record, layout, None, row)
    lines = layer_lines(cell)
    if len(lines) <= 1:
        text, group, repeat = lines[0] if lines else (cell.text, None, None)
        label = f"{name} {text}".strip()
        drafts = drafts_of(_layer_facts(record, layout, label, text, None, name))
        for draft in drafts:
            draft.group = group
        return _with_shape(_repeated(drafts, repeat), record, layout, None, row)
    out: list[Draft] = []
    for number, (text, group, repeat) in enumerate(lines):
        place = (number, len(lines))
        drafts = drafts_of(_layer_facts(record, layout, text, text, place, name))
        for draft in drafts:
            draft.group = group
        out.extend(_with_shape(_repeated(drafts, repeat), record, layout, place, row))
    for draft in out:
        draft.stage = name
    return out


def _layer_facts(
    record: Record, layout: Layout, label: str, text: str, place: tuple[int, int] | None, name: str
) -> Facts:
    """The facts of one layer. Under a head of several roles ("Type / Stride") it stands before the first sign."""
    item = record.fields[layout.op]
    facts = _facts(record, layout, label, text, place, name, item.cell.bbox if item.cell else None)
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


def layer_lines(cell: Cell) -> list[tuple[str, int | None, Dim | None]]:
    """The layers that a cell prints, each with its bracket and the number of times.

    A line that begins or ends with a sign goes on from the one before; one that is only a repeat mark speaks of all.
    """
    marks = [m for line in cell.lines if (m := repeat_mark(line.text)) is not None and line.group is None]
    whole: Dim | None = marks[0] if marks and not cell.groups else None
    out: list[tuple[str, int | None, Dim | None]] = []
    for line in cell.lines:
        if line.group is None and repeat_mark(line.text) is not None:
            continue
        repeat = _repeat_of(cell, line) if line.group is not None else whole
        if out and out[-1][1] == line.group and _goes_on(out[-1][0], line.text):
            out[-1] = (f"{out[-1][0]} {line.text}", out[-1][1], out[-1][2])
        else:
            out.append((line.text, line.group, repeat))
    if len(out) > 1 and not cell.groups and not all(is_layer(text) for text, _, _ in out) and whole is None:
        layers = sum(is_layer(text) for text, _, _ in out)
        if layers <= 1 and is_layer(cell.text):
            return [(cell.text, None, None)]
        if layers == 0:
            return [(cell.text, None, None)]
    return out


def _goes_on(before: str, text: str) -> bool:
    if re.search(r"[+,&→/(-]$|→$", before.strip()) and not re.search(r"\)\s*,$", before.strip()):
        return True
    if re.match(r"^(?:[+&/)→]|\(|stride|pad|with\b|and\b|s\s*=|/\s*\d)", text.strip(), re.I):
        return not re.match(r"^\+?\s*\(.*\)\s*[×x]", text.strip())
    return False


def _repeat_of(cell: Cell, line: CellLine) -> Dim | None:
    at = line.group
    while at is not None:
        group = cell.groups[at]
        if group.repeat is not None:
            return group.repeat
        at = group.parent
    return None


def _facts(
    record: Record,
    layout: Layout,
    label: str,
    text: str,
    place: tuple[int, int] | None,
    context: str = "",
    bbox: Box | None = None,
) -> Facts:
    facts = Facts(label=label, text=text, context=context, bbox=bbox)
    for at, item in enumerate(record.fields):
        if at == layout.op or at in layout.names or at in layout.shapes:
            continue
        value = line_of(item, place)
        if not value:
            continue
        _put(facts, item.head, value)
    return facts


def _put(facts: Facts, head: Head, text: str) -> None:
    role = head.role
    if (role is None and not head.text) or role == "config":
        facts.config.append(text)
    elif role in ("op", "name"):
        facts.extras[head_key(head)] = text
        facts.label = f"{facts.label} {text}"
    elif role == "kernel":
        if re.match(r"^[(\[]?\d", text) or re.search(r"\d\s*[×x]\s*\d", text):
            _split_roles(facts, head, text)
        else:
            facts.config.append(text)
    elif role in _TYPED and role is not None:
        _split_roles(facts, head, text)
    elif role is None:
        facts.extras[head_key(head)] = text


def _split_roles(facts: Facts, head: Head, text: str) -> None:
    """A head of several roles parts its cells at its own signs."""
    roles = [r for r in head.roles if r in _TYPED]
    parts = [p.strip() for p in re.split(r"[/,;]", text)]
    if len(roles) > 1 and len(parts) == len(roles):
        for role, part in zip(roles, parts, strict=True):
            if not is_empty(part):
                facts.values.setdefault(role, part)
                facts.heads.setdefault(role, role)
        return
    if roles[0] in facts.values:
        facts.extras[head_key(head)] = text
        return
    facts.values[roles[0]] = text
    facts.heads[roles[0]] = head_key(head)


def line_of(item: Field, place: tuple[int, int] | None) -> str:
    """A field's text; of a cell with as many lines as the layer's cell has, the line at the layer's place."""
    if item.cell is None:
        return ""
    if place is not None and len(item.cell.lines) == place[1] and not item.cell.groups:
        text = item.cell.lines[place[0]].text
        return "" if is_empty(text) else text
    return item.text


def _with_shape(
    drafts: list[Draft], record: Record, layout: Layout, place: tuple[int, int] | None, row: int
) -> list[Draft]:
    found = shape_of(record, layout, place)
    for draft in drafts:
        draft.row = row
        if draft.op == "spatial_pyramid_pool":
            draft.shape = None
        if found is not None:
            draft.shape = found
    return drafts


def shape_of(record: Record, layout: Layout, place: tuple[int, int] | None) -> Shape | None:
    """The output shape that a record prints, put together from its columns where it has one each."""
    for at in layout.shapes:
        if at >= len(record.fields):
            continue
        item = record.fields[at]
        found = printed_shape(line_of(item, place), layout.turn)
        if found is None and item.cell is not None and len(item.cell.lines) > 1:
            found = printed_shape(item.cell.lines[-1].text, layout.turn)
        if found is not None:
            return found
    parts: dict[Role, Shape] = {}
    for item in record.fields:
        if item.head.role in _PARTS and (sizes := dims(line_of(item, place))):
            parts[item.head.role] = sizes
    side = parts.get("output_side")
    channels = parts.get("output_channels") or _channels(record, place)
    if side is not None:
        spatial: tuple[Dim, ...] = side if len(side) > 1 else (side[0], side[0])
        return (*spatial, *(channels or ()))
    if "output_height" in parts or "output_width" in parts:
        height, width = parts.get("output_height", ()), parts.get("output_width", ())
        return (*height, *width, *(channels or ()))
    return None


def _channels(record: Record, place: tuple[int, int] | None) -> Shape | None:
    for item in record.fields:
        if item.head.role == "filters" and (sizes := dims(line_of(item, place))):
            return sizes if len(sizes) == 1 else None
    return None
