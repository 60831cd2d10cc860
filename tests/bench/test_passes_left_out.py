"""The reader without one of its passes, on a figure drawn here."""

from __future__ import annotations

from pathlib import Path

from bench.left_out import left_out, nothing_of, passes, watched
from bench.passes import Change, Worth, table_of
from extract.figures.volumes.volumes import Bodies
from tests.extract.drawing import Figure, ops

PASSES = {(one.module.rpartition(".")[2], one.name): one for one in passes()}
BESIDE = PASSES["edges", "operations_beside"]


def drawn(folder: Path) -> Figure:
    figure = Figure(folder)
    figure.box(80, 100, "Conv 3x3")
    figure.line((115, 100), (215, 100))
    figure.text(165, 92, "ReLU")
    figure.box(250, 100, "Softmax")
    return figure


def test_the_operation_on_a_line_is_the_work_of_a_pass(tmp_path: Path) -> None:
    figure = drawn(tmp_path)
    with watched(list(PASSES.values())) as active:
        assert ops(figure.read()) == ["conv2d", "relu", "softmax"]
    assert BESIDE in active and PASSES["edges", "rows"] not in active


def test_a_pass_is_left_out_and_comes_back(tmp_path: Path) -> None:
    figure = drawn(tmp_path)
    with left_out(BESIDE):
        assert ops(figure.read()) == ["conv2d", "softmax"]
    assert ops(figure.read()) == ["conv2d", "relu", "softmax"]


def test_what_changes_gives_back_and_what_adds_gives_nothing() -> None:
    assert PASSES["edges", "over_ellipses"].without(links := [], ()) == links
    assert BESIDE.without() == {} and PASSES["edges", "touching"].without((), [1]) == []
    assert ("drawing", "text_unit") not in PASSES and ("read", "edges_of") not in PASSES


def test_nothing_of_each_type() -> None:
    assert nothing_of(int | None) is None and nothing_of(bool) is False
    assert nothing_of(tuple[set[int], list[int]]) == (set(), []) and nothing_of(tuple[int, ...]) == ()
    assert nothing_of(Bodies) == Bodies()


def test_a_row_of_the_table() -> None:
    worth = Worth(BESIDE, (Change(True, -0.25), Change(True, 0.0), Change(False, 0.0)))
    assert table_of([worth])[-1] == "| operations_beside | joining/beside.py | 3 | 2 | 1 | -0.250 |"
