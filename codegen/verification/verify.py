"""Verification: an implementation is run, and its outputs compared with a reference's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from codegen.model import Implementation, Verification
from codegen.verification.job import Job, Outcome
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
    if implementation.status != "complete" or implementation.program is None:
        status = "failed" if implementation.status == "complete" else implementation.status
        return Verification(implementation.framework, status, implementation.reason), []
    job = Job(
        implementation.framework, implementation.files, implementation.program, implementation.carries, seed, weights,
        inputs,
    )  # fmt: skip
    (ran,) = run([job], limits)
    if ran.outcome is None and ran.reason.startswith("ModuleNotFoundError"):
        absent = f"{ran.reason.rpartition(': ')[2]}; the extra `verify` installs it"
        return Verification(implementation.framework, "unsupported", absent, seconds=ran.seconds), []
    if ran.outcome is None:
        failed = Verification(
            implementation.framework, "failed", ran.reason, seconds=ran.seconds, memory=ran.memory
        )
        return failed, []
    reason = judge(job, ran.outcome)
    apart = difference(ran.outcome.outputs, reference) if reference is not None and not reason else None
    if apart is not None and not apart <= TOLERANCE:
        reason = f"its outputs differ from the reference's by {apart:.2g} of the largest value"
    shapes = tuple(tuple(int(n) for n in o.shape[1:]) for o in ran.outcome.outputs)
    result = Verification(
        implementation.framework, "failed" if reason else "ok", reason, ran.outcome.parameters, ran.outcome.running,
        shapes, apart, ran.seconds, ran.memory,
    )  # fmt: skip
    return result, ran.outcome.outputs


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
