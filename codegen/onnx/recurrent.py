"""Recurrent layers. ONNX keeps the gates in another order than PyTorch: lstm i-o-f-c, gru z-r-h."""

from __future__ import annotations

from codegen.core.steps import Step
from codegen.onnx.context import Context, emits

OPS = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
GATES = {"rnn": (0,), "lstm": (0, 3, 1, 2), "gru": (1, 0, 2)}


@emits("recurrent")
def recurrent(c: Context, step: Step, x: list[str]) -> str:
    """(batch, length, channels) to each step's state, or the last one; directions side by side."""
    cell, units, both = step.text("cell"), step.integer("units"), step.flag("bidirectional")
    ends = ("", "_reverse") if both else ("",)
    gates = ("blocks", GATES[cell])

    def joined(name: str, width: int) -> str:
        rows = [c.weight(name + end, gates, ("reshape", (1, -1, width))) for end in ends]
        return rows[0] if len(rows) == 1 else c.node("Concat", rows, axis=0)

    inputs = [
        c.transpose(x[0], (1, 0, 2)),
        joined("weight_ih_l0", step.channels or 1),
        joined("weight_hh_l0", units),
    ]
    if step.flag("bias"):
        inputs.append(joined_biases(c, step, ends, gates))
    extra: dict[str, object] = {"linear_before_reset": 1} if cell == "gru" else {}
    if step.flag("relu"):
        extra["activations"] = ["Relu"] * len(ends)
    direction = "bidirectional" if both else "forward"
    states, last = c.nodes_out(OPS[cell], inputs, 2, hidden_size=units, direction=direction, **extra)
    width = units * len(ends)
    if step.flag("sequence"):
        return c.node("Reshape", [c.transpose(states, (2, 0, 1, 3)), c.ints((0, 0, width))])
    return c.node("Reshape", [c.transpose(last, (1, 0, 2)), c.ints((0, width))])


def joined_biases(c: Context, step: Step, ends: tuple[str, ...], gates: tuple[str, tuple[int, ...]]) -> str:
    """Both biases of each direction side by side; the one on the state's side is zero where there is none."""
    rows = []
    for end in ends:
        first = c.weight(f"bias_ih_l0{end}", gates, ("reshape", (1, -1)))
        size = next(w.size for w in step.weights if w.name == f"bias_ih_l0{end}")
        two = step.text("cell") == "gru"
        second = c.weight(f"bias_hh_l0{end}", gates, ("reshape", (1, -1))) if two else c.zeros((1, size))
        rows.append(c.node("Concat", [first, second], axis=1))
    return rows[0] if len(rows) == 1 else c.node("Concat", rows, axis=0)
