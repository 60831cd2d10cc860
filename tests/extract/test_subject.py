"""A figure prints "Conv"; what the paper is about says along how many dimensions it runs."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract import read_paper
from extract.document import open_document
from extract.model import PaperReading, Refused
from extract.subject import along, dimensions_of
from graph import Attribute, FrozenMap, Graph, Node
from tests.extract.document.drawn_pages import caption, network, paragraph


def paper(folder: Path, title: str, labels: list[str], text: str = "") -> Path:
    """A paper of one page with a network of boxes."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_text((90, 80), title, fontname="tibo", fontsize=17)
    page.insert_textbox((90, 100, 520, 170), text, fontname="tiro", fontsize=10)
    paragraph(page, 90, 180, 520, 3)
    network(page, 250, 230, labels)
    caption(page, 90, 470, "Figure 1: The architecture of our network.")
    paragraph(page, 90, 500, 520, 10)
    path = folder / "paper.pdf"
    document.save(path)
    return path


def dimensions(path: Path) -> int:
    """What is said of a paper."""
    document = open_document(path)
    assert not isinstance(document, Refused)
    with document:
        return dimensions_of(tuple(document))


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Raw Audio Synthesis with Networks", "", 1),
        ("A Network for Sentence Classification", "", 1),
        ("Forecasting of Time Series", "", 1),
        ("A Network for Volumetric Segmentation", "", 3),
        ("Learning with 3D Convolutions", "", 3),
        ("A Network for Recognition", "", 2),
        ("Text in Images of Streets", "", 2),
        ("Learning with Half-wave Quantization", "", 2),
        ("Conversion of Voices without Parallel Data", "", 1),
        ("Effects of Noncoding Variants Predicted", "", 1),
        ("Regions of Characters for Text Detection", "", 2),
        ("Text-Guided Prediction of Saliency", "", 2),
        ("A Network for Text to Speech", "", 1),
        ("Semantic Segmentation from Sequence to Sequence", "", 2),
        ("Recognition from Sequence to Sequence", " ".join(["image"] * 40), 2),
        ("Speech Enhancement by Masks", "We use 2D complex convolutions over spectrograms.", 2),
        ("A Network for Volumetric Scans", "Slices go through a conv2d layer each.", 2),
        ("Sleep Stages from EEG", "Each Convolution 2D is followed by pooling.", 2),
        ("Finding Exoplanets with Networks", "", 1),
        ("Raman Spectrum Recognition", "", 1),
        ("Website Fingerprinting by Networks", "", 1),
        ("Radio Signal Classification over the Air", "", 1),
        ("A One-Dimensional Network for Bearings", "", 1),
        ("Gestures by Millimetre-wave Radar", "", 2),
        ("Spectral Normalization of Networks", "", 2),
    ],
)
def test_title_and_text_say_along_how_many_dimensions(
    tmp_path: Path, title: str, text: str, expected: int
) -> None:
    assert dimensions(paper(tmp_path, title, ["Input", "Conv", "Output"], text)) == expected


def test_the_plain_convolutions_of_a_paper_on_audio_run_along_time(tmp_path: Path) -> None:
    labels = ["Waveform", "Conv 3x1", "ReLU", "Conv 3x3", "Dense"]
    read = read_paper(paper(tmp_path, "Synthesis of Raw Audio", labels))
    assert isinstance(read, PaperReading)
    graph = read.exhibits[0].graphs[0]
    nodes = [(node.op, node.value("kernel")) for node in graph.nodes if node.op.startswith("conv")]
    assert nodes == [("conv1d", (3,)), ("conv2d", (3, 3))]


def test_convolutions_of_volumes_have_a_depth_but_where_two_sides_are_printed() -> None:
    sided = Node("c", "conv2d", "Conv 3×3", FrozenMap({"kernel": Attribute((3, 3))}))
    graph = Graph("", (Node("a", "conv2d", "Conv"), Node("b", "conv_transpose2d", "Up"), sided))
    assert [node.op for node in along([graph], 3)[0].nodes] == ["conv3d", "conv_transpose3d", "conv2d"]


def test_what_shortens_a_spectrogram_keeps_its_two_dimensions() -> None:
    graph = Graph("", (Node("a", "conv2d", "Convolution Subsampling"), Node("b", "conv2d", "2D Conv")))
    assert along([graph], 1) == (graph,)


def _convolution(node_id: str, kernel: tuple[int, int] | None, shape: tuple[int, ...] | None = None) -> Node:
    attributes = FrozenMap({"kernel": Attribute(kernel)} if kernel else {})
    return Node(node_id, "conv2d", "Conv", attributes, output_shape=shape)


def test_kernels_along_both_sides_are_of_two_dimensions_whatever_the_subject() -> None:
    crossed = Graph("", (_convolution("a", (1, 2)), _convolution("b", (4, 1)), _convolution("c", None)), ())
    upright = Graph("", (_convolution("a", (2, 1)), _convolution("b", (4, 1))), ())
    ops = [[node.op for node in graph.nodes] for graph in along((crossed, upright), 1)]
    assert ops == [["conv2d"] * 3, ["conv1d"] * 2]


def test_maps_with_two_sides_and_channels_are_of_two_dimensions_whatever_the_subject() -> None:
    maps = Graph("", (_convolution("a", None, (256, 64, 16)), _convolution("b", None, (128, 32, 32))), ())
    lines = Graph("", (_convolution("a", None, (256, 16)), _convolution("b", None, (128, 32))), ())
    ops = [[node.op for node in graph.nodes] for graph in along((maps, lines), 1)]
    assert ops == [["conv2d"] * 2, ["conv1d"] * 2]
