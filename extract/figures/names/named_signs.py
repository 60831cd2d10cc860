"""Signs with their names beside them: "×" with "dot product" is a product of matrices, "⊙" with "scale" scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between, height, overlap

BESIDE = 1.2
"""Farthest that a name stands from its sign, in sizes of text."""

LEVEL = 0.6
"""Least share of a name's height that is level with its sign."""

SIGNS = frozenset("+-×·*⊙⊗⊕∘•")
"""Signs that stand for more than one operation, as authors use them."""

NAMED = frozenset({"add", "concat", "multiply", "matmul", "subtract", "scale", "mean", "mask"})
"""What such a sign may do."""


def name_signs(things: Sequence[Thing], unit: float) -> None:
    """Gives a sign the operation by whose name alone it stands; the name is set aside.

    Args:
        things: of a figure.
        unit: usual size of its text in points.
    """
    signs = [thing for thing in things if thing.kind == "sign" and thing.text in SIGNS]
    for name in things:
        if name.kind != "text" or not _says(name):
            continue
        near = [sign for sign in signs if _beside(name, sign, unit)]
        if len(near) != 1:
            continue
        (sign,) = near
        told = replace(name.parsed.operations[0], label=f"{sign.text} {name.text}")
        sign.parsed = replace(sign.parsed, operations=(told,), kind="operations")
        name.set_aside()


def _says(name: Thing) -> bool:
    """Whether a text names one operation that a sign may stand for, without settings."""
    operations = name.parsed.operations
    if name.parsed.kind != "operations" or len(operations) != 1 or operations[0].attrs:
        return False
    return operations[0].op in NAMED and len(name.text) > 2


def _beside(name: Thing, sign: Thing, unit: float) -> bool:
    level = overlap(name.bbox[1], name.bbox[3], sign.bbox[1], sign.bbox[3]) >= LEVEL * height(name.bbox)
    return level and gap_between(name.bbox, sign.bbox) <= BESIDE * unit
