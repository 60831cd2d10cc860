"""The rows of a table: bands between rulings, and the lines in them that stand for rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.rulings import Ruling


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
        middles = [(min(u.top for u in c), max(u.bottom for u in c)) for c in found]
        marks = [top, *((a[1] + b[0]) / 2 for a, b in pairwise(middles)), bottom]
        rows.extend(pairwise(marks))
    return rows


def _clusters(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units whose extents overlap, from the top."""
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
