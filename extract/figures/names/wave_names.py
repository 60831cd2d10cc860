"""Waves in circles: what is printed beside one says which encoding of positions it adds, and is no other one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between

NEAR = 1.6
"""Farthest that a name stands from a circle with a wave, in sizes of text."""


def name_waves(things: Sequence[Thing], unit: float) -> None:
    """Gives circles with waves the name of an encoding of positions that stands nearest to them.

    Args:
        things: of a figure.
        unit: usual size of its text in points.
    """
    waves = [
        thing
        for thing in things
        if thing.kind == "sign" and not thing.blocks and thing.shape is not None and thing.shape.symbol == "∿"
    ]
    for name in things:
        if name.kind != "text" or [each.op for each in name.parsed.operations] != ["positional_encoding"]:
            continue
        near = [wave for wave in waves if gap_between(name.bbox, wave.bbox) <= NEAR * unit]
        if near:
            wave = min(near, key=lambda each: gap_between(name.bbox, each.bbox))
            wave.text, wave.blocks, wave.parsed = name.text, name.blocks, name.parsed
            name.set_aside()
