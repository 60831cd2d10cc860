"""Kernels drawn in volumes: the convolution from the volume that holds one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.model import TextBlock
from graph import Dim, FrozenMap

WIDEST = 13
"""Greatest extent of a kernel."""


def is_window(block: TextBlock) -> bool:
    """Whether a text is one small number twice: the extents of a kernel."""
    words = block.text.split()
    return len(words) == 2 and words[0] == words[1] and words[0].isdecimal() and int(words[0]) <= WIDEST


def kernel_of(blocks: Sequence[TextBlock]) -> tuple[Dim, Dim] | None:
    """The extents of a kernel among the numbers at what is drawn in a volume; a patch with one number is only marked."""
    values = [int(word) for block in blocks for word in block.text.split() if word.isdecimal()]
    small = [value for value in values if value <= WIDEST]
    twice = [value for value in small if small.count(value) > 1]
    if twice:
        return (twice[0], twice[0])
    return (small[0], small[1]) if len(small) == len(values) == 2 else None


def only_pools(thing: Thing) -> bool:
    """Whether a text names pooling and nothing else, so that the kernel beside it is that of a convolution."""
    return all(operation.op.endswith("pool") for operation in thing.parsed.operations)


def only_settings(thing: Thing) -> bool:
    """Whether a text names a convolution whose kernel is not printed."""
    operations = thing.parsed.operations
    return len(operations) == 1 and operations[0].op == "conv2d" and "kernel" not in operations[0].attrs


def give_kernel(thing: Thing, kernel: tuple[Dim, ...]) -> None:
    """Puts the extents of a drawn kernel to the convolution that a text names."""
    (operation,) = thing.parsed.operations
    attrs = FrozenMap({"kernel": kernel, **operation.attrs})
    thing.parsed = replace(thing.parsed, operations=(replace(operation, attrs=attrs),))


def kernel_node(number: int, a: Thing, b: Thing, kernel: tuple[Dim, ...]) -> Thing:
    """The convolution whose kernel is drawn in a volume."""
    label = " ".join(str(v) for v in kernel)
    extents = kernel if len(kernel) == 2 else (kernel[0], kernel[0])
    operation = ParsedOperation("conv2d", FrozenMap({"kernel": extents}), None, label)
    box = (a.bbox[2], min(a.bbox[1], b.bbox[1]), max(b.bbox[0], a.bbox[2]), max(a.bbox[3], b.bbox[3]))
    thing = Thing(
        number, "box", ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])), box, label
    )
    thing.parsed = ParsedLabel(label, (operation,), "operations", 0.6)
    return thing
