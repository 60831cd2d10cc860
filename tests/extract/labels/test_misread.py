"""Labels as models of type read them from images."""

from __future__ import annotations

import pytest

from extract.labels.misread import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("comv 3×3", "conv 3×3"),
        ("SharpSepCorv", "SharpSepConv"),
        ("Convid(1, 32)", "Conv1d(1, 32)"),
        ("BatchNorn", "BatchNorm"),
        ("Add & Nomm", "Add & Norm"),
        ("Lincar", "Linear"),
        ("Shufflel", "Shuffle"),
        ("Spatial attentionn", "Spatial attention"),
        ("DR0POUT", "DROPOUT"),
        ("Rols", "RoIs"),
        ("RolAlign", "RoIAlign"),
    ],
)
def test_letters_that_look_alike_are_put_right_where_a_word_for_an_operation_is_meant(
    read: str, meant: str
) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    "printed",
    [
        "Down",
        "less",
        "call",
        "Ceil",
        "Conv5",
        "Conv8_2",
        "pool5",
        "Mode",
        "Test images",
        "corner",
        "Lines",
        "ResNet",
    ],
)
def test_other_words_stay(printed: str) -> None:
    assert mended(printed) == printed


@pytest.mark.parametrize(
    ("read", "meant"),
    [("XN", "×N"), ("XL2", "×L2"), ("Transformer Block XL3", "Transformer Block ×L3"), ("NX", "N×")],
)
def test_a_cross_beside_a_count_is_no_letter(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize("printed", ["x_1", "x1", "XL", "X"])
def test_a_tensor_named_by_that_letter_stays(printed: str) -> None:
    assert mended(printed) == printed


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Concat]", "Concat"),
        ("[ReLU", "ReLU"),
        ("↑Patch Embeddings", "Patch Embeddings"),
        ("→▶ Skip-connection", "Skip-connection"),
    ],
)
def test_rims_and_heads_of_arrows_beside_a_label_are_none_of_it(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize("printed", ["[B, 64", "[MASK]", "↑Up", "↓ Down", "↑ ×2", "(a, b]"])
def test_brackets_of_lists_and_arrows_that_say_something_stay(printed: str) -> None:
    assert mended(printed) == printed
