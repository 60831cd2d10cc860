"""Verification: an implementation is run, and its outputs compared with a reference's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from codegen.model import Implementation, Status, Verification
from codegen.verification.job import Job, Outcome, Ran
from codegen.verification.process import Limits, run
from codegen.weights import Array, Key

TOLERANCE = 1e-4
"""Largest relative difference at which two frameworks agree."""


def verify(
    implementation: Implementation,
    *,
    reference: Sequence[Array] | None = None,
    seed: int = 0,
    weights: Mapping[Key, Array] | None = None,
    inputs: tuple[NDArray[np.generic], ...] | None = None,
    limits: Limits | None = None,
) -> Verification:
    """Builds and runs an implementation in a limited process with weights and inputs drawn from `seed`.

    Args:
        reference: outputs of another framework for the same weights and inputs, to compare with.
        weights, inputs: what to run with instead of what is drawn.
    """
    return verify_outputs(implementation, reference, seed, weights, inputs, limits)[0]


def verify_all(
    implementations: Sequence[Implementation],
    *,
    seed: int = 0,
    weights: Mapping[Key, Array] | None = None,
    inputs: tuple[NDArray[np.generic], ...] | None = None,
    limits: Limits | None = None,
) -> list[Verification]:
    """Runs implementations of one graph with the same weights; each is compared with the first that ran.

    ONNX goes first where it is among them, since its runtime is the reference.
    """
    order = sorted(range(len(implementations)), key=lambda n: implementations[n].framework != "onnx")
    found: dict[int, Verification] = {}
    reference: list[Array] | None = None
    for number in order:
        result, outputs = verify_outputs(implementations[number], reference, seed, weights, inputs, limits)
        found[number] = result
        if reference is None and result.status == "ok":
            reference = outputs
    return [found[number] for number in range(len(implementations))]


def verify_outputs(
    implementation: Implementation,
    reference: Sequence[Array] | None = None,
    seed: int = 0,
    weights: Mapping[Key, Array] | None = None,
    inputs: tuple[NDArray[np.generic], ...] | None = None,
    limits: Limits | None = None,
) -> tuple[Verification, list[Array]]:
    """As `verify`, with the outputs too (channels last with batch; none where it did not run)."""
    job = _job(implementation, seed, weights, inputs)
    if job is None:
        return _not_run(implementation), []
    (ran,) = run([job], limits)
    return _judged(implementation, job, ran, reference)


def verify_batch(
    implementations: Sequence[Implementation],
    references: Sequence[Sequence[Array] | None] | None = None,
    *,
    seed: int = 0,
    limits: Limits | None = None,
) -> list[tuple[Verification, list[Array]]]:
    """Many implementations in one framework, one after another in one process: for benches and tests.

    `references` has outputs to compare each with, or None for one that has none.
    """
    jobs = {
        n: job for n, made in enumerate(implementations) if (job := _job(made, seed, None, None)) is not None
    }
    ran = dict(zip(jobs, run(list(jobs.values()), limits), strict=True))
    results: list[tuple[Verification, list[Array]]] = []
    for number, made in enumerate(implementations):
        if number not in jobs:
            results.append((_not_run(made), []))
            continue
        reference = references[number] if references is not None else None
        results.append(_judged(made, jobs[number], ran[number], reference))
    return results


def _job(
    made: Implementation,
    seed: int,
    weights: Mapping[Key, Array] | None,
    inputs: tuple[NDArray[np.generic], ...] | None,
) -> Job | None:
    if made.status != "complete" or made.program is None:
        return None
    return Job(made.framework, made.files, made.program, made.carries, seed, weights, inputs)


def _not_run(made: Implementation) -> Verification:
    return Verification(made.framework, "failed" if made.status == "complete" else made.status, made.reason)


def _judged(
    made: Implementation, job: Job, ran: Ran, reference: Sequence[Array] | None
) -> tuple[Verification, list[Array]]:
    if ran.outcome is None:
        absent = ran.reason.startswith("ModuleNotFoundError")
        reason = f"{ran.reason.rpartition(': ')[2]}; the extra `verify` installs it" if absent else ran.reason
        status: Status = "unsupported" if absent else "failed"
        told = Verification(
            made.framework, status, reason, seconds=ran.seconds, memory=ran.memory, late=ran.late
        )
        return told, []
    outcome = ran.outcome
    reason = judge(job, outcome)
    apart = difference(outcome.outputs, reference) if reference and not reason else None
    if apart is not None and not apart <= TOLERANCE:
        reason = f"its outputs differ from the reference's by {apart:.2g} of the largest value"
    shapes = tuple(tuple(int(n) for n in o.shape[1:]) for o in outcome.outputs)
    result = Verification(
        made.framework, "failed" if reason else "ok", reason, outcome.parameters, outcome.running, shapes, apart,
        ran.seconds, ran.memory,
    )  # fmt: skip
    return result, outcome.outputs


def judge(job: Job, outcome: Outcome) -> str:
    """What is wrong with an outcome by itself: shapes, parameter count, numbers that are none; "" if nothing."""
    program = job.program
    expected = [program.shape(port) for port in program.outputs]
    found = [o.shape[1:] for o in outcome.outputs]
    if found != expected:
        return f"the outputs have the shapes {found}, and {expected} were expected"
    total = outcome.parameters + outcome.running
    if total != program.parameters:
        return f"it holds {total} numbers, and {program.parameters} were expected"
    if not all(np.isfinite(o).all() for o in outcome.outputs):
        return "the outputs hold infinities or what is not a number"
    return ""


def difference(outputs: Sequence[Array], reference: Sequence[Array]) -> float:
    """Largest difference of two frameworks' outputs, over the largest value of the reference's output."""
    if len(outputs) != len(reference):
        return float("inf")
    worst = 0.0
    for one, other in zip(outputs, reference, strict=True):
        if one.shape != other.shape:
            return float("inf")
        scale = float(np.abs(other).max(initial=0.0)) or 1.0
        worst = max(worst, float(np.abs(one - other).max(initial=0.0)) / scale)
    return worst
