"""What TensorFlow emitters share. All tensors have their channels last."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Emission, Table
from codegen.source.expressions import Arg, Call, Expr, In, Lit, Own, Var, call
from graph.model import Value

Emitter = Callable[[Step], Emission]
emits: Table[Emitter] = Table("TensorFlow")

X = In(0)


def squeezed(numbers: tuple[int, ...]) -> Value:
    """One number where all are the same: the way windows and strides are written."""
    return numbers[0] if len(set(numbers)) == 1 else numbers


def own(*values: Expr) -> Call:
    """The step's own layer applied."""
    return Call(Own(), tuple(Arg(value) for value in values))


def module(name: str, *args: Arg | Expr) -> Call:
    """A constructor of one of the file's own modules."""
    return Call(Var(name), tuple(a if isinstance(a, Arg) else Arg(a) for a in args))


def function(name: str, *args: Expr, **named: Expr) -> Emission:
    """A step that owns nothing and is one call."""
    return Emission(None, call(name, *args, **named))


def pads_of(pads: tuple[tuple[int, int], ...]) -> Lit:
    """Pads of space as tf.pad takes them: batch and channels too."""
    return Lit(((0, 0), *pads, (0, 0)), "pads")
