"""A name at the apex of a curly brace over rows of cells, drawn by us and read."""

from __future__ import annotations

import math

import pytest

from tests.extract.drawing import Figure, ops


def _brace(figure: Figure, x: float, top: float, low: float) -> None:
    """A curly brace open to the left."""
    middle, deep = (top + low) / 2, 3.0

    def arc(cx: float, cy: float, first: float, last: float) -> list[tuple[float, float]]:
        steps = [math.radians(first + (last - first) * i / 6) for i in range(7)]
        return [(cx + deep * math.cos(a), cy + deep * math.sin(a)) for a in steps]

    upper = [*arc(x, top + deep, -90, 0), *arc(x + 2 * deep, middle - deep, 180, 90)]
    lower = [*arc(x + 2 * deep, middle + deep, -90, -180), *arc(x, low - deep, 0, 90)]
    figure.page.draw_polyline([*upper, *lower], color=(0, 0, 0))


def _pyramid(figure: Figure, top: str = "") -> None:
    """Four cells, two over them and one over these, each joined to the next and to what stands over it."""
    places = {200: (80, 120, 160, 200), 150: (100, 180), 100: (140,)}
    for y, row in places.items():
        for i, x in enumerate(row):
            figure.box(x, y, top if y == 100 else "", width=14, height=14)
            if i:
                figure.line((row[i - 1] + 7, y), (x - 7, y))
            if y > 100:
                up = places[y - 50][i // 2]
                figure.line((x, y - 7), (up, y - 43))
    for i, x in enumerate(places[200]):
        figure.line((x, 230), (x, 207))
        figure.text(x, 236, f"x{i + 1}")


@pytest.mark.parametrize("name", ["BLSTM layers", "Encoder: LSTM"])
def test_a_name_at_a_brace_is_that_of_every_cell_in_its_rows(figure: Figure, name: str) -> None:
    _pyramid(figure)
    _brace(figure, 220, 90, 210)
    figure.text(260, 150, name)
    assert ops(figure.read()).count("lstm") == 7


def test_it_is_not_where_one_of_them_has_a_name_of_its_own(figure: Figure) -> None:
    _pyramid(figure, "h")
    _brace(figure, 220, 90, 210)
    figure.text(260, 150, "LSTM layers")
    assert ops(figure.read()).count("lstm") < 7
