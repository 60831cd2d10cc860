"""The rows of a table: bands between rulings, and the lines in them that stand for rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.rulings import Ruling

LEAST_CELLS = 4
"""Cells that each of two lines has at least, beside which a label in the middle is that of both rows."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a cell, or a bracketed group: its column (first, last) and its extent along y."""

    first: int
    last: int
    top: float
    bottom: float
    tall: bool
    index: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def cuts_for(column: tuple[float, float], horizontal: Sequence[Ruling]) -> list[float]:
    """Where rulings cut a column."""
    middle = (column[0] + column[1]) / 2
    return [y for y, start, end in horizontal if start - 1 <= middle <= end + 1]


def rows_of(
    units: Sequence[Unit],
    columns: Sequence[tuple[float, float]],
    horizontal: Sequence[Ruling],
    region: tuple[float, float],
) -> list[tuple[float, float]]:
    """The y range of each row.

    A band between two rulings is one row, unless its lines stand on common baselines across the columns: then each
    baseline is a row. Lines beside a tall bracket are one row with it.
    """
    edges = sorted({region[0], *(y for y, _, _ in horizontal if region[0] < y < region[1]), region[1]})
    bands = [(a, b) for a, b in pairwise(edges) if b - a > 2.5]
    held = [[u for u in units if a <= u.middle < b] for a, b in bands]
    clusters = [_clusters(group) for group in held]
    ruled = sum(len(c) == 1 for c in clusters)
    fully_ruled = ruled >= 0.7 * sum(bool(c) for c in clusters) and ruled >= 3
    rows: list[tuple[float, float]] = []
    for (top, bottom), group, found in zip(bands, held, clusters, strict=True):
        if not found:
            continue
        if len(found) == 1 or not _are_rows(group, found, fully_ruled, len(columns)):
            rows.append((top, bottom))
            continue
        held_apart = [[u for u in c if not _bridges(u, found)] or c for c in found]
        middles = [(min(u.top for u in c), max(u.bottom for u in c)) for c in held_apart]
        marks = [top, *((a[1] + b[0]) / 2 for a, b in pairwise(middles)), bottom]
        rows.extend(pairwise(marks))
    return rows


def _clusters(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units whose extents overlap, from the top; a label in the middle beside two lines of cells does not join them."""
    out: list[list[Unit]] = []
    for cluster in _overlapping(units):
        lead = min(unit.first for unit in cluster)
        labels = [unit for unit in cluster if unit.first == lead and not unit.tall]
        parts = _overlapping([unit for unit in cluster if unit not in labels]) if len(labels) == 1 else []
        if len(parts) == 2 and all(len({unit.first for unit in part}) >= LEAST_CELLS for part in parts):
            out.extend([[*labels, *parts[0]], parts[1]])
        else:
            out.append(cluster)
    return out


def _bridges(unit: Unit, clusters: Sequence[Sequence[Unit]], everyone: bool = False) -> bool:
    """Whether a label reaches into the extent of a line, or of every one, that it is not counted to."""
    return (all if everyone else any)(
        unit not in cluster
        and min(u.top for u in cluster) < unit.bottom - 0.3
        and unit.top < max(u.bottom for u in cluster) - 0.3
        for cluster in clusters
    )


def _overlapping(units: Sequence[Unit]) -> list[list[Unit]]:
    out: list[list[Unit]] = []
    end = float("-inf")
    for unit in sorted(units, key=lambda u: u.top):
        if out and unit.top < end - 0.3:
            out[-1].append(unit)
            end = max(end, unit.bottom)
        else:
            out.append([unit])
            end = unit.bottom
    return out


def _are_rows(
    units: Sequence[Unit], clusters: Sequence[Sequence[Unit]], fully_ruled: bool, columns: int
) -> bool:
    """Whether the lines of a band are rows of their own rather than wrapped lines of one row's cells."""
    filled = [{u.first for u in cluster} for cluster in clusters]
    many = sum(len(places) >= 2 for places in filled)
    # Lines that every filled column has alike are rows.
    lead = min(u.first for u in units)
    leads = sum(lead in places for places in filled)
    spread = sum(any(u.last > u.first for u in cluster) for cluster in clusters)
    if leads + spread >= 0.6 * len(clusters) and leads >= 2 and many + spread >= 0.5 * len(clusters):
        return True
    if fully_ruled:
        return False
    return many >= 2 and many >= 0.5 * len(clusters)


def between_rows(
    unit: Unit, units: Sequence[Unit], rows: Sequence[tuple[float, float]], row: int
) -> tuple[int, int]:
    """The two rows that a label in the middle beside them speaks for; its own row twice for any other.

    Args:
        unit: the label.
        units: all of the table.
        rows: y range of each row.
        row: the one that the label is in.
    """

    def held(at: int) -> list[Unit]:
        inside = rows[at][0], rows[at][1]
        return [u for u in units if u is not unit and inside[0] <= u.middle < inside[1]]

    own = held(row)
    for other in (row - 1, row + 1):
        near = held(other) if 0 <= other < len(rows) else []
        apart = all(u.first > unit.last for u in (*own, *near))
        if (
            len(own) >= LEAST_CELLS
            and len(near) >= LEAST_CELLS
            and apart
            and _bridges(unit, [own, near], True)
        ):
            return min(row, other), max(row, other)
    return row, row
