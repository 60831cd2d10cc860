"""Two programs run with the same weights and input: the first pair of parts whose outputs are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import codegen
from bench.equality.align import Pairs
from bench.equality.carry import bias_is_moved
from bench.equality.normal import Normal
from codegen.core.steps import Port, Program
from codegen.verification.verify import verify_outputs
from codegen.weights import Array, Key

LIMITS = codegen.Limits(memory=20 << 30, seconds=900, cpu_seconds=1800, file_size=1 << 30)


def run(
    program: Program, framework: codegen.Framework, weights: Mapping[Key, Array], value: Array
) -> tuple[codegen.Verification, list[Array]]:
    """A program written, built and run in a framework."""
    made = codegen.from_program(program, framework)
    return verify_outputs(made, weights=weights, inputs=(value,), limits=LIMITS)


def first_apart(
    ours: Normal,
    reference: Normal,
    pairs: Pairs,
    weights: tuple[Mapping[Key, Array], Mapping[Key, Array]],
    value: Array,
) -> int | None:
    """The number of the first pair that gives other numbers, run in ONNX Runtime; None where all agree or none ran."""
    chosen = [
        (a, b)
        for a, b in pairs
        if ours.parts[a].shape == reference.parts[b].shape and not bias_is_moved(ours, reference, a, b)
    ]
    mine = _all_outputs(ours, [a for a, _ in chosen], weights[0], value)
    theirs = _all_outputs(reference, [b for _, b in chosen], weights[1], value)
    for (one, _), a, b in zip(chosen, mine, theirs, strict=False):
        if not codegen.difference([a.reshape(b.shape)], [b]) <= codegen.TOLERANCE:
            return one
    return None


def _all_outputs(
    normal: Normal, numbers: Sequence[int], weights: Mapping[Key, Array], value: Array
) -> list[Array]:
    ports = tuple(Port(normal.parts[number].step) for number in numbers)
    return run(replace(normal.program, outputs=ports), "onnx", weights, value)[1]
