"""Boxes, circles and arrows that are no network, in papers about networks, and networks drawn as plainly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from extract import PaperReading, read_paper

BLACK = (0, 0, 0)
Point = tuple[float, float]


class Drawing:
    """A page with a captioned figure under the pen."""

    def __init__(self) -> None:
        self.document = pymupdf.open()
        self.page = self.document.new_page(width=500, height=400)

    def words(self, at: Point, text: str, size: float = 8) -> None:
        """Text whose middle is there."""
        width = pymupdf.get_text_length(text, fontsize=size)
        self.page.insert_text((at[0] - width / 2, at[1] + size / 3), text, fontsize=size)

    def box(self, at: Point, text: str, width: float = 84) -> None:
        """A box of text around a middle."""
        self.page.draw_rect((at[0] - width / 2, at[1] - 9, at[0] + width / 2, at[1] + 9), color=BLACK)
        self.words(at, text)

    def circle(self, at: Point, text: str, filled: bool = False) -> None:
        """A circle of text around a middle."""
        self.page.draw_circle(at, 11, color=BLACK, fill=(0.8, 0.8, 0.8) if filled else None)
        self.words(at, text)

    def arrow(self, start: Point, end: Point) -> None:
        """A line with a filled head."""
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        x, y = end[0] - 5 * dx, end[1] - 5 * dy
        self.page.draw_line(start, (x, y), color=BLACK)
        self.page.draw_polyline(
            [end, (x - 2 * dy, y + 2 * dx), (x + 2 * dy, y - 2 * dx)], fill=BLACK, color=BLACK, closePath=True
        )

    def row(self, texts: list[str], y: float = 120) -> None:
        """Boxes in a row with an arrow from each to the next."""
        for place, text in enumerate(texts):
            self.box((70 + 115 * place, y), text)
            if place:
                self.arrow((70 + 115 * place - 73, y), (70 + 115 * place - 42, y))


def study(pen: Drawing) -> str:
    pen.row(["Assessed (n = 312)", "Enrolled (n = 280)", "Allocated (n = 274)", "Analysed (n = 251)"])
    pen.box((185, 180), "Excluded (n = 32)")
    pen.arrow((185, 129), (185, 171))
    return "Flow of the participants through the study."


def plates(pen: Drawing) -> str:
    for x, text in ((100, "a"), (160, "t"), (220, "z"), (280, "w")):
        pen.circle((x, 120), text, filled=text == "w")
        if text != "a":
            pen.arrow((x - 49, 120), (x - 11, 120))
    pen.circle((280, 60), "b")
    pen.arrow((280, 71), (280, 109))
    pen.page.draw_rect((200, 100, 305, 145), color=BLACK)
    pen.words((297, 139), "N")
    pen.page.draw_rect((140, 95, 315, 155), color=BLACK)
    pen.words((307, 149), "D")
    return "Graphical model of the documents; shaded variables are observed."


def service(pen: Drawing) -> str:
    pen.row(["User app", "API gateway", "Load balancer", "Model server"])
    pen.box((185, 180), "Cache")
    pen.box((300, 180), "Database")
    pen.arrow((185, 129), (185, 171))
    pen.arrow((300, 129), (300, 171))
    return "Deployment of the system in the cloud."


def states(pen: Drawing) -> str:
    for x, text in ((100, "idle"), (200, "wait"), (300, "send"), (400, "done")):
        pen.circle((x, 120), text)
        if text != "idle":
            pen.arrow((x - 89, 120), (x - 11, 120))
    pen.arrow((300, 131), (205, 131))
    return "State machine of the protocol."


def network(pen: Drawing) -> str:
    pen.row(["Image", "Conv 3x3, 64", "Max pool", "FC 10"])
    return "Architecture of the network."


def modules(pen: Drawing) -> str:
    pen.row(["Text", "Encoder", "Attention", "Decoder"])
    return "Overview of our encoder-decoder model."


def read(draw: Callable[[Drawing], str], folder: Path) -> bool:
    """Whether a drawing is taken for a network."""
    pen = Drawing()
    caption = draw(pen)
    pen.page.insert_text((60, 240), f"Figure 1: {caption}", fontsize=9)
    for line in range(6):
        pen.page.insert_text(
            (60, 290 + 12 * line), "We train the network and report its results." * 2, fontsize=9
        )
    path = folder / "paper.pdf"
    pen.document.save(path)
    reading = read_paper(path)
    assert isinstance(reading, PaperReading)
    (exhibit,) = reading.exhibits
    return exhibit.is_architecture


@pytest.mark.parametrize("draw", [study, plates, service, states])
def test_other_drawings_are_no_networks(draw: Callable[[Drawing], str], tmp_path: Path) -> None:
    assert not read(draw, tmp_path)


@pytest.mark.parametrize("draw", [network, modules])
def test_plain_drawings_of_networks_are(draw: Callable[[Drawing], str], tmp_path: Path) -> None:
    assert read(draw, tmp_path)
