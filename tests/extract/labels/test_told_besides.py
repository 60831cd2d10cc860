"""Labels that tell more than what is done: rates and times, sections of the text, how an attention weighs, by what."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


def read(text: str) -> list[str]:
    return [each.op for each in parse_label(text).operations]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("16 kHz audio", ["input"]),
        ("Video 30 fps", ["input"]),
        ("ECG, 500 Hz", ["input"]),
        ("Speech (16 kHz)", ["input"]),
        ("Waveform @ 44.1 kHz", ["input"]),
        ("Resample\n24 kHz mono\nSegment 4 × 5 s\nRMS normalise", ["norm"]),
    ],
)
def test_a_rate_or_span_of_time_sets_no_layer(text: str, ops: list[str]) -> None:
    assert read(text) == ops


def test_the_rate_that_a_step_makes_stays_in_its_name() -> None:
    (step,) = parse_label("Resample 16 kHz").operations
    assert (step.op, step.attrs["name"]) == ("block", "Resample 16 kHz")


@pytest.mark.parametrize(
    "text", ["Encoder (Sec. 3.1)", "Encoder §4.2", "Encoder (Appendix A.2)", "Encoder (Eq. (5))"]
)
def test_where_the_text_tells_more_is_no_part_of_a_name(text: str) -> None:
    (encoder,) = parse_label(text).operations
    assert (encoder.op, encoder.attrs["name"]) == ("block", "Encoder")


@pytest.mark.parametrize("text", ["§4.2", "(§3)", "Sec. 3.1", "Section 2"])
def test_a_section_alone_is_a_comment(text: str) -> None:
    assert parse_label(text, role="text").kind == "comment"


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("Temporal pooling\nsoftmax over T", ["pool"]),
        ("Self-attention, softmax over keys", ["self_attention"]),
        ("Linear, softmax over classes", ["dense", "softmax"]),
        ("GAT Attention", ["attention"]),
        ("Graph Attention with Regularization", ["graph_conv"]),
        ("Token → image attn.", ["cross_attention"]),
        ("Clip → song\nmasked attention", ["attention"]),
        ("Linear → attention", ["dense", "attention"]),
        ("LN → MHSA", ["layer_norm", "multi_head_attention"]),
    ],
)
def test_how_an_attention_works_is_no_further_operation(text: str, ops: list[str]) -> None:
    assert read(text) == ops


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("Mask Estimation (Conv1D, k=1, Sigmoid)", ["conv1d", "sigmoid"]),
        ("Feature fusion (concat)", ["concat"]),
        ("Feature aggregation (sum)", ["add"]),
        ("Score fusion (MLP)", ["mlp"]),
        ("Feature Extraction (Backbone)", ["block"]),
        ("Feature extraction (CNN)", ["block"]),
    ],
)
def test_brackets_behind_a_deed_tell_by_what_it_is_done(text: str, ops: list[str]) -> None:
    assert read(text) == ops


def test_how_data_are_written_down_stands_in_brackets() -> None:
    assert read("Time Step t\n(Sinusoidal Emb.)") == ["input"]


def test_a_size_behind_data_may_have_a_power() -> None:
    (slices,) = parse_label("T1 LR slice 1×64²").operations
    assert (slices.op, slices.output_shape) == ("input", (64, 64, 1))


@pytest.mark.parametrize("text", ["46D Acoustic (Prosody+Spectral)", "300D GloVe", "128-dim shared latent"])
def test_what_is_named_by_its_length_is_a_vector(text: str) -> None:
    (vector,) = parse_label(text).operations
    assert (vector.op, vector.output_shape) == ("feature_map", (int(text.split("-")[0].split("D")[0]),))


@pytest.mark.parametrize("text", ["1024-d encoder", "3D Acoustic", "64-d quantizer", "128-d pooling block"])
def test_a_part_named_by_its_length_stays_one(text: str) -> None:
    assert "feature_map" not in read(text)


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("Dense (Embedding)", ["dense"]),
        ("FC (speaker embedding)", ["dense"]),
        ("Dense + linear", ["dense"]),
        ("Linear + linear", ["dense", "dense"]),
        ("TDNN-ReLU", ["block", "relu"]),
        ("Pooling (mean+stddev)", ["pool"]),
        ("Statistics pooling (mean and std)", ["pool"]),
        ("Embedding dim = 100", ["embedding"]),
    ],
)
def test_what_only_tells_of_a_layer_is_none_in_a_cell(text: str, ops: list[str]) -> None:
    assert [each.op for each in parse_label(text, role="cell").operations] == ops


def test_as_many_units_each_way_are_those_of_one_direction() -> None:
    (layer,) = parse_label("Bi-directional LSTM layer (320 forward and 320 backward LSTM neurons)").operations
    assert (layer.op, layer.attrs["units"], layer.attrs["bidirectional"]) == ("lstm", 320, True)
