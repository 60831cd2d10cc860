"""The code of a paper's graphs in each framework, and what comes of running it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

import codegen
from catalog.records import Implementation
from graph import Graph
from netatlas.pipeline import records
from netatlas.pipeline.plan import MOST_PARAMETERS, Plan

EACH = 10.0
"""Seconds of processor time that a process may take for each network more that it runs."""
PATIENCE = 4
"""Seconds by the clock for each of these."""


def implement(
    graphs: Sequence[Graph], plan: Plan
) -> tuple[tuple[tuple[Implementation, ...], ...], tuple[codegen.Framework, ...]]:
    """For each graph, as completed, its code in each of the plan's frameworks, run where the plan says so.

    Also returns the frameworks whose run had not ended when its time by the clock was up: on a machine that is less
    busy it may, so their failure should not be taken for the last word.

    All networks of a paper run in one process a framework, since starting a framework costs more than most networks.
    ONNX goes first: its outputs are what the others are compared with.
    """
    made = [codegen.generate_all(graph, plan.frameworks) for graph in graphs]
    references: list[Sequence[NDArray[np.float32]] | None] = [None] * len(made)
    runs: list[dict[codegen.Framework, codegen.Verification]] = [{} for _ in made]
    for framework in sorted(plan.verified, key=lambda name: name != "onnx"):
        column = plan.frameworks.index(framework)
        places = [place for place, row in enumerate(made) if _can_be_run(row[column])]
        if not places:
            continue
        limits = _longer(plan.run_limits, len(places) - 1)
        chosen = [made[place][column] for place in places]
        results = codegen.verify_batch(chosen, [references[place] for place in places], limits=limits)
        for place, one, (run, outputs) in zip(places, chosen, results, strict=True):
            if run.status == "failed" and run.parameters is None and len(places) > 1:
                # One network may have taken the process down with it: the others get one of their own.
                run = codegen.verify(one, reference=references[place], limits=plan.run_limits)
            runs[place][framework] = run
            if references[place] is None and run.status == "ok" and outputs:
                references[place] = outputs
    late = {framework for found in runs for framework, run in found.items() if run.late}
    return tuple(
        tuple(records.implementation(one, found.get(one.framework)) for one in row)
        for row, found in zip(made, runs, strict=True)
    ), tuple(framework for framework in plan.frameworks if framework in late)


def _longer(limits: codegen.Limits, networks: int) -> codegen.Limits:
    """Limits of a process that runs this many networks more."""
    return replace(
        limits,
        seconds=limits.seconds + PATIENCE * EACH * networks,
        cpu_seconds=limits.cpu_seconds + round(EACH * networks),
    )


def _can_be_run(made: codegen.Implementation) -> bool:
    program = made.program
    return made.status == "complete" and program is not None and program.parameters <= MOST_PARAMETERS
