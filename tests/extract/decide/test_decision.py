"""The decision what shows a network, how it is made, and the model behind it."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from extract import PaperReading, read_paper
from extract.decide import glance, source_of, worth_reading
from extract.decide.drawn import fit_features, scene_features
from extract.decide.features import caption_features, ticks_of, words_of
from extract.decide.model import load
from extract.document import Document, Page, open_document
from extract.model import Exhibit, ExhibitKind, ExhibitSource
from extract.scene.model import Connector, Scene, Shape, TextBlock
from extract.scene.pictures import corners
from graph import Evidence, Graph, Node

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


def test_the_model_holds_no_words_and_needs_no_training_library() -> None:
    for stage in ("glance", "full"):
        model = load(stage)
        assert len(set(model.names)) == len(model.names)
        assert not any(":" in name for name in model.names)
        assert model.slope > 0
        assert 0 <= model.probability({}) <= 1
    assert not any(name.startswith("sklearn") for name in _modules_of_the_reader())


def test_words_count_by_their_lists_and_not_by_themselves() -> None:
    named, other = (
        caption_features(exhibit(caption=f"Figure 1: Architecture of {name}."))
        for name in ("the first network", "the other network")
    )
    assert named == other
    assert named["caption names a network"] == pytest.approx(math.log1p(2))


@pytest.mark.parametrize("kind", ["autoencoder", "perceptron", "convnet", "encoder-decoder", "sub-network"])
def test_kinds_of_networks_name_one(kind: str) -> None:
    assert (
        caption_features(exhibit(caption=f"Figure 1: Schematic of the {kind}."))["title names a network"] > 0
    )


def boxes_and_lines(words: Sequence[str]) -> Scene:
    """Boxes in a column with one word each, an arrow from each to the next."""
    boxes = [(100.0, 100.0 + 40 * place, 180.0, 120.0 + 40 * place) for place in range(len(words))]
    return Scene(
        bbox=REGION,
        shapes=tuple(Shape(place, "rectangle", corners(box), box) for place, box in enumerate(boxes)),
        connectors=tuple(
            Connector(place, ((140, box[3]), (140, box[3] + 20)), head_end=True)
            for place, box in enumerate(boxes[:-1])
        ),
        blocks=tuple(
            TextBlock(place, (word,), box, 8.0, shape=place)
            for place, (word, box) in enumerate(zip(words, boxes, strict=True))
        ),
    )


def test_boxes_that_name_operations_and_the_arrows_between_them_are_counted() -> None:
    network = scene_features(boxes_and_lines(["conv 3x3", "relu", "softmax", "sentence"]))
    prose = scene_features(boxes_and_lines(["the", "law", "will", "never"]))
    assert network["scene named share"] == 0.75
    assert prose["scene named share"] < 0.5
    assert network["scene joined share"] == network["scene headed share"] == 1.0
    assert network["scene arrows between"] == pytest.approx(math.log1p(3))


def test_nodes_that_stand_in_no_box_are_told() -> None:
    scene = boxes_and_lines(["conv 3x3", "relu"])
    boxed = Node("a", "conv2d", evidence=Evidence(1, "Figure 1", scene.shapes[0].bbox))
    free = Node("b", "block", "law", evidence=Evidence(1, "Figure 1", (300, 100, 320, 108)))
    found = fit_features(scene, [Graph(nodes=(boxed, free))])
    assert found["fit boxed share"] == 0.5
    assert found["fit largest known"] == pytest.approx(math.log1p(1))


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
