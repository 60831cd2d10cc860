"""Words over one of several parallel arrows whose others carry operations, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, ops


def branches(figure: Figure, names: tuple[str, ...], aside: float = 0.0) -> list[str]:
    """Operations of boxes joined by parallel arrows with a name over each, the last moved aside along its arrow."""
    for i, name in enumerate(names):
        y = 100 + 60 * i
        figure.box(60, y, "conv 3x3")
        figure.line((95, y), (205, y))
        figure.text(150 + aside * (i == len(names) - 1), y - 7, name)
        figure.box(240, y, "softmax")
    return ops(figure.read())


def test_a_word_in_a_column_of_operations_over_parallel_arrows_is_a_step(figure: Figure) -> None:
    assert "block" in branches(figure, ("Max pool", "Dropout", "Identity"))


def test_one_operation_beside_it_is_too_few(figure: Figure) -> None:
    assert "block" not in branches(figure, ("Max pool", "Identity"))


def test_a_word_elsewhere_along_its_arrow_is_none(figure: Figure) -> None:
    assert "block" not in branches(figure, ("Max pool", "Dropout", "Identity"), aside=30)
