"""Layers with weights."""

from __future__ import annotations

from codegen.channels_last.geometry import padding_word, pads_of, trimmed
from codegen.channels_last.weights import depthwise
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.keras.table import emits, layer, op
from codegen.source.emitting import X, own, squeezed
from codegen.source.expressions import Arg, Call, Lit, Var, call, option


@emits("conv")
def conv(step: Step) -> Emission:
    """Conv1D to 3D, DepthwiseConv1D and 2D; padding that is neither of Keras's words is put on before."""
    kernel, stride, dilation = step.ints("kernel"), step.ints("stride"), step.ints("dilation")
    if max(stride) > 1 and max(dilation) > 1:
        raise Unsupported("Keras does not stride and dilate at once")
    word = padding_word(step)
    shared = (
        Lit(squeezed(kernel), "kernel_size"),
        option("strides", squeezed(stride), 1),
        option("padding", word or "valid", "valid"),
        option("dilation_rate", squeezed(dilation), 1),
    )
    bias = option("use_bias", step.flag("bias"), True)
    if depthwise(step):
        multiplier = step.integer("filters") // (step.channels or 1)
        more = option("depth_multiplier", multiplier, 1)
        build = layer(f"DepthwiseConv{len(kernel)}D", *shared, more, bias)
    else:
        groups = option("groups", step.integer("groups"), 1)
        build = layer(f"Conv{len(kernel)}D", Lit(step.integer("filters"), "filters"), *shared, groups, bias)
    return Emission(build, own(X if word else op("pad", X, pads_of(step.pairs("pads")))))


@emits("conv_transpose")
def conv_transpose(step: Step) -> Emission:
    """Conv1DTranspose to 3D without padding, its result cut."""
    kernel, stride = step.ints("kernel"), step.ints("stride")
    if step.integer("groups") > 1 or max(step.ints("dilation")) > 1:
        raise Unsupported("Keras has no grouped or dilated transposed convolution")
    build = layer(
        f"Conv{len(kernel)}DTranspose",
        Lit(step.integer("filters"), "filters"),
        Lit(squeezed(kernel), "kernel_size"),
        option("strides", squeezed(stride), 1),
        option("use_bias", step.flag("bias"), True),
    )
    return Emission(build, trimmed(own(X), step))


@emits("dense")
def dense(step: Step) -> Emission:
    """Dense."""
    units = Lit(step.integer("units"), "units")
    return Emission(layer("Dense", units, option("use_bias", step.flag("bias"), True)), own(X))


@emits("embedding")
def embedding(step: Step) -> Emission:
    """Embedding."""
    sizes = (Lit(step.integer("classes"), "classes"), Lit(step.integer("width"), "width"))
    return Emission(layer("Embedding", *sizes), own(X))


@emits("parameter")
def parameter(step: Step) -> Emission:
    """A layer of the file's own."""
    if not step.inputs:
        raise Unsupported("Keras has no value that depends on no input")
    build = call("Parameter", Lit(step.out_shapes[0] or (), "shape"))
    return Emission(build, own(X), ("Parameter",))


@emits("sinusoid")
def sinusoid(step: Step) -> Emission:
    """A layer of the file's own."""
    if not step.inputs:
        raise Unsupported("Keras has no value that depends on no input")
    build = call("Sinusoid", Lit(step.integer("length"), "length"), Lit(step.integer("width"), "width"))
    return Emission(build, own(X), ("Sinusoid",))


def _flags(step: Step) -> tuple[Arg, Arg]:
    return option("center", step.flag("bias"), True), option("scale", step.flag("scale"), True)


@emits("batch_norm")
def batch_norm(step: Step) -> Emission:
    """BatchNormalization."""
    build = layer("BatchNormalization", option("epsilon", step.number("eps"), 1e-3), *_flags(step))
    return Emission(build, own(X))


@emits("layer_norm")
def layer_norm(step: Step) -> Emission:
    """LayerNormalization over the channels."""
    build = layer("LayerNormalization", option("epsilon", step.number("eps"), 1e-3), *_flags(step))
    return Emission(build, own(X))


@emits("rms_norm")
def rms_norm(step: Step) -> Emission:
    """RMSNormalization."""
    if not step.flag("scale"):
        raise Unsupported("Keras's RMSNormalization always scales")
    return Emission(layer("RMSNormalization", option("epsilon", step.number("eps"), 1e-6)), own(X))


@emits("group_norm")
def group_norm(step: Step) -> Emission:
    """GroupNormalization."""
    if step.rank == 1:
        raise Unsupported("Keras normalises groups over maps")
    groups = option("groups", step.integer("groups"), 32)
    return Emission(
        layer("GroupNormalization", groups, option("epsilon", step.number("eps"), 1e-3), *_flags(step)),
        own(X),
    )


@emits("prelu")
def prelu(step: Step) -> Emission:
    """PReLU, one slope a channel."""
    axes = tuple(range(1, step.rank or 1))
    return Emission(layer("PReLU", option("shared_axes", axes or None, None)), own(X))


@emits("channel_scale")
def channel_scale(step: Step) -> Emission:
    """A layer of the file's own."""
    build = Call(
        Var("ChannelScale"),
        (option("scale", step.flag("scale"), True), option("bias", step.flag("bias"), True)),
    )
    return Emission(build, own(X), ("ChannelScale",))


@emits("recurrent")
def recurrent(step: Step) -> Emission:
    """SimpleRNN, LSTM or GRU, wrapped in Bidirectional."""
    name = {"rnn": "SimpleRNN", "lstm": "LSTM", "gru": "GRU"}[step.text("cell")]
    build = layer(
        name,
        Lit(step.integer("units"), "units"),
        option("activation", "relu" if step.flag("relu") else "tanh", "tanh"),
        option("use_bias", step.flag("bias"), True),
        option("return_sequences", step.flag("sequence"), False),
    )
    return Emission(layer("Bidirectional", build) if step.flag("bidirectional") else build, own(X))
