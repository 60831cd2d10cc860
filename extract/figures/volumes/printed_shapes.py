"""Shapes printed with the names of volumes: in brackets behind a name, or in a line of their own below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.things.things import Thing
from extract.labels.shapes import parse_shape
from extract.scene.geometry import centre
from graph import Shape

BEHIND = re.compile(r"^(?P<name>.*[^\W\d_].*?)\s*(?P<shape>[\[(]\s*\d[\d\s,x×]*[\])])$")
"""A name with its shape in brackets behind it: "Features [60, 52, 64]"."""

ALONE = re.compile(r"^[\[(]\s*\d[\d\s,x×]*[\])]$")
"""A shape in brackets."""

NEAR = 1.0
"""Greatest gap between a name and the shape below it, in the height of the name's line."""

ASIDE = 0.3
"""How far the middles of both lie apart, in the width of the wider one."""


def printed_shapes(
    names: Mapping[int, Thing], free: Sequence[Thing]
) -> dict[int, tuple[str, Shape, Thing | None]]:
    """By the place of a stage its plain name, its shape, and the text that prints this below the name, if one does.

    Args:
        names: by the place of a stage the text that names it.
        free: texts that may be shapes.
    """
    shapes = [text for text in free if ALONE.match(text.text.strip())]
    found: dict[int, tuple[str, Shape, Thing | None]] = {}
    for place, name in names.items():
        behind = BEHIND.match(" ".join(name.text.split()))
        below = [text for text in shapes if _is_below(text, name)]
        shape = _shape(behind["shape"] if behind else below[0].text if len(below) == 1 else "")
        if shape is not None:
            found[place] = (behind["name"] if behind else name.text, shape, None if behind else below[0])
    return found


def _shape(text: str) -> Shape | None:
    """The shape in brackets; a single extent may be small."""
    numbers = re.findall(r"\d+", text)
    return (int(numbers[0]),) if len(numbers) == 1 else parse_shape(" ".join(text.split()))


def _is_below(text: Thing, name: Thing) -> bool:
    """Whether a text stands centred right below a name."""
    line = name.blocks[0].size if name.blocks else text.bbox[3] - text.bbox[1]
    wide = max(name.bbox[2] - name.bbox[0], text.bbox[2] - text.bbox[0])
    aside = abs(centre(text.bbox)[0] - name.middle[0])
    return -0.3 * line <= text.bbox[1] - name.bbox[3] <= NEAR * line and aside <= ASIDE * wide
