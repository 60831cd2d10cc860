"""Shape and parameter rules against PyTorch's own layers, over drawn settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph import Attribute, FrozenMap, Node, Shape, ShapeError
from graph.model import Value
from graph.operations import REGISTRY

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
nn = torch.nn
COMMON = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SIDE = st.integers(1, 12)


def node(op: str, **values: Value) -> Node:
    return Node("n", op, attributes=FrozenMap({name: Attribute(value) for name, value in values.items()}))


def channels_first(shape: Shape) -> tuple[int, ...]:
    return tuple(int(dim) for dim in (shape[-1], *shape[:-1]))


def trained(module: Any) -> int:
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def check(found: Node, shape: Shape, build: Callable[[], Any]) -> None:
    """The registry and PyTorch agree on the output's shape and the parameters, or both refuse."""
    operation = REGISTRY[found.op]
    try:
        module = build()
        with torch.no_grad():
            real = tuple(module.eval()(torch.zeros(2, *channels_first(shape))).shape[1:])
    except (RuntimeError, ValueError, AssertionError) as error:
        # PyTorch's 3-d average pooling compares the window with the input before it is padded.
        assume("smaller than kernel size" not in str(error))
        with pytest.raises(ShapeError):
            operation.shape(found, [shape])
        return
    assume(0 not in real)
    ours, *_ = operation.shape(found, [shape])
    assert channels_first(ours) == real
    assert operation.parameters(found, [shape]) == trained(module)


@COMMON
@given(st.data(), st.sampled_from([1, 2, 3]))
def test_convolutions(data: st.DataObject, axes: int) -> None:
    draw = data.draw
    lengths = [draw(SIDE) for _ in range(axes)]
    kernel = tuple(draw(st.integers(1, 5)) for _ in range(axes))
    stride = tuple(draw(st.integers(1, 3)) for _ in range(axes))
    padding = tuple(draw(st.integers(0, 3)) for _ in range(axes))
    dilation = tuple(draw(st.integers(1, 2)) for _ in range(axes))
    groups = draw(st.integers(1, 3))
    width, filters, bias = draw(st.integers(1, 6)), draw(st.integers(1, 6)), draw(st.booleans())
    layer = (nn.Conv1d, nn.Conv2d, nn.Conv3d)[axes - 1]
    check(
        node(
            f"conv{axes}d",
            filters=filters,
            kernel=kernel,
            stride=stride,
            padding=padding,
            dilation=dilation,
            groups=groups,
            bias=bias,
        ),
        (*lengths, width),
        lambda: layer(width, filters, kernel, stride, padding, dilation, groups, bias),
    )


@COMMON
@given(st.data(), st.sampled_from([1, 2, 3]))
def test_transposed_convolutions(data: st.DataObject, axes: int) -> None:
    draw = data.draw
    lengths = [draw(st.integers(1, 6)) for _ in range(axes)]
    kernel = tuple(draw(st.integers(1, 5)) for _ in range(axes))
    stride = draw(st.integers(1, 3))
    padding = draw(st.integers(0, 2))
    extra = draw(st.integers(0, stride - 1))
    width, filters = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    layer = (nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d)[axes - 1]
    check(
        node(
            f"conv_transpose{axes}d",
            filters=filters,
            kernel=kernel,
            stride=(stride,) * axes,
            padding=(padding,) * axes,
            output_padding=(extra,) * axes,
        ),
        (*lengths, width),
        lambda: layer(width, filters, kernel, stride, padding, extra),
    )


@COMMON
@given(
    st.data(),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(["max", "avg"]),
    st.booleans(),
    st.integers(1, 4),
    SIDE,
)
def test_pooling(data: st.DataObject, axes: int, kind: str, ceil: bool, stride: int, width: int) -> None:
    lengths = [data.draw(SIDE) for _ in range(axes)]
    kernel = tuple(data.draw(st.integers(1, 5)) for _ in range(axes))
    padding = tuple(data.draw(st.integers(0, k // 2)) for k in kernel)
    layer = getattr(nn, f"{kind.capitalize()}Pool{axes}d")
    op = {1: f"{kind}_pool1d", 2: f"{kind}_pool", 3: f"{kind}_pool3d"}[axes]
    check(
        node(op, kernel=kernel, stride=(stride,) * axes, padding=padding, ceil=ceil),
        (*lengths, width),
        lambda: layer(kernel, stride, padding, ceil_mode=ceil),
    )


@COMMON
@given(SIDE, SIDE, SIDE, st.sampled_from(["rnn", "lstm", "gru"]), st.booleans())
def test_recurrent_layers(length: int, width: int, units: int, op: str, both: bool) -> None:
    layer = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[op]
    module = layer(width, units, batch_first=True, bidirectional=both)
    found = node(op, units=units, bidirectional=both)
    real, _ = module(torch.zeros(1, length, width))
    assert REGISTRY[op].shape(found, [(length, width)]) == (tuple(real.shape[1:]),)
    # PyTorch adds a second bias, which the equations of rnn and lstm do not have.
    spare = 0 if op == "gru" else sum(p.numel() for name, p in module.named_parameters() if "bias_hh" in name)
    assert REGISTRY[op].parameters(found, [(length, width)]) == trained(module) - spare


@COMMON
@given(SIDE, SIDE, SIDE, st.booleans())
def test_dense_embedding_and_norms(length: int, width: int, units: int, bias: bool) -> None:
    dense = nn.Linear(width, units, bias=bias)
    assert REGISTRY["dense"].shape(node("dense", units=units), [(length, width)]) == ((length, units),)
    assert REGISTRY["dense"].parameters(node("dense", units=units, bias=bias), [(length, width)]) == trained(
        dense
    )
    table = node("embedding", vocabulary=length, dim=width)
    assert REGISTRY["embedding"].parameters(table, [(7,)]) == trained(nn.Embedding(length, width))
    shape: Shape = (length, length, width)
    norm = nn.BatchNorm2d(width)
    assert REGISTRY["batch_norm"].parameters(node("batch_norm"), [shape]) == trained(norm)
    buffers = norm.running_mean.numel() + norm.running_var.numel()
    assert REGISTRY["batch_norm"].running(node("batch_norm"), [shape]) == buffers
    for op, module in (
        ("layer_norm", nn.LayerNorm(width)),
        ("group_norm", nn.GroupNorm(1, width)),
        ("instance_norm", nn.InstanceNorm2d(width, affine=True)),
        ("prelu", nn.PReLU(width)),
        ("rms_norm", nn.RMSNorm(width)),
    ):
        assert REGISTRY[op].parameters(node(op), [shape]) == trained(module)


@COMMON
@given(SIDE, st.integers(1, 4), st.integers(1, 4), st.integers(1, 12), st.booleans(), st.booleans())
def test_attention_and_transformer_layers(
    length: int, heads: int, part: int, hidden: int, bias: bool, pre: bool
) -> None:
    dim = heads * part
    real = nn.MultiheadAttention(dim, heads, bias=bias, batch_first=True)
    found = node("multi_head_attention", heads=heads, bias=bias)
    assert REGISTRY[found.op].parameters(found, [(length, dim)]) == trained(real)
    assert REGISTRY[found.op].shape(found, [(length, dim)]) == ((length, dim),)
    layer = nn.TransformerEncoderLayer(dim, heads, hidden, norm_first=pre)
    block = node("transformer_encoder_layer", heads=heads, units=hidden, pre_norm=pre)
    assert REGISTRY[block.op].parameters(block, [(length, dim)]) == trained(layer)
    decoder = nn.TransformerDecoderLayer(dim, heads, hidden)
    block = node("transformer_decoder_layer", heads=heads, units=hidden)
    assert REGISTRY[block.op].parameters(block, [(length, dim), (3, dim)]) == trained(decoder)


@COMMON
@given(SIDE, SIDE, st.integers(1, 3), st.integers(1, 8), st.booleans())
def test_moving_values(high: int, wide: int, scale: int, width: int, halves: bool) -> None:
    shape: Shape = (high, wide, width * scale * scale)
    check(node("pixel_shuffle", scale=scale), shape, lambda: nn.PixelShuffle(scale))
    check(node("space_to_depth", scale=scale), (high, wide, width), lambda: nn.PixelUnshuffle(scale))
    check(node("channel_shuffle", groups=width), shape, lambda: nn.ChannelShuffle(width))
    check(node("upsample", scale=(scale, scale)), shape, lambda: nn.Upsample(scale_factor=scale))
    check(node("pad", padding=(scale, 1)), shape, lambda: nn.ZeroPad2d((1, 1, scale, scale)))
    check(node("adaptive_pool", size=(2, scale)), shape, lambda: nn.AdaptiveAvgPool2d((2, scale)))
    check(node("glu"), shape, lambda: nn.GLU(1))
    if halves:
        assume(width * scale * scale % 2 == 0)
        check(node("split", parts=2), shape, lambda: _First())


class _First(nn.Module):  # type: ignore[misc,name-defined]
    """The first of two halves along the channels."""

    def forward(self, x: Any) -> Any:
        return x.chunk(2, 1)[0]


@pytest.mark.parametrize(
    ("left", "right", "transpose"),
    [((3, 4), (4, 5), False), ((3, 4), (5, 4), True), ((2, 3, 4), (2, 4, 4), False), ((3, 4), (5, 4), None)],
)
def test_matrix_products(left: Shape, right: Shape, transpose: bool | None) -> None:
    found = node("matmul") if transpose is None else node("matmul", transpose_b=transpose)
    other = torch.zeros(*right)
    if transpose or transpose is None:
        other = other.transpose(-1, -2)
    real = torch.zeros(*left) @ other
    assert REGISTRY["matmul"].shape(found, [left, right]) == (tuple(real.shape),)


@COMMON
@given(
    st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=3),
    st.lists(st.sampled_from([1, 2, 3]), max_size=3),
)
def test_sums_broadcast_as_tensors_do(one: Sequence[int], other: Sequence[int]) -> None:
    shapes: list[Shape] = [tuple(one), tuple(other)]
    try:
        real = tuple((torch.zeros(tuple(one)) + torch.zeros(tuple(other))).shape)
    except RuntimeError:
        with pytest.raises(ShapeError):
            REGISTRY["add"].shape(node("add"), shapes)
        return
    assert REGISTRY["add"].shape(node("add"), shapes) == (real,)
