"""Outlines of straight sides: corners that smooth edges cut off are put back, and sides are moved outward."""

from __future__ import annotations

import numpy as np

from extract.pixels.model import Ring

CUT = 9.0
"""Longest side in pixels that may be a corner cut off, and"""

SHARE = 0.3
"""its greatest length in that of the shorter side next to it."""

FAR = 1.5
"""How far from such a side its neighbours may meet, in its length; sides that hardly turn meet far away."""

SHARPEST = 0.35
"""Least sine of half an angle, below which a corner is moved no further out."""


def sharpened(ring: Ring) -> Ring:
    """A ring without the short sides between two long ones that would meet right beyond.

    Args:
        ring: corners × 2 in pixels.
    """
    while len(ring) > 3:
        sides = np.roll(ring, -1, axis=0) - ring
        lengths = np.hypot(sides[:, 0], sides[:, 1])
        for i in np.argsort(lengths):
            if lengths[i] > CUT:
                return ring
            before, after = (i - 1) % len(ring), (i + 1) % len(ring)
            if lengths[i] > SHARE * min(lengths[before], lengths[after]):
                continue
            met = meeting(ring[before], sides[before], ring[after], sides[after])
            if met is None or np.hypot(*(met - (ring[i] + ring[after]) / 2)) > FAR * max(lengths[i], 2.0):
                continue
            ring = ring.copy()
            ring[i] = met
            ring = np.delete(ring, after, axis=0)
            break
        else:
            return ring
    return ring


def offset(ring: Ring, by: float) -> Ring:
    """A ring whose sides are moved outward, each by as much.

    Args:
        ring: corners × 2 in pixels.
        by: pixels.
    """
    x, y = ring[:, 0], ring[:, 1]
    turn = 1.0 if float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) > 0 else -1.0
    sides = np.roll(ring, -1, axis=0) - ring
    sides = sides / np.maximum(np.hypot(sides[:, 0], sides[:, 1]), 1e-9)[:, None]
    out = turn * np.stack([sides[:, 1], -sides[:, 0]], axis=1)
    both = out + np.roll(out, 1, axis=0)
    size = np.hypot(both[:, 0], both[:, 1])
    way = both / np.maximum(size, 1e-9)[:, None]
    return np.array(ring + way * (by / np.maximum(size / 2, SHARPEST))[:, None])


def meeting(a: Ring, along: Ring, b: Ring, other: Ring) -> Ring | None:
    """Where two lines, each of a place and a direction, meet; None where they are parallel."""
    cross = float(along[0] * other[1] - along[1] * other[0])
    if abs(cross) < 1e-6:
        return None
    gap = b - a
    return np.array(a + along * (float(gap[0] * other[1] - gap[1] * other[0]) / cross))
