"""Signs that hang from their origin stand in the row that they are centred on."""

from __future__ import annotations

import pytest

from extract.document.page import Line, Page, Span
from extract.tables.type import fragments_of
from graph import Box

SIZE = 10.0
AREA: Box = (0.0, 0.0, 200.0, 200.0)


def _line(text: str, x: float, origin: float, font: str) -> Line:
    box = (x, origin - 7, x + 7, origin + 2)
    start = (x, origin)
    span = Span(
        text, box, font, SIZE, (0, 0, 0), False, False, False, (1.0, 0.0), start, 0, ((text, start, box),)
    )
    return Line((span,), box, (1.0, 0.0), 0)


@pytest.mark.parametrize(("font", "baseline"), [("CMSY10", 107.1), ("Symbol", 100.0)])
def test_a_radical_sign_for_a_check_mark(font: str, baseline: float) -> None:
    page = Page(1, 200.0, 200.0, (_line("√", 50.0, 100.0, font),), (), ())
    (fragment,) = fragments_of(page, AREA)
    assert fragment.y == pytest.approx(baseline)
