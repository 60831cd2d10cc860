"""What belongs to a table: its rows, and nothing of what is printed around them."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = [
    ["Layer", "Output shape"],
    ["Conv 3×3, 16", "32×32×16"],
    ["Max pool 2×2", "16×16×16"],
    ["Linear, 10", "10"],
]


def test_a_note_under_the_last_ruling_is_no_layer(tmp_path: Path) -> None:
    reading = read(
        Table("Table 1: Layers of the network.", ROWS, note="† Linear at test time only."), tmp_path
    )
    assert len(reading.graphs[0].nodes) == 3
    assert printed(reading.graphs[0])[-1] == "dense units=10 @10"
