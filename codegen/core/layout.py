"""Where channels stand, and what flattening does to them.

Frameworks with channels first keep maps of two or more spatial axes as (batch, channels, *space); sequences stay
(batch, length, channels) and vectors (batch, channels) everywhere.
"""

from __future__ import annotations

from codegen.core.steps import Port, Program, Shape

LOOSE = {"activation", "dropout", "affine"}
"""Operations that work number by number, so that the order of a flattened map does not matter to them."""


def first_axis(axis: int, rank: int) -> int:
    """The axis (channels last, without batch) of a tensor with channels first and batch."""
    axis %= rank
    if rank < 3:
        return axis + 1
    return 1 if axis == rank - 1 else axis + 2


def first_shape(shape: Shape) -> Shape:
    """A shape, channels first where the framework keeps them so; without batch."""
    return shape if len(shape) < 3 else (shape[-1], *shape[:-1])


def to_first(rank: int) -> tuple[int, ...]:
    """The order of axes, batch included, that brings channels first; the identity below three axes."""
    return tuple(range(rank + 1)) if rank < 3 else (0, rank, *range(1, rank))


def to_last(rank: int) -> tuple[int, ...]:
    """The order of axes, batch included, that brings channels last; the identity below three axes."""
    return tuple(range(rank + 1)) if rank < 3 else (0, *range(2, rank + 1), 1)


def free_flattens(program: Program) -> tuple[set[int], dict[int, Shape]]:
    """Flattens that may keep each framework's own order, and the dense layers whose weights make up for it.

    A flatten is free where everything that reads it works number by number until dense layers. The canonical
    weights of such a dense layer take its inputs channels first; its map's shape is given for the frameworks
    that flatten channels last.
    """
    readers: dict[Port, list[int]] = {}
    for number, step in enumerate(program.steps):
        for port in step.inputs:
            readers.setdefault(port, []).append(number)
    free: set[int] = set()
    maps: dict[int, Shape] = {}
    for number, step in enumerate(program.steps):
        shape = step.in_shapes[0] if step.in_shapes else None
        if step.op != "flatten" or shape is None or len(shape) < 3:
            continue
        found = _dense_behind(Port(number), program, readers)
        if found is not None:
            free.add(number)
            maps.update(dict.fromkeys(found, shape))
    return free, maps


def _dense_behind(port: Port, program: Program, readers: dict[Port, list[int]]) -> set[int] | None:
    if port in program.outputs or port not in readers:
        return None
    found: set[int] = set()
    for number in readers[port]:
        op = program.steps[number].op
        if op == "dense":
            found.add(number)
            continue
        behind = _dense_behind(Port(number), program, readers) if op in LOOSE else None
        if behind is None:
            return None
        found |= behind
    return found
