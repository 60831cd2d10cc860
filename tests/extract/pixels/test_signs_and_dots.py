"""Type of a letter or two, and signs, in pictures of figures that the tests draw."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.document.page import Line, Page, Span
from extract.model import Refused
from extract.pixels.page import traced_page
from tests.extract.drawing import BLACK, Figure, flows
from tests.extract.pixels.pictured import REGION, as_picture, read_pictured


def traced_type(figure: Figure, folder: Path, dpi: int = 150) -> list[Line]:
    """The lines of type that a picture of a figure is traced to."""
    opened = open_document(as_picture(figure, folder, dpi))
    assert not isinstance(opened, Refused)
    with opened as document:
        image = document.render(1, REGION, 200.0)
        return list(traced_page(image, document.page(1), REGION, 200.0).lines)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("size", [7.0, 10.0])
def test_a_small_plus_of_type_in_a_circle_is_a_sum(figure: Figure, tmp_path: Path, size: float) -> None:
    figure.box(200, 40, "Input", 90, 24)
    figure.line((200, 52), (200, 108))
    figure.box(200, 120, "conv 3x3", 90, 24)
    figure.line((200, 132), (200, 182))
    figure.page.draw_circle((200, 190), 8, color=BLACK)
    figure.text(200, 190, "+", size)
    figure.line((200, 80), (300, 80), (300, 190), (208, 190))
    figure.line((200, 198), (200, 248))
    figure.box(200, 260, "ReLU", 90, 24)
    graphs = read_pictured(figure, tmp_path, 150)
    assert graphs is not None
    assert flows(graphs) == {("input", "conv2d"), ("conv2d", "add"), ("input", "add"), ("add", "relu")}


def test_a_cross_in_a_circle_is_one(figure: Figure, tmp_path: Path) -> None:
    figure.text(200, 60, "Features")
    figure.page.draw_circle((200, 190), 9, color=BLACK)
    figure.page.draw_line((197, 187), (203, 193), color=BLACK)
    figure.page.draw_line((197, 193), (203, 187), color=BLACK)
    assert "×" in texts(traced_type(figure, tmp_path))


def test_a_ring_in_a_circle_is_no_sign(figure: Figure, tmp_path: Path) -> None:
    figure.text(200, 60, "Features")
    figure.page.draw_circle((200, 190), 9, color=BLACK)
    figure.page.draw_circle((200, 190), 4, color=BLACK)
    assert not {"+", "×"} & set(texts(traced_type(figure, tmp_path)))


def test_a_disc_and_dots_beside_it_are_no_sign(figure: Figure, tmp_path: Path) -> None:
    figure.text(200, 60, "Features")
    figure.box(200, 190, width=24, height=24)
    for y in (182, 190, 198):
        figure.page.draw_circle((200, y), 3, color=(0, 0.5, 0), fill=(0.5, 0.8, 0.5))
    assert not {"+", "×"} & set(texts(traced_type(figure, tmp_path)))


def test_the_small_dashes_of_a_frame_are_no_ellipsis(figure: Figure, tmp_path: Path) -> None:
    figure.box(200, 200, width=200, height=120, dashes="[2 2] 0", radius=0.2)
    figure.box(200, 200, "Features", 80, 20)
    assert not {"...", "⋮"} & set(texts(traced_type(figure, tmp_path)))


@pytest.mark.parametrize(("down", "sign"), [(False, "..."), (True, "⋮")])
def test_three_dots_in_a_row_are_an_ellipsis(figure: Figure, tmp_path: Path, down: bool, sign: str) -> None:
    figure.box(200, 60, "Features", 80, 20)
    for i in range(3):
        at = (200, 200 + 4 * i) if down else (200 + 4 * i, 200)
        figure.page.draw_circle(at, 0.7, color=BLACK, fill=BLACK)
    assert sign in texts(traced_type(figure, tmp_path))


def test_a_dotted_line_is_no_ellipsis(figure: Figure, tmp_path: Path) -> None:
    figure.box(200, 60, "Features", 80, 20)
    for i in range(20):
        figure.page.draw_circle((200 + 4 * i, 200), 0.7, color=BLACK, fill=BLACK)
    assert "..." not in texts(traced_type(figure, tmp_path))


def test_two_letters_that_read_upward_are_turned_type(figure: Figure, tmp_path: Path) -> None:
    for x, name in ((100, "BN"), (140, "ReLU")):
        figure.box(x, 200, width=20, height=70)
        figure.page.insert_text((x + 4, 212), name, fontsize=11, rotate=90)
    turned = {line.text: line.direction for line in traced_type(figure, tmp_path)}
    assert turned == {"BN": (0.0, -1.0), "ReLU": (0.0, -1.0)}


def test_type_over_an_image_is_seen_whenever_it_was_painted(tmp_path: Path, figure: Figure) -> None:
    figure.box(200, 100, width=120, height=40, fill=(0.8, 0.9, 1.0))
    figure.box(200, 250, width=120, height=40)
    path = as_picture(figure, tmp_path)
    with pymupdf.open(path) as pdf:
        for y, name in ((100, "Encoder"), (250, "Decoder")):
            pdf[0].insert_text((170, y), name, fontsize=10)
        pdf.save(tmp_path / "over.pdf")
    opened = open_document(tmp_path / "over.pdf")
    assert not isinstance(opened, Refused)
    with opened as document:
        page: Page = traced_page(document.render(1, REGION, 200.0), document.page(1), REGION, 200.0)
    spans: list[Span] = [span for line in page.lines for span in line.spans]
    assert {span.text for span in spans} == {"Encoder", "Decoder"} and {span.order for span in spans} == {-1}
    boxes = [path.bbox for path in page.paths]
    assert any(b[0] < 150 and b[2] > 250 and b[1] < 100 < b[3] for b in boxes)
    assert any(b[0] < 150 and b[2] > 250 and b[1] < 250 < b[3] for b in boxes)
