"""What Keras emitters share. All tensors have their channels last."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Emission, Table
from codegen.source.expressions import Arg, Call, Expr, In, Lit, Own, Var, call
from graph.model import Value

Emitter = Callable[[Step], Emission]
emits: Table[Emitter] = Table("Keras")

X = In(0)


def squeezed(numbers: tuple[int, ...]) -> Value:
    """One number where all are the same: the way kernels and strides are written."""
    return numbers[0] if len(set(numbers)) == 1 else numbers


def own(*values: Expr) -> Call:
    """The step's own layer applied."""
    return Call(Own(), tuple(Arg(value) for value in values))


def layer(name: str, *args: Arg | Expr) -> Call:
    """A layer's constructor."""
    return Call(Var(f"layers.{name}"), tuple(a if isinstance(a, Arg) else Arg(a) for a in args))


def op(name: str, *args: Expr, **named: Expr) -> Call:
    """A call of keras.ops."""
    return call(f"ops.{name}", *args, **named)


def pads_of(pads: tuple[tuple[int, int], ...]) -> Lit:
    """Pads of space as keras.ops.pad takes them: batch and channels too."""
    return Lit(((0, 0), *pads, (0, 0)), "pads")
