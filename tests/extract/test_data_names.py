"""Data and functions in boxes within the flow, drawn by us and read."""

from __future__ import annotations

import pytest

from extract.figures.meaning.data_names import names_data, names_value
from extract.figures.meaning.one_dimension import along_words
from extract.labels import parse_label
from tests.extract.drawing import Figure


def between(figure: Figure, label: str) -> str:
    """The operation that a box with a label has between a convolution and a softmax."""
    for y, text in ((320, "Conv 3x3"), (240, label), (160, "Softmax")):
        figure.box(180, y, text, width=130)
    figure.line((180, 310), (180, 250))
    figure.line((180, 230), (180, 170))
    (graph,) = figure.read()
    return next(node.op for node in graph.nodes if node.label == label)


@pytest.mark.parametrize(
    "label",
    [
        "Static vector",
        "Memory 49x768",
        "y",
        "F",
        "Pose Feat",
        "Noise level map",
        "Skel-Feature",
        "Depth Map",
        "Output",
        "Fake Brain MRI",
        "Recon CT",
        "Denoised ECG",
        "Rec A",
    ],
)
def test_what_is_handed_on_is_a_map(figure: Figure, label: str) -> None:
    assert between(figure, label) == "feature_map"


@pytest.mark.parametrize(
    "label", ["Repeat Vector", "Memory Module", "Encoder", "E", "Predict", "Detection Head", "Output Layer"]
)
def test_what_is_done_is_a_block(figure: Figure, label: str) -> None:
    assert between(figure, label) == "block"


@pytest.mark.parametrize("variable", ["y_1", "a_t", "p_N", "F", "x̃", "μ, σ²", "H_v", "O_2", "S^1", "Q"])
def test_letters_of_values(variable: str) -> None:
    assert names_value(variable)


@pytest.mark.parametrize("variable", ["q_θ", "a_φ", "H_θ", "h_1", "s t", "i_t", "t'", "f_C", "D", "E", "π"])
def test_letters_of_functions_and_cells(variable: str) -> None:
    assert not names_value(variable)


def test_features_with_their_number_are_data() -> None:
    (sized,) = parse_label("256-d skeleton snippet feat.").operations
    (made,) = parse_label("Encode Feat").operations
    assert names_data(sized)
    assert not names_data(made)


def test_a_step_that_the_flow_ends_with_is_no_output(figure: Figure) -> None:
    figure.box(180, 320, "Conv 3x3")
    figure.box(180, 240, "class score fusion", width=130)
    figure.line((180, 310), (180, 250))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "block"]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Figure 1: The design of the 1-D convolutional block.", "conv1d"),
        ("Figure 1: All convolutions are 1D.", "conv1d"),
        ("Figure 1: 1D convolutions, then 2D ones.", "conv2d"),
        ("Figure 1: A 1D signal and its network.", "conv2d"),
    ],
)
def test_a_caption_says_that_convolutions_are_of_one_dimension(caption: str, expected: str) -> None:
    (found,) = along_words({0: parse_label("1x1-conv").operations}, caption).values()
    assert [operation.op for operation in found] == [expected]


@pytest.mark.parametrize(
    "caption",
    [
        "Layers operate directly on the time-domain audio signal.",
        "The block of an SSM.",
        "A waveform in.",
        "The convolution acts as a motif scanner.",
        "The computation structure of a QRNN.",
        "A module for time series classification.",
    ],
)
def test_a_caption_says_that_what_goes_in_is_a_series(caption: str) -> None:
    (found,) = along_words({0: parse_label("Conv").operations}, caption).values()
    assert [operation.op for operation in found] == ["conv1d"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("1D Conv", "1x1 Conv"), "conv1d"),
        (("1D Depthwise Conv", "Pointwise Conv"), "conv1d"),
        (("1D Conv", "2D Conv", "Conv"), "conv2d"),
        (("1D Conv", "Conv 3x3"), "conv2d"),
        (("Dense embedding", "Conv"), "conv2d"),
    ],
)
def test_a_convolution_runs_along_what_the_ones_beside_it_run_along(
    names: tuple[str, ...], expected: str
) -> None:
    found = along_words({i: parse_label(name).operations for i, name in enumerate(names)})
    assert found[len(names) - 1][0].op == expected


def test_a_special_token_within_the_flow_is_data(figure: Figure) -> None:
    assert between(figure, "[MSK]") == "feature_map"


def test_numbers_in_boxes_that_the_flow_begins_and_ends_with(figure: Figure) -> None:
    for y, text in ((320, "60"), (240, "Conv 3x3"), (160, "10")):
        figure.box(180, y, text)
    figure.line((180, 310), (180, 250))
    figure.line((180, 230), (180, 170))
    (graph,) = figure.read()
    assert {node.label: node.op for node in graph.nodes} == {
        "60": "input",
        "Conv 3x3": "conv2d",
        "10": "output",
    }


@pytest.mark.parametrize(
    "label", ["Duration Predictor", "Box classifiers", "PatchGAN D", "Critic", "Detect P3", "Segment"]
)
def test_what_does_something_is_no_output_at_the_end(figure: Figure, label: str) -> None:
    figure.box(180, 320, "Conv 3x3", width=130)
    figure.box(180, 240, label, width=130)
    figure.line((180, 310), (180, 250))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "block"]


@pytest.mark.parametrize(
    ("label", "ends"), [("(64, W, W)", ["input", "output"]), ("17×17×640", ["feature_map", "feature_map"])]
)
def test_sides_as_letters_say_what_any_network_is_given(figure: Figure, label: str, ends: list[str]) -> None:
    for y, text in ((320, label), (240, "Conv 3x3"), (160, label)):
        figure.box(180, y, text, width=130)
    figure.line((180, 310), (180, 250))
    figure.line((180, 230), (180, 170))
    (graph,) = figure.read()
    first, _, last = graph.nodes
    assert [first.op, last.op] == ends
