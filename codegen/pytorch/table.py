"""What PyTorch emitters share. Maps are (batch, channels, *space), sequences (batch, length, channels)."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Emission, Table
from codegen.source.expressions import Arg, Call, Expr, In, Lit, Own, call, method
from graph.model import Value

Emitter = Callable[[Step], Emission]
emits: Table[Emitter] = Table("PyTorch")

X = In(0)


def squeezed(numbers: tuple[int, ...]) -> Value:
    """One number where all are the same: the way kernels and strides are written."""
    return numbers[0] if len(set(numbers)) == 1 else numbers


def own(*values: Expr) -> Call:
    """The step's own layer applied."""
    return Call(Own(), tuple(Arg(value) for value in values))


def swapped(step: Step, apply: Callable[[Expr], Expr], x: Expr = X) -> Expr:
    """`apply` of x; a sequence is turned to (batch, channels, length) and back."""
    if step.rank != 2:
        return apply(x)
    turned = method(x, "transpose", Lit(1), Lit(2))
    return method(apply(turned), "transpose", Lit(1), Lit(2))


def last(x: Expr, rank: int | None) -> Expr:
    """x with its channels brought last."""
    return method(x, "movedim", Lit(1), Lit(-1)) if (rank or 0) > 2 else x


def first(x: Expr, rank: int | None) -> Expr:
    """x with its channels brought behind the batch."""
    return method(x, "movedim", Lit(-1), Lit(1)) if (rank or 0) > 2 else x


def function(name: str, *args: Expr, **named: Expr) -> Emission:
    """A step that owns nothing and is one call."""
    return Emission(None, call(name, *args, **named))


def padding(pads: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Pads as F.pad takes them: the last axis first."""
    return tuple(n for pair in reversed(pads) for n in pair)
