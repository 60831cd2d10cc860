"""Steps that move numbers."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.keras.table import X, emits, layer, op, own, squeezed
from codegen.source.expressions import Arg, Call, Display, Expr, In, Index, Lit, Slice, Var, call, option


@emits("flatten")
def flatten(step: Step) -> Emission:
    """Flatten."""
    return Emission(layer("Flatten"), own(X))


@emits("reshape")
def reshape(step: Step) -> Emission:
    """ops.reshape; the batch is what is left."""
    return Emission(None, op("reshape", X, Lit((-1, *step.ints("to")), "shape")))


@emits("transpose")
def transpose(step: Step) -> Emission:
    """ops.transpose."""
    return Emission(None, op("transpose", X, Lit((0, *(axis + 1 for axis in step.ints("order"))), "axes")))


@emits("concat")
def concat(step: Step) -> Emission:
    """ops.concatenate."""
    rank = step.rank or 1
    axis = step.integer("axis") % rank
    place = -1 if axis == rank - 1 else axis + 1
    values = Display(tuple(In(n) for n in range(len(step.inputs))))
    return Emission(None, op("concatenate", values, axis=Lit(place, "axis")))


@emits("split")
def split(step: Step) -> Emission:
    """ops.split at indices."""
    sizes, axis = step.ints("sizes"), step.integer("axis") + 1
    if len(set(sizes)) == 1:
        return Emission(None, op("split", X, Lit(len(sizes)), axis=Lit(axis, "axis")))
    places = tuple(sum(sizes[: n + 1]) for n in range(len(sizes) - 1))
    return Emission(None, op("split", X, Lit(places, "places"), axis=Lit(axis, "axis")))


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
    """ops.flip."""
    return Emission(None, op("flip", X, axis=Lit(1)))
