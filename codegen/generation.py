"""From a completed graph to an implementation in a framework. Never raises for what is in the graph."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from codegen.core.steps import Program
from codegen.errors import CodegenError, Unsupported
from codegen.lowering import lower
from codegen.model import FRAMEWORKS, Framework, Generated, Implementation
from graph.errors import GraphError
from graph.model import Graph


def generate(graph: Graph, framework: Framework, *, seed: int = 0) -> Implementation:
    """The code of a graph that `graph.complete` has been through.

    Whatever keeps the code from being whole stands in the result's status and reason. `seed` draws the initial
    weights of model files.
    """
    return generate_all(graph, [framework], seed=seed)[0]


def generate_all(
    graph: Graph, frameworks: Sequence[Framework] = FRAMEWORKS, *, seed: int = 0
) -> list[Implementation]:
    """The code of a completed graph in several frameworks, in their order."""
    try:
        program = lower(graph)
    except (CodegenError, GraphError) as error:
        return [Implementation(framework, "failed", str(error)) for framework in frameworks]
    return [from_program(program, framework, seed=seed) for framework in frameworks]


def from_program(program: Program, framework: Framework, *, seed: int = 0) -> Implementation:
    """The code of a program; `partial` with its reasons where the program has unknown parts."""
    missing = "; ".join(dict.fromkeys(program.missing))
    try:
        made: Implementation = importlib.import_module(f"codegen.{framework}").generate(program, seed)
    except Unsupported as error:
        status: Generated = "partial" if missing else "unsupported"
        return Implementation(
            framework, status, f"{missing}; {error}" if missing else str(error), program=program
        )
    except Exception as error:
        # A bug of an emitter is this network's failure, not that of the run over many networks.
        return Implementation(framework, "failed", f"{type(error).__name__}: {error}", program=program)
    return made
