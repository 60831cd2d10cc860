"""Lines of an image: what is thin, followed along its middle from end to end and from fork to fork."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.pixels.model import Image, Labels, Mask, Ring
from extract.pixels.skeleton import thinned
from extract.scene.together import together

STRAIGHT = math.cos(math.radians(22.0))
"""Lines that meet go on into each other where they turn by no more than this."""

Place = tuple[float, float]
"""x and y in pixels; what ends at one place has the very same."""

SPUR = 1.2
"""Longest branch, in thicknesses of its line, that is only a corner of it."""


@dataclass(frozen=True)
class Stroke:
    """A line.

    Attributes:
        points: along its middle, in pixels.
        thickness: in pixels.
        colour: red, green and blue to 255.
        dashed: whether it is drawn in dashes.
    """

    points: Ring
    thickness: float
    colour: tuple[float, ...]
    dashed: bool = False


def pieces_of(mask: Mask) -> list[Ring]:
    """Lines of a mask between their ends and forks, as x and y along their middle in pixels."""
    breadth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    return _pruned(_pieces(thinned(mask)), breadth)


def strokes_of(image: Image, mask: Mask, pieces: list[Ring]) -> list[Stroke]:
    """Lines of an image.

    Args:
        image: for their colours.
        mask: where lines are.
        pieces: the lines between ends and forks.
    """
    breadth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    pieces = _joined(pieces)
    found = []
    for piece in pieces:
        xs, ys = piece[:, 0].astype(int), piece[:, 1].astype(int)
        points = _simplified(piece)
        thickness = max(2.0 * float(np.median(breadth[ys, xs])) - 1.0, 1.0)
        if len(points) < 2:
            continue
        colour = tuple(np.median(image[ys, xs].astype(np.float64), axis=0))
        found.append(Stroke(points + 0.5, thickness, colour))
    return found


def _simplified(piece: Ring) -> Ring:
    """A line with the corners only; a closed one ends where it begins."""
    closed = len(piece) > 3 and tuple(piece[0]) == tuple(piece[-1])
    chain = piece[:-1] if closed else piece
    points = cv2.approxPolyDP(chain.astype(np.float32)[:, None], 1.2, closed)[:, 0].astype(np.float64)
    return np.concatenate([points, points[:1]]) if closed else points


def _pieces(lines: Labels) -> list[Ring]:
    """Chains of pixels between ends and forks, as x and y; forks of several pixels have one point."""
    ys, xs = np.nonzero(lines)
    pixels = set(zip(xs.tolist(), ys.tolist(), strict=True))

    def near(p: tuple[int, int]) -> list[tuple[int, int]]:
        x, y = p
        straight = [q for q in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)) if q in pixels]
        # A neighbour across the corner counts only where no straight one leads there.
        return straight + [
            (x + dx, y + dy)
            for dx in (-1, 1)
            for dy in (-1, 1)
            if (x + dx, y + dy) in pixels and (x + dx, y) not in pixels and (x, y + dy) not in pixels
        ]

    around = {p: near(p) for p in pixels}
    forks = {p for p, others in around.items() if len(others) > 2}
    centre = _centres(forks, around)
    found: list[Ring] = []
    used: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    starts = [p for p in pixels if len(around[p]) != 2]
    for start in starts:
        for step in around[start]:
            if (start, step) in used or (start in forks and step in forks):
                continue
            chain = _follow(start, step, around, forks)
            used.add((start, step))
            used.add((chain[-1], chain[-2]))
            found.append(_placed(chain, centre))
    seen = {p for p in pixels if p in forks}
    for piece in found:
        seen.update((int(x), int(y)) for x, y in piece)
    for p in pixels - seen:
        if p in seen or len(around[p]) != 2:
            continue
        chain = _follow(p, around[p][0], around, forks | {p})
        seen.update(chain)
        found.append(np.array(chain, np.float64))
    return found


def _follow(
    start: tuple[int, int],
    step: tuple[int, int],
    around: dict[tuple[int, int], list[tuple[int, int]]],
    forks: set[tuple[int, int]],
) -> list[tuple[int, int]]:
    chain = [start, step]
    while step not in forks and len(around[step]) == 2:
        a, b = around[step]
        step = b if a == chain[-2] else a
        chain.append(step)
        if step == start:
            break
    return chain


def _centres(
    forks: set[tuple[int, int]], around: dict[tuple[int, int], list[tuple[int, int]]]
) -> dict[tuple[int, int], Place]:
    """Of each pixel of a fork the middle of all that touch it."""
    centre: dict[tuple[int, int], Place] = {}
    for group in together(
        forks, ((fork, other) for fork in forks for other in around[fork] if other in forks)
    ):
        middle = (sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group))
        centre.update(dict.fromkeys(group, middle))
    return centre


def _placed(chain: Sequence[tuple[int, int]], centre: dict[tuple[int, int], Place]) -> Ring:
    points: list[tuple[float, float]] = [(float(x), float(y)) for x, y in chain]
    points[0] = centre.get(chain[0], points[0])
    points[-1] = centre.get(chain[-1], points[-1])
    return np.array(points, np.float64)


def length_of(points: Ring) -> float:
    """Length of a chain of points, in pixels."""
    steps = np.diff(points, axis=0)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def ends_of(pieces: Sequence[Ring]) -> dict[Place, list[tuple[int, int]]]:
    """By the place of each end the numbers of the pieces that end there, and whether with their start (0) or end (-1)."""
    at: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    for i, piece in enumerate(pieces):
        at[tuple(piece[0])].append((i, 0))
        at[tuple(piece[-1])].append((i, -1))
    return at


def _pruned(pieces: list[Ring], breadth: Labels) -> list[Ring]:
    """Without the short branches that corners and rough edges leave."""
    at = ends_of(pieces)
    kept = []
    for piece in pieces:
        free = [len(at[tuple(piece[end])]) == 1 for end in (0, -1)]
        if any(free) and not all(free):
            fork = piece[-1] if free[0] else piece[0]
            thick = 2.0 * float(breadth[int(fork[1]), int(fork[0])])
            if len(piece) <= SPUR * thick:
                continue
        kept.append(piece)
    return kept


def _joined(pieces: list[Ring]) -> list[Ring]:
    """Pieces that go on straight through a fork, or meet where only two do, as one."""
    alive: dict[int, Ring] = dict(enumerate(pieces))
    owner = {i: i for i in alive}

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    for place, ends in ends_of(pieces).items():
        ways = []
        for i, end in ends:
            piece = pieces[i]
            far = piece[min(8, len(piece) - 1)] if end == 0 else piece[max(-9, -len(piece))]
            way = far - np.array(place)
            ways.append(way / max(float(np.hypot(*way)), 1e-9))
        pairs = sorted(
            (float(ways[a] @ ways[b]), a, b) for a in range(len(ends)) for b in range(a + 1, len(ends))
        )
        gone: set[int] = set()
        for turn, a, b in pairs:
            if a in gone or b in gone or (turn > -STRAIGHT and len(ends) != 2):
                continue
            one, two = root(ends[a][0]), root(ends[b][0])
            if one == two:
                continue
            first, second = alive[one], alive[two]
            if tuple(first[0]) == place:
                first = first[::-1]
            if tuple(second[-1]) == place:
                second = second[::-1]
            if tuple(first[-1]) != place or tuple(second[0]) != place:
                continue
            gone |= {a, b}
            alive[one] = np.concatenate([first, second[1:]])
            del alive[two]
            owner[two] = one
    return list(alive.values())
