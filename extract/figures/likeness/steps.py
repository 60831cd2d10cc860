"""Steps of a sequence: rows of cells without text that lines join only to each other and to such rows are layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.figures.likeness.meetings import Meeting, meetings_of
from extract.figures.likeness.units import is_dots
from extract.scene.geometry import (
    box_area,
    centre,
    common,
    gap_between,
    grown,
    height,
    holds,
    overlap,
    union,
    width,
)
from extract.scene.model import Connector, Shape, TextBlock
from extract.scene.together import together
from graph import Box

FEWEST = 4
"""Fewest cells of a row; with an ellipsis in it one fewer."""

MOST = 600
"""More shapes without text than this are points of a plot."""

LARGEST = 45.0
"""Greatest extent of a cell, in points."""

WIDEST = 3.0
"""Greatest gap between cells, in their sizes; over an ellipsis twice as much."""

JOINED = 0.6
"""Least share of neighbours that lines join in a recurrent layer: in a crowd some lines may be lost."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A row of cells that are one layer at several steps.

    Attributes:
        cells: ids of the shapes.
        recurrent: whether lines lead from step to step.
        lines: ids of the connectors that run along the row.
    """

    cells: tuple[int, ...]
    recurrent: bool
    lines: frozenset[int]


def steps_of(
    cells: Sequence[Shape],
    shapes: Sequence[Shape],
    connectors: Sequence[Connector],
    blocks: Sequence[TextBlock],
    unit: float,
) -> list[Steps]:
    """The rows of steps of a scene.

    Steps that have a name each, or each a named input or output, are things by themselves and form no row.

    Args:
        cells: shapes without text and without others inside them.
        shapes: all shapes.
        connectors: all lines.
        blocks: all text; an ellipsis between two cells bridges their gap.
        unit: usual size of text in points.
    """
    small = {cell.id: cell for cell in cells if max(width(cell.bbox), height(cell.bbox)) <= LARGEST}
    if not FEWEST - 1 <= len(small) <= MOST:
        return []
    dots = [block.bbox for block in blocks if is_dots(block.text)]
    names = [block.bbox for block in blocks if not is_dots(block.text)]
    met = meetings_of(small, shapes, connectors, blocks, unit)
    sides = []
    for axis in (0, 1):
        rows = [_Row(row, axis, met, unit) for row in _doubled(_rows(list(small.values()), axis, dots))]
        against = _against(rows) if axis == 1 else set()
        rows = [row for i, row in enumerate(rows) if i not in against and not row.named_by(names)]
        sides.append(_lasting(rows))
    # A grid is rows and columns: the longer ones are the sequences.
    level, upright = sides
    first, second = (level, upright) if _longest(level) >= _longest(upright) else (upright, level)
    taken = {cell for row in first for cell in row.place}
    chosen = first + [row for row in second if not taken & set(row.place)]
    return [Steps(tuple(row.place), row.recurrent, frozenset(row.lines)) for row in chosen]


@dataclass(slots=True)
class _Row:
    """Cells in a row, two at each step where they lie over each other, with the lines at them.

    Attributes:
        steps: the cells of each step.
        axis: 0 where the row runs across, 1 where it runs down.
        place: the number of each cell's step.
        lines: ids of the connectors along it.
        recurrent: whether lines lead from step to step.
        apart: whether lines join steps of which one is not next to the other, or only some of them, or lead into
            the row at its end.
        led: whether a line from the open leads to it from the side.
        across: pairs of a step and a cell of another row that a line joins.
        way: in which direction arrows lead from step to step; 0 where none tells.
        ends: what else lines lead to from its cells.
        touched: the steps that lines across the row touch.
    """

    steps: Sequence[Sequence[Shape]]
    axis: int
    meetings: Sequence[Meeting]
    unit: float
    place: dict[int, int] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    recurrent: bool = False
    apart: bool = False
    led: bool = False
    across: set[tuple[int, int]] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    way: int = 0

    def __post_init__(self) -> None:
        self.place = {cell.id: i for i, step in enumerate(self.steps) for cell in step}
        around = grown(union(cell.bbox for step in self.steps for cell in step), self.unit)
        joined: set[int] = set()
        for meeting in self.meetings:
            own = [self.place[cell] for cell in meeting.cells if cell in self.place]
            along = meeting.along(self.axis)
            if len(own) > 1:
                self.apart = self.apart or any(abs(a - b) > 1 for a, b in pairwise(own))
                joined.update(min(a, b) for a, b in pairwise(own) if a != b)
                self.lines.add(meeting.line.id)
                if meeting.line.head_end and not meeting.line.head_start:
                    self.way += 1 if own[-1] > own[0] else -1
            elif own:
                self._leads(meeting, own[0], along)
            elif not along:
                ends = meeting.line.points[0], meeting.line.points[-1]
                self.led = self.led or any(holds(around, end) for end in ends)
        near = [
            i
            for i, (a, b) in enumerate(pairwise(self.steps))
            if gap_between(a[0].bbox, b[0].bbox) <= WIDEST * _reach(a[0])
        ]
        self.recurrent = bool(near) and sum(i in joined for i in near) >= JOINED * len(near)
        self.apart = self.apart or (bool(joined) and not self.recurrent)

    def _leads(self, meeting: Meeting, step: int, along: bool) -> None:
        """Notes where a line at one of the steps leads."""
        self.touched.add(step)
        others = [cell for cell in meeting.cells if cell not in self.place]
        ends = [end for end in meeting.others if end]
        if along and (others or ends):
            self.apart = True
        elif along:
            self.lines.add(meeting.line.id)
        self.across.update((step, cell) for cell in others)
        self.ends.update(ends)
        self.led = self.led or not (others or ends or along)

    def lasts(self) -> bool:
        """Whether a row is one whatever the others are: recurrent, or led to though a line touches no cell or one.

        Cells that stand closer than by about their size may be parts of anything.
        """
        loose = all(gap_between(a[0].bbox, b[0].bbox) > 0.8 * _size(a[0]) for a, b in pairwise(self.steps))
        led = self.led or bool(self.across) or bool(self.ends)
        return led and (self.recurrent or (loose and len(self.touched) < 2 and not self.lines))

    def named_by(self, names: Sequence[Box]) -> bool:
        """Whether single steps have a text each right before or behind them."""
        found = set()
        for i, step in enumerate(self.steps):
            box = step[0].bbox
            for n, name in enumerate(names):
                low, high = (0, 2) if self.axis == 0 else (1, 3)
                middle = (name[low] + name[high]) / 2
                if gap_between(name, box) <= 0.8 * self.unit and abs(middle - centre(box)[low]) < 0.3 * _size(
                    step[0]
                ):
                    found.add((i, n))
        return len({i for i, _ in found}) > 2 and len({n for _, n in found}) > 2


def _against(rows: Sequence[_Row]) -> set[int]:
    """Numbers of columns that lead down and are joined to one that leads up, or the other way about.

    They are the levels of pyramids, of which one is gone down and the next one up.
    """
    of_cell = {cell: i for i, row in enumerate(rows) for cell in row.place}
    pairs = {(i, of_cell[cell]) for i, row in enumerate(rows) for _, cell in row.across if cell in of_cell}
    return {i for pair in pairs if rows[pair[0]].way * rows[pair[1]].way < 0 for i in pair}


def _size(cell: Shape) -> float:
    return min(width(cell.bbox), height(cell.bbox))


def _reach(cell: Shape) -> float:
    """The size by which gaps are measured: flat cells stand as far apart as square ones of their length."""
    return min(max(width(cell.bbox), height(cell.bbox)), 2 * _size(cell))


def _longest(rows: Sequence[_Row]) -> int:
    return max((len(row.steps) for row in rows), default=0)


def _rows(cells: Sequence[Shape], axis: int, dots: Sequence[Box]) -> list[list[Shape]]:
    """Cells of one form that follow each other along an axis (0 across, 1 down)."""
    other = 1 - axis
    ordered = sorted(cells, key=lambda cell: cell.bbox[axis])
    pairs = []
    bridged = set()
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            gap = b.bbox[axis] - a.bbox[axis + 2]
            if gap > 2 * WIDEST * _reach(a):
                break
            extent = max(a.bbox[other + 2] - a.bbox[other], b.bbox[other + 2] - b.bbox[other])
            level = overlap(a.bbox[other], a.bbox[other + 2], b.bbox[other], b.bbox[other + 2])
            if gap < 0 or level < 0.9 * extent or not _like(a, b):
                continue
            over = gap > WIDEST * _reach(a)
            between = _between(a.bbox, b.bbox)
            if not over or any(holds(between, centre(dot)) for dot in dots):
                pairs.append((a.id, b.id))
                if any(holds(between, centre(dot)) for dot in dots):
                    bridged.add(a.id)
            break
    by_id = {cell.id: cell for cell in ordered}
    rows = together((cell.id for cell in ordered), pairs)
    return [[by_id[i] for i in row] for row in rows if len(row) >= FEWEST - (not bridged.isdisjoint(row))]


def _like(a: Shape, b: Shape) -> bool:
    """Whether two cells are drawn alike."""
    return (a.kind == b.kind or {a.kind, b.kind} <= {"circle", "ellipse"}) and all(
        abs(side(a.bbox) - side(b.bbox)) < 0.15 * max(side(a.bbox), side(b.bbox)) for side in (width, height)
    )


def _between(a: Box, b: Box) -> Box:
    """Around two boxes, without them where they stand apart."""
    around = union((a, b))
    x0, x1 = (a[2], b[0]) if b[0] > a[2] else (around[0], around[2])
    y0, y1 = (a[3], b[1]) if b[1] > a[3] else (around[1], around[3])
    return (x0, y0, x1, y1)


def _doubled(rows: Sequence[list[Shape]]) -> list[list[list[Shape]]]:
    """Rows as lists of steps, two of which each cell lies over one of the other as one: both directions of a layer."""
    found: list[list[list[Shape]]] = []
    for row in rows:
        under = next(
            (
                other
                for other in found
                if len(other) == len(row)
                and all(
                    len(step) == 1 and _shows(step[0], cell) for step, cell in zip(other, row, strict=True)
                )
            ),
            None,
        )
        if under is None:
            found.append([[cell] for cell in row])
        else:
            for step, cell in zip(under, row, strict=True):
                step.append(cell)
    return found


def _shows(a: Shape, b: Shape) -> bool:
    """Whether two like cells lie over each other and both still show."""
    shared = box_area(common(a.bbox, b.bbox))
    return _like(a, b) and 0.1 * box_area(a.bbox) < shared < 0.9 * box_area(a.bbox)


def _lasting(rows: Sequence[_Row]) -> list[_Row]:
    """The rows whose cells lead only to each other, to such rows, and to one thing else."""
    kept = [row for row in rows if not row.apart]
    while True:
        known = {cell for row in kept for cell in row.place}
        left = [
            row
            for row in kept
            if len(row.ends) + len({cell for _, cell in row.across if cell not in known}) < 2
        ]
        if len(left) == len(kept):
            break
        kept = left
    of_cell = {cell: i for i, row in enumerate(kept) for cell in row.place}
    sure = {i for i, row in enumerate(kept) if row.lasts()}
    for i, row in enumerate(kept):
        for j in {of_cell[cell] for _, cell in row.across if cell in of_cell}:
            if _windows(row, kept[j]):
                sure |= {i, j}
    reached = set(sure)
    queue = list(sure)
    while queue:
        for cell in {cell for _, cell in kept[queue.pop()].across}:
            near = of_cell.get(cell)
            if near is not None and near not in reached:
                reached.add(near)
                queue.append(near)
    return [row for i, row in enumerate(kept) if i in reached]


def _windows(row: _Row, other: _Row) -> bool:
    """Whether at least half the steps of a row are joined to several of another's."""
    own: Mapping[int, set[int]] = {i: set() for i in range(len(row.steps))}
    for step, cell in row.across:
        if cell in other.place:
            own[step].add(other.place[cell])
    return 2 * sum(len(places) > 1 for places in own.values()) >= len(own)
