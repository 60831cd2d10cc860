"""Layers as frameworks call them, in the words that papers print: "tf.nn.relu", "SpatialMaxPooling(2,2)"."""

from __future__ import annotations

import re

_MODULE = re.compile(
    r"\b(?:(?:(?:torch|tf|keras|nn|layers|functional|ops|jax|hk|haiku|flax|linen|eqx|mx|sym|gluon|snt|sonnet|slim"
    r"|contrib|tflearn|lasagne|chainer|paddle|tfa|tnn|pyg_nn|geometric|mindspore)\.)+(?=[A-Za-z])|[FLKP]\.(?=[a-z]{2}))"
)
"""The module of a library that a layer is called from: "nn.Linear", "tf.keras.layers.Dense", "hk.Conv2D"."""

_CALLS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Torch told layers on maps from those on vectors by their first word.
    (
        re.compile(
            r"\bSpatial(?=(?:Dilated|Full|Depthwise)?Convolution|(?:Max|Average|AdaptiveMax|AdaptiveAverage)Pooling"
            r"|BatchNormalization|Dropout|UpSamplingNearest)"
        ),
        "",
    ),
    (re.compile(r"\bFullConvolution\b"), "Deconvolution"),
    (re.compile(r"\bVolumetric(?=(?:Max|Average)Pooling|BatchNormalization|Dropout)"), ""),
    # MATLAB ends the name of each layer with that word, and gives a window before the filters.
    (re.compile(r"\bconvolution2dLayer\s?\(\s?(\d+)\s?,\s?(\d+)"), r"conv2d(\1×\1, \2"),
    (re.compile(r"\b(maxPooling|averagePooling)2dLayer\b"), r"\1"),
    (re.compile(r"\b([a-z]+(?:[A-Z][a-z]+)*)Layer(?=\s?\(|$)"), r"\1 layer"),
    # Caffe's layers.
    (re.compile(r"\bInnerProduct(?=\W.*\d)"), "FC"),
    (
        re.compile(r"\b(?:Eltwise|Elementwise)\s?(?:[-:]\s?|\()(SUM|PROD|MAX|sum|prod|max)\)?(?![A-Za-z])"),
        r"eltwise \1",
    ),
    # The window of one value, and the axis, tell nothing of what is done.
    (
        re.compile(
            r"\b(Adaptive(?:Avg|Average|Max)Pool(?:ing)?(?:[123][dD])?)\s?\(\s?(?:\(\s?)?1(?:\s?,\s?1)*\s?(?:\)\s?)?\)"
        ),
        r"\1",
    ),
    # How wide an edge is put around, where it is the same on all sides.
    (
        re.compile(r"\b\w*Pad(?:ding)?[123][dD]\s?\(\s?(?:padding\s?=\s?)?\(*\s?(\d)(?:\s?,\s?\1)*\s?\)+$"),
        r"Pad(\1)",
    ),
    (re.compile(r"\b(\w*Padding[123]D)\s?\(.*\)$"), r"\1"),
    (re.compile(r"\(\s?(?:dim|axis)\s?=\s?-?\d\s?\)"), ""),
    (re.compile(r",\s?(?:dim|axis)\s?=\s?-?\d(?=\s?[,)])"), ""),
    # Arguments whose places have a meaning of their own.
    (
        re.compile(r"\b((?:Max|Avg)Pool[123][dD])\((\d+)\s?,\s?(\d+)\s?,\s?(\d)\)"),
        r"\1(\2, stride \3, padding \4)",
    ),
    (re.compile(r"\b((?:Max|Avg)Pool[123][dD])\((\d+)\s?,\s?(\d+)\)"), r"\1(\2, stride \3)"),
    (re.compile(r"\bGroupNorm\s?\(\s?(\d+)\s?,\s?\d+\s?\)"), r"GroupNorm(groups \1)"),
    (re.compile(r"\b(Multi-?[hH]eadAttention)\s?\(\s?(\d+)\s?,\s?(\d+)"), r"\1(dim \2, heads \3"),
    (re.compile(r"\b(?:features|num_features|n_features|num_hidden)\s?=\s?(?=\d)"), "units="),
    (re.compile(r"\b(Up-?[sS]ampling[123]D)\s?\(\s?size\s?=\s?"), r"\1("),
)


def without_module(text: str) -> str:
    """A cleaned label without the module that a layer is called from."""
    return _MODULE.sub("", text)


def called(text: str) -> str:
    """A cleaned label with the layers that code calls so in the words and the order that papers print."""
    for pattern, plain in _CALLS:
        text = pattern.sub(plain, text)
    return text
