"""Volumes that are called by the layer they come of: behind an arrow that says what is done, "conv1" is what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels.families import family

BODIES = ("volume", "stack", "parallelogram")
"""What maps are drawn as."""

SETTINGS = frozenset({"filters", "channels"})
"""What is said of a map and of its layer alike."""


def name_maps_behind_steps(links: Sequence[Link], things: Sequence[Thing]) -> None:
    """Makes maps of the volumes named after a layer of the kind that is printed at the arrow which leads to them.

    Args:
        links: between things, what is done at an arrow as a step on its way.
        things: all things; the kinds of such volumes change.
    """
    for link in links:
        if link.source is None or link.target is None:
            continue
        step, body = things[link.source], things[link.target]
        if step.kind != "text" or body.shape is None or body.shape.kind not in BODIES:
            continue
        if step.parsed.kind != "operations" or len(body.parsed.operations) != 1:
            continue
        (named,) = body.parsed.operations
        if body.parsed.kind != "operations" or not set(named.attrs) <= SETTINGS:
            continue
        if family(named.op) in {family(operation.op) for operation in step.parsed.operations}:
            tensor = replace(named, op="feature_map", attrs=type(named.attrs)())
            body.parsed = replace(body.parsed, operations=(tensor,), kind="tensor")
