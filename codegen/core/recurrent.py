"""Recurrent layers over (length, channels) sequences."""

from __future__ import annotations

from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor, Weight
from codegen.errors import Unsupported

GATES = {"rnn": 1, "lstm": 4, "gru": 3}
"""Gates by cell, in PyTorch's order: lstm has input, forget, cell, output; gru has reset, update, new."""


def recurrent(
    b: Builder,
    x: Tensor,
    cell: str,
    units: int,
    bidirectional: bool = False,
    sequence: bool = True,
    bias: bool = True,
    relu: bool = False,
) -> Tensor:
    """An rnn (tanh, or relu), lstm (arXiv:1409.2329) or gru (arXiv:1406.1078, reset after the product) layer.

    Weights by direction, in PyTorch's layout: input to gates, state to gates, a bias, and for gru a second
    bias on the state's side. The output has each step's state, or the last one where not `sequence`;
    directions stand side by side.
    """
    shape = known(x, cell)
    if len(shape) != 2:
        raise Unsupported(f"{cell} is over sequences, not {shape}")
    length, channels = shape
    rows = GATES[cell] * units
    weights = []
    for end in ("", "_reverse") if bidirectional else ("",):
        weights += [
            Weight(f"weight_ih_l0{end}", (rows, channels), "kernel", channels),
            Weight(f"weight_hh_l0{end}", (rows, units), "kernel", units),
        ]
        weights += [Weight(f"bias_ih_l0{end}", (rows,), "bias")] if bias else []
        weights += [Weight(f"bias_hh_l0{end}", (rows,), "bias")] if bias and cell == "gru" else []
    width = units * (2 if bidirectional else 1)
    return b.add(
        "recurrent", [x], (length, width) if sequence else (width,), weights,
        cell=cell, units=units, bidirectional=bidirectional, sequence=sequence, bias=bias, relu=relu,
    )  # fmt: skip
