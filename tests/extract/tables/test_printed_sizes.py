"""Sizes as papers set them: as fractions of the input's, as multiples of a letter, in columns of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Fractions, Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the encoder."


def test_fractions_of_the_input_are_sizes(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Output size"],
        ["Conv 3×3, 16", Fractions((("H", "2"), "×", ("W", "2"), "×16"))],
        ["Conv 3×3, 32", Fractions((("1", "4"), "H×", ("1", "4"), "W×32"))],
        ["Conv 3×3, 64", Fractions((("H", "16"), "×", ("W", "16"), "×64"))],
    ]
    reading = read(Table(CAPTION, rows), tmp_path)
    assert [node.output_shape for node in reading.graphs[0].nodes] == [
        ("H/2", "W/2", 16),
        ("1/4H", "1/4W", 32),
        ("H/16", "W/16", 64),
    ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2w × 2h × 64", ("2w", "2h", 64)),
        ("(h, w, 3) → (h/2, w/2, 16)", ("h/2", "w/2", 16)),
        ("4×4×16ch", (4, 4, "16ch")),
        ("64-d", (64,)),
    ],
)
def test_multiples_of_a_letter_are_sizes(text: str, shape: tuple[object, ...], tmp_path: Path) -> None:
    rows = [["Layer", "Output shape"], ["Conv 3×3, stride 2", text], ["Conv 3×3, stride 1", text]]
    reading = read(Table(CAPTION, rows), tmp_path)
    assert reading.graphs[0].nodes[-1].output_shape == shape


def test_sizes_in_aligned_columns_are_one(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Act.", Over("Output shape", 3)],
        ["Latent vector", "-", "512 ×", "1 ×", "1"],
        ["Conv 4×4", "LReLU", "512 ×", "4 ×", "4"],
        ["Upsample", "-", "512 ×", "8 ×", "8"],
        ["Conv 3×3", "LReLU", "256 ×", "8 ×", "8"],
    ]
    reading = read(Table(CAPTION, rows), tmp_path)
    (graph,) = reading.graphs
    assert printed(graph)[-2] == "conv2d kernel=3x3 @8x8x256"


def test_a_column_of_times_stays_a_column(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Kernel", "Repeat", "Filters"],
        ["Conv", "3×3", "2 ×", "64"],
        ["Conv", "3×3", "3 ×", "128"],
        ["Conv", "3×3", "4 ×", "256"],
    ]
    reading = read(Table(CAPTION, rows), tmp_path)
    assert printed(reading.graphs[0])[1] == "conv2d filters=128 kernel=3x3 x3"


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["32×128×64", "32×64×32", "64×32×16"], True),
        (["128×64×32", "64×32×32", "32×16×64"], False),
        (["64×H×W", "64×H/2×W/2", "128×H/4×W/4"], True),
        (["H×W×64", "H/2×W/2×64", "H/4×W/4×128"], False),
        (["257×T×64", "128×T/2×96", "7×T/32×512", "1×T/32×512"], False),
        (["1×T×161", "16×T×80", "32×T×40"], True),
        (["|V|×64", "|V|×64", "1×32"], False),
        (["T×H×W", "T×H/2×W/2", "T×H/4×W/4"], False),
    ],
)
def test_sides_that_shrink_together_tell_where_channels_stand(
    texts: list[str], first: bool, tmp_path: Path
) -> None:
    rows = [["Layer", "Output size"], *([f"Conv 3×3, {2**n}", text] for n, text in enumerate(texts))]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    told = ["×".join(map(str, node.output_shape or ())) for node in graph.nodes]
    assert told == ["×".join([*t.split("×")[1:], t.split("×")[0]]) if first else t for t in texts]
