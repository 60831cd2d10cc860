"""What a caption says of the colours of a figure's boxes."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.document.opening import Document
from extract.figures import read_figure
from extract.figures.things.caption_colours import as_drawn, explained_colours, explained_lines, hue_of
from extract.model import Exhibit
from tests.extract.drawing import Figure

BLUE, GREEN, VIOLET = (0.27, 0.45, 0.77), (0.56, 0.93, 0.56), (0.93, 0.51, 0.93)


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("The blue boxes denote convolution.", {"blue": "convolution"}),
        (
            "Yellow boxes are convolutions, red boxes max pooling, and the blue ones denote dense layers.",
            {"yellow": "convolutions", "red": "max pooling", "blue": "dense layers"},
        ),
        (
            "Light blue, white and dark green boxes correspond to the input, a block of layers, and the classifier.",
            {"blue": "input", "white": "block of layers", "green": "classifier"},
        ),
        (
            "Red and orange blocks represent pooling and softmax, respectively.",
            {"red": "pooling", "orange": "softmax"},
        ),
        (
            "Green boxes are max-pooling layers. Gray boxes are dropout.",
            {"green": "max-pooling layers", "grey": "dropout"},
        ),
        (
            "Convolutional layers are blue (3x3) and green (1x5) while max pool layers are yellow (2x2).",
            {
                "blue": "Convolutional layers 3x3",
                "green": "Convolutional layers 1x5",
                "yellow": "max pool layers 2x2",
            },
        ),
        (
            "Convolutions are shown in orange, pooling layers red and fully connected layers purple.",
            {"orange": "Convolutions", "red": "pooling layers", "violet": "fully connected layers"},
        ),
        (
            "A U-Net. Yellow: convolution, red: max pooling, blue: transposed convolution.",
            {"yellow": "convolution", "red": "max pooling", "blue": "transposed convolution"},
        ),
        (
            "It has convolutional layers (yellow), max pooling (in red) and fully connected layers (dark blue).",
            {"yellow": "convolutional layers", "red": "max pooling", "blue": "fully connected layers"},
        ),
        (
            "Green boxes denote deconvolution; the blue boxes conv 3×3, BN, ReLU. Red is rare.",
            {"green": "deconvolution", "blue": "conv 3×3, BN, ReLU"},
        ),
        ("Positive pairs (green) attract, negative pairs (red) repel; blue: our model.", {}),
        ("Frozen modules are drawn in blue, and trainable modules in red.", {}),
        ("The accuracy is high and red, green.", {}),
        ("Each blue box corresponds to a multi-channel feature map.", {}),
        ("Light blue boxes are convolution. Dark blue boxes are pooling.", {}),
        ("The red and blue boxes denote pooling.", {}),
        ("The blue curve shows the accuracy of convolution.", {}),
        ("Gray circles contain valid values.", {}),
    ],
)
def test_colours_that_captions_explain(caption: str, told: dict[str, str]) -> None:
    assert explained_colours(caption) == told


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        (
            "Red arrows indicate convolutional layers. Blue arrows are transposed convolutions (upsampling).",
            {"red": "convolutional layers", "blue": "transposed convolutions"},
        ),
        (
            "Green and orange lines denote max pooling and bilinear upsampling, respectively.",
            {"green": "max pooling", "orange": "bilinear upsampling"},
        ),
        (
            "Black connections represent 3×3 convolution, the red ones 1×1 convolution.",
            {"black": "3×3 convolution", "red": "1×1 convolution"},
        ),
        (
            "Layers with black arrows use ReLU activations, orange arrows have no activation.",
            {"black": "layers with ReLU activations"},
        ),
        ("Green arrows are information updates. Red lines show shared weights.", {}),
        ("Red boxes denote convolution.", {}),
    ],
)
def test_colours_of_lines_that_captions_explain(caption: str, told: dict[str, str]) -> None:
    assert explained_lines(caption) == told


@pytest.mark.parametrize(
    ("fill", "hue"),
    [
        (None, "white"),
        ((1.0, 1.0, 1.0), "white"),
        ((0.0, 0.0, 0.0), "black"),
        ((0.6, 0.6, 0.6), "grey"),
        ((0.9, 0.1, 0.1), "red"),
        ((1.0, 0.65, 0.0), "orange"),
        ((0.68, 0.85, 0.9), "blue"),
        (BLUE, "blue"),
        (GREEN, "green"),
        (VIOLET, "violet"),
    ],
)
def test_fills_are_called_by_their_hue(fill: tuple[float, float, float] | None, hue: str) -> None:
    assert hue_of(fill) == hue


def test_boxes_without_text_are_what_the_caption_calls_their_colour(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=200)
    for x, fill in ((40, BLUE), (140, None), (240, VIOLET), (340, GREEN)):
        page.draw_rect((x - 20, 80, x + 20, 100), color=(0, 0, 0), fill=fill)
    for x in (60, 160, 260):
        page.draw_line((x, 90), (x + 55, 90))
        page.draw_polyline(
            [(x + 55, 87), (x + 60, 90), (x + 55, 93)], color=None, fill=(0, 0, 0), closePath=True
        )
    path = tmp_path / "colours.pdf"
    pdf.save(path)
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        drawn = document.page(1)
    caption = (
        "The blue, white, violet and green boxes are the input, a convolution, max pooling, and a softmax."
    )
    exhibit = Exhibit("Figure 1", "figure", 1, drawn.bbox, caption, (0, 190, 400, 200))
    (graph,) = read_figure(drawn, exhibit).graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "max_pool", "softmax"]
    assert len(graph.edges) == 3


def test_lines_do_what_the_caption_says_of_their_colour(figure: Figure) -> None:
    for x in (60, 140, 220, 300):
        figure.box(x, 90, width=14, height=50, fill=(1, 1, 1))
    for x, color in ((67, (1, 0, 0)), (147, (1, 0, 0)), (227, (0, 0, 1))):
        figure.line((x, 90), (x + 66, 90), color=color)
    caption = (
        "Figure 1: Red arrows indicate convolutional layers. Blue arrows indicate transposed convolutions."
    )
    (graph,) = figure.read(caption)
    assert [n.op for n in graph.nodes if n.op.startswith("conv")] == ["conv2d", "conv2d", "conv_transpose2d"]
    assert len(graph.edges) == 6


def test_a_number_in_the_colour_of_layers_counts_their_units(figure: Figure) -> None:
    for x, text, fill in (
        (60, "60", GREEN),
        (140, "256", BLUE),
        (220, "256", BLUE),
        (300, "3", (1, 0.6, 0.6)),
    ):
        figure.box(x, 90, text, width=24, fill=fill)
    for x in (72, 152, 232):
        figure.line((x, 90), (x + 56, 90))
    caption = (
        "Figure 1: Our network. Input vectors are shown in green, hidden layers are shown in blue, output vectors are "
        "shown in red. Black arrows indicate layers with ReLU activations."
    )
    (graph,) = figure.read(caption)
    assert [node.op for node in graph.nodes] == ["input", "dense", "relu", "dense", "relu", "output"]
    assert graph.nodes[1].attributes["units"].value == 256


def test_a_hue_that_nothing_has_is_the_only_one_beside_it() -> None:
    orange, blue = (1.0, 0.9, 0.75), (0.3, 0.5, 0.8)
    assert hue_of(orange) == "orange"
    told = {"yellow": "convolution", "blue": "pooling"}
    assert as_drawn(told, [orange, blue, None]) == {"orange": "convolution", "blue": "pooling"}
    assert as_drawn({**told, "orange": "softmax"}, [orange, blue]) == {"orange": "softmax", "blue": "pooling"}
    assert as_drawn(told, [(0.5, 0.9, 0.5), orange, blue]) == {"blue": "pooling"}
