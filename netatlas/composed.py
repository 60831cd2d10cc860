"""A composed network built and run: its parameters as counted by the framework that built it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import codegen
from codegen import Framework, Verification
from extract.compose import Network
from graph import Completion, Shape, complete, to_json
from graph.guide_form import plain_value
from netatlas.pipeline.plan import MOST_PARAMETERS

Status = Literal["verified", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Built:
    """A network and what came of building it.

    Attributes:
        network: as composed.
        completion: with all that conventions fill in.
        runs: one for each framework that it was built in.
        status: verified: built and run everywhere, with the printed output sizes; partial: something nobody explains,
            or sizes other than the printed ones; failed: it breaks a rule or did not run.
        reason: why it is not verified; "" where it is.
    """

    network: Network
    completion: Completion
    runs: tuple[Verification, ...]
    status: Status
    reason: str = ""

    @property
    def parameters(self) -> int | None:
        """Trainable parameters of the network as built; None where it was not."""
        return next((run.parameters for run in self.runs if run.parameters is not None), None)

    @property
    def input_shape(self) -> Shape | None:
        """Shape of the first input, without batch, channels last."""
        return next(iter(self.completion.input_shapes.values()), None)

    @property
    def output_shape(self) -> Shape | None:
        """Shape of the first output as the framework gave it."""
        return next((run.output_shapes[0] for run in self.runs if run.output_shapes), None)


def build(network: Network, frameworks: Sequence[Framework] = ("onnx",)) -> Built:
    """Completes a network, writes its code, builds and runs it in each framework."""
    completion = complete(network.graph)
    problems = "; ".join(problem.message for problem in completion.errors)
    if completion.partial:
        return Built(network, completion, (), "partial", problems)
    if not completion.buildable:
        return Built(network, completion, (), "failed", problems or "the shapes of some nodes are not known")
    size = sum(completion.parameters.values())
    if size > MOST_PARAMETERS:
        return Built(
            network, completion, (), "failed", f"{size:,} parameters are more than can be built here"
        )
    written = [codegen.generate(completion.graph, framework) for framework in frameworks]
    runs = tuple(codegen.verify_all(written))
    wrong = [f"{run.framework}: {run.reason}" for run in runs if run.status != "ok"]
    if wrong:
        return Built(network, completion, runs, "failed", "; ".join(wrong))
    other = [problem.message for problem in completion.problems if problem.code == "contradiction"]
    return Built(network, completion, runs, "partial" if other else "verified", "; ".join(other[:3]))


def as_json(built: Built) -> Mapping[str, Any]:
    """A network as `netatlas networks` writes it."""
    network, counts = built.network, built.completion.facts()
    return {
        "name": network.name,
        "exhibits": list(network.exhibits),
        "status": built.status,
        "reason": built.reason,
        "parameters": built.parameters,
        "input_shape": _listed(built.input_shape),
        "output_shape": _listed(built.output_shape),
        "read": counts["read"],
        "inferred": counts["inferred"],
        "default": counts["default"],
        "missing": _missing(built),
        "conflicts": [
            {"node": c.node, "attribute": c.attribute, "kept": c.kept, "other": c.other}
            for c in network.conflicts
        ],
        "frameworks": {run.framework: run.status for run in built.runs},
        "graph": json.loads(to_json(built.completion.graph)),
    }


def _listed(shape: Shape | None) -> Any:
    return None if shape is None else plain_value(shape)


def _missing(built: Built) -> list[str]:
    """What the paper does not tell: what composing missed, then what completion could not work out."""
    found = [*built.network.missing]
    found += [problem.message for problem in built.completion.errors if problem.code != "unexplained-block"]
    return list(dict.fromkeys(found))
