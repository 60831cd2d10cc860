"""The decision what shows a network, how it is made, and the model behind it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from extract import PaperReading, read_paper
from extract.decide import glance, source_of, worth_reading
from extract.decide.features import ticks_of, words_of
from extract.decide.model import load
from extract.document import Document, Page, open_document
from extract.model import Exhibit, ExhibitKind, ExhibitSource

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
REGION = (90.0, 90.0, 400.0, 300.0)


def drawn(document: pymupdf.Document, path: Path) -> Page:
    document.save(path)
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened:
        return opened.page(1)


def exhibit(kind: ExhibitKind = "figure", caption: str = "Figure 1: The network.") -> Exhibit:
    return Exhibit("Figure 1", kind, 1, REGION, caption, (90, 310, 400, 320))


def vector(page: pymupdf.Page) -> None:
    for y in (100, 150, 200):
        page.draw_rect((150, y, 250, y + 25))
        page.insert_text((160, y + 16), "conv 3x3", fontsize=9)


def raster(page: pymupdf.Page) -> None:
    page.insert_image((100, 100, 390, 290), pixmap=pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 64, 64)))


def outlined(page: pymupdf.Page) -> None:
    page.draw_rect((150, 100, 250, 125))
    for place in range(60):
        x = 110 + place % 20 * 8
        y = 140 + place // 20 * 12
        page.draw_polyline([(x, y), (x + 4, y), (x + 2, y + 6)], fill=(0, 0, 0), color=None, closePath=True)


@pytest.mark.parametrize(
    ("draw", "source"),
    [(vector, "vector"), (raster, "raster"), (outlined, "outlined")],
    ids=["vector", "raster", "outlined"],
)
def test_how_a_figure_is_made(tmp_path: Path, draw: object, source: ExhibitSource) -> None:
    document = pymupdf.open()
    draw(document.new_page())  # type: ignore[operator]  # one of the functions above
    page = drawn(document, tmp_path / "a.pdf")
    assert source_of(exhibit(), page.within(REGION)) == source


def test_a_table_of_type_is_text(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((100, 120), "conv1   3x3   64")
    page = drawn(document, tmp_path / "a.pdf")
    assert source_of(exhibit("table"), page.within(REGION)) == "text"


def test_numbers_along_an_axis_are_ticks(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for place in range(6):
        page.insert_text((110 + 40 * place, 280), f"{place * 10}", fontsize=8)
    page.insert_text((120, 120), "32", fontsize=8)
    assert ticks_of(drawn(document, tmp_path / "a.pdf").within(REGION)) == 6


def test_words_are_plain_and_singular() -> None:
    assert words_of("two convolutional layers, loss-free (relus)") == {
        "two",
        "convolutional",
        "layer",
        "loss-free",
        "relu",
    }


def test_a_caption_moves_the_probability(tmp_path: Path) -> None:
    document = pymupdf.open()
    vector(document.new_page())
    page = drawn(document, tmp_path / "a.pdf")
    opened = open_document(tmp_path / "a.pdf")
    assert isinstance(opened, Document)
    with opened:
        picture = opened.render(1, REGION, 72)

    def probability(caption: str) -> float:
        return worth_reading(glance(exhibit(caption=caption), page.within(REGION), "vector", picture))

    network = probability("Figure 1: Architecture of our network with three convolutional layers.")
    plot = probability("Figure 1: Accuracy on the test set as a function of the number of epochs.")
    assert 0 <= plot < network <= 1


def test_the_model_holds_single_words_and_needs_no_training_library() -> None:
    for stage in ("glance", "full"):
        model = load(stage)
        assert len(set(model.names)) == len(model.names)
        words = [name.split(":", 1)[1] for name in model.names if re.match(r"\w+:", name)]
        assert words and all(re.fullmatch(r"[a-z-]+", word) for word in words)
        assert model.slope > 0
        assert 0 <= model.probability({}) <= 1
    assert not any(name.startswith("sklearn") for name in _modules_of_the_reader())


def _modules_of_the_reader() -> list[str]:
    code = "import sys, extract.reading; print('\\n'.join(sys.modules))"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "notes", sorted((SAMPLES / "annotations").glob("*.json")), ids=lambda path: path.stem
)
def test_the_samples_are_told_apart(notes: Path) -> None:
    known = json.loads(notes.read_text())
    reading = read_paper(SAMPLES / f"{notes.stem}.pdf")
    assert isinstance(reading, PaperReading)
    taken = {each.exhibit.label for each in reading.exhibits if each.is_architecture}
    assert taken == {item["label"] for item in known["items"]}
    sources = {each.exhibit.label: each.source for each in reading.exhibits}
    assert {item["label"]: item["source"] for item in known["items"]} == {
        item["label"]: sources[item["label"]] for item in known["items"]
    }
