"""Steps that move numbers."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.source.emitting import X, function
from codegen.source.expressions import Arg, Call, Expr, Lit, Var, call, option
from codegen.tensorflow.table import emits


@emits("flatten")
def flatten(step: Step) -> Emission:
    """tf.reshape to one axis."""
    size = (step.out_shapes[0] or (-1,))[0]
    return function("tf.reshape", X, Lit((-1, size), "shape"))


@emits("split")
def split(step: Step) -> Emission:
    """tf.split."""
    sizes, axis = step.ints("sizes"), Lit(step.integer("axis") + 1, "axis")
    parts = len(sizes) if len(set(sizes)) == 1 else sizes
    return function("tf.split", X, Lit(parts, "sizes"), axis=axis)


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


@emits("reverse")
def reverse(step: Step) -> Emission:
    """tf.reverse."""
    return function("tf.reverse", X, Lit((1,)))
