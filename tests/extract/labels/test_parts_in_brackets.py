"""Blocks with what is in them in brackets, with the widths that come in and go out; vectors put one below the other."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


def read(text: str) -> list[tuple[str, str]]:
    return [(each.op, str(each.attrs.get("name", ""))) for each in parse_label(text).operations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Down Block 2\n(Conv1D + Attn)", "Down Block 2"),
        ("Up Block 1 (Conv1D)", "Up Block 1"),
        ("Stage 3 (Conv + BN + ReLU)", "Stage 3"),
        ("Bottleneck (Conv1D + Attn)", "Bottleneck"),
        ("Backbone (e.g., ResNet-50)", "Backbone"),
    ],
)
def test_a_part_in_a_sequence_stays_one(text: str, name: str) -> None:
    assert read(text) == [("block", name)]


def test_what_a_part_is_stands_in_brackets() -> None:
    assert read("Encoder (BiLSTM + Attention)") == [("lstm", ""), ("attention", "")]


def test_an_example_names_no_operation() -> None:
    (target,) = parse_label("Target Class y (e.g., NORM)").operations
    assert target.op == "output"


@pytest.mark.parametrize(
    ("text", "name", "key", "width"),
    [
        ("ResBlock x4: 64→128, stride=2", "ResBlock", "filters", 128),
        ("ST-GCN Block 1\n3 → 48, stride=1", "ST-GCN Block 1", "filters", 48),
        ("Block 2 64→128", "Block 2", "units", 128),
    ],
)
def test_the_width_behind_an_arrow_comes_out(text: str, name: str, key: str, width: int) -> None:
    (block,) = parse_label(text).operations
    assert (block.op, block.attrs["name"], block.attrs[key]) == ("block", name, width)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("w_t = [x_t h_{t-1}]^T", "concat"),
        ("v = [x_t, h_{t-1}, c_{t-1}]", "concat"),
        ("X = [x_1, x_2, x_3]", "input"),
        ("1 − u_t", "subtract"),
        ("1-α", "subtract"),
        ("LSTM blocks", "lstm"),
        ("T1 LR slice", "input"),
        ("Fake A", "output"),
        ("Real A", "input"),
        ("Synthetic CT", "output"),
    ],
)
def test_one_word_or_formula(text: str, op: str) -> None:
    assert [each.op for each in parse_label(text).operations] == [op]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Concatenate Features", "concat"),
        ("Add the two feature maps", "add"),
        ("Flatten features", "flatten"),
        ("Average tokens", "mean"),
        ("Mask tokens", "input"),
        ("Linear Interpolate", "upsample"),
    ],
)
def test_what_is_ordered_is_done(text: str, op: str) -> None:
    assert [each.op for each in parse_label(text).operations] == [op]


def test_a_pool_is_called_with_window_and_stride() -> None:
    (pool,) = parse_label("MaxPool1D(4, 2)").operations
    assert (pool.attrs["kernel"], pool.attrs["stride"]) == ((4, 4), (2, 2))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Up · 64 · 96²", "Up"),
        ("Up · 256 +attn", "Up"),
        ("Down · 256 · 24² +attn", "Down"),
        ("AMPM → ACR", "AMPM → ACR"),
    ],
)
def test_stages_by_short_names(text: str, name: str) -> None:
    assert read(text) == [("block", name)]


def test_a_factor_makes_larger() -> None:
    assert read("Up 2") == [("upsample", "")]


def test_a_count_before_a_stride_is_none() -> None:
    (convolution,) = parse_label("5 stride-2 convs").operations
    assert convolution.attrs["stride"] == (2, 2)


@pytest.mark.parametrize(
    ("text", "width"), [("Down(64,128)", 128), ("Up(1024, 512)", 512), ("DoubleConv(3,64,64)", 64)]
)
def test_a_module_called_as_in_code_keeps_its_arguments(text: str, width: int) -> None:
    (module,) = parse_label(text).operations
    assert (module.op, module.attrs["name"], module.attrs["filters"]) == ("block", text, width)


def test_widths_stand_before_a_window_with_its_own_name() -> None:
    (convolution,) = parse_label("Conv2d(16,3)\nK=3x3, pad=1").operations
    assert (convolution.attrs["filters"], convolution.attrs["kernel"]) == (3, (3, 3))


@pytest.mark.parametrize(
    ("text", "shape"), [("(I,w,w)", ("w", "w", "I")), ("(O,w/2,w/2)", ("w/2", "w/2", "O"))]
)
def test_any_letter_counts_channels_before_two_equal_sides(text: str, shape: tuple[str, ...]) -> None:
    (tensor,) = parse_label(text).operations
    assert (tensor.op, tensor.output_shape) == ("feature_map", shape)
