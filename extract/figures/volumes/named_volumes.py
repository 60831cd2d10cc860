"""Names of volumes: where each volume of a drawing has a name of its own under or over it, it is what that says."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extract.figures.things.things import Thing
from extract.figures.things.titles import SUB_CAPTION
from extract.figures.volumes.matched_names import matched_names, names_in_step
from extract.figures.volumes.shaped import shaped
from extract.figures.volumes.unnamed_volumes import FEWEST_TWINS, stand_parallel
from extract.figures.volumes.volumes import Bodies, stand_against
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.scene.geometry import centre, union
from graph import Box, FrozenMap, Shape

FEWEST = 3
"""Fewest volumes with a name each."""

BELOW = 6.0
"""Greatest distance of a name from the volume over it, in sizes of text; sizes may stand between them."""


SYMBOL = re.compile(r"^[A-ZΑ-Ω](?:_?[A-Za-z0-9]{1,2})?['′’]?$")
"""A tensor's letter, which may have an index."""

MAPS = re.compile(r"\b(?:feature |activation )?maps?\b|\bchannels?\b|\bfeatures\b", re.IGNORECASE)
"""What a volume says that tells itself that it is maps: what stands by it then only remarks on them."""

SECOND = 0.6
"""Greatest gap between a tensor's name and its letter below, in sizes of text."""


CENTRED = 0.25
"""How far the middle of a name lies from that of its stage, in the stage's width; at least a size of text."""

LEAST_SHARE = 0.6
"""Least share of the stages that have a name."""

ABOVE = 2.0
"""Greatest distance of a name over a volume from it, in sizes of text."""


UNDER = 0.5
"""How far the middle of an operation lies from that of the front that it stands under, in sizes of text."""

LEVEL = 0.3
"""Farthest that the ends of names in a row are off one level, in sizes of text."""


_SIDES = re.compile(r"^(\d{1,4}) ?× ?(\d{1,4})(?!\s*[×x*@\d])")
"""A map's sides at the start of its name."""


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
        name.parsed = _tensor(name.text, None)


def _is_second_line(letter: Thing, name: Thing, unit: float) -> bool:
    """Whether a letter stands centred right below a name."""
    gap = letter.bbox[1] - name.bbox[3]
    return 0 <= gap <= SECOND * unit and abs(name.middle[0] - letter.middle[0]) <= SECOND * unit


def name_volumes(bodies: Bodies, things: Sequence[Thing], unit: float) -> None:
    """Gives each volume the operations that its name tells, and takes these texts out of play.

    Volumes that stand against each other are one stage with one name. Beside stages of several, whose volumes stay
    tensors, only operations are named so: of such a stage what stands right under one of its volumes. One
    name fewer than stages names what is done between them, which is told elsewhere.
    """
    stages = _stages([things[i] for i in bodies.things])
    free = [thing for thing in things if thing.id not in bodies.used and _may_name(thing)]
    boxes = [union(each.bbox for each in stage) for stage in stages]
    fronts = [union(_front(each) for each in stage) for stage in stages]
    if len(stages) < FEWEST:
        return
    sized = {place for place, stage in enumerate(stages) if all(_is_sized(volume) for volume in stage)}
    names = _names(boxes, fronts, free, sized, unit, over=False) or _names(
        boxes, fronts, free, sized, unit, over=True
    )
    names = names or matched_names(boxes, free, unit) or names_in_step(boxes, free, unit)
    # What is done is told on the way already: the names are those of tensors.
    told = _told_between(boxes, [text for text in free if text not in names.values()])
    alone = all(len(stage) == 1 for stage in stages)
    for place, text in names.items():
        stage = _named_part(text, stages[place], unit)
        remark = any(MAPS.search(volume.text) for volume in stage)
        if not remark and (alone or (len(stage) == 1 and parse_label(text.text).kind == "operations")):
            (volume,) = stage
            own = volume.parsed.operations[-1].output_shape if volume.parsed.operations else None
            volume.parsed = _with_printed(_named(text.text, own, told), volume.parsed)
            volume.text = text.text
        bodies.used.add(text.id)
        text.set_aside()


def _is_sized(volume: Thing) -> bool:
    """Whether all that a volume prints is a size."""
    return volume.parsed.kind == "tensor" and volume.parsed.operations[0].output_shape is not None


def _named_part(text: Thing, stage: list[Thing], unit: float) -> list[Thing]:
    """Of volumes of different colours that stand against each other the one that an operation stands right under.

    Layers are drawn so with their pooling, which is smaller and has no name.
    """
    fills = [volume.shape.fill if volume.shape is not None else None for volume in stage]
    if parse_label(text.text).kind != "operations" or None in fills or len({*fills}) < len(stage):
        return stage
    at = [volume for volume in stage if abs(text.middle[0] - centre(_front(volume))[0]) <= UNDER * unit]
    return at if len(at) == 1 else stage


def _names(
    stages: Sequence[Box],
    fronts: Sequence[Box],
    free: Sequence[Thing],
    sized: Set[int],
    unit: float,
    over: bool,
) -> dict[int, Thing]:
    """By the place of a stage the name under, or over, it; none where two stages share one, or few have one.

    A name under two stages, of which one reaches over the other, belongs to the one whose middle, or whose front's, is
    nearer.

    Those that print their sizes alone, and stand like ones that have a name, are of a branch that shares these.

    Where some have none, the others' stand right in the middle, and nothing else is printed there: else they name what
    is done between stages.
    """
    level = _in_rows(free, unit)
    top = min(stage[1] for stage in stages)

    def stands(text: Thing, stage: Box) -> bool:
        if over:
            return _stands_over(text, stage, top if text.id in level else None, unit)
        return _stands_under(text, stage, unit)

    names: dict[int, Thing] = {}
    own = {
        t.id: _nearest(t, [i for i, stage in enumerate(stages) if stands(t, stage)], stages, fronts)
        for t in free
    }
    for place in range(len(stages)):
        near = [t for t in free if own[t.id] == place]
        if near:
            names[place] = max(near, key=lambda t: t.bbox[3]) if over else min(near, key=lambda t: t.bbox[1])
    if len({text.id for text in names.values()}) < len(names):
        return {}
    if len(names) < len(stages):
        given = {text.id for text in names.values()}
        row = union(stages)
        rest = [t for t in free if t.id not in given and stands(t, row)]
        # Of two branches that are drawn alike one has names for both.
        twins = [
            stage
            for place, stage in enumerate(stages)
            if place in sized - names.keys() and any(stand_parallel(stage, stages[other]) for other in names)
        ]
        apart = len(stages) - (len(twins) if len(twins) >= FEWEST_TWINS else 0)
        few = len(names) < max(FEWEST, LEAST_SHARE * apart)
        if (
            rest
            or few
            or not all(
                _is_centred(text, stages[at], unit) or _is_centred(text, fronts[at], unit)
                for at, text in names.items()
            )
        ):
            return {}
    return names


def _front(volume: Thing) -> Box:
    return (volume.shape.front if volume.shape is not None else None) or volume.bbox


def _nearest(text: Thing, places: Sequence[int], stages: Sequence[Box], fronts: Sequence[Box]) -> int | None:
    """Of the places of stages that a text stands at, the one whose middle is nearest."""
    asides = [
        (min(abs(text.middle[0] - centre(box)[0]) for box in (stages[i], fronts[i])), i) for i in places
    ]
    return min(asides)[1] if asides else None


def _is_centred(text: Thing, stage: Box, unit: float) -> bool:
    """Whether a text stands in the middle of a stage, over or under it."""
    aside = abs(text.middle[0] - centre(stage)[0])
    return aside <= max(unit, CENTRED * (stage[2] - stage[0]))


def _told_between(stages: Sequence[Box], texts: Sequence[Thing]) -> bool:
    """Whether an operation is printed between a stage and the next, level with both."""
    return any(
        a[2] <= text.bbox[0] and text.bbox[2] <= b[0] and max(a[1], b[1]) < text.middle[1] < min(a[3], b[3])
        for a, b in pairwise(stages)
        for text in texts
        if parse_label(text.text, role="arrow").names_operation
    )


def _stands_over(text: Thing, stage: Box, top: float | None, unit: float) -> bool:
    """Whether a text stands over a stage: near it or, as one of a row, near the top of the tallest."""
    gap = stage[1] - text.bbox[3]
    if not stage[0] <= text.middle[0] <= stage[2] or gap < -0.3 * unit:
        return False
    return gap <= ABOVE * unit or (top is not None and top - text.bbox[3] <= BELOW * unit)


def _in_rows(texts: Sequence[Thing], unit: float) -> set[int]:
    """Ids of the texts that end on one level with others: such names keep clear of the tallest volume."""
    return {
        text.id
        for text in texts
        if sum(abs(text.bbox[3] - other.bbox[3]) < LEVEL * unit for other in texts) >= FEWEST
    }


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


def _named(name: str, shape: Shape | None, told: bool) -> ParsedLabel:
    """What a volume with this name and shape is; a tensor where the name is of one, or operations are told elsewhere."""
    sides = _SIDES.match(name)
    if sides and shape and len(shape) == 1:
        # The sides of a map whose channels are counted in it.
        return _tensor(name, (int(sides[1]), int(sides[2]), *shape))
    parsed = parse_label(name)
    if told and parsed.kind in ("operations", "block"):
        return _tensor(name, shape)
    if parsed.kind not in ("operations", "block") or not parsed.operations:
        sized = parsed.operations[0].output_shape if parsed.operations else None
        # A name that is a size says more than a count of channels beside it.
        return _tensor(name, max(shape or (), sized or (), key=len) or None)
    return shaped(parsed, shape)


def _with_printed(named: ParsedLabel, printed: ParsedLabel) -> ParsedLabel:
    """The operation that a name tells, with the settings of one like it that are printed in the volume itself."""
    if len(named.operations) != 1 or len(printed.operations) != 1:
        return named
    (layer,), (own,) = named.operations, printed.operations
    if layer.op != own.op or not own.attrs:
        return named
    return replace(named, operations=(replace(layer, attrs=FrozenMap({**own.attrs, **layer.attrs})),))


def _tensor(name: str, shape: Shape | None) -> ParsedLabel:
    """A tensor with a name."""
    tensor = ParsedOperation("feature_map", FrozenMap(), None, name, shape)
    return ParsedLabel(name, (tensor,), "tensor", 0.8)
