"""Dense layers, normalisation and recurrent layers."""

from __future__ import annotations

from codegen.core import convolution, elementwise, normalization, recurrent, shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.errors import Unsupported
from codegen.lowering.functions import apply_function
from codegen.lowering.table import Settings, lowers


@lowers("dense")
def dense(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return convolution.dense(b, x[0], s.integer("units"), s.flag("bias"))


@lowers("mlp")
def mlp(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Dense layers with the activation between them."""
    value = s.value("units")
    units = value if isinstance(value, tuple) else (value,)
    y = x[0]
    with b.scope("MLP", b.source):
        for number, width in enumerate(units):
            y = apply_function(b, y, s.word("activation")) if number else y
            y = convolution.dense(b, y, int(width), s.flag("bias"))  # type: ignore[arg-type]
    return y


@lowers("feed_forward")
def feed_forward(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Two dense layers."""
    with b.scope("FeedForward", b.source):
        y = convolution.dense(b, x[0], s.integer("units"), s.flag("bias"))
        y = apply_function(b, y, s.word("activation"))
        return convolution.dense(b, y, s.integer("dim"), s.flag("bias"))


@lowers("embedding")
def embedding(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return convolution.embedding(b, x[0], s.integer("vocabulary"), s.integer("dim"))


@lowers("positional_encoding")
def positions(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A table, or the input plus it."""
    if x:
        length, width = known(x[0], "positional_encoding")
    else:
        length, width = (int(n) for n in s.value("shape"))  # type: ignore[union-attr, arg-type]
    learned = s.word("kind") == "learned"
    with b.scope("PositionalEncoding", b.source):
        like = x[0] if x else b.anything()
        if learned:
            table = convolution.parameter(b, (length, width), like)
        else:
            table = convolution.sinusoid(b, length, width, like)
        return elementwise.arithmetic(b, "add", [x[0], table]) if x else table


@lowers("batch_norm")
def batch_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return normalization.batch_norm(b, x[0], s.number("epsilon"), s.flag("scale"), s.flag("center"))


@lowers("layer_norm")
def layer_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return normalization.layer_norm(b, x[0], s.number("epsilon"), s.flag("scale"), s.flag("center"))


@lowers("rms_norm")
def rms_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return normalization.rms_norm(b, x[0], s.number("epsilon"), s.flag("scale"))


@lowers("group_norm")
def group_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    scale, center = s.flag("scale"), s.flag("center")
    return normalization.group_norm(b, x[0], s.integer("groups"), s.number("epsilon"), scale, center)


@lowers("instance_norm")
def instance_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """One channel a group."""
    channels = known(x[0], "instance_norm")[-1]
    scale, center = s.flag("scale"), s.flag("center")
    return normalization.group_norm(b, x[0], channels, s.number("epsilon"), scale, center)


@lowers("rnn", "lstm", "gru")
def recurrence(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    relu = s.node.op == "rnn" and s.word("activation") == "relu"
    return recurrent.recurrent(
        b,
        x[0],
        s.node.op,
        s.integer("units"),
        s.flag("bidirectional"),
        s.flag("sequences"),
        s.flag("bias"),
        relu,
    )


@lowers("unit_norm")
def unit_norm(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return normalization.unit_norm(b, x[0])


@lowers("layer_scale")
def layer_scale(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """One factor a channel."""
    return elementwise.channel_scale(b, x[0], bias=False)


@lowers("class_token")
def class_token(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A learned row put in front."""
    width = known(x[0], "class_token")[-1]
    with b.scope("ClassToken", b.source):
        token = convolution.parameter(b, (1, width), x[0], repeat=True)
        return shaping.concat(b, [token, x[0]], 0)


@lowers("graph_conv")
def graph_conv(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Features mapped, mixed by the adjacency, a bias added."""
    if len(x) != 2:
        raise Unsupported("a graph convolution needs features and an adjacency")
    with b.scope("GraphConv", b.source):
        y = convolution.dense(b, x[0], s.integer("units"), bias=False)
        y = elementwise.matmul(b, x[1], y)
        return elementwise.channel_scale(b, y, scale=False) if s.flag("bias") else y
