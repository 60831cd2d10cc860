"""What PyTorch emitters share. Maps are (batch, channels, *space), sequences (batch, length, channels)."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Table
from codegen.source.emitting import Emitter, X
from codegen.source.expressions import Expr, Lit, method

emits: Table[Emitter] = Table("PyTorch")


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


def padding(pads: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Pads as F.pad takes them: the last axis first."""
    return tuple(n for pair in reversed(pads) for n in pair)
