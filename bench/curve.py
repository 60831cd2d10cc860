"""Curves of shares over shares as an SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP, SIDE = 720, 400, 60, 20, 320
COLOURS = ("#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#009e73", "#555555")

Curve = Sequence[tuple[float, float]]
"""Points (share kept, share wrong)."""


def draw(curves: Mapping[str, Curve]) -> str:
    """An SVG with one line a curve, the share wrong up to the greatest that stands in any."""
    most = max((risk for curve in curves.values() for _, risk in curve), default=0.0)
    top = max(0.1, round(most + 0.05, 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12" role="img" aria-label="Risk over coverage">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for step in range(6):
        share = step / 5
        x, y = _place(share, 0.0, top)
        parts.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{share:.1f}</text>')
        x, y = _place(0.0, share * top, top)
        parts.append(
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{LEFT + SIDE * 1.4:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        )
        parts.append(f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{share * top:.2f}</text>')
    parts.append(
        f'<text x="{LEFT + SIDE * 0.7:.1f}" y="{HEIGHT - 12}" text-anchor="middle">share kept</text>'
    )
    parts.append(
        f'<text x="14" y="{TOP + SIDE / 2:.1f}" transform="rotate(-90 14 {TOP + SIDE / 2:.1f})">wrong</text>'
    )
    for at, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[at % len(COLOURS)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(*point, top) for point in curve))
        y = TOP + 14 + 20 * at
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.8"/>')
        parts.append(f'<rect x="525" y="{y - 8}" width="14" height="4" fill="{colour}"/>')
        parts.append(f'<text x="545" y="{y}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(share: float, risk: float, top: float) -> tuple[float, float]:
    return LEFT + share * SIDE * 1.4, TOP + SIDE * (1 - risk / top)
