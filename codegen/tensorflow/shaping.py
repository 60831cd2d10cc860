"""Steps that move numbers."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.source.expressions import Arg, Call, Display, Expr, In, Index, Lit, Slice, Var, call, option
from codegen.tensorflow.table import X, emits, function


@emits("flatten")
def flatten(step: Step) -> Emission:
    """tf.reshape to one axis."""
    size = (step.out_shapes[0] or (-1,))[0]
    return function("tf.reshape", X, Lit((-1, size), "shape"))


@emits("reshape")
def reshape(step: Step) -> Emission:
    """tf.reshape; the batch is what is left."""
    return function("tf.reshape", X, Lit((-1, *step.ints("to")), "shape"))


@emits("transpose")
def transpose(step: Step) -> Emission:
    """tf.transpose."""
    return function("tf.transpose", X, Lit((0, *(axis + 1 for axis in step.ints("order"))), "order"))


@emits("concat")
def concat(step: Step) -> Emission:
    """tf.concat."""
    rank = step.rank or 1
    axis = step.integer("axis") % rank
    values = Display(tuple(In(n) for n in range(len(step.inputs))))
    return function("tf.concat", values, axis=Lit(-1 if axis == rank - 1 else axis + 1, "axis"))


@emits("split")
def split(step: Step) -> Emission:
    """tf.split."""
    sizes, axis = step.ints("sizes"), Lit(step.integer("axis") + 1, "axis")
    parts = len(sizes) if len(set(sizes)) == 1 else sizes
    return function("tf.split", X, Lit(parts, "sizes"), axis=axis)


@emits("crop")
def crop(step: Step) -> Emission:
    """A subscript with slices."""
    shape, starts, stops = step.in_shapes[0] or (), step.ints("starts"), step.ints("stops")
    slices: list[Expr] = [Var(":")]
    for n, size in enumerate(shape):
        whole = (starts[n], stops[n]) == (0, size)
        slices.append(Var(":") if whole else Slice(Lit(starts[n], "start"), Lit(stops[n], "stop")))
    while slices[-1] == Var(":"):
        slices.pop()
    return Emission(None, Index(X, tuple(slices)))


@emits("pad")
def pad(step: Step) -> Emission:
    """tf.pad."""
    args = (Arg(X), Arg(Lit(((0, 0), *step.pairs("pads")), "pads")))
    more = (
        option("mode", step.text("mode").upper(), "CONSTANT"),
        option("constant_values", step.number("value"), 0.0),
    )
    return Emission(None, Call(Var("tf.pad"), args + more))


@emits("resize")
def resize(step: Step) -> Emission:
    """tf.image.resize, tf.repeat along the axes of what is no image."""
    size, space = step.ints("size"), (step.in_shapes[0] or ())[:-1]
    if len(size) == 2:
        method = option("method", step.text("mode"), "bilinear")
        return Emission(None, Call(Var("tf.image.resize"), (Arg(X), Arg(Lit(size, "size")), method)))
    if step.text("mode") != "nearest":
        raise Unsupported("TensorFlow interpolates images only")
    value: Expr = X
    for axis, (n, s) in enumerate(zip(space, size, strict=True)):
        value = call("tf.repeat", value, Lit(s // n, "scale"), axis=Lit(axis + 1))
    return Emission(None, value)


@emits("depth_to_space", "space_to_depth", "channel_shuffle")
def shuffled(step: Step) -> Emission:
    """Functions of the file's own."""
    name, setting = {
        "depth_to_space": ("pixel_shuffle", "block"),
        "space_to_depth": ("pixel_unshuffle", "block"),
        "channel_shuffle": ("channel_shuffle", "groups"),
    }[step.op]
    return Emission(None, call(name, X, Lit(step.integer(setting), setting)), (name,))


@emits("reverse")
def reverse(step: Step) -> Emission:
    """tf.reverse."""
    return function("tf.reverse", X, Lit((1,)))
