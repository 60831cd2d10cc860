"""Recurrent layers. ONNX keeps the gates in another order than PyTorch: lstm i-o-f-c, gru z-r-h."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.onnx.context import Context, emits

OPS = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
GATES = {"rnn": (0,), "lstm": (0, 3, 1, 2), "gru": (1, 0, 2)}


@emits("recurrent")
def recurrent(c: Context, step: Step, x: list[str]) -> str:
    """(batch, length, channels) to each step's state, or the last one; directions side by side."""
    cell, units, both = step.text("cell"), step.int("units"), step.flag("bidirectional")
    ends = ("", "_reverse") if both else ("",)
    gates = ("blocks", GATES[cell])

    def joined(names: list[list[str]], shape: tuple[int, ...]) -> str:
        rows = []
        for pair in names:
            parts = [c.weight(name, gates, ("reshape", shape)) for name in pair]
            rows.append(parts[0] if len(parts) == 1 else c.node("Concat", parts, axis=1))
        return rows[0] if len(rows) == 1 else c.node("Concat", rows, axis=0)

    inputs = [
        c.transpose(x[0], (1, 0, 2)),
        joined([[f"weight_ih_l0{end}"] for end in ends], (1, -1, step.channels or 1)),
        joined([[f"weight_hh_l0{end}"] for end in ends], (1, -1, units)),
        joined([[f"bias_ih_l0{end}", f"bias_hh_l0{end}"] for end in ends], (1, -1)),
    ]
    extra = {"linear_before_reset": 1} if cell == "gru" else {}
    direction = "bidirectional" if both else "forward"
    states, last = c.nodes_out(OPS[cell], inputs, 2, hidden_size=units, direction=direction, **extra)
    width = units * len(ends)
    if step.flag("sequence"):
        return c.node("Reshape", [c.transpose(states, (2, 0, 1, 3)), c.ints((0, 0, width))])
    return c.node("Reshape", [c.transpose(last, (1, 0, 2)), c.ints((0, width))])
