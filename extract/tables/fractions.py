"""Fractions set in type: a numerator over a bar, or a raised one before a slash, as one fragment ("H/4", "1/2").

TeX sets the bar at the height of the axis, a quarter of the type's size above the baseline, as wide as the wider of
the two terms; the terms touch it nearly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.tables.rulings import Ruling
from extract.tables.type import Fragment

AXIS = 0.25
"""Height of the bar above the baseline, in sizes of the line's type."""
SMALLER = 0.7
"""Size of the terms in that of the line's type, where nothing stands beside the fraction."""
LONGEST = 4.0
"""Longest bar, in sizes of the terms."""
OVERHANG = 3.0
"""Points that a bar is at most longer than its wider term."""
_TERM = re.compile(r"[\w.+−-]{1,6}")
OVER, UNDER = 0.5, (0.6, 1.2)
"""How far above the bar the upper baseline is at most, and how far below the lower one, in sizes of the terms."""


def with_fractions(
    fragments: Sequence[Fragment], horizontal: Sequence[Ruling]
) -> tuple[list[Fragment], list[Ruling]]:
    """Fragments with each fraction as one, and the rulings that are no bars of fractions."""
    rest, rulings = list(fragments), []
    for ruling in horizontal:
        upper, lower = _terms(ruling, rest)
        if not upper or not lower:
            rulings.append(ruling)
            continue
        fraction = _fraction(ruling, upper, lower, rest)
        taken = {id(term) for term in (*upper, *lower)}
        rest = [*(f for f in rest if id(f) not in taken), fraction]
    return _slashed(rest), rulings


def _terms(ruling: Ruling, fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    """What stands right over and right under a bar that is as wide as it; nothing for another ruling."""
    y, start, end = ruling
    upper: list[Fragment] = []
    lower: list[Fragment] = []
    for f in fragments:
        if not (start - 1 <= f.x0 and f.x1 <= end + 1) or end - start > LONGEST * f.size:
            continue
        if 0 <= y - f.y <= OVER * f.size:
            upper.append(f)
        elif UNDER[0] * f.size <= f.y - y <= UNDER[1] * f.size:
            lower.append(f)
    parts = [sorted(part, key=lambda f: f.x0) for part in (upper, lower)]
    if not all(part and _TERM.fullmatch("".join(f.text for f in part)) for part in parts):
        return [], []
    widest = max(part[-1].x1 - part[0].x0 for part in parts)
    if end - start - widest > OVERHANG or _underlined(ruling, upper[0], fragments):
        return [], []
    return parts[0], parts[1]


def _underlined(ruling: Ruling, term: Fragment, fragments: Sequence[Fragment]) -> bool:
    """Whether a term stands on the line of what is beside it: then it is underlined."""
    _, start, end = ruling
    return any(
        abs(f.y - term.y) < 0.1 * f.size
        and abs(f.size - term.size) < 0.5
        and 0 <= max(f.x0 - end, start - f.x1) < 0.4 * f.size
        for f in fragments
    )


def _fraction(
    ruling: Ruling, upper: Sequence[Fragment], lower: Sequence[Fragment], others: Sequence[Fragment]
) -> Fragment:
    y, start, end = ruling
    first = upper[0]
    beside = [
        f
        for f in others
        if f.size >= first.size
        and abs(f.y - y - AXIS * f.size) < 0.12 * f.size
        and max(f.x0 - end, start - f.x1) < 2 * f.size
    ]
    size = beside[0].size if beside else first.size / SMALLER
    text = "/".join("".join(f.text for f in part) for part in (upper, lower))
    base = beside[0].y if beside else y + AXIS * size
    return replace(
        first,
        text=text,
        x0=start,
        x1=end,
        y=base,
        size=size,
        top=base - 0.75 * size,
        bottom=base + 0.2 * size,
    )


def _slashed(fragments: Sequence[Fragment]) -> list[Fragment]:
    """A raised number before a slash and a lowered one behind it stand on the slash's line."""
    out = list(fragments)
    for slash in [f for f in fragments if f.text == "/"]:
        small = [f for f in out if f.size < 0.85 * slash.size and re.fullmatch(r"\d+", f.text)]
        reach = 0.25 * slash.size
        before = [f for f in small if abs(slash.x0 - f.x1) < reach and 0 < slash.y - f.y < 0.6 * slash.size]
        behind = [f for f in small if abs(f.x0 - slash.x1) < reach and abs(f.y - slash.y) < 0.3 * slash.size]
        if before and behind:
            level = {id(f) for f in (before[0], behind[0])}
            out = [replace(f, y=slash.y, size=slash.size) if id(f) in level else f for f in out]
    return out
