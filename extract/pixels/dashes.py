"""Dashed lines of an image: short strokes in a row, evenly spaced, are one line, also where something crosses the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from scipy.spatial import cKDTree

from extract.pixels.model import Mask, Ring
from extract.pixels.strokes import Stroke, length_of

FEWEST = 4
"""Fewest dashes of a line."""

WIDEST = 2.2
"""Greatest gap between dashes, in the length of the longer one."""

ONWARD = 0.85
"""Least cosine between a dash and the way to the next one, and between both."""

STRAIGHT = 0.85
"""Least share of its length that the ends of a straight dash are apart."""

SHORT = 8.0
"""Length in pixels below which the pixels of a dash tell its way badly, and"""

ROUGHLY = 0.6
"""the least cosine then."""

ASIDE = 3.0
"""What it costs that a dash lies beside the line through the one before, in how far it does."""

ALIKE = 100.0
"""Greatest difference of the colours of dashes of one line, of 255; thin and slanting ones come out paler."""

THICKER = 2.0
"""Greatest ratio of their thicknesses; at least PIXELS more is allowed."""

PIXELS = 2.0

EVEN = 0.7
"""Least share of gaps, and of dashes, that are about as long as is usual in their row."""

ABOUT = (0.5, 1.7)
"""What is about as long, in the usual length."""

MISSING = 1.6
"""Greatest gap where something stands over a row, in the length of a dash with two gaps."""

CORNER = 0.3
"""Greatest cosine between two rows that meet at a corner."""

ON = 2.5
"""Greatest distance in pixels of what lies upon a line."""

SMOOTH = 2.5
"""How far a dashed line may lie from its course, in pixels."""


@dataclass(eq=False)
class _Row:
    """Dashes in a row, from end to end."""

    points: list[Ring]
    gaps: list[float]
    dashes: list[float]
    thickness: float
    colour: tuple[float, ...]
    own: list[int]

    @property
    def gap(self) -> float:
        """The usual gap."""
        return median(self.gaps)

    @property
    def dash(self) -> float:
        """The usual length of a dash."""
        return median(self.dashes)

    @property
    def is_line(self) -> bool:
        """Whether there are enough dashes, evenly spaced; the first and the last end where the line does."""
        return len(self.own) >= FEWEST and _is_even(self.gaps) and _is_even(self.dashes[1:-1])

    def end(self, last: bool) -> tuple[Ring, Ring]:
        """An end and the way that leads out of it, over the last dashes."""
        points = self.points if last else self.points[::-1]
        back = points[max(-5, -len(points))]
        way = points[-1] - back
        return points[-1], way / max(float(np.hypot(*way)), 1e-9)


def with_dashed_lines(mask: Mask, strokes: Sequence[Stroke], longest: float) -> list[Stroke]:
    """Lines, with each row of dashes as one dashed line.

    Args:
        mask: where lines are.
        strokes: lines as they were followed.
        longest: greatest length of a dash in pixels.
    """
    dashes = [
        i
        for i, stroke in enumerate(strokes)
        if 0 < length_of(stroke.points) <= longest and not _turns_back(stroke.points)
    ]
    if len(dashes) < FEWEST:
        return list(strokes)
    rows = [row for chain in _chains([strokes[i] for i in dashes]) if (row := _row(strokes, dashes, chain))]
    rows = [row for row in _joined(rows) if row.is_line]
    taken = {i for row in rows for i in row.own}
    rest = [stroke for i, stroke in enumerate(strokes) if i not in taken]
    rest = _with_last_pieces(mask, rows, rest, longest)
    return [*rest, *(_stroke(row) for row in rows)]


def _turns_back(points: Ring) -> bool:
    """Whether a stroke ends in another direction than around a corner: dashes of two lines met there."""
    return len(points) > 2 and float(_way(points[0], points[1]) @ _way(points[-2], points[-1])) < -CORNER


def _way(a: Ring, b: Ring) -> Ring:
    step = b - a
    return np.array(step / max(float(np.hypot(*step)), 1e-9))


def _alike(a: Stroke, b: Stroke) -> bool:
    thin, thick = sorted((a.thickness, b.thickness))
    if thick > max(THICKER * thin, thin + PIXELS):
        return False
    return max(abs(p - q) for p, q in zip(a.colour, b.colour, strict=True)) <= ALIKE


def _chains(dashes: Sequence[Stroke]) -> Iterator[list[tuple[int, bool]]]:
    """Dashes that go on into each other, each with whether it is turned round."""
    links = _links(dashes)
    seen: set[int] = set()
    for i in range(len(dashes)):
        if i in seen:
            continue
        # Back to where the chain starts, and from there to its other end.
        at, last = i, False
        round_ = {i}
        while (link := links.get((at, last))) is not None and link[0] not in round_:
            at, last = link[0], not link[1]
            round_.add(at)
        chain, last = [(at, last)], not last
        seen.add(at)
        while (link := links.get((at, last))) is not None and link[0] not in seen:
            at, last = link[0], not link[1]
            chain.append((at, not last))
            seen.add(at)
        yield chain


def _links(dashes: Sequence[Stroke]) -> dict[tuple[int, bool], tuple[int, bool]]:
    """For each end of a dash (True is its last) the end of another that it goes on into, where both choose each other."""
    ends = [(i, last) for i in range(len(dashes)) for last in (False, True)]
    places = np.array([dashes[i].points[-1 if last else 0] for i, last in ends])
    ways = np.array([_out(dashes[i], last) for i, last in ends])
    lengths = [length_of(dash.points) for dash in dashes]
    tree = cKDTree(places)
    best: dict[int, tuple[float, int]] = {}
    for k, (i, _) in enumerate(ends):
        near = np.array(tree.query_ball_point(places[k], WIDEST * (lengths[i] + dashes[i].thickness)))
        steps = places[near] - places[k]
        gaps = np.hypot(steps[:, 0], steps[:, 1])
        opposite = ways[near] @ ways[k] <= -ROUGHLY
        ahead = steps @ ways[k] >= ROUGHLY * gaps
        for at in np.flatnonzero((near // 2 != i) & (gaps >= 1.0) & opposite & ahead):
            m, step, gap = int(near[at]), steps[at], float(gaps[at])
            j = ends[m][0]
            short, long = sorted((lengths[i], lengths[j]))
            least = ONWARD if short > SHORT else ROUGHLY
            if float(ways[k] @ ways[m]) > -least or float(step @ ways[k]) < least * gap:
                continue
            if gap > WIDEST * (long + dashes[i].thickness) or not _alike(dashes[i], dashes[j]):
                continue
            aside = abs(float(step[0] * ways[k][1] - step[1] * ways[k][0]))
            cost = gap + ASIDE * aside + (long - short)
            if k not in best or cost < best[k][0]:
                best[k] = (cost, m)
    return {ends[k]: ends[m] for k, (_, m) in best.items() if m in best and best[m][1] == k}


def _out(dash: Stroke, last: bool) -> Ring:
    """The way out of an end of a dash: along all of it where it is straight but for its pixels."""
    points = dash.points if last else dash.points[::-1]
    chord = float(np.hypot(*(points[-1] - points[0])))
    return _way(points[0 if chord > STRAIGHT * length_of(points) else -2], points[-1])


def _row(strokes: Sequence[Stroke], dashes: Sequence[int], chain: Sequence[tuple[int, bool]]) -> _Row | None:
    """A chain as a row; None where it is a dash by itself."""
    if len(chain) < 2:
        return None
    parts = [strokes[dashes[i]].points[::-1] if turned else strokes[dashes[i]].points for i, turned in chain]
    gaps = [float(np.hypot(*(b[0] - a[-1]))) for a, b in pairwise(parts)]
    lengths = [length_of(part) for part in parts]
    own = [dashes[i] for i, _ in chain]
    colour = tuple(float(v) for v in np.median([strokes[i].colour for i in own], axis=0))
    thickness = float(np.median([strokes[i].thickness for i in own]))
    return _Row([point for part in parts for point in part], gaps, lengths, thickness, colour, own)


def _is_even(values: Sequence[float]) -> bool:
    usual = median(values)
    low, high = ABOUT[0] * usual, ABOUT[1] * usual
    return sum(low - 1.0 <= value <= high + 1.0 for value in values) >= EVEN * len(values)


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """Rows, those that go on beyond what stands over them, or around a corner, as one; the nearest ends first."""
    if not rows:
        return []
    ends = [(i, last) for i in range(len(rows)) for last in (False, True)]
    places = np.array([rows[i].end(last)[0] for i, last in ends])
    now = {end: (rows[end[0]], end[1]) for end in ends}
    far = {_key(row, last): (i, last) for i, row in enumerate(rows) for last in (False, True)}
    reach = MISSING * max(row.dash + 2 * row.gap for row in rows)
    pairs = sorted(
        (float(np.hypot(*(places[k] - places[m]))), k, m) for k, m in cKDTree(places).query_pairs(reach)
    )
    alive = {id(row): row for row in rows}
    for _, k, m in pairs:
        if ends[k] not in now or ends[m] not in now:
            continue
        (a, a_last), (b, b_last) = now[ends[k]], now[ends[m]]
        whole = _whole(a, a_last, b, b_last) if a is not b else None
        if whole is None:
            continue
        del alive[id(a)], alive[id(b)], now[ends[k]], now[ends[m]]
        alive[id(whole)] = whole
        for last in (False, True):
            now[far[_key(whole, last)]] = (whole, last)
    return list(alive.values())


def _key(row: _Row, last: bool) -> tuple[int, float, float]:
    """What tells an end of a row from all others: the dash, and where it ends."""
    x, y = row.points[-1 if last else 0]
    return row.own[-1 if last else 0], float(x), float(y)


def _whole(a: _Row, a_last: bool, b: _Row, b_last: bool) -> _Row | None:
    """Two rows as one where an end of one goes on into an end of the other; None else."""
    (start, way), (end, other) = a.end(a_last), b.end(b_last)
    step = end - start
    gap = float(np.hypot(*step))
    if gap > MISSING * (a.dash + 2 * a.gap) or max(a.dash, b.dash) > 2.0 * min(a.dash, b.dash) + 2.0:
        return None
    if max(abs(p - q) for p, q in zip(a.colour, b.colour, strict=True)) > ALIKE:
        return None
    onward = float(step @ way) > ONWARD * gap and float(way @ other) < -ONWARD
    if not onward:
        turned = abs(float(way @ other)) < CORNER and float(step @ way) > -a.dash
        if not turned or float(-step @ other) < -b.dash or gap > 1.5 * (a.dash + a.gap):
            return None
    first = a.points if a_last else a.points[::-1]
    second = b.points[::-1] if b_last else b.points
    corner = [] if onward else [start + way * float(step @ way)]
    own = [*(a.own if a_last else a.own[::-1]), *(b.own[::-1] if b_last else b.own)]
    gaps = [*(a.gaps if a_last else a.gaps[::-1]), gap, *(b.gaps[::-1] if b_last else b.gaps)]
    dashes = [*(a.dashes if a_last else a.dashes[::-1]), *(b.dashes[::-1] if b_last else b.dashes)]
    return replace(a, points=[*first, *corner, *second], gaps=gaps, dashes=dashes, own=own)


def _with_last_pieces(
    mask: Mask, rows: Sequence[_Row], strokes: Sequence[Stroke], longest: float
) -> list[Stroke]:
    """Lets rows go on into what is drawn right ahead of them, such as a dash with a head; the strokes that are left.

    Args:
        mask: where lines are.
        rows: dashes in a row; changed.
        strokes: that are in none.
        longest: greatest length of a dash in pixels.
    """
    left = list(strokes)
    for row in rows:
        for last in (True, False):
            place, way = row.end(last)
            steps = np.arange(1.0, ABOUT[1] * row.gap + 3.0 * longest)
            drawn = _drawn(mask, place + way * steps[:, None])
            # What is drawn without a gap still belongs to the last dash.
            drawn[: int((~drawn).argmax())] = False
            begin = int(drawn.argmax())
            if not drawn.any() or begin > ABOUT[1] * row.gap + 2.0:
                continue
            end = begin + int((~drawn[begin:]).argmax())
            if end == begin:
                # A line that goes on has no end here.
                continue
            new = [place + way * steps[begin], place + way * steps[end - 1]]
            row.points = [*row.points, *new] if last else [*new[::-1], *row.points]
            left = [other for other in left if not _upon(other, place, new[1])]
    return left


def _drawn(mask: Mask, places: Ring) -> Mask:
    xs, ys = np.floor(places[:, 0]).astype(int), np.floor(places[:, 1]).astype(int)
    known = (xs >= 0) & (ys >= 0) & (xs < mask.shape[1]) & (ys < mask.shape[0])
    drawn = np.zeros(len(places), bool)
    drawn[known] = mask[ys[known], xs[known]] > 0
    return drawn


def _upon(stroke: Stroke, start: Ring, end: Ring) -> bool:
    """Whether a stroke lies upon the way from a place to another."""
    way, length = _way(start, end), float(np.hypot(*(end - start)))
    away = stroke.points - start
    along, aside = away @ way, away[:, 0] * way[1] - away[:, 1] * way[0]
    return bool(((along > -ON) & (along < length + ON) & (np.abs(aside) < ON)).all())


def _stroke(row: _Row) -> Stroke:
    points = np.array(row.points)
    closed = float(np.hypot(*(points[0] - points[-1]))) <= 1.5 * row.gap and len(points) > 8
    course = cv2.approxPolyDP(points.astype(np.float32)[:, None], SMOOTH, closed)[:, 0].astype(np.float64)
    if closed:
        course = np.concatenate([course, course[:1]])
    return Stroke(course, row.thickness, row.colour, dashed=True)
