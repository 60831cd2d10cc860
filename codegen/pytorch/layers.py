"""Layers with weights."""

from __future__ import annotations

from codegen.core.layout import first_shape
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.pytorch.table import emits, first, last, padding, swapped
from codegen.source.emitting import X, own, squeezed
from codegen.source.expressions import Arg, Attr, Call, Expr, Index, Lit, Own, Var, call, method, option


def _layer(name: str, *args: Arg | Lit) -> Call:
    given = tuple(a if isinstance(a, Arg) else Arg(a) for a in args)
    return Call(Var(name), given)


def _grouping(step: Step) -> Arg:
    """Groups; as many as channels is a width, which may follow from another."""
    groups = step.integer("groups")
    return option("groups", groups, 1, "channels" if groups == step.channels else "groups")


@emits("conv")
def conv(step: Step) -> Emission:
    """nn.Conv1d to 3d; padding that differs at the ends is put on before."""
    kernel, pads = step.ints("kernel"), step.pairs("pads")
    even = all(begin == end for begin, end in pads)
    amount = tuple(begin for begin, _ in pads) if even else (0,) * len(pads)
    build = _layer(
        f"nn.Conv{len(kernel)}d",
        Lit(step.channels, "in_channels"),
        Lit(step.integer("filters"), "out_channels"),
        Lit(squeezed(kernel), "kernel_size"),
        option("stride", squeezed(step.ints("stride")), 1),
        option("padding", squeezed(amount), 0),
        option("dilation", squeezed(step.ints("dilation")), 1),
        _grouping(step),
        option("bias", step.flag("bias"), True),
    )

    def apply(x: Expr) -> Expr:
        return own(x if even else call("F.pad", x, Lit(padding(pads), "padding")))

    return Emission(build, swapped(step, apply))


@emits("conv_transpose")
def conv_transpose(step: Step) -> Emission:
    """nn.ConvTranspose1d to 3d; what its padding cannot trim is cut off behind it."""
    kernel, trims = step.ints("kernel"), step.pairs("trims")
    stride, dilation = step.ints("stride"), step.ints("dilation")
    extra = tuple(begin - end for begin, end in trims)
    fits = all(
        begin >= 0 and 0 <= more < max(s, d)
        for (begin, _), more, s, d in zip(trims, extra, stride, dilation, strict=True)
    )
    none = (0,) * len(kernel)
    if not fits and any(end < 0 for _, end in trims):
        raise Unsupported("nn.ConvTranspose does not grow its result so far")
    build = _layer(
        f"nn.ConvTranspose{len(kernel)}d",
        Lit(step.channels, "in_channels"),
        Lit(step.integer("filters"), "out_channels"),
        Lit(squeezed(kernel), "kernel_size"),
        option("stride", squeezed(stride), 1),
        option("padding", squeezed(tuple(b for b, _ in trims) if fits else none), 0),
        option("output_padding", squeezed(extra if fits else none), 0),
        _grouping(step),
        option("bias", step.flag("bias"), True),
        option("dilation", squeezed(dilation), 1),
    )

    def apply(x: Expr) -> Expr:
        cut = tuple((-begin, -end) for begin, end in trims)
        return own(x) if fits else call("F.pad", own(x), Lit(padding(cut), "cut"))

    return Emission(build, swapped(step, apply))


@emits("dense")
def dense(step: Step) -> Emission:
    """nn.Linear over the channels."""
    build = _layer(
        "nn.Linear",
        Lit(step.channels, "in_features"),
        Lit(step.integer("units"), "out_features"),
        option("bias", step.flag("bias"), True),
    )
    return Emission(build, first(own(last(X, step.rank)), step.rank))


@emits("embedding")
def embedding(step: Step) -> Emission:
    """nn.Embedding."""
    build = call("nn.Embedding", Lit(step.integer("classes"), "classes"), Lit(step.integer("width"), "width"))
    return Emission(build, first(own(last(X, step.rank)), (step.rank or 0) + 1))


@emits("parameter")
def parameter(step: Step) -> Emission:
    """nn.Parameter; repeated for each item of the batch where it is joined to others."""
    shape = first_shape(step.out_shapes[0] or ())
    build = call("nn.Parameter", call("torch.zeros", Lit(1), *(Lit(n, "width") for n in shape)))
    if not step.flag("repeat"):
        return Emission(build, Own())
    batch = Index(Attr(X, "shape"), (Lit(0),))
    return Emission(build, method(Own(), "expand", batch, *(Lit(-1) for _ in shape)))


@emits("sinusoid")
def sinusoid(step: Step) -> Emission:
    """A module of the file's own that keeps the table."""
    build = call("Sinusoid", Lit(step.integer("length"), "length"), Lit(step.integer("width"), "width"))
    return Emission(build, own(), ("Sinusoid",))


def _frozen(build: Call, *names: str) -> tuple[Call, tuple[str, ...]]:
    return call("frozen", build, *(Lit(name) for name in names)), ("frozen",)


@emits("batch_norm")
def batch_norm(step: Step) -> Emission:
    """nn.BatchNorm1d to 3d."""
    axes = {1: 1, 2: 1, 3: 2, 4: 3}.get(step.rank or 0)
    if axes is None:
        raise Unsupported(f"nn.BatchNorm does not take {step.rank} axes")
    scale, bias = step.flag("scale"), step.flag("bias")
    build = _layer(
        f"nn.BatchNorm{axes}d",
        Lit(step.channels, "channels"),
        option("eps", step.number("eps"), 1e-5),
        option("affine", scale or bias, True),
    )
    needs: tuple[str, ...] = ()
    if scale != bias:
        build, needs = _frozen(build, "bias" if scale else "weight")
    return Emission(build, swapped(step, own), needs)


@emits("layer_norm")
def layer_norm(step: Step) -> Emission:
    """nn.LayerNorm over the channels."""
    scale, bias = step.flag("scale"), step.flag("bias")
    build = _layer(
        "nn.LayerNorm",
        Lit(step.channels, "channels"),
        option("eps", step.number("eps"), 1e-5),
        option("elementwise_affine", scale or bias, True),
        option("bias", bias, True),
    )
    needs: tuple[str, ...] = ()
    if bias and not scale:
        build, needs = _frozen(build, "weight")
    return Emission(build, first(own(last(X, step.rank)), step.rank), needs)


@emits("rms_norm")
def rms_norm(step: Step) -> Emission:
    """nn.RMSNorm over the channels."""
    build = _layer(
        "nn.RMSNorm",
        Lit(step.channels, "channels"),
        Arg(Lit(step.number("eps"), "eps"), "eps"),
        option("elementwise_affine", step.flag("scale"), True),
    )
    return Emission(build, first(own(last(X, step.rank)), step.rank))


@emits("group_norm")
def group_norm(step: Step) -> Emission:
    """nn.GroupNorm."""
    scale, bias = step.flag("scale"), step.flag("bias")
    groups = step.integer("groups")
    if step.rank == 1 and groups == step.channels:
        raise Unsupported("nn.GroupNorm refuses groups of one number")
    build = _layer(
        "nn.GroupNorm",
        Lit(groups, "channels" if groups == step.channels else "groups"),
        Lit(step.channels, "channels"),
        option("eps", step.number("eps"), 1e-5),
        option("affine", scale or bias, True),
    )
    needs: tuple[str, ...] = ()
    if scale != bias:
        build, needs = _frozen(build, "bias" if scale else "weight")
    return Emission(build, swapped(step, own), needs)


@emits("prelu")
def prelu(step: Step) -> Emission:
    """nn.PReLU, one slope a channel."""
    return Emission(call("nn.PReLU", Lit(step.channels, "channels")), swapped(step, own))


@emits("channel_scale")
def channel_scale(step: Step) -> Emission:
    """A module of the file's own."""
    rank = step.rank or 1
    build = _layer(
        "ChannelScale",
        Lit(step.channels, "channels"),
        option("axes", rank - 1 if rank > 2 else 0, 0),
        option("scale", step.flag("scale"), True),
        option("bias", step.flag("bias"), True),
    )
    return Emission(build, own(X), ("ChannelScale",))


@emits("recurrent")
def recurrent(step: Step) -> Emission:
    """nn.RNN, LSTM or GRU; the second bias of the first two is kept at zero, since it adds nothing."""
    cell, both, bias = step.text("cell"), step.flag("bidirectional"), step.flag("bias")
    build = _layer(
        f"nn.{cell.upper()}",
        Lit(step.channels, "in_features"),
        Lit(step.integer("units"), "units"),
        *([Arg(Lit("relu"), "nonlinearity")] if step.flag("relu") else []),
        option("bias", bias, True),
        Arg(Lit(True), "batch_first"),
        option("bidirectional", both, False),
    )
    needs: tuple[str, ...] = ()
    if bias and cell != "gru":
        build, needs = _frozen(build, "bias_hh_l0", *(["bias_hh_l0_reverse"] if both else []))
    if step.flag("sequence"):
        return Emission(build, Index(own(X), (Lit(0),)), needs)
    state: Expr = Index(own(X), (Lit(1),))
    if cell == "lstm":
        state = Index(state, (Lit(0),))
    return Emission(build, method(method(state, "transpose", Lit(0), Lit(1)), "flatten", Lit(1)), needs)
