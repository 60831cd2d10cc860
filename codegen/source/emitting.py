"""What all emitters of Python source share."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.source.expressions import Arg, Call, Expr, In, Own, call
from graph.model import Value

Emitter = Callable[[Step], Emission]

X = In(0)
"""The step's first input."""


def squeezed(numbers: tuple[int, ...]) -> Value:
    """One number where all are the same: the way kernels and strides are written."""
    return numbers[0] if len(set(numbers)) == 1 else numbers


def own(*values: Expr) -> Call:
    """The step's own layer applied."""
    return Call(Own(), tuple(Arg(value) for value in values))


def function(name: str, *args: Expr, **named: Expr) -> Emission:
    """A step that owns nothing and is one call."""
    return Emission(None, call(name, *args, **named))
