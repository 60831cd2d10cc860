"""PyTorch: one readable file of nn.Module classes."""

from __future__ import annotations

from codegen.core.layout import first_shape, to_first
from codegen.core.steps import Program
from codegen.model import Generated, Implementation
from codegen.pytorch import functions, layers, shaping
from codegen.pytorch.table import emits
from codegen.pytorch.writer import RESERVED, write
from codegen.structure.classes import Plan
from codegen.structure.planning import plan_of
from codegen.weights import Carry

__all__ = ["FAMILIES", "emits", "generate"]

FAMILIES = (layers, functions, shaping)


def generate(program: Program, seed: int = 0) -> Implementation:
    """The source of a program; raises Unsupported where there is none."""
    plan, unknown = plan_of(program, emits, RESERVED)
    files = {"model.py": write(program, plan, unknown)}
    missing = "; ".join(dict.fromkeys(program.missing))
    status: Generated = "partial" if missing else "complete"
    return Implementation("pytorch", status, missing, files, program, _carries(program, plan))


def _carries(program: Program, plan: Plan) -> tuple[Carry, ...]:
    found = []
    for number, step in enumerate(program.steps):
        path = ".".join(plan.paths[number])
        for weight in step.weights:
            moves: tuple[tuple[str, tuple[int, ...]], ...] = ()
            target = f"{path}.{weight.name}"
            if step.op == "parameter":
                shape, target = step.out_shapes[0] or (), path
                moves = (("reshape", (1, *shape)), ("transpose", to_first(len(shape))))
            elif step.op == "channel_scale" and (step.rank or 0) > 2:
                moves = (("reshape", first_shape((*(1,) * ((step.rank or 1) - 1), -1))),)
            found.append(Carry(target, number, weight.name, moves))
    return tuple(found)
