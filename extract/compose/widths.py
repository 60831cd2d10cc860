"""Widths that the text gives in terms of a constant: 4k channels after each 1×1 convolution, half in a
transition."""

from __future__ import annotations

from collections.abc import Mapping

from extract.compose.draft import Draft, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import WidthRule
from graph import Node, Value

RULE = "a width that the text gives in terms of a constant"


def fill_widths(draft: Draft, facts: Facts) -> None:
    """Fills the filters that convolutions lack by the rules of the text, in the order of the data."""
    rules = facts.of(WidthRule)
    if not rules:
        return
    first = True
    for node_id in draft.order():
        node = draft.nodes[node_id]
        if family(node.op) != "convolution":
            continue
        initial, first = first, False
        if "filters" in node.attributes:
            continue
        for rule in rules:
            width = _width(draft, node, rule, facts, initial=initial)
            if width is not None:
                draft.set(node_id, "filters", stated(width, rule.evidence, RULE, rule.confidence))
                break


def _width(draft: Draft, node: Node, rule: WidthRule, facts: Facts, *, initial: bool) -> int | None:
    place = node.label.lower()
    if rule.place == "initial" and not initial:
        return None
    if rule.place == "transition" and "transition" not in place:
        return None
    if rule.place == "" and (initial or "transition" in place or not _has(node, rule.where)):
        return None
    factor = rule.factor
    if isinstance(factor, str):
        constant = facts.constant(symbol=factor)
        if constant is None:
            return None
        factor = constant.value
    if rule.symbol == "m":
        sources = draft.before(node.id)
        base: int | float | None = draft.channels(sources[0]) if sources else None
    else:
        named = facts.constant(symbol=rule.symbol)
        base = named.value if named is not None else None
    return int(factor * base) if base is not None else None


def _has(node: Node, where: Mapping[str, Value]) -> bool:
    return all(node.value(name) == value for name, value in where.items())
