"""Groups a program's steps into blocks: first what the paper groups, then what repeats."""

from __future__ import annotations

from codegen.core.steps import Program
from codegen.structure.rounds import group_rounds
from codegen.structure.segments import group_segments
from codegen.structure.tree import Block, Item, Leaf, Signatures, Wiring
from codegen.structure.units import group_units


def partition(program: Program) -> tuple[Block, Wiring]:
    """The program as one block of blocks, and its wiring."""
    wiring = Wiring(program)
    signatures = Signatures(wiring)
    root = Block(program.name, _by_scope(program, list(range(len(program.steps))), 0))
    for group in (group_units, group_segments, group_rounds):
        root = group(root, wiring, signatures)
    return root, wiring


def _by_scope(program: Program, numbers: list[int], depth: int) -> tuple[Item, ...]:
    items: list[Item] = []
    start = 0
    while start < len(numbers):
        scopes = program.steps[numbers[start]].scopes
        if len(scopes) <= depth:
            items.append(Leaf(numbers[start]))
            start += 1
            continue
        scope, stop = scopes[depth], start + 1
        while stop < len(numbers):
            others = program.steps[numbers[stop]].scopes
            if len(others) <= depth or others[depth].key != scope.key:
                break
            stop += 1
        inner = _by_scope(program, numbers[start:stop], depth + 1)
        # A part of one step is no block of its own: the step's comment says what it is.
        items += inner if len(inner) == 1 else [Block(scope.title, inner, scope.source, given=True)]
        start = stop
    return tuple(items)
