"""Arithmetic on dimensions, which are integers or letters.

A result that depends on a letter is a readable expression ("ceil(H/2)"); equal expressions are equal text, so
that two branches of a graph with letters can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Dim


def _grouped(value: Dim) -> str:
    text = str(value)
    return text if text.isalnum() or text.endswith(")") else f"({text})"


def plus(left: Dim, right: Dim) -> Dim:
    """left + right; adding zero keeps a letter as it is."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    if left == 0:
        return right
    if right == 0:
        return left
    if isinstance(right, int) and right < 0:
        return f"{left} - {-right}"
    return f"{left} + {right}"


def times(left: Dim, right: Dim) -> Dim:
    """left × right; multiplying by one keeps a letter as it is."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1:
        return right
    if right == 1:
        return left
    return f"{_grouped(left)}*{_grouped(right)}"


def ceil_div(value: Dim, by: int) -> Dim:
    """value / by, rounded up; dividing by one keeps a letter as it is."""
    if isinstance(value, int):
        return -(-value // by)
    return value if by == 1 else f"ceil({_grouped(value)}/{by})"


def floor_div(value: Dim, by: int) -> Dim:
    """value / by, rounded down; dividing by one keeps a letter as it is."""
    if isinstance(value, int):
        return value // by
    return value if by == 1 else f"floor({_grouped(value)}/{by})"


def product(dims: Iterable[Dim]) -> Dim:
    """The product of dimensions; 1 for none."""
    result: Dim = 1
    for dim in dims:
        result = times(result, dim)
    return result


def total(dims: Iterable[Dim]) -> Dim:
    """The sum of dimensions; 0 for none."""
    result: Dim = 0
    for dim in dims:
        result = plus(result, dim)
    return result
