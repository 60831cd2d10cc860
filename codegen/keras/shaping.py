"""Steps that move numbers."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.keras.table import emits, layer, op
from codegen.source.emitting import X, own, squeezed
from codegen.source.expressions import Arg, Call, Lit, Var, option


@emits("flatten")
def flatten(step: Step) -> Emission:
    """Flatten."""
    return Emission(layer("Flatten"), own(X))


@emits("split")
def split(step: Step) -> Emission:
    """ops.split at indices."""
    sizes, axis = step.ints("sizes"), step.integer("axis") + 1
    if len(set(sizes)) == 1:
        return Emission(None, op("split", X, Lit(len(sizes)), axis=Lit(axis, "axis")))
    places = tuple(sum(sizes[: n + 1]) for n in range(len(sizes) - 1))
    return Emission(None, op("split", X, Lit(places, "places"), axis=Lit(axis, "axis")))


@emits("pad")
def pad(step: Step) -> Emission:
    """ops.pad."""
    args = (Arg(X), Arg(Lit(((0, 0), *step.pairs("pads")), "pads")))
    mode, value = option("mode", step.text("mode"), "constant"), step.number("value")
    more = (mode, option("constant_values", value, 0.0)) if step.text("mode") == "constant" else (mode,)
    return Emission(None, Call(Var("ops.pad"), (*args, *more)))


@emits("resize")
def resize(step: Step) -> Emission:
    """UpSampling for whole pixels, ops.image.resize for interpolation."""
    size, space = step.ints("size"), (step.in_shapes[0] or ())[:-1]
    if step.text("mode") == "nearest":
        scale = tuple(s // n for n, s in zip(space, size, strict=True))
        return Emission(layer(f"UpSampling{len(size)}D", Lit(squeezed(scale), "size")), own(X))
    if len(size) != 2:
        raise Unsupported("Keras interpolates images only")
    return Emission(None, op("image.resize", X, Lit(size, "size"), interpolation=Lit("bilinear")))


@emits("reverse")
def reverse(step: Step) -> Emission:
    """ops.flip."""
    return Emission(None, op("flip", X, axis=Lit(1)))
