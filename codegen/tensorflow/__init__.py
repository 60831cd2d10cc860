"""TensorFlow without Keras: one readable file of tf.Module classes on tf.nn."""

from __future__ import annotations

from codegen.channels_last.weights import Moves, dense_moves, depthwise, kernel_moves
from codegen.core.steps import Program, Step
from codegen.model import Generated, Implementation
from codegen.structure.classes import Plan
from codegen.structure.planning import plan_of
from codegen.tensorflow import functions, layers, shaping
from codegen.tensorflow.table import emits
from codegen.tensorflow.writer import RESERVED, write
from codegen.weights import Carry

__all__ = ["FAMILIES", "emits", "generate"]

FAMILIES = (layers, functions, shaping)

NORMS = {"weight": "scale", "bias": "bias", "running_mean": "mean", "running_var": "variance"}


def generate(program: Program, seed: int = 0) -> Implementation:
    """The source of a program; raises Unsupported where there is none."""
    plan, unknown = plan_of(program, emits, RESERVED)
    files = {"model.py": write(program, plan, unknown)}
    missing = "; ".join(dict.fromkeys(program.missing))
    status: Generated = "partial" if missing else "complete"
    return Implementation("tensorflow", status, missing, files, program, _carries(program, plan))


def _carries(program: Program, plan: Plan) -> tuple[Carry, ...]:
    found = []
    for number, step in enumerate(program.steps):
        path = ".".join(plan.paths[number])
        for weight in step.weights:
            target, moves = _target(step, weight.name)
            found.append(Carry(path + target, number, weight.name, moves))
    return tuple(found)


def _target(step: Step, weight: str) -> tuple[str, Moves]:
    """A weight's attribute below its module, and the way there."""
    if step.op == "parameter":
        return "", (("reshape", (1, *(step.out_shapes[0] or ()))),)
    if step.op == "embedding":
        return "", ()
    if step.op == "recurrent":
        return _recurrent(step, weight)
    if step.op in ("conv", "conv_transpose") and weight == "weight":
        return ".kernel", kernel_moves(step, depthwise(step) and len(step.ints("kernel")) == 2)
    if step.op == "dense" and weight == "weight":
        return ".kernel", dense_moves(step)
    if step.op == "prelu":
        return ".alpha", ()
    if step.op in ("conv", "conv_transpose", "dense"):
        return ".bias", ()
    return f".{NORMS[weight]}", ()


def _recurrent(step: Step, weight: str) -> tuple[str, Moves]:
    end = ""
    if step.flag("bidirectional"):
        end = ".backward" if weight.endswith("_reverse") else ".forward"
    if weight.startswith("weight"):
        name = "kernel" if weight.startswith("weight_ih") else "recurrent"
        return f"{end}.{name}", (("transpose", (1, 0)),)
    return f"{end}.{'state_bias' if weight.startswith('bias_hh') else 'bias'}", ()
