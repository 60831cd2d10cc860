"""Whatever a table holds, reading it ends with graphs or with a reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.tables.drawn import Bracket, Over, Table, read

HEADS = st.sampled_from(
    [
        "Layer",
        "Type",
        "Kernel",
        "Filter size",
        "Stride",
        "Output size",
        "Channels",
        "Input",
        "#",
        "Size",
        "c",
        "n",
        "s",
        "t",
        "k",
        "Model A",
        "Units",
        "Repeat",
        "Activation",
        "Params",
        "Parameters (kernel, stride)",
        "Name",
        "Stage",
        "Dropout",
        "Connected to",
        "²",
        "",
    ]
)
CELLS = st.sampled_from(
    [
        "conv1",
        "3×3",
        "3×3, 64",
        "7×7 conv, 64, /2",
        "max pool",
        "224²",
        "224² × 3",
        "56×56×64",
        "-",
        "–",
        "×3",
        "×2²",
        "64",
        "1/2",
        "FC 1000",
        "softmax",
        "ReLU",
        "2²",
        "[3×3, 64]×2",
        "conv (k=3, s=2)",
        "k3n64s1",
        "(3, 3)",
        "None, 32",
        "(None, 28, 28, 1)",
        "concat(conv1, 2)",
        "conv1, conv2",
        "Output",
        "Input",
        "64 → 128",
        "C→2C",
        "H/4 × W/4",
        "N/A",
        "yes",
        "0.5",
        "512-d",
        "[64, 64]",
        "residual block ×3",
        "3.5M",
        "²",
        "₂",
        "½",
        "…",
        ":",
        "1×1² , 8",
        "Layer",
        "Stride",
        "Stage 1",
        "Encoder",
        "same",
        "LSTM 128",
        "GRU",
        "2×",
        "Conv1D(F·i, f)",
        "4×4+2",
        "10^3",
        "x_2",
        "1, 2",
        "1,2,2",
        "(a)",
        "[",
        "]",
        ")",
        "∑",
        "⊕ #5",
        "a+b",
    ]
)
ENTRIES = st.one_of(CELLS, CELLS, CELLS, st.just(""), st.lists(CELLS, min_size=1, max_size=3).map("\n".join))
CAPTIONS = st.sampled_from(
    [
        "Table 1: The architecture of our network.",
        "Table 1: Layers. C stands for convolution, MP for max pooling and F for fully connected.",
        "Table 1: All convolutions use 3×3 kernels with stride 1. Results in %.",
        "Table 1: Accuracy.",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of any cells, with heads or without, ruled in any manner."""
    columns = draw(st.integers(1, 5))
    rows: list[list[str | Bracket | Over]] = [
        list(draw(st.lists(ENTRIES, min_size=columns, max_size=columns)))
        for _ in range(draw(st.integers(1, 6)))
    ]
    header = draw(st.integers(0, 2))
    rows = [list(draw(st.lists(HEADS, min_size=columns, max_size=columns))) for _ in range(header)] + rows
    if columns > 1 and draw(st.booleans()):
        rows.insert(draw(st.integers(0, len(rows))), [Over(draw(CELLS) or "x", columns)])
    return Table(
        draw(CAPTIONS), rows, header=header, ruled=draw(st.sampled_from(["book", "grid", "rows", "none"]))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_reading_ends_with_graphs_or_a_reason(table: Table) -> None:
    with TemporaryDirectory() as folder:
        reading = read(table, Path(folder))
    assert reading.graphs or reading.reason
    assert 0.0 <= reading.confidence <= 1.0
