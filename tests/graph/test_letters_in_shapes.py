"""Shape rules over letters: putting numbers for the letters gives what the rule gives for the numbers."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Attribute, Dim, FrozenMap, Node, Shape, ShapeError
from graph.operations import REGISTRY, Operation
from graph.operations.dims import ceil_div, floor_div, plus, product, times, total

LETTERS = {"H": 24, "W": 18, "L": 12}
BY_RANK: dict[int, Shape] = {1: (12,), 2: ("L", 12), 3: ("H", "W", 12), 4: ("L", "H", "W", 12)}


def numbered(dim: Dim) -> int:
    """An expression of the registry's own making, in numbers."""
    if isinstance(dim, int):
        return dim
    assert re.fullmatch(r"[HWLceilfoor()+\-*/ \d]+", dim), dim
    value = eval(dim, {"ceil": math.ceil, "floor": math.floor, **LETTERS})
    return int(value)


def in_numbers(shape: Shape) -> Shape:
    return tuple(numbered(dim) for dim in shape)


# A reshaping of letters cannot know whether the numbers will hold as many values.
KNOWABLE = [operation for name, operation in REGISTRY.items() if name != "reshape"]


@pytest.mark.parametrize("operation", KNOWABLE, ids=lambda o: o.name)
def test_rules_over_letters_agree_with_rules_over_numbers(operation: Operation) -> None:
    node = Node("n", operation.name, attributes=FrozenMap({"shape": Attribute((8, 4))}))
    for lettered in BY_RANK.values():
        inputs = [lettered] * operation.inputs[0]
        try:
            result = operation.shape(node, inputs)
        except ShapeError:
            continue
        real = operation.shape(node, [in_numbers(shape) for shape in inputs])
        assert [in_numbers(shape) for shape in result] == list(real)


DIMS = st.one_of(st.integers(1, 9), st.sampled_from(sorted(LETTERS)))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DIMS, min_size=2, max_size=4), st.integers(1, 5), st.integers(-3, 5))
def test_arithmetic_over_letters_is_arithmetic(dims: list[Dim], by: int, more: int) -> None:
    first, second = dims[0], dims[1]
    one, other = numbered(first), numbered(second)
    assert numbered(plus(first, more)) == one + more
    assert numbered(plus(first, second)) == one + other
    assert numbered(times(first, second)) == one * other
    assert numbered(ceil_div(first, by)) == math.ceil(one / by)
    assert numbered(floor_div(times(first, second), by)) == one * other // by
    assert numbered(product(dims)) == math.prod(numbered(dim) for dim in dims)
    assert numbered(total(dims)) == sum(numbered(dim) for dim in dims)
