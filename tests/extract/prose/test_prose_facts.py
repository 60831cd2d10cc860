"""Facts from sentences: what is said, of which layers, and where."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose import (
    Connected,
    Constant,
    Counted,
    Fact,
    Head,
    InputSize,
    Inserted,
    LayerList,
    LayerSetting,
    NumberedLayer,
    Sentence,
    Surrounded,
    WidthRule,
    read_prose,
    read_sentence,
    sentences,
)

F = TypeVar("F", bound=Fact)


def said(kind: type[F], text: str) -> list[F]:
    return [fact for fact in read_sentence(Sentence(text, 1)) if isinstance(fact, kind)]


@pytest.mark.parametrize(
    ("text", "families", "before", "after", "but_last"),
    [
        (
            "Every convolution is followed by batch normalization and a leaky ReLU.",
            "c",
            (),
            "bn lrelu",
            False,
        ),
        ("All convolutional layers are followed by BN and ReLU.", "c", (), "bn relu", False),
        ("We apply batch normalisation (BN) after each convolution.", "c", (), "bn", False),
        ("BN is used right after every convolution and before the activation.", "c", (), "bn", False),
        ("All hidden layers use the rectified linear (ReLU) non-linearity.", "cd", (), "relu", False),
        (
            "ReLU is applied to the output of every convolutional and fully-connected layer.",
            "cd",
            (),
            "relu",
            False,
        ),
        (
            "Each layer is followed by batchnorm and ReLU, except for the last layer.",
            "cd",
            (),
            "bn relu",
            True,
        ),
        ("All layers use ReLU with the exception of the final layer.", "cd", (), "relu", True),
        ("Each conv layer in the table refers to the sequence BN-ReLU-Conv.", "c", "bn relu", (), False),
        ("Each conv layer stands for the composition Conv-BN-ReLU.", "c", (), "bn relu", False),
        ("We place batch normalization and PReLU between all convolutions.", "c", (), "bn prelu", False),
        (
            "It has two 3x3 convolutions, each followed by a rectified linear unit (ReLU).",
            "c",
            (),
            "relu",
            False,
        ),
        (
            "Each convolutional layer is followed by a ReLU activation and dropout.",
            "c",
            (),
            "relu dropout",
            False,
        ),
        ("All convolutions are followed by layer normalization and GELU.", "c", (), "ln gelu", False),
    ],
)
def test_conventions_are_read(
    text: str, families: str, before: object, after: object, but_last: bool
) -> None:
    names = {"bn": "batch_norm", "lrelu": "leaky_relu", "ln": "layer_norm"}
    kinds = {"c": "convolution", "d": "dense"}
    (fact,) = said(Surrounded, text)
    assert fact.families == tuple(kinds[f] for f in families)
    assert fact.before == tuple(names.get(op, op) for op in str(before or "").replace("()", "").split())
    assert fact.after == tuple(names.get(op, op) for op in str(after or "").replace("()", "").split())
    assert fact.except_last is but_last


@pytest.mark.parametrize(
    "text",
    [
        "We trained the network without batch normalization after each convolution.",
        "The convolution is a linear operation.",
        "After each epoch we evaluate all models.",
    ],
)
def test_other_sentences_state_no_convention(text: str) -> None:
    assert said(Surrounded, text) == []


def test_a_convention_for_a_named_network_says_so() -> None:
    (fact,) = said(
        Surrounded, "To train VGG-16 from scratch, we add batch normalization after each convolution."
    )
    assert fact.scope == ("VGG-16",)


@pytest.mark.parametrize(
    ("text", "op", "attrs"),
    [
        (
            "Max-pooling is done over a 2×2 window, with stride 2.",
            "max_pool",
            {"kernel": (2, 2), "stride": (2, 2)},
        ),
        ("We use 3×3 max pooling with a stride of 2.", "max_pool", {"kernel": (3, 3), "stride": (2, 2)}),
        ("The convolution stride is fixed to 1 pixel.", "convolution", {"stride": (1, 1)}),
        (
            "The padding of conv. layers is such that the resolution is preserved.",
            "convolution",
            {"padding": "same"},
        ),
        ("All convolutions are unpadded convolutions.", "convolution", {"padding": "valid"}),
        ("We use dropout with a rate of 0.3.", "dropout", {"rate": 0.3}),
        ("Dropout with probability 50% is used before it.", "dropout", {"rate": 0.5}),
        ("For dropout we use a keep probability of 0.8.", "dropout", {"rate": 0.2}),
        ("We do not use bias terms in any convolution.", "convolution", {"bias": False}),
        ("The fully-connected layers have 512 neurons each.", "dense", {"units": 512}),
        ("We use leaky ReLU with a slope of 0.1.", "leaky_relu", {"alpha": 0.1}),
    ],
)
def test_settings_of_all_layers_are_read(text: str, op: str, attrs: dict[str, object]) -> None:
    (fact,) = said(LayerSetting, text)
    assert (fact.op, dict(fact.attrs)) == (op, attrs)


def test_layers_are_read_by_their_number() -> None:
    text = (
        "The first convolutional layer has 32 kernels of size 7×7×3 with a stride of 2, and the second convolutional "
        "layer takes the output of the first convolutional layer and filters it with 64 kernels of size 5 × 5 × 32."
    )
    first, second = said(NumberedLayer, text)
    assert (first.number, dict(first.attrs), first.depth) == (
        1,
        {"filters": 32, "kernel": (7, 7), "stride": (2, 2)},
        3,
    )
    assert (second.number, dict(second.attrs), second.depth) == (2, {"filters": 64, "kernel": (5, 5)}, 32)


def test_operations_that_follow_certain_layers_are_read() -> None:
    (fact,) = said(Inserted, "Response-normalization layers follow the first and third convolutional layers.")
    assert (fact.op, fact.family, fact.numbers) == ("lrn", "convolution", (1, 3))
    (fact,) = said(
        Inserted, "Batch normalization layers are inserted after the 2nd and 4th convolutional layers."
    )
    assert (fact.op, fact.numbers) == ("batch_norm", (2, 4))


def test_counts_of_layers_are_read() -> None:
    facts = said(Counted, "It consists of five convolutional layers and 3 fully-connected layers.")
    assert [(fact.family, fact.count) for fact in facts] == [("convolution", 5), ("dense", 3)]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("The input is a fixed-size 224 × 224 RGB image.", (224, 224, 3)),
        ("All input images are resized to 299×299.", (299, 299)),
        ("Our network takes 28x28 grayscale images.", (28, 28, 1)),
        ("The input to the network is a 3×32×32 image.", (32, 32, 3)),
        ("We take crops of 128 × 128 pixels.", (128, 128)),
    ],
)
def test_input_sizes_are_read(text: str, shape: tuple[int, ...]) -> None:
    (fact,) = said(InputSize, text)
    assert fact.shape == shape


@pytest.mark.parametrize(
    ("text", "symbol", "name", "value"),
    [
        ("The growth rate of the network is k = 24.", "k", "growth rate", 24),
        ("Here we set θ = 0.5.", "θ", "", 0.5),
        ("We set the reduction ratio r (see above) to 16.", "r", "reduction ratio", 16),
        ("It is composed of a stack of N = 6 layers.", "N", "", 6),
    ],
)
def test_constants_are_read(text: str, symbol: str, name: str, value: float) -> None:
    found = [(fact.symbol, fact.name, fact.value) for fact in said(Constant, text)]
    assert (symbol, name, value) in found


def test_widths_in_terms_of_a_constant_are_read() -> None:
    (fact,) = said(WidthRule, "We let each 1×1 convolution produce 4k feature-maps.")
    assert (dict(fact.where), fact.factor, fact.symbol) == ({"kernel": (1, 1)}, 4, "k")
    (fact,) = said(WidthRule, "The initial convolution has 2k filters.")
    assert (fact.place, fact.factor, fact.symbol) == ("initial", 2, "k")
    (fact,) = said(WidthRule, "The transition layer then generates ⌊θm⌋ feature-maps.")
    assert (fact.place, fact.factor, fact.symbol) == ("transition", "θ", "m")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "The network ends with global average pooling and a 100-way fully-connected layer with softmax.",
            [("global_avg_pool", {}), ("dense", {"units": 100}), ("softmax", {})],
        ),
        ("The last layer is fed to a 10-way softmax.", [("dense", {"units": 10}), ("softmax", {})]),
        (
            "At the end of the last block, a global average pooling is done and a softmax classifier is attached.",
            [("global_avg_pool", {}), ("dense", {}), ("softmax", {})],
        ),
    ],
)
def test_heads_are_read(text: str, ends: list[tuple[str, dict[str, object]]]) -> None:
    (fact,) = said(Head, text)
    assert [(op, dict(attrs)) for op, attrs in fact.operations] == ends


def test_wiring_is_read() -> None:
    (fact,) = said(Connected, "Projection shortcuts are used when the shortcut must match dimensions.")
    assert (fact.kind, fact.projection) == ("residual", True)
    (fact,) = said(Connected, "The feature-maps of all preceding layers are used as inputs.")
    assert fact.kind == "dense"


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        (
            "We use the network 32C5-MP2-64C5-MP2-FC512-FC10 here.",
            ["conv2d 32", "max_pool", "conv2d 64", "max_pool", "dense 512", "dense 10"],
        ),
        ("The discriminator is C64-C128-C256-C512.", ["conv2d 64", "conv2d 128", "conv2d 256", "conv2d 512"]),
        (
            "It is conv 5×5 (32) → ReLU → max pool 2×2 → FC 10.",
            ["conv2d 32", "relu", "max_pool", "dense 10"],
        ),
    ],
)
def test_compact_notations_are_read(text: str, layers: list[str]) -> None:
    (fact,) = said(LayerList, text)
    shown = [f"{op} {attrs.get('filters', attrs.get('units', ''))}".strip() for op, attrs, _ in fact.layers]
    assert shown == layers


def test_sentences_keep_abbreviations_and_pages() -> None:
    found = sentences(
        ["See Fig. 3 of Smith et al. It has two conv. layers. The net-\nwork ends", "here. Done."]
    )
    assert [(s.text, s.page) for s in found] == [
        ("See Fig. 3 of Smith et al. It has two conv. layers.", 1),
        ("The network ends here.", 1),
        ("Done.", 2),
    ]


def test_captions_carry_their_exhibit_as_evidence() -> None:
    caption = "All convolutions are followed by batch normalization (not drawn)."
    (fact,) = read_prose([], {"Figure 2": (4, caption)})
    assert (fact.evidence.page, fact.evidence.exhibit, fact.evidence.text) == (4, "Figure 2", caption)


@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_is_read_without_fail(pages: list[str]) -> None:
    for fact in read_prose(pages):
        assert 0.0 <= fact.confidence <= 1.0
        assert 1 <= fact.evidence.page <= len(pages)
