"""Tables whose heads and settings are in other languages than English, and cells that begin with a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.tables.headers import head_of
from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = {
    "French": (
        Table(
            "Table 1: The recurrent network.",
            [
                ["Couche", "Détails"],
                ["GRU", "128 neurones, 2 couches, dropout 0.2"],
                ["FC", "Linear(128→64) → ReLU → Dropout(0.1) → Linear(64→1)"],
            ],
            ruled="rows",
        ),
        [
            "gru units=128 x2",
            "dropout rate=0.2",
            "dense units=64",
            "relu",
            "dropout rate=0.1",
            "dense units=1",
        ],
    ),
    "Spanish": (
        Table(
            "Table 1: Red convolucional.",
            [
                ["Capa", "Configuración"],
                ["Entrada", "100×6"],
                ["Conv1D", "16 filtros, kernel 5, ReLU"],
                ["MaxPooling1D", "Tamaño 2"],
                ["GlobalAveragePooling1D", "Promedio global"],
                ["Salida", "3 unidades, Softmax"],
            ],
            ruled="rows",
        ),
        [
            "input @100x6",
            "conv1d filters=16 kernel=5",
            "relu",
            "max_pool kernel=2x2",
            "global_avg_pool",
            "dense units=3",
            "softmax",
        ],
    ),
    "numbered layers whose kinds say along how many dimensions they run": (
        Table(
            "Table 1: Layers of the network.",
            [
                ["Layer", "Type", "Configuration"],
                ["1", "Conv1D", "64 filters, kernel size 3, ReLU"],
                ["2", "MaxPooling1D", "Pool size 2"],
                ["3", "Conv1D", "128 filters, kernel size 3, ReLU"],
                ["4", "Dense", "64 units, ReLU"],
                ["5", "Dense", "1 unit, Linear output"],
            ],
            ruled="rows",
        ),
        [
            "conv1d filters=64 kernel=3",
            "relu",
            "max_pool kernel=2x2",
            "conv1d filters=128 kernel=3",
            "relu",
            "dense units=64",
            "relu",
            "dense units=1",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_one_layer_a_row(name: str, tmp_path: Path) -> None:
    table, expected = ROWS[name]
    assert [printed(graph) for graph in read(table, tmp_path).graphs] == [expected]


@pytest.mark.parametrize(
    ("role", "heads"),
    [
        ("op", ["Capa", "Camadas", "Schicht", "Tipo de capa", "层", "Тип слоя"]),
        ("config", ["Détails", "Parâmetros", "Beschreibung", "参数设置"]),
        ("kernel", ["Taille du noyau", "Kernelgröße", "卷积核"]),
        ("output", ["Forme de sortie", "Tamaño de salida", "Ausgabegröße", "输出尺寸", "出力サイズ"]),
        ("measure", ["Nombre de paramètres", "参数量"]),
    ],
)
def test_heads_in_other_languages(role: str, heads: list[str]) -> None:
    assert {head: head_of(head).roles for head in heads} == dict.fromkeys(heads, (role,))
