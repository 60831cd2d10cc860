"""Steps that move numbers."""

from __future__ import annotations

from codegen.core.layout import first_axis, first_shape, to_first, to_last
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.pytorch.table import emits, first, last, padding, swapped
from codegen.source.emitting import X, function, squeezed
from codegen.source.expressions import (
    Arg,
    Call,
    Display,
    Expr,
    In,
    Index,
    Lit,
    Slice,
    Var,
    method,
    option,
)


@emits("flatten")
def flatten(step: Step) -> Emission:
    """In PyTorch's own order where only dense layers read it, channels last otherwise."""
    value = X if step.flag("free") else last(X, step.rank)
    return function("torch.flatten", value, Lit(1))


@emits("reshape")
def reshape(step: Step) -> Emission:
    """Numbers in the order of channels last; the batch is what is left."""
    before, after = step.in_shapes[0] or (), step.ints("to")
    if all(n == 1 for n in (*before[:-1], *after[:-1])):
        return Emission(None, method(X, "reshape", Lit(-1), *(Lit(n, "width") for n in first_shape(after))))
    value = method(last(X, step.rank), "reshape", Lit(-1), *(Lit(n, "width") for n in after))
    return Emission(None, first(value, len(after)))


@emits("transpose")
def transpose(step: Step) -> Emission:
    """One permutation that holds the changes of layout too."""
    order = (0, *(axis + 1 for axis in step.ints("order")))
    rank = len(order) - 1
    back = to_last(rank)
    return Emission(None, method(X, "permute", *(Lit(back[order[axis]], "axis") for axis in to_first(rank))))


@emits("concat")
def concat(step: Step) -> Emission:
    """torch.cat."""
    rank = step.rank or 1
    axis = step.integer("axis") % rank
    dim = first_axis(axis, rank) if rank > 2 or axis < rank - 1 else -1
    values = Display(tuple(In(n) for n in range(len(step.inputs))), "()")
    return function("torch.cat", values, dim=Lit(dim, "dim"))


@emits("split")
def split(step: Step) -> Emission:
    """torch.chunk into equal parts, torch.split into others."""
    sizes, dim = step.ints("sizes"), Lit(first_axis(step.integer("axis"), step.rank or 1), "dim")
    if len(set(sizes)) == 1:
        return function("torch.chunk", X, Lit(len(sizes)), dim=dim)
    return function("torch.split", X, Lit(sizes, "sizes"), dim=dim)


@emits("crop")
def crop(step: Step) -> Emission:
    """A subscript with slices."""
    shape, starts, stops = step.in_shapes[0] or (), step.ints("starts"), step.ints("stops")
    slices: list[Expr] = [Var(":")] * (len(shape) + 1)
    for n, size in enumerate(shape):
        if (starts[n], stops[n]) != (0, size):
            slices[first_axis(n, len(shape))] = Slice(Lit(starts[n], "start"), Lit(stops[n], "stop"))
    while slices[-1] == Var(":"):
        slices.pop()
    return Emission(None, Index(X, tuple(slices)))


@emits("pad")
def pad(step: Step) -> Emission:
    """F.pad, the last axis first."""
    pairs = ((0, 0), *step.pairs("pads"))
    ordered = [pairs[axis] for axis in to_first(len(pairs) - 1)][1:]
    while len(ordered) > 1 and ordered[0] == (0, 0):
        ordered.pop(0)
    args = (Arg(X), Arg(Lit(padding(tuple(ordered)), "padding")))
    more = (option("mode", step.text("mode"), "constant"), option("value", step.number("value"), 0.0))
    return Emission(None, Call(Var("F.pad"), args + more))


@emits("resize")
def resize(step: Step) -> Emission:
    """F.interpolate."""
    size = step.ints("size")
    space = (step.in_shapes[0] or ())[:-1]
    whole = not any(s % n for n, s in zip(space, size, strict=True))
    scale = tuple(s // n for n, s in zip(space, size, strict=True))
    where = Arg(Lit(squeezed(scale), "scale"), "scale_factor") if whole else Arg(Lit(size, "size"), "size")
    if step.text("mode") == "nearest":
        how: tuple[Arg, ...] = ()
    else:
        mode = {1: "linear", 2: "bilinear", 3: "trilinear"}[len(size)]
        how = (Arg(Lit(mode), "mode"), Arg(Lit(False), "align_corners"))
    return Emission(None, swapped(step, lambda x: Call(Var("F.interpolate"), (Arg(x), where, *how))))


@emits("depth_to_space")
def depth_to_space(step: Step) -> Emission:
    """F.pixel_shuffle."""
    return function("F.pixel_shuffle", X, Lit(step.integer("block"), "block"))


@emits("space_to_depth")
def space_to_depth(step: Step) -> Emission:
    """F.pixel_unshuffle."""
    return function("F.pixel_unshuffle", X, Lit(step.integer("block"), "block"))


@emits("channel_shuffle")
def channel_shuffle(step: Step) -> Emission:
    """Channels cut into groups and dealt out in turn."""
    axis = 1 if (step.rank or 0) > 2 else -1
    cut = method(X, "unflatten", Lit(axis), Display((Lit(step.integer("groups"), "groups"), Lit(-1)), "()"))
    turn = (1, 2) if axis == 1 else (-1, -2)
    dealt = method(cut, "transpose", Lit(turn[0]), Lit(turn[1]))
    ends = (1, 2) if axis == 1 else (-2, -1)
    return Emission(None, method(dealt, "flatten", Lit(ends[0]), Lit(ends[1])))


@emits("reverse")
def reverse(step: Step) -> Emission:
    """torch.flip."""
    return function("torch.flip", X, dims=Lit((first_axis(0, step.rank or 1),)))
