"""Labels of several parts none of which names an operation."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    ("label", "op"),
    [
        ("Motif→gesture search · stretch · score", "block"),
        ("Sketch renderer PoseNet → InkFlow", "block"),
        ("Input + history 64 new frames 448 stored frames", "input"),
        ("Stage mixer (s = 2) 20×20 → 40×40", "block"),
    ],
)
def test_parts_without_an_operation_are_one_node(label: str, op: str) -> None:
    assert [operation.op for operation in parse_label(label).operations] == [op]


def test_a_named_operation_parts_a_label() -> None:
    assert [operation.op for operation in parse_label("Encoder + MLP").operations] == ["block", "mlp"]
    assert len(parse_label("Input → Encoder → Output").operations) == 3


@pytest.mark.parametrize(
    ("label", "ops"),
    [
        ("Convolutional Token Embedding", ["embedding"]),
        ("Diffusion Convolutional Recurrent Layer", ["rnn"]),
        ("Convolution + Self-Attention", ["conv2d", "self_attention"]),
    ],
)
def test_an_adjective_is_no_operation_of_its_own(label: str, ops: list[str]) -> None:
    assert [operation.op for operation in parse_label(label).operations] == ops


@pytest.mark.parametrize(
    ("label", "ops"),
    [
        ("Patch Embedding (Conv 16×16, stride 16)", ["conv2d"]),
        ("Phrase Embed Layer (LSTM)", ["lstm"]),
        ("Embedding (Linear)", ["dense"]),
        ("Word Embedding (GloVe)", ["embedding"]),
        ("Embedding + Linear", ["embedding", "dense"]),
        ("Attn (RoPE)", ["attention"]),
        ("Multi-Head Attention (RoPE)", ["multi_head_attention"]),
    ],
)
def test_a_bracket_says_how_the_one_layer_is_made(label: str, ops: list[str]) -> None:
    assert [operation.op for operation in parse_label(label).operations] == ops
