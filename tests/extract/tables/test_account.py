"""What a table's reading accounts for: numbers, heads, and where its layers stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import open_document
from extract.tables import Account, account_of
from tests.extract.tables.drawn import Table, read, read_turned

ROWS = [
    ["Layer", "Kernel", "Filters", "Output"],
    ["conv", "3×3", "64", "32×32×64"],
    ["max pool", "2×2", "", "16×16×64"],
    ["conv", "5×5", "128", "16×16×128"],
    ["fc 10", "", "", "1×1×10"],
]


def account(rows: list[list[str]], folder: Path) -> Account:
    """What the reading of a table of these rows accounts for."""
    reading = read(Table("Table 1: Architecture of our network.", rows), folder)
    assert reading.graphs
    with open_document(folder / "table.pdf") as document:
        return account_of(next(iter(document)), reading)


def test_a_table_that_is_read_whole_leaves_nothing_over(tmp_path: Path) -> None:
    found = account(ROWS, tmp_path)
    assert found.headed
    assert found.left == 0.0
    assert [standing.row for _, standing in sorted(found.layers.items())] == [0, 1, 2, 3]


def test_numbers_that_no_layer_has_are_left_over(tmp_path: Path) -> None:
    rows = [[*row, text] for row, text in zip(ROWS, ["Seed", "907 / 911", "919", "929", "937"], strict=True)]
    rows[1][0] = "conv 977 983 991"
    found = account(rows, tmp_path)
    assert found.left > 0.1


def test_a_setting_stands_with_its_layer_or_in_a_column_of_its_own(tmp_path: Path) -> None:
    layers = account(ROWS, tmp_path).layers
    by_row = {standing.row: standing.said for standing in layers.values()}
    assert by_row == {0: frozenset(), 1: frozenset(), 2: frozenset(), 3: frozenset({"units"})}


def test_layers_of_one_cell_stand_in_one_row_and_a_list_has_no_heads(tmp_path: Path) -> None:
    rows = [["3×3 conv, 64, BN, ReLU", "a"], ["3×3 conv, 128, BN, ReLU", "b"], ["fc, 10", "c"]]
    found = account(rows, tmp_path)
    assert not found.headed
    assert [standing.row for _, standing in sorted(found.layers.items())] == [0, 0, 0, 1, 1, 1, 2]
    assert {"kernel", "filters"} <= found.layers[0, "n1"].said


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_table_accounts_for_as_much(degrees: int, tmp_path: Path) -> None:
    table = Table("Table 1: Architecture of our network.", ROWS)
    reading = read_turned(table, tmp_path, degrees)
    with open_document(tmp_path / "turned.pdf") as document:
        found = account_of(next(iter(document)), reading)
    assert found == account(ROWS, tmp_path)
