"""Names below volumes: where each volume of a drawing has a name of its own under it, the volume is what that says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things import Thing
from extract.figures.titles import SUB_CAPTION
from extract.figures.volumes import Bodies, stand_against
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.labels.families import family
from extract.scene.geometry import union
from graph import Box, FrozenMap, Shape

FEWEST = 3
"""Fewest volumes with a name each."""

BELOW = 6.0
"""Greatest distance of a name from the volume over it, in sizes of text; sizes may stand between them."""


SAME_SHAPE = frozenset({"activation", "norm", "dropout"})
"""Kinds of operations that leave the shape as it is, so that what comes before them has it too."""


SYMBOL = re.compile(r"^[A-ZΑ-Ω](?:_?[A-Za-z0-9]{1,2})?['′’]?$")
"""A tensor's letter, which may have an index."""

SECOND = 0.6
"""Greatest gap between a tensor's name and its letter below, in sizes of text."""


def join_symbols(things: Sequence[Thing], unit: float) -> None:
    """Puts a tensor's letter to the name over it where both stand under one volume, which is that tensor then."""
    volumes = [t for t in things if t.kind == "box" and t.shape is not None and t.shape.kind == "volume"]
    free = [t for t in things if t.kind == "text" and not t.title]
    names = [
        t for t in free if t.parsed.kind == "block" and any(_stands_under(t, v.bbox, unit) for v in volumes)
    ]
    for name in names:
        letters = [t for t in free if SYMBOL.match(t.text.strip()) and _is_second_line(t, name, unit)]
        lines = [line for block in name.blocks for line in block.lines]
        if letters:
            name.text = f"{name.text} {letters[0].text}"
            letters[0].set_aside()
        elif len(lines) < 2 or not SYMBOL.match(lines[-1].strip()):
            continue
        tensor = ParsedOperation("feature_map", FrozenMap(), None, name.text)
        name.parsed = ParsedLabel(name.text, (tensor,), "tensor", 0.8)


def _is_second_line(letter: Thing, name: Thing, unit: float) -> bool:
    """Whether a letter stands centred right below a name."""
    gap = letter.bbox[1] - name.bbox[3]
    return 0 <= gap <= SECOND * unit and abs(name.middle[0] - letter.middle[0]) <= SECOND * unit


def name_volumes(bodies: Bodies, things: Sequence[Thing], unit: float) -> None:
    """Gives each volume the operations that its name tells, and takes these texts out of play.

    Volumes that stand against each other are one stage with one name. Beside stages of several, whose volumes stay
    tensors, only operations are named so. One name fewer than stages names what is done between them, which is told
    elsewhere.
    """
    stages = _stages([things[i] for i in bodies.things])
    free = [thing for thing in things if thing.id not in bodies.used and _may_name(thing)]
    names = []
    for stage in stages:
        under = [text for text in free if _stands_under(text, union(each.bbox for each in stage), unit)]
        if not under:
            return
        names.append(min(under, key=lambda text: text.bbox[1]))
    if len(stages) < FEWEST or len({text.id for text in names}) < len(names):
        return
    alone = all(len(stage) == 1 for stage in stages)
    for stage, text in zip(stages, names, strict=True):
        if alone or (len(stage) == 1 and parse_label(text.text).kind == "operations"):
            (volume,) = stage
            shape = volume.parsed.operations[-1].output_shape if volume.parsed.operations else None
            volume.parsed = _named(text.text, shape)
            volume.text = text.text
        bodies.used.add(text.id)
        text.set_aside()


def _may_name(thing: Thing) -> bool:
    """Whether a thing is a free text that is no sub-caption; names of volumes are often set bold, as headings are."""
    heading = thing.title and (thing.parsed.kind == "comment" or SUB_CAPTION.match(thing.text) is not None)
    return thing.kind == "text" and bool(thing.text.strip()) and not heading


def _stages(volumes: Sequence[Thing]) -> list[list[Thing]]:
    """Volumes from left to right, those that stand against each other together."""
    found: list[list[Thing]] = []
    for volume in volumes:
        if found and stand_against(found[-1][-1], volume):
            found[-1].append(volume)
        else:
            found.append([volume])
    return found


def _stands_under(text: Thing, stage: Box, unit: float) -> bool:
    gap = text.bbox[1] - stage[3]
    return stage[0] <= text.middle[0] <= stage[2] and -0.3 * unit <= gap <= BELOW * unit


def _named(name: str, shape: Shape | None) -> ParsedLabel:
    """What a volume with this name and shape is; a tensor where the name is of one."""
    parsed = parse_label(name)
    if parsed.kind not in ("operations", "block") or not parsed.operations:
        tensor = ParsedOperation("feature_map", FrozenMap(), None, name, shape)
        return ParsedLabel(name, (tensor,), "tensor", 0.8)
    operations = list(parsed.operations)
    for at in reversed(range(len(operations))):
        each = operations[at]
        if each.op == "dense" and shape is not None and len(shape) == 1 and "units" not in each.attrs:
            operations[at] = replace(each, attrs=FrozenMap({**each.attrs, "units": shape[0]}))
        elif each.output_shape is None:
            operations[at] = replace(each, output_shape=shape)
        if family(each.op) not in SAME_SHAPE:
            break
    return replace(parsed, operations=tuple(operations))
