"""Emitters that differ between frameworks with channels last in the names of functions only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from functools import reduce as fold

from codegen.channels_last.geometry import sliced
from codegen.core.steps import Step
from codegen.emission import Emission, Table
from codegen.source.emitting import Emitter, X, affine, arithmetic, function, squeezed
from codegen.source.expressions import Arg, Binary, Call, Display, Expr, In, Lit, Var, call, option


@dataclass(frozen=True, slots=True)
class Words:
    """A framework's functions.

    Attributes:
        module: prefix of those that both call alike ("tf", "ops").
        concat: joins along an axis.
        reduction: prefix of mean, max, min and sum.
        power: raises to a power.
    """

    module: str
    concat: str
    reduction: str
    power: str


def reshape(words: Words, step: Step) -> Emission:
    """The batch is what is left."""
    return function(f"{words.module}.reshape", X, Lit((-1, *step.ints("to")), "shape"))


def transpose(words: Words, step: Step) -> Emission:
    """Axes counted with the batch."""
    order = (0, *(axis + 1 for axis in step.ints("order")))
    return function(f"{words.module}.transpose", X, Lit(order, "axes"))


def concat(words: Words, step: Step) -> Emission:
    """Along the channels from behind, along other axes from the front."""
    rank = step.rank or 1
    axis = step.integer("axis") % rank
    values = Display(tuple(In(n) for n in range(len(step.inputs))))
    return function(words.concat, values, axis=Lit(-1 if axis == rank - 1 else axis + 1, "axis"))


def crop(_: Words, step: Step) -> Emission:
    """A subscript with slices."""
    sizes = zip(step.in_shapes[0] or (), step.ints("starts"), step.ints("stops"), strict=True)
    return Emission(None, sliced(X, [None if (b, e) == (0, n) else (b, e) for n, b, e in sizes]))


def shuffled(_: Words, step: Step) -> Emission:
    """Functions of the library."""
    name, setting = {
        "depth_to_space": ("pixel_shuffle", "block"),
        "space_to_depth": ("pixel_unshuffle", "block"),
        "channel_shuffle": ("channel_shuffle", "groups"),
    }[step.op]
    return Emission(None, call(name, X, Lit(step.integer(setting), setting)), (name,))


def extreme(words: Words, step: Step) -> Emission:
    """Pair by pair."""
    values: list[Expr] = [In(n) for n in range(len(step.inputs))]
    return Emission(None, fold(partial(call, f"{words.module}.{step.op}"), values))


def causal_mask(_: Words, step: Step) -> Emission:
    """A function of the library."""
    return Emission(None, call("mask_later", X), ("mask_later",))


def attention(_: Words, step: Step) -> Emission:
    """A function of the library."""
    args = (Arg(In(0)), Arg(In(1)), Arg(In(2)), Arg(Lit(step.integer("heads"), "heads"), "heads"))
    causal = option("causal", step.flag("causal"), False)
    return Emission(None, Call(Var("attend"), (*args, causal)), ("attend", "mask_later"))


def global_pool(words: Words, step: Step) -> Emission:
    """A reduction over all axes of space."""
    return _reduced(words, step, tuple(range(1, step.rank or 2)))


def reduce(words: Words, step: Step) -> Emission:
    """Over axes counted without batch."""
    return _reduced(words, step, tuple(axis + 1 for axis in step.ints("axes")))


def _reduced(words: Words, step: Step, axes: tuple[int, ...]) -> Emission:
    mode = step.text("mode")
    keep = option("keepdims", step.flag("keep"), False)
    args = (Arg(X), Arg(Lit(squeezed(axes), "axis"), "axis"), keep)
    return Emission(None, Call(Var(words.reduction + ("mean" if mode == "avg" else mode)), args))


def power(words: Words, step: Step) -> Emission:
    """A constant exponent."""
    return function(words.power, X, Lit(step.number("exponent"), "exponent"))


def neighbours(words: Words, step: Step) -> Emission:
    """Scores kept where the second input has an edge."""
    edge = Binary(">", (In(1), Lit(0.0)))
    return function(f"{words.module}.where", edge, In(0), Lit(-1e9))


SHARED: dict[str, Callable[[Words, Step], Emission]] = {
    "reshape": reshape, "transpose": transpose, "concat": concat, "crop": crop,
    "depth_to_space": shuffled, "space_to_depth": shuffled, "channel_shuffle": shuffled,
    "maximum": extreme, "minimum": extreme, "causal_mask": causal_mask, "attention": attention,
    "global_pool": global_pool, "reduce": reduce, "power": power, "neighbours": neighbours,
}  # fmt: skip


def share(emits: Table[Emitter], words: Words) -> None:
    """Enters the shared emitters into a framework's table."""
    emits("add", "subtract", "multiply", "divide")(arithmetic)
    emits("affine")(affine)
    for op, emitter in SHARED.items():
        emits(op)(partial(emitter, words))
