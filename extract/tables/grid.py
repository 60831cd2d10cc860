"""From the type and rulings of a region to a grid of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document.boxes import union_all
from extract.document.page import Page
from extract.tables.bands import Unit, between_rows, cuts_for, rows_of
from extract.tables.brackets import Bracket, Pair, pairs_of, parse_repeat, split_brackets
from extract.tables.columns import CENTRED, Item, alone_in_the_middle, columns_of, place_of
from extract.tables.fractions import with_fractions
from extract.tables.model import Cell, CellGroup, CellLine, Grid
from extract.tables.rulings import FOOT, Ruling, drawn_brackets, rulings_of, split_rulings
from extract.tables.sizes import joined_sizes
from extract.tables.spread import spread_heads
from extract.tables.type import Chunk, chunks_of, fragments_of, level, parted_at, scripts, turn_of
from graph import Box

ALIGNED = 3.0
"""Points by which a text may stand out of the middle, or from the left edge, of its own column."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is put into one cell as a whole: a chunk, or a bracket with the lines in it and the mark beside it."""

    bbox: Box
    lines: tuple[CellLine, ...]
    groups: tuple[CellGroup, ...]
    row: float


def read_grid(page: Page, region: Box) -> Grid:
    """The grid of a table's region; a table that is set turned is read turned.

    A grid without cells is the answer for a region without type.
    """
    turn = turn_of(page, region)
    region = level(region, turn, page.width, page.height)
    horizontal, vertical = rulings_of(page, region, turn)
    fragments, horizontal = with_fractions(fragments_of(page, region, turn), horizontal)
    brackets, fragments = split_brackets(scripts(fragments))
    drawn = [Bracket(side, box) for side, box in drawn_brackets(page, region, turn)]
    brackets = [*brackets, *drawn]
    horizontal, marks = split_rulings(horizontal, fragments)
    horizontal = [h for h in horizontal if h[2] - h[1] > FOOT]
    chunks = chunks_of([*fragments, *marks], vertical)
    return replace(build(chunks, pairs_of(brackets), horizontal, vertical, region), turn=turn)


def build(
    chunks: Sequence[Chunk],
    pairs: Sequence[Pair],
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    region: Box,
) -> Grid:
    """Puts chunks into the cells that rulings and white space make."""
    blocks = blocks_of(chunks, pairs, vertical)
    if not blocks:
        return Grid(region, (), (), 0, ())
    box = union_all([b.bbox for b in blocks])
    top, bottom = min(region[1], box[1] - 2), max(region[3], box[3] + 2)
    items = [Item(b.bbox, b.row) for b in blocks]
    columns = columns_of(items, vertical, box[3] - box[1])
    if len(parts := parted_at(chunks, columns)) > len(chunks):
        return build(parts, pairs, horizontal, vertical, region)
    columns = joined_sizes(columns, [(b.lines[0].text, b.bbox[0], b.bbox[2]) for b in blocks if b.lines])
    places = _apart(
        [place_of(b.bbox, columns, vertical, box[3] - box[1]) for b in blocks],
        [place_of(b.bbox, columns, (), 0) for b in blocks],
        blocks,
        columns,
    )
    places = _over_all(places, items, columns, vertical)
    places = _without_overlaps(places, blocks)
    grouped = [bool(block.groups) for block in blocks]
    places = spread_heads(places, blocks, columns, horizontal, vertical, grouped)
    units = [
        Unit(first, last, *_extent(block), bool(block.groups), index)
        for index, (block, (first, last)) in enumerate(zip(blocks, places, strict=True))
    ]
    rows = rows_of(units, columns, horizontal, (top, bottom))
    cells = _cells(blocks, units, rows, columns, horizontal)
    return Grid(region, tuple(columns), tuple(rows), 0, tuple(cells), tuple(horizontal), tuple(vertical))


def _apart(
    places: Sequence[tuple[int, int]],
    narrow: Sequence[tuple[int, int]],
    blocks: Sequence[Block],
    columns: Sequence[tuple[float, float]],
) -> list[tuple[int, int]]:
    """Places as rulings part them, but where all of a line stand in columns of their own: these are as type alone says.

    Parts of one text that is set over several columns stand in none of them.
    """
    out = list(places)
    for index, place in enumerate(places):
        beside = [
            other
            for other, block in enumerate(blocks)
            if block.row == blocks[index].row
            and narrow[other][0] <= place[1]
            and place[0] <= narrow[other][1]
        ]
        owned = [narrow[other] for other in beside]
        own = len(beside) > 1 and len(set(owned)) == len(owned)
        if own and all(_aligned(blocks[other].bbox, columns, narrow[other]) for other in beside):
            out[index] = narrow[index]
    return out


def _over_all(
    places: Sequence[tuple[int, int]],
    items: Sequence[Item],
    columns: Sequence[tuple[float, float]],
    vertical: Sequence[Ruling],
) -> list[tuple[int, int]]:
    """Places of which those of lines that are set in the middle of the whole table reach over all of its columns.

    Not where a vertical ruling goes on beside it. Where none parts the columns anywhere, one that is as well in the
    middle of a column stands in that; where rulings do, they are broken for a cell over all.
    """
    alone = alone_in_the_middle(items)
    out = list(places)
    inner = [ruling for ruling in vertical if columns[0][0] < ruling[0] < columns[-1][1]]
    for index, item in enumerate(items):
        first, last = places[index]
        middle, y = (item.x0 + item.x1) / 2, (item.bbox[1] + item.bbox[3]) / 2
        within = not inner and first == last and abs(middle - sum(columns[first]) / 2) < CENTRED
        walled = any(top <= y <= bottom for _, top, bottom in inner)
        if item in alone and not within and not walled:
            out[index] = (0, len(columns) - 1)
    return out


def _aligned(box: Box, columns: Sequence[tuple[float, float]], place: tuple[int, int]) -> bool:
    """Whether a box stands in the middle or at the left of its columns."""
    start, end = columns[place[0]][0], columns[place[1]][1]
    return abs(box[0] + box[2] - start - end) < 2 * ALIGNED or abs(box[0] - start) < ALIGNED


def _without_overlaps(places: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Places of which none goes on into a column where the next block of its line begins."""
    out = list(places)
    order = sorted(range(len(blocks)), key=lambda i: (blocks[i].row, blocks[i].bbox[0]))
    for at, after in pairwise(order):
        (first, last), start = out[at], out[after][0]
        if blocks[at].row == blocks[after].row and first < start <= last:
            out[at] = (first, start - 1)
    return out


def _extent(block: Block) -> tuple[float, float]:
    if block.groups:
        return block.bbox[1], block.bbox[3]
    height = block.bbox[3] - block.bbox[1]
    return block.bbox[1] + 0.12 * height, block.bbox[3] - 0.2 * height


def blocks_of(chunks: Sequence[Chunk], pairs: Sequence[Pair], vertical: Sequence[Ruling]) -> list[Block]:
    """Chunks as blocks, those inside one bracket, and the repeat mark to its right, as one."""
    outer = [p for p in pairs if not any(_holds(q, p) for q in pairs if q is not p)]
    inside: dict[int, list[tuple[Chunk, Pair]]] = {i: [] for i in range(len(outer))}
    free: list[Chunk] = []
    for chunk in chunks:
        home = next((i for i, p in enumerate(outer) if _within(chunk, p.inner)), None)
        if home is None:
            free.append(chunk)
        else:
            inside[home].append((chunk, outer[home]))
    marks: dict[int, list[Chunk]] = {i: [] for i in range(len(outer))}
    rest: list[Chunk] = []
    for chunk in free:
        home = _beside(chunk, outer, vertical)
        if home is None:
            rest.append(chunk)
        else:
            marks[home].append(chunk)
    blocks = [Block(c.bbox, (_line(c, None),), (), round(c.y, 1)) for c in rest]
    for index, pair in enumerate(outer):
        blocks.append(
            _bracketed(
                pair, [p for p in pairs if _holds(pair, p)], [c for c, _ in inside[index]], marks[index]
            )
        )
    return _common_rows(blocks)


def _common_rows(blocks: list[Block]) -> list[Block]:
    """Gives blocks on nearly one baseline the same row key."""
    keys: list[float] = []
    out: list[Block] = []
    for block in sorted(blocks, key=lambda b: b.row):
        if not keys or block.row - keys[-1] > 0.25 * 8:
            keys.append(block.row)
        out.append(replace(block, row=keys[-1]))
    return out


def _line(chunk: Chunk, group: int | None) -> CellLine:
    return CellLine(chunk.text, chunk.bbox, chunk.y, chunk.bold, group)


def _holds(outer: Pair, inner: Pair) -> bool:
    a, b = outer.bbox, inner.bbox
    if a == b:
        return False
    return a[0] - 1 <= b[0] and b[2] <= a[2] + 1 and a[1] - 2 <= b[1] and b[3] <= a[3] + 2


def _within(chunk: Chunk, box: Box) -> bool:
    x = (chunk.x0 + chunk.x1) / 2
    y = chunk.y - 0.3 * chunk.size
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _beside(chunk: Chunk, pairs: Sequence[Pair], vertical: Sequence[Ruling]) -> int | None:
    """The bracket that a chunk stands beside as its repeat mark or note."""
    y = chunk.y - 0.3 * chunk.size
    best, nearest = None, 3.2 * chunk.size
    text = chunk.text
    for index, pair in enumerate(pairs):
        if not pair.bbox[1] <= y <= pair.bbox[3]:
            continue
        gap = chunk.x0 - pair.bbox[2] if chunk.x0 >= pair.bbox[2] - 1 else pair.bbox[0] - chunk.x1
        between = (pair.bbox[2], chunk.x0) if chunk.x0 >= pair.bbox[2] - 1 else (chunk.x1, pair.bbox[0])
        if any(between[0] <= x <= between[1] and top <= y <= bottom for x, top, bottom in vertical):
            continue
        if parse_repeat(text) is None and not (text.startswith("(") and gap > 0):
            continue
        if -1.5 <= gap < nearest:
            best, nearest = index, gap
    return best


def _bracketed(pair: Pair, inner: Sequence[Pair], chunks: Sequence[Chunk], marks: Sequence[Chunk]) -> Block:
    repeat, notes = None, []
    for mark in sorted(marks, key=lambda c: c.x0):
        found = parse_repeat(mark.text)
        if found and repeat is None:
            repeat = found[0]
            notes.append(found[1])
        else:
            notes.append(mark.text.strip("() "))
    groups = [CellGroup(repeat, " ".join(n for n in notes if n), pair.bbox)]
    groups.extend(CellGroup(None, "", p.bbox, 0) for p in inner)
    lines: list[CellLine] = []
    for line in _joined_lines(chunks):
        home = next((i + 1 for i, p in enumerate(inner) if _within(line[0], p.inner)), 0)
        text = " ".join(c.text for c in line)
        lines.append(CellLine(text, union_all([c.bbox for c in line]), line[0].y, line[0].bold, home))
    box = union_all([pair.bbox, *(c.bbox for c in marks)])
    middle = (pair.bbox[1] + pair.bbox[3]) / 2
    return Block(box, tuple(lines), tuple(groups), round(middle + 2, 1))


def _joined_lines(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    lines: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: (c.y, c.x0)):
        if lines and abs(lines[-1][0].y - chunk.y) <= 0.3 * chunk.size:
            lines[-1].append(chunk)
        else:
            lines.append([chunk])
    return [sorted(line, key=lambda c: c.x0) for line in lines]


def _cells(
    blocks: Sequence[Block],
    units: Sequence[Unit],
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]],
    horizontal: Sequence[Ruling],
) -> list[Cell]:
    held: dict[tuple[int, int, int, int], list[Block]] = {}
    for block, unit in zip(blocks, units, strict=True):
        row = _row_of(unit, rows)
        if row is None:
            continue
        first, last = row, row
        if unit.first == unit.last:
            first, last = _centred(unit, _span(row, unit.first, rows, columns, horizontal), row, rows)
            if first == last and unit.first == 0 and not unit.tall:
                first, last = between_rows(unit, units, rows, row)
        held.setdefault((first, last, unit.first, unit.last), []).append(block)
    held = _merge_spanned(held)
    cells: list[Cell] = []
    for (first, last, left, right), group in sorted(
        held.items(), key=lambda entry: (entry[0][0], entry[0][2])
    ):
        lines: list[CellLine] = []
        groups: list[CellGroup] = []
        for block in sorted(group, key=lambda b: (round((b.bbox[1] + b.bbox[3]) / 2), b.bbox[0])):
            shift = len(groups)
            groups.extend(
                replace(g, parent=None if g.parent is None else g.parent + shift) for g in block.groups
            )
            lines.extend(replace(x, group=None if x.group is None else x.group + shift) for x in block.lines)
        groups = _one_mark(groups)
        box = union_all([b.bbox for b in group])
        cells.append(
            Cell(
                first, left, last - first + 1, right - left + 1, tuple(_same_line(lines)), tuple(groups), box
            )
        )
    return cells


def _one_mark(groups: list[CellGroup]) -> list[CellGroup]:
    """A single repeat mark beside several brackets of a cell speaks of all of them."""
    outer = [g for g in groups if g.parent is None]
    marks = {g.repeat for g in outer if g.repeat is not None}
    if len(outer) < 2 or len(marks) != 1 or sum(g.repeat is not None for g in outer) != 1:
        return groups
    return [replace(g, repeat=next(iter(marks))) if g.parent is None else g for g in groups]


def _same_line(lines: Sequence[CellLine]) -> list[CellLine]:
    """Chunks of one cell on one baseline are one line."""
    out: list[CellLine] = []
    for line in lines:
        last = out[-1] if out else None
        if (
            last
            and last.group is None
            and line.group is None
            and abs(last.baseline - line.baseline) < 1.5
            and line.bbox[0] > last.bbox[0]
        ):
            out[-1] = replace(last, text=f"{last.text} {line.text}", bbox=union_all([last.bbox, line.bbox]))
        else:
            out.append(line)
    return out


def _row_of(unit: Unit, rows: Sequence[tuple[float, float]]) -> int | None:
    return next((i for i, (a, b) in enumerate(rows) if a <= unit.middle < b), None)


def _span(
    row: int,
    column: int,
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]],
    horizontal: Sequence[Ruling],
) -> tuple[int, int]:
    """The rows that a cell reaches over: up and down to the next ruling that cuts its column."""
    cuts = cuts_for(columns[column], horizontal)
    all_cuts = sorted({y for y, _, _ in horizontal})
    first = last = row
    # Only where other columns are cut at a row's edge and this one is not is the cell merged.
    while first > 0 and _ruled(rows[first][0], all_cuts) and not _ruled(rows[first][0], cuts):
        first -= 1
    while last < len(rows) - 1 and _ruled(rows[last][1], all_cuts) and not _ruled(rows[last][1], cuts):
        last += 1
    return first, last


def _centred(
    unit: Unit, span: tuple[int, int], row: int, rows: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    """A cell's rows: it does not reach up to rows from whose middle with its own it is far: those are left empty."""
    first, last = span
    off = unit.middle - (rows[first][0] + rows[last][1]) / 2
    height = min(bottom - top for top, bottom in rows[first : last + 1])
    return (row, last) if first < row and off > 0.5 * height else span


def _ruled(y: float, cuts: Sequence[float]) -> bool:
    return any(abs(y - cut) < 0.5 for cut in cuts)


def _merge_spanned(
    held: dict[tuple[int, int, int, int], list[Block]],
) -> dict[tuple[int, int, int, int], list[Block]]:
    """A column with print of its own in several rows of a span was not merged there after all."""
    out: dict[tuple[int, int, int, int], list[Block]] = {}
    for key, group in held.items():
        out.setdefault(key, []).extend(group)
    return out
