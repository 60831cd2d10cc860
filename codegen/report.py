"""Code in several frameworks written to a folder, run where asked, and a report of what came of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from codegen.generation import generate_all
from codegen.model import Framework, Implementation, Verification
from codegen.verification.process import Limits
from codegen.verification.verify import TOLERANCE, verify_all
from graph.model import Graph

REPORT_FILE = "report.json"
State = Literal["generated", "ok", "partial", "unsupported", "failed"]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each framework that was asked for.

    Attributes:
        implementations, verifications: in the order asked; no verifications where none was asked for.
        reference: the framework that the others were compared with; "" where nothing ran.
    """

    implementations: tuple[Implementation, ...]
    verifications: tuple[Verification, ...] = ()
    reference: str = ""

    def state(self, framework: Framework) -> State:
        """How it stands with a framework."""
        for result in self.verifications:
            if result.framework == framework:
                return result.status
        status = next(i.status for i in self.implementations if i.framework == framework)
        return "generated" if status == "complete" else status

    def held(self, named: Sequence[Framework]) -> bool:
        """Whether all that was asked holds. A framework that was not `named` may be unable to say a network."""
        for made in self.implementations:
            state = self.state(made.framework)
            if state in ("partial", "failed") or (state == "unsupported" and made.framework in named):
                return False
        return True

    def plain(self) -> dict[str, Any]:
        """The report as JSON has it."""
        program = next((i.program for i in self.implementations if i.program is not None), None)
        results = {v.framework: v for v in self.verifications}
        return {
            "name": program.name if program else "",
            "inputs": [
                {"name": given.name, "shape": None if given.shape is None else list(given.shape)}
                for given in (program.inputs if program else ())
            ],
            "reference": self.reference,
            "tolerance": TOLERANCE,
            "frameworks": {
                made.framework: self._entry(made, results.get(made.framework))
                for made in self.implementations
            },
        }

    def _entry(self, made: Implementation, result: Verification | None) -> dict[str, Any]:
        program = made.program
        whole = made.status == "complete" and program is not None
        shapes: list[list[int]] | None = None
        if result is not None and result.output_shapes:
            shapes = [list(shape) for shape in result.output_shapes]
        elif whole and program is not None:
            shapes = [list(program.shape(port) or ()) for port in program.outputs]
        counted = program.trainable if whole and program is not None else None
        return {
            "status": self.state(made.framework),
            "reason": result.reason if result is not None else made.reason,
            "parameters": result.parameters if result is not None else counted,
            "output_shapes": shapes,
            "difference": result.difference if result is not None else None,
            "seconds": round(result.seconds, 3) if result is not None else None,
            "memory_mib": result.memory if result is not None else None,
            "files": sorted(made.files),
        }


def generate_into(
    graph: Graph,
    frameworks: Sequence[Framework],
    directory: Path,
    *,
    verify: bool = False,
    seed: int = 0,
    limits: Limits | None = None,
) -> Report:
    """Writes `directory`/FRAMEWORK/… for each framework, and `directory`/report.json.

    Args:
        graph: completed by `graph.complete`.
        verify: whether to run each implementation and compare it with ONNX's, which is run for that even
            where it was not asked for.
    """
    asked = list(frameworks)
    made = generate_all(graph, asked, seed=seed)
    for implementation in made:
        if implementation.files:
            implementation.write(directory / implementation.framework)
    report = Report(tuple(made))
    if verify:
        extra = [] if "onnx" in asked else generate_all(graph, ["onnx"], seed=seed)
        results = verify_all([*made, *extra], seed=seed, limits=limits)
        reference = _reference(results)
        report = Report(tuple(made), tuple(results[: len(made)]), reference)
    directory.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report.plain(), ensure_ascii=False, indent=1)
    (directory / REPORT_FILE).write_text(text + "\n", encoding="utf-8")
    return report


def _reference(results: Sequence[Verification]) -> str:
    """The framework that others were compared with: the one that ran and has no difference."""
    return next((v.framework for v in results if v.status == "ok" and v.difference is None), "")
