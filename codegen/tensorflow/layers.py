"""Layers with weights: modules of the file's own on tf.nn."""

from __future__ import annotations

from codegen.channels_last.geometry import padding_word, pads_of, trimmed
from codegen.channels_last.weights import depthwise
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.source.emitting import X, own
from codegen.source.expressions import Arg, Expr, Index, Lit, Own, Var, call, option
from codegen.tensorflow.table import emits, module


@emits("conv")
def conv(step: Step) -> Emission:
    """tf.nn.convolution and depthwise_conv2d; padding that is neither of TensorFlow's words is put on before."""
    kernel, stride, dilation = step.ints("kernel"), step.ints("stride"), step.ints("dilation")
    if max(stride) > 1 and max(dilation) > 1:
        raise Unsupported("TensorFlow does not stride and dilate at once")
    word = (padding_word(step) or "valid").upper()
    ones = (1,) * len(kernel)
    place = option("padding", word, "VALID")
    spread = option("dilation", dilation, ones)
    bias = option("bias", step.flag("bias"), True)
    channels = Lit(step.channels, "in_channels")
    if depthwise(step) and len(kernel) == 2:
        multiplier = option("multiplier", step.integer("filters") // (step.channels or 1), 1)
        strides = option("stride", stride[0], 1)
        build = module(
            "DepthwiseConv", channels, Lit(kernel, "kernel"), strides, place, spread, multiplier, bias
        )
        need = "DepthwiseConv"
    else:
        groups = option("groups", step.integer("groups"), 1)
        filters = Lit(step.integer("filters"), "out_channels")
        strides = option("stride", stride, ones)
        build = module("Conv", channels, filters, Lit(kernel, "kernel"), strides, place, spread, groups, bias)
        need = "Conv"
    value = X if padding_word(step) else call("tf.pad", X, pads_of(step.pairs("pads")))
    return Emission(build, own(value), (need,))


@emits("conv_transpose")
def conv_transpose(step: Step) -> Emission:
    """tf.nn.conv_transpose without padding, its result cut."""
    kernel, stride = step.ints("kernel"), step.ints("stride")
    if step.integer("groups") > 1 or max(step.ints("dilation")) > 1:
        raise Unsupported("TensorFlow has no grouped or dilated transposed convolution")
    build = module(
        "ConvTranspose",
        Lit(step.channels, "in_channels"),
        Lit(step.integer("filters"), "out_channels"),
        Lit(kernel, "kernel"),
        Lit(stride, "stride"),
        option("bias", step.flag("bias"), True),
    )
    return Emission(build, trimmed(own(X), step), ("ConvTranspose",))


@emits("dense")
def dense(step: Step) -> Emission:
    """A product with a matrix over the last axis."""
    sizes = (Lit(step.channels, "in_features"), Lit(step.integer("units"), "out_features"))
    return Emission(module("Dense", *sizes, option("bias", step.flag("bias"), True)), own(X), ("Dense",))


@emits("embedding")
def embedding(step: Step) -> Emission:
    """tf.gather from a table."""
    shape = (step.integer("classes"), step.integer("width"))
    return Emission(_variable(shape), call("tf.gather", Own(), X))


@emits("parameter")
def parameter(step: Step) -> Emission:
    """A tf.Variable; repeated for each item of the batch where it is joined to others."""
    shape = step.out_shapes[0] or ()
    build = _variable((1, *shape))
    if not step.flag("repeat"):
        return Emission(build, Own())
    batch = Index(call("tf.shape", X), (Lit(0),))
    return Emission(build, call("tf.repeat", Own(), batch, axis=Lit(0)))


def _variable(shape: tuple[int, ...]) -> Expr:
    return call("tf.Variable", call("tf.random.normal", Lit(shape, "shape"), stddev=Lit(0.02)))


@emits("sinusoid")
def sinusoid(step: Step) -> Emission:
    """A function of the file's own, called once."""
    build = call("sinusoid", Lit(step.integer("length"), "length"), Lit(step.integer("width"), "width"))
    return Emission(build, Own(), ("sinusoid",))


def _norm(step: Step, name: str, *args: Arg | Expr) -> Emission:
    flags = (option("scale", step.flag("scale"), True), option("bias", step.flag("bias"), True))
    epsilon = option("epsilon", step.number("eps"), 1e-5)
    build = module(name, Lit(step.channels, "channels"), *args, epsilon, *flags)
    return Emission(build, own(X), (name,))


@emits("batch_norm")
def batch_norm(step: Step) -> Emission:
    """tf.nn.batch_normalization with running statistics."""
    return _norm(step, "BatchNorm")


@emits("layer_norm")
def layer_norm(step: Step) -> Emission:
    """tf.nn.moments over the channels."""
    return _norm(step, "LayerNorm")


@emits("group_norm")
def group_norm(step: Step) -> Emission:
    """tf.nn.moments over space and each group's channels."""
    return _norm(step, "GroupNorm", Lit(step.integer("groups"), "groups"))


@emits("rms_norm")
def rms_norm(step: Step) -> Emission:
    """Over the channels."""
    epsilon, scale = option("epsilon", step.number("eps"), 1e-5), option("scale", step.flag("scale"), True)
    return Emission(module("RMSNorm", Lit(step.channels, "channels"), epsilon, scale), own(X), ("RMSNorm",))


@emits("prelu")
def prelu(step: Step) -> Emission:
    """One slope a channel."""
    return Emission(module("PReLU", Lit(step.channels, "channels")), own(X), ("PReLU",))


@emits("channel_scale")
def channel_scale(step: Step) -> Emission:
    """One factor and one term a channel."""
    flags = (option("scale", step.flag("scale"), True), option("bias", step.flag("bias"), True))
    return Emission(module("ChannelScale", Lit(step.channels, "channels"), *flags), own(X), ("ChannelScale",))


@emits("recurrent")
def recurrent(step: Step) -> Emission:
    """Cells of the file's own, step by step."""
    name = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}[step.text("cell")]

    def cell(reverse: bool) -> Expr:
        return module(
            name,
            Lit(step.channels, "in_features"),
            Lit(step.integer("units"), "units"),
            option("bias", step.flag("bias"), True),
            option("sequences", step.flag("sequence"), True),
            option("reverse", reverse, False),
            *([Arg(Var("tf.nn.relu"), "activation")] if step.flag("relu") else []),
        )

    if not step.flag("bidirectional"):
        return Emission(cell(False), own(X), (name, "Recurrent"))
    build = module("Bidirectional", cell(False), cell(True))
    return Emission(build, own(X), (name, "Recurrent", "Bidirectional"))
