"""Losses by the type of their sign."""

from __future__ import annotations

import pytest

from extract.figures.things.script_letters import script_loss
from extract.scene.model import TextBlock, TextRun


def block(text: str, font: str) -> TextBlock:
    run = TextRun(text, (0, 0, 30, 8), 8.0, (1.0, 0.0), font, (0.0, 0.0, 0.0), 0)
    return TextBlock(0, (text,), (0, 0, 30, 8), 8.0, (1.0, 0.0), None, False, (run,))


@pytest.mark.parametrize(("text", "font"), [("LSIGReg", "CMSY9"), ("Lfoo(x)", "RSFS10"), ("ℒ2", "Cambria")])
def test_a_calligraphic_l_is_a_loss(text: str, font: str) -> None:
    parsed = script_loss((block(text, font),))
    assert parsed is not None
    assert [operation.op for operation in parsed.operations] == ["loss"]


@pytest.mark.parametrize(("text", "font"), [("LSIGReg", "CMR9"), ("B", "CMSY9"), ("→ L", "CMSY9")])
def test_other_letters_and_type_are_none(text: str, font: str) -> None:
    assert script_loss((block(text, font),)) is None


def test_an_index_of_a_loss_is_marked_in_its_label() -> None:
    runs = (
        TextRun("L", (0, 0, 6, 8), 8.0, (1.0, 0.0), "CMSY9", (0.0, 0.0, 0.0), 0),
        TextRun("CE", (6, 4, 13, 9), 5.5, (1.0, 0.0), "CMR6", (0.0, 0.0, 0.0), 1),
    )
    parsed = script_loss((TextBlock(0, ("LCE",), (0, 0, 13, 9), 8.0, (1.0, 0.0), None, False, runs),))
    assert parsed is not None and parsed.operations[0].label == "L_CE"


def test_a_thing_without_text_is_none() -> None:
    assert script_loss(()) is None
