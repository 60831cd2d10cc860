"""Numbered slices: sheets or cells side by side with numbers that count them are one thing, a tensor cut up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import bounds, height, overlap, width
from extract.scene.model import Scene, Shape, TextBlock
from extract.scene.solids import convex_hull
from extract.scene.together import together

FEWEST = 4
"""Fewest slices side by side."""

DISTINCT = 0.75
"""Least part of the numbers that differ from all others: a selection may repeat some."""

HIGHEST = 2
"""Greatest number, in slices: what counts them stays near their count, as widths of layers would not."""

CLOSE = 0.25
"""Greatest gap between slices, in their extent across it."""

ALIKE = 0.05
"""How much the extents of two slices may differ."""

SLICES = ("rectangle", "rounded", "parallelogram")


def with_slices_joined(scene: Scene) -> Scene:
    """The scene with each row or column of numbered slices as one shape, and without their numbers."""
    numbers = _numbers(scene)
    slices = {i: scene.shapes[i] for i in numbers}
    runs = [
        run
        for axis in (0, 1)
        for run in together(slices, _neighbours(list(slices.values()), axis))
        if _counts([int(numbers[i].text) for i in run])
    ]
    if not runs:
        return scene
    whole = {run[0]: _joined([slices[i] for i in run]) for run in runs}
    gone = {i for run in runs for i in run} - whole.keys()
    shapes = [whole.get(shape.id, shape) for shape in scene.shapes if shape.id not in gone]
    place = {shape.id: at for at, shape in enumerate(shapes)}
    taken = {numbers[i].id for run in runs for i in run}
    blocks = [
        replace(block, shape=place.get(block.shape) if block.shape is not None else None)
        for block in scene.blocks
        if block.id not in taken
    ]
    return replace(
        scene,
        shapes=tuple(replace(shape, id=at) for at, shape in enumerate(shapes)),
        blocks=tuple(replace(block, id=at) for at, block in enumerate(blocks)),
    )


def _numbers(scene: Scene) -> dict[int, TextBlock]:
    """The numbers of the shapes that hold a number and nothing else."""
    held: dict[int, list[TextBlock]] = {}
    for block in scene.blocks:
        if block.shape is not None:
            held.setdefault(block.shape, []).append(block)
    return {
        shape: blocks[0]
        for shape, blocks in held.items()
        if len(blocks) == 1 and blocks[0].text.isdecimal() and scene.shapes[shape].kind in SLICES
    }


def _neighbours(slices: Sequence[Shape], axis: int) -> list[tuple[int, int]]:
    """Pairs of alike shapes that stand next to each other along an axis (0 across, 1 down)."""
    other = 1 - axis
    ordered = sorted(slices, key=lambda shape: shape.bbox[axis])
    pairs = []
    for at, a in enumerate(ordered):
        size = a.bbox[axis + 2] - a.bbox[axis]
        for b in ordered[at + 1 :]:
            gap = b.bbox[axis] - a.bbox[axis + 2]
            if gap > CLOSE * size:
                break
            level = overlap(a.bbox[other], a.bbox[other + 2], b.bbox[other], b.bbox[other + 2])
            aligned = level > (1 - ALIKE) * (a.bbox[other + 2] - a.bbox[other])
            if gap >= -CLOSE * size and aligned and _alike(a, b):
                pairs.append((a.id, b.id))
    return pairs


def _alike(a: Shape, b: Shape) -> bool:
    """Whether two shapes are of one form and size."""
    return a.kind == b.kind and all(
        abs(extent(a.bbox) - extent(b.bbox)) <= ALIKE * extent(a.bbox) for extent in (width, height)
    )


def _counts(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of the slices that they stand in."""
    distinct = len(set(numbers)) >= DISTINCT * len(numbers)
    return len(numbers) >= FEWEST and distinct and max(numbers) <= HIGHEST * len(numbers)


def _joined(slices: Sequence[Shape]) -> Shape:
    """One shape around all."""
    outline = tuple(convex_hull([point for shape in slices for point in shape.outline]))
    return replace(slices[0], outline=outline, bbox=bounds(outline), parts=len(slices))
