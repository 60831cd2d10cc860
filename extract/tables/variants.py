"""Tables with one network a column, layers down the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.labels import repeat_mark
from extract.tables.assigned import assigned
from extract.tables.cells import is_layer, is_total, is_value, only_follows, only_sets
from extract.tables.drafts import Draft
from extract.tables.headers import Head
from extract.tables.layer_column import TIMES_NAMED, Layout
from extract.tables.layouts import record_drafts
from extract.tables.model import Cell, CellGroup, Grid
from extract.tables.records import Field, Record, Sheet
from extract.tables.row_shapes import shape_of
from extract.tables.set_columns import set_columns
from extract.tables.values import as_number, channels_first, dim, dims, is_empty, shape, unmarked

MOST_REPEATS = 64
SOME_LAYERS = 0.2
"""Share of a column's cells that must be known layers for blocks among them to count as layers too."""
LONGEST_BLOCK = 40
SURELY_LAYERS = 0.9
"""Share of a column's cells that must be layers for its head to be a name, whatever else it may mean."""
_SIZED_BLOCK = re.compile(r"[A-Z][A-Za-z]+\b(?![^\d]*[.;]).*\d")
PARALLEL = re.compile(r"\b(?:pathway|stream|branch|tower|sub-?net(?:work)?|view)s?\b", re.I)
_BLOCK = re.compile(r"\b(?:blocks?|modules?|layers?|units?|cells?)\b", re.I)
_ENTERS = re.compile(r"(?:\w+ )?(?:inputs?|images?)(?: (?:size|shape|image|points))?", re.I)
"""How a row is named that tells the sizes of what goes into each network."""
_COUNTED = re.compile(r"^(\d+)\s*[×x]\s*([^×x\s].*)$")


@dataclass(frozen=True, slots=True)
class Variants:
    """The columns that hold one network each, and those that speak for all of them.

    Attributes:
        columns: places of the networks' columns.
        names: their printed names.
        shared: places of the other columns.
        repeats: whether the networks' cells only tell how often a shared layer stands.
        short: words for layers by the short names that the caption explains.
    """

    columns: tuple[int, ...]
    names: tuple[str, ...]
    shared: tuple[int, ...]
    repeats: bool = False
    short: Mapping[str, str] = field(default_factory=dict)


def find_variants(grid: Grid, heads: Sequence[Head], header_rows: int) -> Variants | None:
    """The networks of a table with one a column; None where fewer than two columns hold layers."""
    marks = [
        c
        for c in range(len(heads))
        if len(_own(grid, c, header_rows)) >= 2 and _share(grid, c, header_rows, _is_times) >= 0.6
    ]
    marks = marks if len(marks) >= 2 else _counted_columns(grid, heads, header_rows)
    if len(marks) >= 2:
        shared = tuple(c for c in range(len(heads)) if c not in marks)
        return Variants(tuple(marks), _names(grid, marks, header_rows), shared, True)
    columns = []
    for column, head in enumerate(heads):
        if (head.role is not None and not _called_so(grid, column, head, header_rows)) or (
            not head.text and column == 0
        ):
            continue
        if _share(grid, column, header_rows, _names_another) >= 0.5:
            continue
        if column and _share(grid, column, header_rows, lambda cell: only_sets(cell.text)) >= 0.5:
            # Beside a column of layers: "Convolution layer | 320 kernels. Window size: 8."
            continue
        if _share(grid, column, header_rows, lambda cell: only_follows(cell.text)) >= SURELY_LAYERS:
            # Beside its layers: "fc | 1024 | BN | ReLU".
            continue
        own = _count(grid, column, header_rows)
        share = _share(grid, column, header_rows, _is_content)
        if share >= SOME_LAYERS and own >= 2:
            # Among layers, names of blocks with their sizes are layers as well.
            share = _share(grid, column, header_rows, lambda cell: _is_content(cell) or _is_block(cell))
        if own and own + _common(grid, column, header_rows) >= 2 and share >= 0.5:
            columns.append(column)
    columns = columns if len(columns) >= 2 else set_columns(grid, heads, header_rows)
    if len(columns) < 2:
        return None
    shared = tuple(c for c in range(len(heads)) if c not in columns)
    return Variants(tuple(columns), _names(grid, columns, header_rows), shared)


def _counted_columns(grid: Grid, heads: Sequence[Head], header_rows: int) -> list[int]:
    """Columns of small whole numbers beside a column of layers: how often each stands in each network."""
    first = [
        c
        for c in grid.cells
        if c.column == 0 and c.row >= header_rows and not is_empty(c.text) and not is_total(c.text)
    ]
    layers = sum(is_layer(c.text) or _BLOCK.search(c.text) is not None for c in first)
    if len(first) < 3 or layers < 0.6 * len(first):
        return []
    columns = [c for c in range(1, len(heads)) if _share(grid, c, header_rows, _is_count) >= 0.99]
    alone = len(columns) == len(heads) - 1 and all(heads[c].role is None for c in columns)
    return columns if alone and len(columns) >= 2 else []


def _called_so(grid: Grid, column: int, head: Head, header_rows: int) -> bool:
    """Whether a head that is as well one of results ("F1") is the name of a network: its cells are all layers."""
    return head.role == "measure" and _share(grid, column, header_rows, _is_content) >= SURELY_LAYERS


def _names_another(cell: Cell) -> bool:
    """Whether a cell only names what stands beside it ("(conv1):", as listings of code print it)."""
    return cell.text.rstrip().endswith(":")


def _is_count(cell: Cell) -> bool:
    number = as_number(cell.text)
    return isinstance(number, int) and number <= MOST_REPEATS


def _names(grid: Grid, columns: Sequence[int], header_rows: int) -> tuple[str, ...]:
    """The name that stands over each column: the first text over it alone."""
    names = []
    for column in columns:
        texts = []
        for row in range(header_rows):
            cell = grid.at(row, column)
            if cell is not None and cell.column_span < max(len(columns), 2) and not is_empty(cell.text):
                texts.append(cell.text)
        distinct = [
            t for t in texts if sum(grid.text(r, c) == t for r in range(header_rows) for c in columns) == 1
        ]
        name = (distinct or texts or [""])[0]
        names.append(unmarked(name))
    return tuple(names)


def _is_times(cell: Cell) -> bool:
    return repeat_mark(cell.text) is not None


def _is_content(cell: Cell) -> bool:
    if cell.groups or assigned(cell) or TIMES_NAMED.match(cell.text):
        return True
    sizes = dims(cell.text)
    if _COUNTED.match(cell.text) and (sizes is None or (len(sizes) == 2 and isinstance(sizes[1], str))):
        return True
    lines = [line.text for line in cell.lines]
    return any(is_layer(t) for t in [*lines, cell.text]) or bool(
        re.match(r"^\[\s*\d+\s*,\s*\d+\s*\]", cell.text)
    )


def _is_block(cell: Cell) -> bool:
    """Whether a cell names a block with its sizes ("ResConv 5 × 64", "MeshPool → 600")."""
    return bool(_SIZED_BLOCK.match(cell.text)) and len(cell.text) <= LONGEST_BLOCK


def _own(grid: Grid, column: int, header_rows: int) -> list[Cell]:
    return [
        c
        for c in grid.cells
        if c.column == column
        and c.column_span == 1
        and c.row >= header_rows
        and not is_empty(c.text)
        and not is_total(grid.text(c.row, 0))
    ]


def _count(grid: Grid, column: int, header_rows: int) -> int:
    return sum(_is_content(c) for c in _own(grid, column, header_rows))


def _common(grid: Grid, column: int, header_rows: int) -> int:
    """The number of layers in cells that are merged over this column and others."""
    return sum(
        _is_content(c)
        for c in grid.cells
        if c.row >= header_rows and c.column_span > 1 and c.column <= column < c.column + c.column_span
    )


def _share(grid: Grid, column: int, header_rows: int, test: Callable[[Cell], object]) -> float:
    cells = _own(grid, column, header_rows)
    passed = sum(bool(test(c)) for c in cells)
    return passed / len(cells) if cells else 0.0


def variant_drafts(grid: Grid, sheet: Sheet, variants: Variants, at: int) -> list[Draft]:
    """The layers of the network in the column numbered `at` among the variants, from the top row to the last."""
    column, name = variants.columns[at], variants.names[at]
    out: list[Draft] = []
    layout = _layout(sheet, variants, at)
    for number, record in enumerate(sheet.records):
        if not record.fields:
            continue
        if number == 0 and all(is_empty(grid.text(record.row, c)) for c in variants.columns):
            out.extend(_first_row(record, variants, layout))
            continue
        out.extend(_row(grid, record, variants, column, layout, name))
    return out


def _first_row(record: Record, variants: Variants, layout: Layout) -> list[Draft]:
    """A first row without a layer names what goes into every network."""
    fields = [f if i in variants.shared else Field(Head(""), None) for i, f in enumerate(record.fields)]
    names = [i for i in variants.shared if i not in layout.shapes and fields[i].text]
    if not names:
        return []
    inner = Layout(names[0], tuple(names[1:]), layout.shapes, layout.turn)
    drafts = record_drafts(Record(fields, record.section, record.row), inner, record.row)
    for draft in drafts:
        draft.shared = True
    return [d for d in drafts if d.op == "input"]


def _layout(sheet: Sheet, variants: Variants, at: int) -> Layout:
    """What speaks for the network numbered `at`: of as many columns of shapes as networks, each has its own."""
    shapes = tuple(c for c in variants.shared if sheet.heads[c].role == "output")
    if len(shapes) == len(variants.columns) > 1:
        shapes = (shapes[at],)
    names = tuple(
        c
        for c in variants.shared
        if c not in shapes and (sheet.heads[c].role in ("name", "op", "index", None))
    )
    printed = (r.fields[c].text for c in shapes for r in sheet.records if c < len(r.fields))
    return Layout(-1, names, shapes, channels_first(printed), short=variants.short)


def _row(
    grid: Grid, record: Record, variants: Variants, column: int, layout: Layout, network: str
) -> list[Draft]:
    cell = grid.at(record.row, column)
    whole = cell is not None and cell.column_span > 1
    fields = [f if i in variants.shared else Field(Head(""), None) for i, f in enumerate(record.fields)]
    if variants.repeats and not (whole and cell is not None and is_layer(cell.text)):
        return _repeated_row(fields, variants, layout, cell, record)
    if cell is None or is_empty(cell.text) or (cell.row != record.row):
        return []
    if whole and cell.column in variants.shared:
        fields = [replace(f, cell=None) if i == cell.column else f for i, f in enumerate(fields)]
    for i in layout.shapes:
        fields[i] = replace(fields[i], cell=_own_line(fields[i].cell, network))
    fields = [*fields, Field(Head(""), _unbracketed(cell))]
    spoken = layout.names or tuple(i for i in variants.shared if i not in layout.shapes)
    names = tuple(i for i in spoken if fields[i].text and not is_value(fields[i].text))
    inner = Layout(len(fields) - 1, names, layout.shapes, layout.turn, short=layout.short)
    counted = _COUNTED.match(cell.text)
    stage = " ".join(t for i in spoken if (t := fields[i].text))
    sized = is_layer(stage) and dims(cell.text) is not None
    if counted and not sized and not is_layer(cell.text) and not cell.groups:
        drafts = [_counted_stage(counted, stage, record, inner, cell)]
    else:
        drafts = record_drafts(Record(fields, record.section, record.row), inner, record.row)
    if _ENTERS.fullmatch(stage) and len(drafts) == 1 and (sizes := shape(cell.text)):
        drafts = [replace(drafts[0], op="input", attrs={}, repeat=None, shape=sizes)]
    everywhere = all(cell.column <= c < cell.column + cell.column_span for c in variants.columns)
    for draft in drafts:
        draft.stage, draft.shared = stage, everywhere
    return drafts


def _counted_stage(found: re.Match[str], stage: str, record: Record, layout: Layout, cell: Cell) -> Draft:
    """ "4 × 128a" beside a stage's name: so many layers of so many filters each."""
    width = dim(found[2])
    name = f"Stage {stage}" if stage.isdecimal() else stage or cell.text
    draft = Draft("block", cell.text, {"name": name, "filters": found[2] if width is None else width})
    draft.repeat = None if found[1] == "1" else int(found[1])
    draft.shape, draft.bbox, draft.text = shape_of(record, layout, None), cell.bbox, cell.text
    draft.row, draft.confidence = record.row, 0.7
    return draft


def _own_line(cell: Cell | None, network: str) -> Cell | None:
    """Of lines that are each marked with a network's name ("Slow: 4×56²"), the one of this network."""
    if cell is None or len(cell.lines) < 2:
        return cell
    for line in cell.lines:
        mark, colon, rest = line.text.partition(":")
        if colon and mark.strip() and mark.strip().lower() in network.lower():
            return replace(cell, lines=(replace(line, text=rest.strip()),))
    return cell


def _unbracketed(cell: Cell) -> Cell:
    """ "[4, 1268] × 1" in one line is a bracket too."""
    if cell.groups or len(cell.lines) != 1:
        return cell
    found = re.match(r"^\[\s*([^\[\]]+?)\s*\]\s*((?:[×x]\s*\w+)?)$", cell.text)
    if not found or not re.search(r"\d", found[1]):
        return cell
    times = repeat_mark(found[2]) if found[2] else None
    line = replace(cell.lines[0], text=found[1].strip(), group=0)
    return replace(cell, lines=(line,), groups=(CellGroup(times, "", cell.bbox),))


def _repeated_row(
    fields: list[Field], variants: Variants, layout: Layout, cell: Cell | None, record: Record
) -> list[Draft]:
    """A shared layer that stands as often in this network as its cell says."""
    times = None if cell is None else repeat_mark(cell.text) or dim(cell.text)
    if times == 0:
        return []
    texts = [(i, fields[i]) for i in variants.shared if i not in layout.shapes and fields[i].text]
    if not texts or (
        cell is not None and times is None and not is_empty(cell.text) and cell.column_span == 1
    ):
        return []
    op = next((i for i, f in texts if is_layer(f.text)), texts[0][0])
    names = tuple(i for i, _ in texts if i != op and fields[i].head.role in ("name", "index", "op", None))
    drafts = record_drafts(
        Record(fields, record.section, record.row), Layout(op, names, layout.shapes, layout.turn), record.row
    )
    for draft in drafts:
        if times is not None and times != 1:
            draft.repeat = times
    return drafts
