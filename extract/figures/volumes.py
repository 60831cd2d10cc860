"""Drawings of volumes: sizes printed along their edges, kernels drawn inside them, rows without arrows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.figures.kernels import (
    WIDEST,
    give_kernel,
    is_window,
    kernel_node,
    kernel_of,
    only_pools,
    only_settings,
)
from extract.figures.links import Link
from extract.figures.listed import listed_operations
from extract.figures.things import Thing
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.scene.geometry import (
    Point,
    centre,
    distance,
    gap_to_polygon,
    height,
    holds,
    overlap,
    project,
    width,
)
from extract.scene.model import Connector, Scene, Shape, TextBlock
from graph import Dim, FrozenMap
from graph import Shape as Sizes

SIZE = re.compile(r"^(?:\d{1,5}|[A-Za-zα-ωΑ-Ω]{1,2}\d?[′'’]?\s?[′'’]?)$")
"""A printed extent: a number, or a letter or two."""

FEWEST = 2
"""Volumes that make a figure a drawing of volumes."""

SLIM = 2.2
"""How many times longer than wide a plain box is that stands for a vector in a row of volumes."""


OVER = 0.4
"""How much farther a size over a volume counts than one under it, in sizes of text."""

AGAINST = 1.5
"""Farthest that the fronts of volumes that stand against each other lie apart, in points."""

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


def bodies_of(scene: Scene, things: Sequence[Thing], unit: float) -> Bodies:
    """Finds the volumes, gives each the sizes printed along its edges, and takes these texts out of play."""
    volumes = [t for t in things if t.kind == "box" and t.shape is not None and t.shape.kind == "volume"]
    if len(volumes) < FEWEST:
        return Bodies()
    own = {t.shape.id for t in volumes if t.shape is not None}
    inner = [s for s in scene.shapes if s.kind == "volume" and s.id not in own]
    vectors = [t for t in things if _is_vector(t)]
    numbers = _numbers(things, [*volumes, *vectors])
    owner: dict[int, list[TextBlock]] = {}
    drawn_inside: dict[int, list[TextBlock]] = {}
    bodies = Bodies()
    for block, thing_id in numbers:
        outlines: list[tuple[float, int, bool]] = [
            (_distance_to(block, t, unit), t.id, False) for t in [*volumes, *vectors]
        ]
        windows = [(abs(gap_to_polygon(centre(block.bbox), s.outline)), s.id, True) for s in inner]
        outlines = windows if windows and is_window(block) else outlines + windows
        gap, target, is_inner = min(outlines)
        if gap > 2.2 * unit or (not is_inner and not _is_size(block.text)):
            continue
        (drawn_inside if is_inner else owner).setdefault(target, []).append(block)
        if thing_id is not None:
            bodies.used.add(thing_id)
    measured = [t for t in [*volumes, *vectors] if t in volumes or t.id in owner]
    for thing in measured:
        blocks = owner.get(thing.id, [])
        if blocks:
            _give_sizes(thing, blocks)
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
    bodies.things = [t.id for t in sorted(measured, key=lambda t: t.middle[0])]
    return bodies


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


def rows(bodies: Bodies, things: list[Thing], links: Sequence[Link], unit: float) -> list[Link]:
    """The links, with those between neighbours in a row of volumes, and with what is printed between these on the way.

    A row of texts under the volumes, one for each gap, is taken for gaps with an arrow as well. Appends to `things`
    a node for a kernel that is drawn in a volume and named by no text.
    """
    found = list(links)
    linked_from = {link.source for link in links}
    linked_to = {link.target for link in links}
    beside = _neighbours([things[i] for i in bodies.things])
    open_pairs = [(a, b) for a, b in beside if a.id not in linked_from and b.id not in linked_to]
    named = _named_texts(things, bodies, linked_from | linked_to)
    if len(named) == len(beside) > len(open_pairs) and _is_row(named):
        between = {(a.id, b.id): text.id for (a, b), text in zip(beside, named, strict=True)}
        joined = [
            (a, b) for a, b in beside if any((link.source, link.target) == (a.id, b.id) for link in links)
        ]
        found = [link for link in links if all((link.source, link.target) != (a.id, b.id) for a, b in joined)]
        pairs = [pair for pair in beside if pair in open_pairs or pair in joined]
    else:
        apart = [(a, b) for a, b in open_pairs if not _stand_against(a, b)]
        between, pairs = _texts_between(apart, named), open_pairs
    for a, b in pairs:
        stops = [a.id]
        text = between.get((a.id, b.id))
        if text is not None:
            stops.append(text)
        if text is not None and a.id in bodies.kernels and only_settings(things[text]):
            give_kernel(things[text], bodies.kernels[a.id])
        elif a.id in bodies.kernels and (text is None or only_pools(things[text])):
            node = kernel_node(len(things), a, b, bodies.kernels[a.id])
            things.append(node)
            stops.append(node.id)
        stops.append(b.id)
        found += [Link(one, other, sure=False) for one, other in itertools.pairwise(stops)]
    return [*found, *_into_named_arrows(beside, found, things)]


def _into_named_arrows(
    beside: Sequence[tuple[Thing, Thing]], links: Sequence[Link], things: Sequence[Thing]
) -> list[Link]:
    """Links from a volume to the operation on an arrow that begins in the open before the next one."""
    sources, targets = {link.source for link in links}, {link.target for link in links}
    found = []
    for a, b in beside:
        named = [
            link.source
            for link in links
            if link.target == b.id
            and link.source is not None
            and link.source not in targets
            and things[link.source].kind == "text"
            and a.middle[0] < things[link.source].middle[0] < b.middle[0]
        ]
        if a.id not in sources and len(named) == 1:
            found.append(Link(a.id, named[0], sure=False))
    return found


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


def _is_size(text: str) -> bool:
    """Whether a text is a printed extent: letters that name an operation, as FC and BN do, are none."""
    plain = text.strip()
    names = plain.isalpha() and plain.isupper() and len(plain) > 1
    return bool(SIZE.match(plain)) and not (names and parse_label(plain).kind == "operations")


def _distance_to(block: TextBlock, thing: Thing, unit: float) -> float:
    """How far a size stands from a volume; between two it rather belongs to the one above it."""
    middle = centre(block.bbox)
    return abs(gap_to_polygon(middle, thing.outline)) + (OVER * unit if middle[1] < thing.bbox[1] else 0.0)


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
        if thing.kind != "text" or len(thing.blocks) != 1:
            continue
        if _is_size(thing.text):
            found.append((thing.blocks[0], thing.id))
        elif all(word.isdigit() for word in thing.text.split()) and len(thing.blocks[0].lines) == 1:
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
    return int(plain) if plain.isdigit() else plain


def _give_sizes(thing: Thing, blocks: Sequence[TextBlock]) -> None:
    """Height, width and channels from the edges that the sizes stand by."""
    sides: dict[str, list[TextBlock]] = {"upright": [], "slanted": [], "level": []}
    for block in blocks:
        sides[_side(block, thing.outline)].append(block)
    names = [block for block in sides["level"] if _is_name(block, thing)]
    sides["level"] = [block for block in sides["level"] if block not in names]
    below = [block for block in sides["level"] if centre(block.bbox)[1] > thing.middle[1]]
    if below:
        # Extents are printed along the lower edge; a letter over the volume is its name.
        sides["level"] = [b for b in sides["level"] if b in below or b.text.strip().isdigit()]
    _drop_window(sides)
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
    shape: Sizes | None = tuple(values[-3:]) or None
    label = " ".join(block.text.strip() for block in ordered or names)
    operation = ParsedOperation("feature_map", FrozenMap(), None, label, shape)
    thing.text = label
    thing.parsed = ParsedLabel(label, (operation,), "tensor", 0.8)


def _drop_window(sides: dict[str, list[TextBlock]]) -> None:
    """Takes away the extents of a window at a volume's rim: the least number, printed twice beside three others."""
    blocks = [block for side in sides.values() for block in side]
    if len(blocks) < 5 or not all(block.text.strip().isdigit() for block in blocks):
        return
    least = min(int(block.text) for block in blocks)
    if least <= WIDEST and sum(int(block.text) == least for block in blocks) == 2:
        for side, own in sides.items():
            sides[side] = [block for block in own if int(block.text) != least]


def _is_name(block: TextBlock, thing: Thing) -> bool:
    """Whether a letter over a volume names it, being none that extents are called by."""
    letter = block.text.strip()
    return letter[:1].isalpha() and letter[:1] not in EXTENTS and centre(block.bbox)[1] < thing.middle[1]


def _side(block: TextBlock, outline: Sequence[Point]) -> str:
    """Direction of the outline's edge that a text stands by."""
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


def _neighbours(row: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Each thing with the next one to its right that shares a part of its height."""
    pairs = []
    for i, a in enumerate(row):
        for b in row[i + 1 :]:
            least = min(height(a.bbox), height(b.bbox))
            if overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.3 * least:
                pairs.append((a, b))
                break
    return pairs


def _stand_against(a: Thing, b: Thing) -> bool:
    """Whether one volume begins where the front of the other ends, so that nothing is printed between them."""
    fronts = [
        thing.shape.front for thing in (a, b) if thing.shape is not None and thing.shape.front is not None
    ]
    return len(fronts) == 2 and fronts[1][0] - fronts[0][2] < AGAINST


def _named_texts(things: Sequence[Thing], bodies: Bodies, linked: set[int | None]) -> list[Thing]:
    """The free texts that name operations and that no line leads to, from left to right."""
    named: list[Thing] = []
    for thing in things:
        if thing.kind != "text" or not thing.blocks or thing.id in bodies.used or thing.id in linked:
            continue
        parsed = parse_label(thing.text, role="arrow")
        listed = listed_operations(thing.blocks[0])
        if listed:
            parsed = ParsedLabel(thing.text, listed, "operations", 0.8)
        if parsed.names_operation:
            thing.parsed = parsed
            named.append(thing)
    return sorted(named, key=lambda t: t.middle[0])


def _is_row(texts: Sequence[Thing]) -> bool:
    """Whether texts begin on one level."""
    tops = [text.bbox[1] for text in texts]
    return max(tops) - min(tops) < 2.0


def _texts_between(
    pairs: Sequence[tuple[Thing, Thing]], named: Sequence[Thing]
) -> dict[tuple[int, int], int]:
    """The text that names the operation between two volumes: in the gap, or in the row of texts below."""
    if len(named) == len(pairs):
        return {(a.id, b.id): text.id for (a, b), text in zip(pairs, named, strict=True)}
    found: dict[tuple[int, int], int] = {}
    for a, b in pairs:
        inside = [t for t in named if a.middle[0] < t.middle[0] < b.middle[0] and t.id not in found.values()]
        if inside:
            gap = (a.bbox[2] + b.bbox[0]) / 2
            found[(a.id, b.id)] = min(inside, key=lambda t: abs(t.middle[0] - gap)).id
    return found
