"""What all emitters of Python source share."""

from __future__ import annotations

from collections.abc import Callable

from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.source.expressions import Arg, Binary, Call, Expr, In, Lit, Own, call
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


def arithmetic(step: Step) -> Emission:
    """Python's operators."""
    sign = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}[step.op]
    return Emission(None, Binary(sign, tuple(In(n) for n in range(len(step.inputs)))))


def affine(step: Step) -> Emission:
    """Times and plus a constant."""
    factor, offset = step.number("factor"), step.number("offset")
    value: Expr = X if factor == 1 else Binary("*", (X, Lit(factor, "factor")))
    return Emission(None, value if offset == 0 else Binary("+", (value, Lit(offset, "offset"))))
