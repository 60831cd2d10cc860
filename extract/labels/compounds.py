"""Names run together without a sign between them: ConvBNReLU, LinearGELU."""

from __future__ import annotations

from functools import lru_cache

from extract.labels.vocabulary import PHRASES

_PARTS = frozenset(
    [
        *(
            "conv",
            "conv1d",
            "conv2d",
            "conv3d",
            "dwconv",
            "deconv",
            "upconv",
            "sepconv",
            "fc",
            "linear",
            "dense",
        ),
        *("bn", "batchnorm", "ln", "layernorm", "gn", "groupnorm", "instancenorm", "norm", "lrn"),
        *("relu", "relu6", "lrelu", "leakyrelu", "prelu", "elu", "gelu", "silu", "swish", "hswish", "tanh"),
        *("sigmoid", "softmax", "act", "pool", "maxpool", "avgpool", "dropout", "upsample", "concat", "lstm"),
    ]
)
"""Names that are written together; shorter or commoner words would be found inside other names."""


@lru_cache(maxsize=4096)
def compound(word: str) -> tuple[str, ...]:
    """The names that a word is made of, as printed; empty where it is a name itself or not made of names."""
    low = word.lower()
    if low in PHRASES or len(low) < 4 or not low.isalpha():
        return ()
    ends: list[tuple[int, ...] | None] = [()] + [None] * len(low)
    for end in range(1, len(low) + 1):
        for start in range(end):
            before = ends[start]
            known = ends[end]
            fits = before is not None and low[start:end] in _PARTS
            if fits and before is not None and (known is None or len(before) + 1 < len(known)):
                ends[end] = (*before, end)
    cuts = ends[-1]
    if cuts is None or len(cuts) < 2:
        return ()
    return tuple(word[start:end] for start, end in zip((0, *cuts[:-1]), cuts, strict=True))
