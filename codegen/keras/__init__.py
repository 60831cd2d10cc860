"""Keras 3: one readable file in the functional style."""

from __future__ import annotations

from codegen.channels_last.weights import Moves, dense_moves, depthwise, kernel_moves
from codegen.core.steps import Program, Step
from codegen.keras import functions, layers, shaping
from codegen.keras.table import emits
from codegen.keras.writer import RESERVED, write
from codegen.model import Generated, Implementation
from codegen.structure.classes import Plan
from codegen.structure.planning import plan_of
from codegen.weights import Carry

__all__ = ["FAMILIES", "emits", "generate"]

FAMILIES = (layers, functions, shaping)

NAMES = {
    "batch_norm": {
        "weight": "gamma", "bias": "beta", "running_mean": "moving_mean", "running_var": "moving_variance",
    },
    "layer_norm": {"weight": "gamma", "bias": "beta"},
    "group_norm": {"weight": "gamma", "bias": "beta"},
    "rms_norm": {"weight": "scale"},
    "channel_scale": {"weight": "scale"},
    "embedding": {"weight": "embeddings"},
    "prelu": {"weight": "alpha"},
}  # fmt: skip
CELLS = {"rnn": "simple_rnn", "lstm": "lstm", "gru": "gru"}
GATES = {"rnn": (0,), "lstm": (0, 1, 2, 3), "gru": (1, 0, 2)}


def generate(program: Program, seed: int = 0) -> Implementation:
    """The source of a program; raises Unsupported where there is none."""
    plan, unknown = plan_of(program, emits, RESERVED)
    files = {"model.py": write(program, plan, unknown)}
    missing = "; ".join(dict.fromkeys(program.missing))
    status: Generated = "partial" if missing else "complete"
    return Implementation("keras", status, missing, files, program, _carries(program, plan))


def _carries(program: Program, plan: Plan) -> tuple[Carry, ...]:
    found = []
    for number, step in enumerate(program.steps):
        path = "_".join(plan.paths[number])
        for weight in step.weights:
            target, moves = _target(step, weight.name)
            found.append(Carry(f"{path}/{target}", number, weight.name, moves))
    return tuple(found)


def _target(step: Step, weight: str) -> tuple[str, Moves]:
    """A weight's variable below its layer, and the way there."""
    if step.op == "recurrent":
        return _recurrent(step, weight)
    if step.op in ("conv", "conv_transpose") and weight == "weight":
        return "kernel", kernel_moves(step, depthwise(step))
    if step.op == "dense" and weight == "weight":
        return "kernel", dense_moves(step)
    if step.op == "prelu":
        return "alpha", (("reshape", (*(1,) * ((step.rank or 1) - 1), -1)),)
    return NAMES.get(step.op, {}).get(weight, weight), ()


def _recurrent(step: Step, weight: str) -> tuple[str, Moves]:
    cell = step.text("cell")
    place = f"{CELLS[cell]}_cell"
    if step.flag("bidirectional"):
        place = f"{'backward' if weight.endswith('_reverse') else 'forward'}_{CELLS[cell]}/{place}"
    gates = ("blocks", GATES[cell])
    if weight.startswith("weight"):
        kernel = "kernel" if weight.startswith("weight_ih") else "recurrent_kernel"
        return f"{place}/{kernel}", (gates, ("transpose", (1, 0)))
    # A gru's two biases are the rows of one variable.
    row = f"[{int(weight.startswith('bias_hh'))}]" if cell == "gru" else ""
    return f"{place}/bias{row}", (gates,)
