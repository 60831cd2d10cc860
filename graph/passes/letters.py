"""Numbers for what a paper prints as a letter.

A letter stands for the same number everywhere in a graph. Sums, products and quotients of letters are
computed ("2C", "H/32", "C + D"). A number that only looks like text ("~1200", "4096-d") is that number.

Needs: nothing. Ensures: no attribute of type int, ints or float, and no repeat, holds text; what cannot be
understood is left out of the node with a warning, so that a convention fills it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.errors import Problem
from graph.frozen import FrozenMap
from graph.model import Attribute, Dim, Graph, Node, Shape, Value
from graph.operations import REGISTRY
from graph.passes.marks import assumed

NAMED = {
    "H": 224,
    "W": 224,
    "h": 56,
    "w": 56,
    "T": 32,
    "L": 32,
    "N": 32,
    "n": 3,
    "S": 32,
    "C": 64,
    "D": 64,
    "d": 64,
    "F": 64,
    "K": 10,
    "k": 32,
    "r": 16,
    "G": 2,
    "g": 2,
    "s": 2,
    "t": 6,
    "V": 1000,
    "P": 16,
    "p": 16,
    "B": 1,
    "α": 1,
    "β": 1,
    "classes": 1000,
    "num_classes": 1000,
    "n_classes": 1000,
    "anchors": 9,
}
"""What a letter stands for where nothing tells: the usual size of what papers use it for."""

BY_USE = {
    "filters": 64,
    "units": 128,
    "kernel": 3,
    "stride": 2,
    "dilation": 2,
    "groups": 2,
    "heads": 8,
    "dim": 128,
    "repeat": 2,
    "rate": 0.5,
    "channels": 64,
    "length": 32,
}
"""What an unnamed letter stands for, by where it stands."""

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]+'*|[α-ωΑ-Ω]'*|#\s*\w+)|([-+*/×·()]))")
_NUMBER = re.compile(r"^\s*[~≈]?\s*(\d+(?:\.\d+)?)\s*(?:-?\s*[dD]|units|filters)?\s*$")
_LONGEST = 64


class Letters:
    """The numbers that a graph's letters stand for; the first use decides."""

    def __init__(self) -> None:
        self._bound: dict[str, float] = {}

    def number(self, text: str, use: str) -> float | None:
        """The number that a printed expression comes to; None where it is no expression.

        Args:
            text: what is printed.
            use: the attribute, or "channels", "length" or "repeat", that it is printed for.
        """
        if len(text) > _LONGEST:
            return None
        plain = _NUMBER.match(text)
        if plain:
            return float(plain[1])
        tokens = self._tokens(text)
        if not tokens:
            return None
        try:
            value, rest = self._sum(tokens, use)
        except (IndexError, ValueError, ZeroDivisionError):
            return None
        return value if not rest else None

    def _tokens(self, text: str) -> list[str]:
        found, place = [], 0
        while place < len(text.rstrip()):
            match = _TOKEN.match(text, place)
            if match is None:
                return []
            found.append(match[0].strip().replace("×", "*").replace("·", "*"))
            place = match.end()
        return found

    def _sum(self, tokens: list[str], use: str) -> tuple[float, list[str]]:
        value, rest = self._product(tokens, use)
        while rest and rest[0] in "+-":
            term, after = self._product(rest[1:], use)
            value, rest = (value + term if rest[0] == "+" else value - term), after
        return value, rest

    def _product(self, tokens: list[str], use: str) -> tuple[float, list[str]]:
        value, rest = self._factor(tokens, use)
        while rest and rest[0] not in "+-)":
            sign, after = (rest[0], rest[1:]) if rest[0] in "*/" else ("*", rest)
            factor, rest = self._factor(after, use)
            value = value / factor if sign == "/" else value * factor
        return value, rest

    def _factor(self, tokens: list[str], use: str) -> tuple[float, list[str]]:
        head, rest = tokens[0], tokens[1:]
        if head == "(":
            value, rest = self._sum(rest, use)
            if rest[0] != ")":
                raise ValueError(head)
            return value, rest[1:]
        if head[0].isdigit():
            return float(head), rest
        if head in "+-*/)":
            raise ValueError(head)
        return self._letter(head, use), rest

    def _letter(self, name: str, use: str) -> float:
        key = name.lstrip("# ")
        if key not in self._bound:
            usual = BY_USE.get(use) if use == "repeat" else NAMED.get(key.rstrip("'"), BY_USE.get(use))
            self._bound[key] = float(usual if usual is not None else BY_USE["channels"])
        return self._bound[key]

    def convention(self, text: str, value: float | int) -> str:
        """The convention's name for an expression that came to a value."""
        return f"the printed “{text[:_LONGEST]}” stands for {value:g}"

    def dimension(self, dim: Dim, use: str) -> int:
        """A dimension as a positive integer."""
        if isinstance(dim, int):
            return dim
        value = self.number(dim, use)
        return max(1, round(value)) if value is not None else int(BY_USE[use])

    def shape(self, shape: Shape) -> Shape:
        """A shape in numbers: channels last, lengths before."""
        last = len(shape) - 1
        return tuple(
            self.dimension(dim, "channels" if place == last else "length") for place, dim in enumerate(shape)
        )


def _bound_value(value: Value, use: str, letters: Letters, real: bool) -> Value:
    if isinstance(value, tuple):
        items = tuple(_bound_value(item, use, letters, real) for item in value)
        return None if any(item is None for item in items) else items
    if not isinstance(value, str):
        return value
    number = letters.number(value, use)
    if number is None:
        return None
    return number if real else max(1, round(number))


def _has_text(value: Value) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and any(_has_text(item) for item in value))


def _bind_node(node: Node, letters: Letters, problems: list[Problem]) -> Node:
    operation = REGISTRY[node.op]
    kept: dict[str, Attribute] = {}
    for name, attribute in node.attributes.items():
        spec = operation.attributes.get(name)
        if spec is None or spec.kind not in ("int", "ints", "float") or not _has_text(attribute.value):
            kept[name] = attribute
            continue
        value = _bound_value(attribute.value, name, letters, spec.kind == "float")
        if value is None:
            message = f"node {node.id!r} ({node.op}): {name} {attribute.value!r} is not understood"
            problems.append(Problem("letter", message, (node.id,), "warning"))
            continue
        printed = " ".join(str(item) for item in _flat(attribute.value) if isinstance(item, str))
        kept[name] = assumed(value, f"the printed “{printed[:_LONGEST]}” stands for a usual size")
    repeat = node.repeat
    if isinstance(repeat, str):
        repeat = letters.dimension(repeat, "repeat")
        mark = assumed(repeat, letters.convention(str(node.repeat), repeat))
        kept["repeat"] = mark
    return replace(node, attributes=FrozenMap(kept), repeat=repeat)


def _flat(value: Value) -> tuple[Value, ...]:
    return tuple(inner for item in value for inner in _flat(item)) if isinstance(value, tuple) else (value,)


def bind_letters(graph: Graph, letters: Letters) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph with numbers for its letters, and warnings for what is not understood."""
    problems: list[Problem] = []
    nodes = tuple(_bind_node(node, letters, problems) for node in graph.nodes)
    groups = tuple(
        replace(group, repeat=letters.dimension(group.repeat, "repeat"))
        if group.repeat is not None
        else group
        for group in graph.groups
    )
    return replace(graph, nodes=nodes, groups=groups), tuple(problems)
