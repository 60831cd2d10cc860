"""Words beside a kernel or a count that say no more than it does: "64 3×3 filters", "strided 3×3", "d7×7"."""

from __future__ import annotations

from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Size
from extract.labels.vocabulary import Meaning

_CONVOLVING = frozenset(
    [
        "filters",
        "filter",
        "kernels",
        "kernel",
        "strided",
        "dilated",
        "atrous",
        "grouped",
        "standard",
        "regular",
    ]
)
"""Words that say convolution beside a kernel."""


def without_counted(items: list[Item]) -> list[Item]:
    """Items without what a number behind a name counts: the features of "Clinical Data 16 features"."""
    return [
        item
        for at, item in enumerate(items)
        if not (
            at > 1
            and isinstance(item, Named)
            and family(item.meaning.op) == "tensor"
            and item.text.lower().endswith("s")
            and isinstance(items[at - 1], (Number, Size))
            and isinstance(items[at - 2], (Named, Other))
        )
    ]


def without_filters(items: list[Item]) -> list[Item]:
    """ "64 3×3 filters", "strided 3×3": such a word beside a kernel says convolution, as the kernel does."""
    if any(isinstance(item, Named) for item in items) or not any(isinstance(item, Size) for item in items):
        return items
    return [item for item in items if not (isinstance(item, Other) and item.text.lower() in _CONVOLVING)]


def marked_depthwise(items: list[Item]) -> list[Item]:
    """d7×7: a letter d that touches a kernel marks a depthwise convolution."""
    out = list(items)
    for at in range(len(out) - 1):
        first, second = out[at], out[at + 1]
        if (
            isinstance(first, Other)
            and first.text in ("d", "D")
            and isinstance(second, Size)
            and first.end == second.start
        ):
            out[at] = Named(Meaning("depthwise_conv2d"), first.text, first.start, first.end)
    return out
