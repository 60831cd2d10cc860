"""Names that say by their last word what they are, words that only describe, and words that say the same again."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


def ops(text: str) -> list[str]:
    return [operation.op for operation in parse_label(text).operations]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Feature Matching Loss", "loss"),
        ("RNN-T Loss", "loss"),
        ("Image-Text Matching Loss", "loss"),
        ("Random Walk PE", "positional_encoding"),
        ("Laplacian PE", "positional_encoding"),
        ("QK-Norm", "norm"),
        ("Sandwich Norm", "norm"),
        ("PreNorm", "norm"),
        ("LayerNorm", "layer_norm"),
        ("Multi-Head Latent Attention", "multi_head_attention"),
        ("Filter Response Norm", "norm"),
        ("Intra-Chunk RNN", "rnn"),
        ("Mix-FFN", "feed_forward"),
        ("Predicted depth", "output"),
        ("Reconstructed signal", "output"),
        ("Enhanced Visual Feature", "feature_map"),
    ],
)
def test_the_last_word_says_what_it_is(text: str, op: str) -> None:
    assert ops(text) == [op]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Label-aware Attention", "attention"),
        ("Query-aware Attention", "attention"),
        ("Sentence-level GRU", "gru"),
        ("Image-to-Text Cross Attention", "cross_attention"),
        ("Channel-wise multiplication", "multiply"),
        ("Row-wise gated self-attention with pair bias", "self_attention"),
        ("Triangle self-attention around starting node", "self_attention"),
        ("Multi-Head Attention with Relative Positional Embedding", "multi_head_attention"),
        ("IN w/o affine", "instance_norm"),
        ("Conv w/o bias", "conv2d"),
    ],
)
def test_words_that_only_describe(text: str, op: str) -> None:
    assert ops(text) == [op]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[AvgPool; MaxPool]", ["avg_pool", "max_pool"]),
        ("d7×7, LN, 1×1, GELU, 1×1", ["depthwise_conv2d", "layer_norm", "conv2d", "gelu", "conv2d"]),
        ("Conv PE", ["conv2d", "positional_encoding"]),
        ("Conv with ReLU", ["conv2d", "relu"]),
        ("Element-wise Max", ["block"]),
        ("Text to Phone Converter", ["block"]),
    ],
)
def test_words_that_do_more(text: str, found: list[str]) -> None:
    assert ops(text) == found


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("tanh nonlinearity", "tanh"),
        ("softmax normalization", "softmax"),
        ("Upsample (2×, bilinear)", "upsample"),
        ("Upsample, nearest, ×2", "upsample"),
        ("Fully-Connected MLP", "mlp"),
        ("Fully Connected Dense", "dense"),
        ("Dense 4, linear", "dense"),
    ],
)
def test_one_operation_said_twice(text: str, op: str) -> None:
    assert ops(text) == [op]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SE(3)-Transformer", "SE(3)-Transformer"),
        ("I3D", "I3D"),
        ("3D-CNN", "3D-CNN"),
        ("ResBlock (512), ReLU", "ResBlock"),
    ],
)
def test_names_with_numbers_in_them(text: str, name: str) -> None:
    assert parse_label(text).operations[0].attrs["name"] == name


def test_what_follows_a_block_behind_a_comma() -> None:
    assert ops("SPADE ResBlk (512), Upsample (2)") == ["block", "upsample"]
    assert ops("Residual block, ReLU") == ["block", "relu"]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Convolultion 3×3", "conv2d"),
        ("Depthwise Convoluton", "depthwise_conv2d"),
        ("Upsamling 2×", "upsample"),
        ("Max polling", "max_pool"),
        ("Fully connceted", "dense"),
        ("Globel Average Pooling", "global_avg_pool"),
        ("Retention", "block"),
        ("Evolution", "block"),
        ("Convulsion", "block"),
    ],
)
def test_misprints(text: str, op: str) -> None:
    assert ops(text) == [op]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("[ ; ]", "concat"),
        ("[·, ·]", "concat"),
        ("(u, v, |u-v|)", "concat"),
        ("1/T Σ_t", "mean"),
        ("max(0, ·)", "relu"),
        ("softmax(QK^T/√d)V", "attention"),
        ("|0⟩", "input"),
        ("Pretrained Weights W ∈ R^{d×d}", "weight"),
        ("MLP_dep", "mlp"),
        ("Scale, Shift", "scale"),
        ("BConvLSTM", "conv_lstm"),
        ("GCN + Att", "graph_conv"),
        ("IN + LReLU", "instance_norm"),
    ],
)
def test_signs_and_short_names(text: str, op: str) -> None:
    assert ops(text)[0] == op


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("EEG", "input"),
        ("Raw EEG", "input"),
        ("User ID", "input"),
        ("Text prompt", "input"),
        ("Condition c", "input"),
        ("Disparity map", "output"),
        ("Final disparity map", "output"),
        ("Reward r_t", "output"),
        ("Attention scores", "feature_map"),
        ("Q(s, a)", "output"),
        ("σ(W_f v + b_f)", "sigmoid"),
        ("Prompt Encoder", "block"),
        ("Graph Transformer", "block"),
        ("Smooth L1", "loss"),
        ("D_KL(q || p)", "loss"),
        ("Gradient penalty", "loss"),
    ],
)
def test_names_of_data(text: str, op: str) -> None:
    assert ops(text) == [op]


def test_a_size_is_no_name_of_data() -> None:
    assert parse_label("C×T").operations[0].output_shape == ("C", "T")
