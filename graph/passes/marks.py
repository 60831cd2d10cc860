"""How a pass marks what it did: every guess carries its convention, so that guesses can be counted."""

from __future__ import annotations

from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Attribute, Node, Origin, Value

BECAUSE = "because"
"""Attribute of a node that a pass added, or whose operation it chose: the convention, with its origin."""

GUESS_CONFIDENCE = 0.5
"""Confidence of what a convention filled in: nothing was read that speaks for or against it."""


def assumed(value: Value, convention: str) -> Attribute:
    """A value taken by convention."""
    return Attribute(value, "default", GUESS_CONFIDENCE, None, convention)


def solved(value: Value, convention: str) -> Attribute:
    """A value that follows from other facts by the named rule."""
    return Attribute(value, "inferred", 1.0, None, convention)


def because(convention: str, origin: Origin = "default") -> Attribute:
    """The mark of a node that was added, or whose operation was chosen."""
    return assumed(convention, convention) if origin == "default" else solved(convention, convention)


def added(
    node_id: str, op: str, convention: str, origin: Origin = "default", **attributes: Attribute
) -> Node:
    """A node that the paper implies and does not draw."""
    marked = {**attributes, BECAUSE: because(convention, origin)}
    return Node(
        node_id, op, attributes=FrozenMap(marked), printed=False, confidence=marked[BECAUSE].confidence
    )


def chosen(node: Node, op: str, convention: str) -> Node:
    """A node whose operation was chosen by convention."""
    return replace(node.with_attribute(BECAUSE, because(convention)), op=op)
