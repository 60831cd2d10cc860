"""What a table's rows say of sizes: one for all layers of a row, and a last window that disagrees with the strides."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.compose import Network, compose
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import complete
from tests.extract.tables.drawn import Table, read

BOX = (0.0, 0.0, 1.0, 1.0)


def composed(table: Table, folder: Path) -> Network:
    exhibit = Exhibit("Table 1", "table", 1, BOX, table.caption, BOX)
    found = read(table, folder)
    reading = ExhibitReading(exhibit, "text", True, 0.9, found.figure_type, found.graphs, 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", ("",)))
    return network


def test_a_rows_size_is_that_of_its_last_layer(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Architecture of the network.",
        [
            ["stage", "output size", "layers"],
            ["stem", "56×56", "7×7 conv, 64, stride 2\n3×3 max pool, stride 2"],
            ["stage 1", "56×56", "3×3 conv, 64\n3×3 conv, 64"],
            ["stage 2", "28×28", "3×3 conv, 128, stride 2\n3×3 conv, 128"],
            ["head", "1×1", "global average pool\n10-d fc"],
        ],
        ruled="rows",
    )
    done = complete(composed(table, tmp_path).graph)
    assert [problem for problem in done.problems if problem.code == "contradiction"] == []
    assert list(done.input_shapes.values()) == [(224, 224, 3)]
    stem, pool = done.graph.nodes[1], done.graph.nodes[2]
    assert (stem.op, pool.op) == ("conv2d", "max_pool")
    assert done.shapes[stem.id] == ((112, 112, 64),) and done.shapes[pool.id] == ((56, 56, 64),)


@pytest.mark.parametrize(("stride", "conflicts"), [("s1", 0), ("s2", 1)])
def test_a_window_that_the_strides_do_not_lead_to_is_a_conflict(
    stride: str, conflicts: int, tmp_path: Path
) -> None:
    table = Table(
        "Table 1: Body architecture.",
        [
            ["Type / Stride", "Filter Shape", "Input Size"],
            ["Conv / s2", "3 × 3 × 3 × 32", "28 × 28 × 3"],
            ["Conv / s1", "3 × 3 × 32 × 64", "14 × 14 × 32"],
            ["Conv / s2", "3 × 3 × 64 × 64", "14 × 14 × 64"],
            [f"Conv / {stride}", "3 × 3 × 64 × 64", "7 × 7 × 64"],
            ["Avg Pool / s1", "Pool 7 × 7", "7 × 7 × 64"],
            ["FC / s1", "64 × 10", "1 × 1 × 64"],
        ],
    )
    network = composed(table, tmp_path)
    assert len(network.conflicts) == conflicts
    for found in network.conflicts:
        assert found.attribute == "kernel"
        assert found.kept.startswith("(4, 4)") and found.other == "(7, 7) (Table 1)"
    done = complete(network.graph)
    assert not done.errors, done.errors
