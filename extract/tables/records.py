"""A table's body as records: one a layer, each field with its head, whichever way the table is laid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.labels import parse_label, repeat_mark
from extract.tables.headers import PARTS, Head, Role, head_of, plain, role_of
from extract.tables.model import Cell, Grid
from extract.tables.values import as_number, dims, is_empty, leading_dims

_NO_LAYER = re.compile(r"^(?:layers?\b|input\s*(?:[×x/&,]|and)\s*output)", re.I)
_END = re.compile(r"^(?:(?:raw|rgb|image|network|final)\s+)*(?:input|output)\b", re.I)
_DEPTH = re.compile(r"^\d+[- ](?:weight[- ])?layers?$", re.I)

_NETWORKS = re.compile(
    r"(?:network |model )?(?:depth|width|size)s?\s*:?$|(?:model|network|config\w*)s?\s*:?$", re.I
)
"""What the first head says where the networks are named by numbers ("Depth: 9, 17, 29")."""

DOTS = re.compile(r"(?:[.·•]\s?){2,}|[⋮…⋯]+|:")
"""What stands for the rows that are left out."""

_DATA = re.compile(r"[∈∼~]|\d\s*[×x]\s*\d")
"""What a first row of data holds ("z ∈ R^128 ∼ N(0, I)", "image 32×32×3") and no head."""

_AGAIN = re.compile(r"(?:the )?same as (?:the )?(?:above|previous)|as above|ditto|[〃″”\"]", re.I)
"""What a cell prints that says again what stands above it."""

_ASSIGNED = re.compile(r"[A-Za-z]\s*=\s*\d")
"""What no head prints: "K=3×3"."""

LARGEST_WINDOW = 11
"""Sides up to which all values under a bare "size" are windows, where a stride stands beside it and no kernel."""
LONGEST_HEAD = 32
"""Most characters of a head that is no known one."""
HEAD_ROWS = 5
"""Most rows that a head has."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record: its head and the cell that holds it (None: nothing is printed)."""

    head: Head
    cell: Cell | None

    @property
    def text(self) -> str:
        return "" if self.cell is None or is_empty(self.cell.text) else self.cell.text


@dataclass(slots=True)
class Record:
    """The fields of a layer, and the title of the section that it stands under."""

    fields: list[Field]
    section: str = ""
    row: int = 0


@dataclass(slots=True)
class Sheet:
    """Records with common heads. `band` counts the ruled sections."""

    heads: list[Head]
    records: list[Record] = field(default_factory=list)


@lru_cache(maxsize=4096)
def is_layer(text: str) -> bool:
    """Whether a text names an operation, or a kernel with a number of filters."""
    clean = re.sub(r"^\[([^\[\]]+)\].*$", r"\1", text.strip())
    if is_empty(clean) or not re.search(r"[A-Za-z]{2}|[×x²]", clean) or _DEPTH.match(clean):
        return False
    if role_of(clean) is not None and not re.search(r"conv|pool|norm|drop|relu|softmax", clean, re.I):
        return bool(_END.match(clean)) and not re.search(
            r"size|shape|dim|resol|channel|feature|volume", clean, re.I
        )
    if dims(clean) is not None or _NO_LAYER.match(clean):
        return False
    parsed = parse_label(clean, role="cell")
    if parsed.kind == "terminal":
        return len(clean) < 40
    if parsed.kind != "operations":
        return False
    if not re.search(r"[A-Za-z]{2}", clean):
        sized = leading_dims(clean)
        return sized is not None and len(sized[0]) >= 2 and bool(re.match(r"[,/@]", sized[1]))
    return True


def is_value(text: str) -> bool:
    """Whether a text is a number, a size or a repeat mark rather than a head."""
    clean = text.strip()
    return bool(
        re.fullmatch(r"[-+]?\d[\d.,]*\s*(?:[%kKMGB]|ms)?", clean)
        or ((sized := leading_dims(clean)) and not re.match(r"[^,/@(%]", sized[1]))
        or repeat_mark(clean) is not None
        or re.match(r"^\d+\s*[×x*@]\s*\S", clean)
    )


def body_start(grid: Grid) -> int:
    """How many rows at the top are heads."""
    ruled = _first_ruled(grid)
    rows = [
        [c.text for c in grid.cells if c.row == row and not is_empty(c.text)]
        for row in range(min(len(grid.rows), HEAD_ROWS))
    ]
    # Titles may stand above the first row of heads, one a row.
    strong = [row for row, texts in enumerate(rows) if _is_head(texts, all(len(t) < 2 for t in rows[:row]))]
    count = strong[-1] + 1 if strong else 0
    for row in range(count, len(rows)):
        texts = rows[row]
        layers, values = sum(map(is_layer, texts)), sum(map(is_value, texts))
        known = sum(role_of(t) is not None for t in texts)
        if not texts or (row and row == count and _under_wide(grid, row)):
            count = row + 1
        elif (
            row == 0
            and _opens(texts, ruled > 0, known)
            and layers < 0.5 * len(texts)
            and (values < 0.5 * len(texts) or (ruled == 1 and not layers and _NETWORKS.match(texts[0])))
        ):
            count = 1
        elif row and row == count and not layers and not values and _may_go_on(texts):
            count = row + 1
        else:
            break
    return count if count < len(grid.rows) else 0


def _may_go_on(texts: Sequence[str]) -> bool:
    """Whether a row below heads, without layers and values, may be a head as well."""
    return (
        len(texts) > 1
        and not is_total(texts[0])
        and not any(_ASSIGNED.search(text) or "∈" in text for text in texts)
    )


def _said_again(texts: Sequence[str]) -> bool:
    """Whether a row says the same over several parts ("Layer, Spec., Layer, Spec."): these are heads."""
    return any(repeats_every(texts, width) for width in range(2, len(texts) // 2 + 1))


def repeats_every(texts: Sequence[str], width: int) -> bool:
    """Whether the first texts, so many, come again and again until the end."""
    return len(texts) % width == 0 and list(texts) == [*texts[:width]] * (len(texts) // width)


def _is_head(texts: Sequence[str], first: bool) -> bool:
    """Whether most texts of a row are known heads and none names a layer, but for "Input" and "Output" in the first."""
    known = sum(bool(head_of(t).roles) for t in texts)
    values = sum(map(is_value, texts))
    return (
        known >= 2
        and (known >= 0.6 * len(texts) or _said_again(texts))
        and not values
        and (sum(map(is_layer, texts)) <= 0.2 * len(texts) or (first and known == len(texts) > 2))
    )


def _under_wide(grid: Grid, row: int) -> bool:
    """Whether every cell of a row stands under a head that lies over several columns."""
    wide = [c for c in grid.cells if c.row == row - 1 and 1 < c.column_span < len(grid.columns)]
    cells = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
    named = [is_layer(c.text) for c in cells]
    if any(named) and all(layer or is_value(c.text) for layer, c in zip(named, cells, strict=True)):
        return False
    return (
        bool(wide)
        and len(cells) >= 2
        and all(any(w.column <= c.column < w.column + w.column_span for w in wide) for c in cells)
    )


def _opens(texts: Sequence[str], ruled: bool, known: int) -> bool:
    """Whether the first row may be a head: it has a known one, or is ruled off and short."""
    named = len(texts) > 1 and all(PARTS.search(t) and len(t) <= 2 * LONGEST_HEAD for t in texts)
    short = all(len(t) <= LONGEST_HEAD and not _DATA.search(t) for t in texts)
    return bool(known) or (ruled and (named or short))


def _first_ruled(grid: Grid) -> int:
    """The number of rows above the first ruling that runs through the table below its first row."""
    if not grid.columns:
        return 0
    width = grid.columns[-1][1] - grid.columns[0][0]
    for y, start, end in sorted(grid.horizontal):
        above = sum((a + b) / 2 < y for a, b in grid.rows)
        if above >= 1 and end - start >= 0.8 * width:
            return above
    return 0


NESTED: dict[str, Role] = {
    "width": "output_width",
    "w": "output_width",
    "x": "output_width",
    "height": "output_height",
    "h": "output_height",
    "y": "output_height",
    "depth": "output_channels",
    "d": "output_channels",
    "c": "output_channels",
    "channels": "output_channels",
    "z": "output_channels",
}


def heads_of(grid: Grid, header_rows: int) -> list[Head]:
    """The head of each column; a head over several columns speaks for each of them."""
    whole = len(grid.columns)
    nested = {c.row for c in grid.cells if 1 < c.column_span < whole}
    heads: list[Head] = []
    for column in range(len(grid.columns)):
        texts: list[tuple[str, bool]] = []
        before: Cell | None = None
        for row in range(header_rows):
            cell = grid.at(row, column)
            if cell is None or cell is before or is_empty(cell.text):
                continue
            wide = cell.column_span > 1
            wrapped = before is not None and not wide and not _ruled_between(grid, before, cell)
            joined = f"{texts[-1][0]} {cell.text}" if texts else cell.text
            apart = before is not None and before.row in nested and role_of(joined) is None
            if texts and wrapped and not texts[-1][1] and not apart:
                texts[-1] = (joined, False)
            else:
                texts.append((cell.text, wide))
            before = cell
        heads.append(_head([t for t in texts if not _DEPTH.match(t[0])]))
    return _beside_filters(_sizes(heads))


def _sizes(heads: list[Head]) -> list[Head]:
    """ "Size" beside a head for the output, or before a stride, is the kernel's."""
    outputs = sum("output" in head.roles for head in heads)
    out = []
    for head in heads:
        bare = (
            re.match(r"^(?:size|dimensions?|shape)\b(?!.*(?:out|map|feature))", plain(head.text)) is not None
        )
        if head.role == "output" and bare and (outputs > 1 or "stride" in head.roles):
            head = Head(head.text, ("kernel", *head.roles[1:]))
        out.append(head)
    return out


def _ruled_between(grid: Grid, upper: Cell, lower: Cell) -> bool:
    middle = (lower.bbox[0] + lower.bbox[2]) / 2
    return any(upper.bbox[3] - 1 < y < lower.bbox[1] + 2 and a <= middle <= b for y, a, b in grid.horizontal)


def _head(texts: Sequence[tuple[str, bool]]) -> Head:
    """The head from its texts, top to bottom, each with whether it lies over several columns."""
    if not texts:
        return Head("")
    own = [t for t, wide in texts if not wide] or [texts[-1][0]]
    over = [t for t, wide in texts if wide]
    lowest = own[-1]
    if over and role_of(over[-1]) in ("output", "input") and plain(lowest) in NESTED:
        role = NESTED[plain(lowest)]
        return Head(lowest, (role,) if role_of(over[-1]) == "output" else ("input_channels",))
    for text in (lowest, *reversed(own[:-1])):
        found = head_of(text)
        if found.roles:
            return found
    for text in over:
        found = head_of(text)
        if found.role in ("output", "input", "filters", "repeat") or (
            found.role == "measure" and "model" not in plain(text)
        ):
            return Head(lowest, found.roles)
    return Head(lowest)


def row_sheet(grid: Grid, header_rows: int) -> Sheet:
    """One record a row. Rows of one merged title open sections; rows of totals are left out."""
    heads = heads_of(grid, header_rows)
    sheet = Sheet(heads)
    section = ""
    first_title = _title_above(grid, header_rows)
    above: dict[int, Cell] = {}
    for row in range(header_rows, len(grid.rows)):
        cells = [grid.at(row, column) for column in range(len(heads))]
        own = [c for c in cells if c is not None and c.row == row]
        if not own or all(is_empty(c.text) for c in own):
            continue
        title = own[0]
        if is_total(title.text):
            continue
        layer = heads[title.column].role == "op" and DOTS.fullmatch(grid.text(row + 1, title.column))
        if len(set(map(id, own))) == 1 and not layer and _is_title(title, len(heads)):
            section = title.text
            sheet.records.append(Record([], section, row))
            continue
        again = _headed_again(heads, cells)
        if again is not None:
            section = again
            sheet.records.append(Record([], section, row))
            continue
        seen: set[int] = set()
        fields: list[Field] = []
        for column, (head, printed) in enumerate(zip(heads, cells, strict=True)):
            cell = above.get(column, printed) if printed and _AGAIN.fullmatch(printed.text) else printed
            if cell is not None:
                above[column] = cell
            # A merged cell speaks once, under its first column.
            fresh = cell is not None and (cell.column_span == 1 or id(cell) not in seen)
            fields.append(Field(head, cell if fresh else None))
            if cell is not None:
                seen.add(id(cell))
        sheet.records.append(Record(fields, section, row))
    if first_title and section:
        sheet.records.insert(0, Record([], first_title, max(header_rows - 1, 0)))
    return windows_named(sheet)


def _headed_again(heads: Sequence[Head], cells: Sequence[Cell | None]) -> str | None:
    """The title of the part that a row of heads opens: all say again what the first ones say, but for one."""
    texts = ["" if cell is None else cell.text for cell in cells]
    pairs = [(head.text, text) for head, text in zip(heads, texts, strict=True) if head.text or text]
    other = [text for head, text in pairs if plain(head) != plain(text)]
    if (
        not any(head.roles for head in heads)
        or len(pairs) < 2
        or len(other) > 1
        or len(pairs) - len(other) < min(2, len(pairs) - 1)
    ):
        return None
    return other[0] if other else ""


def _title_above(grid: Grid, header_rows: int) -> str:
    """The title that stands alone in a row above the heads; it is that of the first section."""
    for row in range(header_rows - 1):
        cells = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
        if len(cells) == 1 and _is_title(cells[0], len(grid.columns)) and not head_of(cells[0].text).roles:
            return cells[0].text
    return ""


def is_total(text: str) -> bool:
    """Whether a row speaks of counts of the whole network."""
    name = plain(text)
    return role_of(text) == "measure" or bool(
        re.match(r"(?:total|depth|complexity|flops|params|# ?param)\b", name)
    )


def _is_title(cell: Cell, columns: int) -> bool:
    wide = cell.column_span > 1 or columns <= 3
    if columns == 1 and not (
        re.fullmatch(r"[A-Za-z][A-Za-z /-]{3,40}", cell.text) and len(cell.text.split()) <= 4
    ):
        return False
    return (
        wide
        and not cell.groups
        and not is_layer(cell.text)
        and not is_value(cell.text)
        and len(cell.text) < 60
    )


def column_sheet(grid: Grid) -> Sheet:
    """One record a column; a first head that comes again further down continues the table there."""
    heads = _beside_filters([head_of(grid.text(row, 0)) for row in range(len(grid.rows))])
    first = next((h.text for h in heads if h.text), "")
    begun = {cell.row for cell in grid.cells if cell.column == 0}
    starts = [row for row, head in enumerate(heads) if head.text == first and head.text and row in begun]
    if not starts or starts[0] > 1:
        starts = [0]
    starts[0] = 0
    sheet = Sheet(heads[: starts[1] if len(starts) > 1 else None])
    for start, end in zip(starts, [*starts[1:], len(grid.rows)], strict=True):
        for column in range(1, len(grid.columns)):
            fields = [Field(heads[row], grid.at(row, column)) for row in range(start, end)]
            if any(f.text for f in fields):
                sheet.records.append(Record(fields, "", column))
    return windows_named(sheet)


def _beside_filters(heads: Sequence[Head]) -> list[Head]:
    """Heads in which "Dim." beside the number of filters is of what comes out."""
    filters = [h for h in heads if h.role == "filters"]
    sized = [h for h in filters if re.match(r"dims?\b", plain(h.text))]
    if len(sized) != 1 or len(filters) != 2 or any(h.role == "output" for h in heads):
        return list(heads)
    return [Head(h.text, ("output", *h.roles[1:])) if h is sized[0] else h for h in heads]


def windows_named(sheet: Sheet) -> Sheet:
    """The sheet with "Size" as the kernel's head where its values are as small as windows and strides stand beside."""
    roles = [role for head in sheet.heads for role in head.roles]
    sized = [
        head for head in sheet.heads if head.role == "output" and re.match(r"sizes?\b", plain(head.text))
    ]
    if len(sized) != 1 or "kernel" in roles or "stride" not in roles or roles.count("output") != 1:
        return sheet
    texts = [item.text for record in sheet.records for item in record.fields if item.head is sized[0]]
    sizes = [found for text in texts if (found := dims(text)) and len(found) > 1]
    if len(sizes) < 2 or any(not isinstance(s, int) or s > LARGEST_WINDOW for found in sizes for s in found):
        return sheet
    window = Head(sized[0].text, ("kernel", *sized[0].roles[1:]))
    records = [
        Record(
            [Field(window if item.head is sized[0] else item.head, item.cell) for item in record.fields],
            record.section,
            record.row,
        )
        for record in sheet.records
    ]
    return Sheet([window if head is sized[0] else head for head in sheet.heads], records)


def columns_like(sheet: Sheet) -> Iterator[tuple[int, float, float]]:
    """For each head: its place, the share of records that fill it, and the share of those that name a layer."""
    rows = [r for r in sheet.records if r.fields]
    for at in range(len(sheet.heads)):
        texts = [r.fields[at].text for r in rows if at < len(r.fields)]
        filled = [t for t in texts if t]
        layers = sum(any(is_layer(line) for line in _lines(r.fields[at])) for r in rows if at < len(r.fields))
        yield at, len(filled) / max(len(rows), 1), layers / max(len(filled), 1)


def _lines(item: Field) -> list[str]:
    return [line.text for line in item.cell.lines] + [item.text] if item.cell is not None else []


def numbers(texts: Sequence[str]) -> bool:
    """Whether most texts are plain numbers."""
    filled = [t for t in texts if t]
    return bool(filled) and sum(as_number(t) is not None for t in filled) >= 0.7 * len(filled)
