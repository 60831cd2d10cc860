"""Drawings of volumes: sizes printed along their edges, kernels drawn inside them, rows without arrows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from extract.figures.things.legends import Legend
from extract.figures.things.things import Thing
from extract.figures.volumes.kernels import (
    WIDEST,
    is_window,
    kernel_of,
)
from extract.figures.volumes.shaped import LETTERS, by_letters, letter_of, shaped
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.scene.geometry import (
    Point,
    centre,
    distance,
    gap_to_polygon,
    height,
    holds,
    project,
    width,
)
from extract.scene.model import Connector, Scene, Shape, TextBlock
from extract.scene.solids_in_rows import AGAINST, gap_of_fronts, stand_level, stands_on_side
from graph import Dim, FrozenMap
from graph import Shape as Sizes

SIZE = re.compile(r"^(?:\d{1,5}[²³]?|[A-Za-zα-ωΑ-Ω]{1,2}\d?[′'’]?\s?[′'’]?)$")
"""A printed extent: a number, or a letter or two."""

FEWEST = 2
"""Volumes that make a figure a drawing of volumes."""

SLIM = 2.2
"""How many times longer than wide a plain box is that stands for a vector in a row of volumes."""


FARTHEST = 2.2
"""How far a size stands from its volume, in sizes of text."""

UNDER = 1.0
"""How far beside a front the middle of a size lies that stands under it, in points."""

LOW = 2.0
"""Farthest that the middle of a size lies under a front, in sizes of text."""

CLOSE = 0.1
"""What the distance of a size right under a front counts, where that of another volume's edge counts 1."""

LARGE = 2.0
"""Least size of type, in the figure's usual one, that is too large for that of extents."""

MIDDLE = 0.2
"""Farthest from the middle of a front that a name stands on it, in the front's size."""

OVER = 0.4
"""How much farther a size over a volume counts than one under it, in sizes of text."""


POWERS = {"²": 2, "³": 3}
"""Raised digits that extents are printed with."""

TURNED = 0.3
"""Least part across and down of the direction of a text that is turned along a slanted edge."""

EXTENTS = frozenset("CHWDTNKLMchwdtnklmαβ")
"""Letters that extents of a tensor are called by."""


@dataclass(slots=True)
class Bodies:
    """The volumes of a figure and what was measured on them.

    Attributes:
        things: ids of the things that are volumes or vectors, from left to right.
        kernels: by volume, the extents of the kernel drawn in it.
        used: ids of free texts that are sizes.
    """

    things: list[int] = field(default_factory=list)
    kernels: dict[int, tuple[Dim, ...]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def bodies_of(
    scene: Scene,
    things: Sequence[Thing],
    unit: float,
    slabs: Collection[int] = (),
    legend: Legend | None = None,
) -> Bodies:
    """Finds the volumes, gives each the sizes printed along its edges, and takes these texts out of play.

    Args:
        scene: of the figure.
        things: all things.
        unit: usual size of its text, in points.
        slabs: ids of things that stand for volumes, however they are drawn.
        legend: what colours mean, where anything says so.
    """
    volumes = [
        t
        for t in things
        if t.id in slabs or (t.kind == "box" and t.shape is not None and t.shape.kind == "volume")
    ]
    if len(volumes) < FEWEST:
        return Bodies()
    own = {t.shape.id for t in volumes if t.shape is not None}
    inner = [s for s in scene.shapes if s.kind == "volume" and s.id not in own]
    vectors = [t for t in things if _is_vector(t) and t.id not in slabs]
    numbers = [each for each in _numbers(things, [*volumes, *vectors]) if each[0].size < LARGE * unit]
    candidates = [*volumes, *vectors]
    candidates += _painted(things, candidates, [block for block, _ in numbers], unit)
    owner: dict[int, list[TextBlock]] = {}
    drawn_inside: dict[int, list[TextBlock]] = {}
    bodies = Bodies()
    for block, thing_id in numbers:
        outlines: list[tuple[float, int, bool]] = [
            (_distance_to(block, t, unit), t.id, False) for t in candidates
        ]
        windows = [(abs(gap_to_polygon(centre(block.bbox), s.outline)), s.id, True) for s in inner]
        outlines = windows if windows and is_window(block) else outlines + windows
        gap, target, is_inner = min(outlines)
        within = (
            block.shape is not None and not is_inner and things[target].shape == scene.shapes[block.shape]
        )
        if (gap > FARTHEST * unit and not within) or (not is_inner and not _is_size(block.text)):
            continue
        (drawn_inside if is_inner else owner).setdefault(target, []).append(block)
        if thing_id is not None:
            bodies.used.add(thing_id)
    measured = [t for t in candidates if t in volumes or t.id in owner]
    for thing in measured:
        blocks = owner.get(thing.id, [])
        if blocks:
            _give_sizes(thing, blocks)
            _as_coloured(thing, legend)
        elif thing.blocks and all(_is_size(block.text) for block in thing.blocks):
            thing.text, thing.parsed = "", ParsedLabel("")
    for shape in inner:
        blocks = drawn_inside.get(shape.id, [])
        holder = _holder(shape, volumes)
        kernel = kernel_of(blocks)
        if holder is not None and kernel is not None and holder.id not in bodies.kernels:
            bodies.kernels[holder.id] = kernel
    for thing_id in bodies.used:
        things[thing_id].set_aside()
    bodies.things = [t.id for t in sorted(measured, key=_begins)]
    return bodies


def _as_coloured(thing: Thing, legend: Legend | None) -> None:
    """Makes a volume with sizes what its colour says that it is; the sizes are those of what comes out of it."""
    name = legend.name_of_box(thing.shape) if legend is not None and thing.shape is not None else ""
    parsed = parse_label(name, role="box")
    if name and parsed.kind in ("operations", "terminal") and parsed.operations:
        shape = thing.parsed.operations[0].output_shape
        first, *others = parsed.operations
        parsed = replace(parsed, operations=(replace(first, label=thing.text or name), *others))
        thing.parsed = shaped(parsed, shape)


def _painted(
    things: Sequence[Thing], others: Sequence[Thing], sizes: Sequence[TextBlock], unit: float
) -> list[Thing]:
    """Pictures that are the painted fronts of volumes: at least two sizes stand nearer to each than to any other."""
    pictures = [t for t in things if t.kind == "picture" and not t.parts]
    held: dict[int, int] = {}
    for block in sizes if pictures else ():
        gap, owner = min((_distance_to(block, t, unit), t.id) for t in [*others, *pictures])
        if gap <= FARTHEST * unit:
            held[owner] = held.get(owner, 0) + 1
    return [picture for picture in pictures if held.get(picture.id, 0) >= FEWEST]


def drawn_flow(
    connectors: Sequence[Connector], scene: Scene, bodies: Bodies, things: Sequence[Thing]
) -> list[Connector]:
    """Lines without those that only show what a kernel sees: without heads, and dashed or beginning inside a volume."""
    if len(bodies.things) < FEWEST:
        return list(connectors)
    outlines = [things[i].outline for i in bodies.things]

    def shows_view(connector: Connector) -> bool:
        if connector.headed:
            return False
        ends = connector.points[0], connector.points[-1]
        return connector.dashed or any(gap_to_polygon(end, ring) < -1.5 for end in ends for ring in outlines)

    return [connector for connector in connectors if not shows_view(connector)]


def ended(
    operations: tuple[ParsedOperation, ...], thing: Thing, bodies: Bodies, arrives: bool, leaves: bool
) -> tuple[ParsedOperation, ...]:
    """The first of a row of volumes is its input, the last its output."""
    if thing.id not in bodies.things or len(operations) != 1 or operations[0].op != "feature_map":
        return operations
    if leaves and not arrives:
        return (replace(operations[0], op="input"),)
    if arrives and not leaves:
        return (replace(operations[0], op="output"),)
    return operations


def stand_against(a: Thing, b: Thing) -> bool:
    """Whether one volume begins where the front of the other ends, or on its side: nothing is printed between them."""
    if a.shape is None or b.shape is None:
        return False
    gap = gap_of_fronts(a.shape, b.shape)
    against = gap is not None and gap < AGAINST and stand_level(a.shape, b.shape)
    return against or stands_on_side(a.shape, b.shape)


def _begins(thing: Thing) -> float:
    """Where the front of a volume, or a box, begins from the left; its depth may reach over those behind it."""
    front = thing.shape.front if thing.shape is not None else None
    return (front or thing.bbox)[0]


def _is_size(text: str) -> bool:
    """Whether a text is a printed extent: letters that name an operation, as FC, BN and fc6 do, are none."""
    plain = text.strip()
    names = plain[:2].isalpha() and len(plain) > 1
    return bool(SIZE.match(plain)) and not (names and parse_label(plain).kind == "operations")


def _distance_to(block: TextBlock, thing: Thing, unit: float) -> float:
    """How far a size stands from a volume; between two it rather belongs to the one above it."""
    middle = centre(block.bbox)
    front = thing.shape.front if thing.shape is not None else None
    if front is not None and _is_level(block) and front[0] - UNDER <= middle[0] <= front[2] + UNDER:
        below = middle[1] - front[3]
        if 0 <= below <= LOW * unit:
            # Right under the front it stands by that, whatever slanted edge of another volume runs past it.
            return CLOSE * below
    return abs(gap_to_polygon(middle, thing.outline)) + (OVER * unit if middle[1] < thing.bbox[1] else 0.0)


def _is_level(block: TextBlock) -> bool:
    """Whether a text runs across the page."""
    return block.direction[0] > 1 - TURNED


def _is_vector(thing: Thing) -> bool:
    """A slim box that is at most labelled with sizes."""
    if thing.kind != "box" or thing.shape is None or thing.shape.kind == "volume":
        return False
    if thing.text and not all(_is_size(word) for block in thing.blocks for word in block.text.split()):
        return False
    w, h = width(thing.bbox), height(thing.bbox)
    return max(w, h) > SLIM * min(w, h)


def _numbers(things: Sequence[Thing], bodies: Sequence[Thing]) -> list[tuple[TextBlock, int | None]]:
    """Blocks of text that are extents, with the id of the free text that they are, if they are one."""
    found: list[tuple[TextBlock, int | None]] = []
    for thing in things:
        if thing.kind != "text" or thing.title or len(thing.blocks) != 1:
            continue
        if _is_size(thing.text):
            found.append((thing.blocks[0], thing.id))
        elif all(word.isdecimal() for word in thing.text.split()) and len(thing.blocks[0].lines) == 1:
            # Numbers under volumes that stand against each other run into one line.
            found.extend((word, thing.id) for word in _words_of(thing.blocks[0]))
    for thing in bodies:
        found.extend((block, None) for block in thing.blocks if all(_is_size(w) for w in block.text.split()))
    return found


def _words_of(block: TextBlock) -> list[TextBlock]:
    """The words of a line as blocks of their own, each with its part of the line."""
    words = block.text.split()
    x0, y0, x1, y1 = block.bbox
    letter = (x1 - x0) / max(1, len(block.text))
    found, at = [], 0
    for word in words:
        at = block.text.index(word, at)
        box = (x0 + letter * at, y0, x0 + letter * (at + len(word)), y1)
        found.append(replace(block, lines=(word,), bbox=box, runs=()))
        at += len(word)
    return found


def _value(text: str) -> Dim:
    plain = text.strip()
    if plain[-1:] in POWERS:
        return f"{plain[:-1]}^{POWERS[plain[-1]]}"
    return int(plain) if plain.isdecimal() else plain


def _give_sizes(thing: Thing, blocks: Sequence[TextBlock]) -> None:
    """Height, width and channels from the edges that the sizes stand by."""
    sides: dict[str, list[TextBlock]] = {"upright": [], "slanted": [], "level": []}
    for block in blocks:
        sides[_side(block, thing.outline)].append(block)
    names = [block for block in blocks if _is_name(block, thing)]
    sides = {side: [block for block in own if block not in names] for side, own in sides.items()}
    below = [block for block in sides["level"] if centre(block.bbox)[1] > thing.middle[1]]
    if below:
        # Extents are printed along the lower edge; a letter over the volume is its name.
        kept = [b for b in sides["level"] if b in below or b.text.strip().isdecimal()]
        if not set(LETTERS) <= {letter_of(block.text) for block in blocks}:
            sides["level"] = kept
    _drop_window(sides)
    if (
        len(sides["level"]) > 1
        and not sides["slanted"]
        and not all(b.text.strip().isdecimal() for b in sides["level"])
    ):
        # Of letters under a volume the one at its corner is that of its depth.
        corner = max(sides["level"], key=lambda b: b.bbox[0])
        sides["level"].remove(corner)
        sides["slanted"].append(corner)
    ordered = [
        *sorted(sides["upright"], key=lambda b: b.bbox[1]),
        *sorted(sides["slanted"], key=lambda b: b.bbox[1]),
        *sorted(sides["level"], key=lambda b: b.bbox[0]),
    ]
    values = [_value(block.text) for block in ordered]
    along = [_value(block.text) for block in sides["level"]]
    # Volumes that stand against each other have channels that add up.
    whole = [v for v in along if isinstance(v, int)]
    if len(along) > 1 and len(whole) == len(along):
        values = [*values[: -len(along)], sum(whole)]
    values = by_letters(values)
    shape: Sizes | None = tuple(values[-3:]) or None
    if len(ordered) == 1 and not names and _is_letter_on(ordered[0], thing):
        shape = None
    label = " ".join(block.text.strip() for block in ordered or names)
    operation = ParsedOperation("feature_map", FrozenMap(), None, label, shape)
    thing.text = label
    thing.parsed = ParsedLabel(label, (operation,), "tensor", 0.8)


def _drop_window(sides: dict[str, list[TextBlock]]) -> None:
    """Takes away the extents of a window at a volume's rim: the least number, printed twice beside three others."""
    blocks = [block for side in sides.values() for block in side]
    if len(blocks) < 5 or not all(block.text.strip().isdecimal() for block in blocks):
        return
    least = min(int(block.text) for block in blocks)
    if least <= WIDEST and sum(int(block.text) == least for block in blocks) == 2:
        for side, own in sides.items():
            sides[side] = [block for block in own if int(block.text) != least]


def _is_name(block: TextBlock, thing: Thing) -> bool:
    """Whether a letter over a volume, or on its front, names it, being none that extents are called by."""
    letter = block.text.strip()
    if not letter[:1].isalpha() or letter[:1] in EXTENTS:
        return False
    front = thing.shape.front if thing.shape is not None else None
    on_front = front is not None and block.shape is not None and holds(front, centre(block.bbox))
    return on_front or (_side(block, thing.outline) == "level" and centre(block.bbox)[1] < thing.middle[1])


def _is_letter_on(block: TextBlock, thing: Thing) -> bool:
    """Whether all that is printed for a volume is its name: no letter of extents, or one in the middle of its front."""
    if block.text.strip()[:1].isalpha() and block.text.strip()[0] not in EXTENTS:
        return True
    front = (thing.shape.front if thing.shape is not None else None) or thing.bbox
    (x, y), (middle, level) = centre(block.bbox), centre(front)
    letter = block.text.strip()
    return (
        letter.isalpha()
        and len(letter) == 1
        and abs(x - middle) <= MIDDLE * width(front)
        and abs(y - level) <= MIDDLE * height(front)
    )


def _side(block: TextBlock, outline: Sequence[Point]) -> str:
    """Direction of the outline's edge that a text stands by."""
    if min(abs(part) for part in block.direction) > TURNED:
        # A size is turned along the edge that it measures.
        return "slanted"
    middle = centre(block.bbox)
    best = (float("inf"), "level")
    for a, b in zip(outline, (*outline[1:], outline[0]), strict=True):
        if distance(a, b) < 1.0:
            continue
        gap, _ = project(middle, a, b)
        run, rise = abs(b[0] - a[0]), abs(b[1] - a[1])
        kind = "level" if rise < 0.1 * run else "upright" if run < 0.1 * rise else "slanted"
        best = min(best, (gap, kind))
    return best[1]


def _holder(shape: Shape, volumes: Sequence[Thing]) -> Thing | None:
    around = [t for t in volumes if holds(t.bbox, centre(shape.bbox))]
    return min(around, key=lambda t: width(t.bbox) * height(t.bbox), default=None)
