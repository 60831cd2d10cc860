"""A program with the settings that another one of the same layers has."""

from __future__ import annotations

from dataclasses import replace

from bench.equality.align import Pairs
from bench.equality.differences import differences
from bench.equality.normal import Normal
from codegen.core.steps import Program


def with_settings(ours: Normal, reference: Normal, pairs: Pairs) -> Program | None:
    """Ours with the reference's settings; None where more than settings differs or a shape would change."""
    steps = list(ours.program.steps)
    for one, other in pairs:
        mine, theirs = ours.parts[one], reference.parts[other]
        if mine.shape != theirs.shape:
            return None
        step = steps[mine.step]
        steps[mine.step] = replace(step, settings={**step.settings, **theirs.settings})
    changed = replace(ours.program, steps=tuple(steps))
    adopted = {one: reference.parts[other].settings for one, other in pairs}
    parts = tuple(replace(part, settings=adopted.get(n, part.settings)) for n, part in enumerate(ours.parts))
    left = differences(replace(ours, program=changed, parts=parts), reference, pairs)
    return None if left else changed
