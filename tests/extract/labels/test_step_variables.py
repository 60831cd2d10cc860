"""Letters whose index is a step, and layers of stacks along time."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    "text", ["st-1", "ct-1", "ht", "x<1>", "a<t-1>", "αt,1", "zt+1", "ˆxt+1", "˜ht", "¯h"]
)
def test_a_letter_with_its_step_is_a_variable(text: str) -> None:
    parsed = parse_label(text, role="box")
    assert (parsed.kind, [each.op for each in parsed.operations]) == ("variable", ["input"])


@pytest.mark.parametrize("text", ["at", "it"])
def test_words_are_no_letters_at_a_step(text: str) -> None:
    assert parse_label(text, role="box").kind != "variable"


def test_a_stride_stays_one() -> None:
    assert parse_label("st2").operations[0].attrs["stride"] == (2, 2)


def test_a_hidden_layer_with_a_dilation_is_a_convolution() -> None:
    (operation,) = parse_label("Hidden layer dilation = 4", role="text").operations
    assert (operation.op, operation.attrs["dilation"]) == ("conv1d", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Convolution layer with multiple filters",
        "conv with different kernel sizes",
        "Convolutional layer with multiple filter widths and feature maps",
    ],
)
def test_that_there_are_several_filters_is_no_part_of_the_name(text: str) -> None:
    assert [each.op for each in parse_label(text, role="box").operations] == ["conv2d"]


@pytest.mark.parametrize("text", ["Latent space", "thought vector"])
def test_what_a_sequence_is_pressed_into_is_a_tensor(text: str) -> None:
    assert [each.op for each in parse_label(text, role="box").operations] == ["feature_map"]


@pytest.mark.parametrize(
    ("text", "name"), [("−→h1", "→h1"), ("←− h t−1", "←h t-1"), ("→− ht", "→ht"), ("→h2", "→h2")]
)
def test_a_long_arrow_over_a_state_is_its_direction(text: str, name: str) -> None:
    parsed = parse_label(text, role="box")
    assert (parsed.kind, parsed.operations[0].attrs["name"]) == ("variable", name)


@pytest.mark.parametrize(
    ("text", "op"), [("LSTMa", "lstm"), ("GRUenc", "gru"), ("BiLSTMfw", "lstm"), ("LSTMs", "lstm")]
)
def test_an_index_of_a_recurrent_layer_is_no_part_of_its_name(text: str, op: str) -> None:
    assert [each.op for each in parse_label(text, role="box").operations] == [op]


def test_the_matrix_between_two_states_is_a_weight() -> None:
    assert [each.op for each in parse_label("Whh", role="box").operations] == ["weight"]


@pytest.mark.parametrize(("text", "count"), [("k Layers", "k"), ("L - 1 layers", "L - 1"), ("N blocks", "N")])
def test_counts_of_layers_beside_a_group(text: str, count: str) -> None:
    assert parse_label(text, role="text").repeat == count


def test_the_state_of_the_step_before_is_no_stride() -> None:
    (operation,) = parse_label("Decoder state st−1", role="box").operations
    assert "stride" not in operation.attrs
