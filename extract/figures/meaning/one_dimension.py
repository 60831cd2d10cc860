"""Convolutions over words and along time: where a drawing embeds words, or calls any of them one-dimensional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.labels import ParsedOperation
from graph import FrozenMap

PICTURES = re.compile(
    r"patch|image|pixel|position|time|step|class|visual|\bfac(?:e|ial)\b|\b(?:dense|final|output|normali[sz]ed)\b|\d-?d\b",
    re.IGNORECASE,
)
"""What embeddings are of that say nothing of words, and what is said of those that a network gives out."""

CAUSAL = re.compile(r"\bcausal", re.IGNORECASE)
"""What is said of a convolution that runs along time."""

SAID = re.compile(
    r"\b(?:1\s?-?\s?D|one[- ]dimensional)[\s-]+(?:\w+\s)?conv"
    r"|\bconv\w*(?:\s+(?:layers?|operations?|blocks?))?\s+(?:is|are)\s+(?:all\s+)?(?:1\s?-?\s?D\b|one[- ]dimensional)",
    re.IGNORECASE,
)
"""What a caption says of convolutions along one dimension."""

SERIES = re.compile(
    r"\bwave-?forms?\b|\b(?:time-domain|raw) (?:audio|speech|signals?)\b|\btime-channel\b"
    r"|\bSSMs?\b|\bstate[- ]space models?\b"
    r"|\bmax[- ](?:pool(?:ing)?[- ])?over[- ]time\b"
    r"|\b(?:DNA|RNA|genomic|nucleotide|protein|peptide|amino[- ]acid) sequences?\b"
    r"|\b(?:one|1)[- ]hot (?:encoded )?(?:DNA|RNA|sequences?)\b"
    r"|\bmotif (?:scan(?:ner|ning)?|detect(?:or|ion)|finder)s?\b"
    r"|\bQRNNs?\b|\bquasi-recurrent\b|\bfo?-?pool(?:ing)?\b|\btime[- ]series classification\b",
    re.IGNORECASE,
)
"""What has one dimension that a network can run along, and what is done along it.

Time series of several variables have two, and authors take either.
"""

ONE_SIDE = re.compile(r"\bk(?:ernel)?(?:[ _]?size)?\s*[=:]\s*\d+\b(?!\s*[×x,])", re.IGNORECASE)
"""A kernel of which one side is printed."""

BOTH = re.compile(r"\b2\s?-?\s?D\b|two[- ]dimensional", re.IGNORECASE)
"""What speaks of the other kind too."""

CALLED = re.compile(r"\b1\s?-?\s?D\b|\bconv\w*1d|\bTCS|time-channel", re.IGNORECASE)
"""What a label says of a convolution over one dimension."""

FLAT = re.compile(r"2\s*-?\s*[dD]|\d\s*[×x]\s*\d")
"""What a label says of a convolution over two dimensions."""


def along_words(
    meanings: Mapping[int, tuple[ParsedOperation, ...]], caption: str = ""
) -> dict[int, tuple[ParsedOperation, ...]]:
    """The meanings of nodes, convolutions in one dimension where the drawing says that there is only one.

    It does where it embeds words, where a convolution is causal or called so, and where what goes in is a series.
    Where the label of one says 1D and none says 2D, the point-wise and unsized ones beside it run along it too.

    Args:
        meanings: the operations of each node.
        caption: of the figure.
    """
    operations = [operation for own in meanings.values() for operation in own]
    said = " ; ".join([caption, *(operation.label for operation in operations)])
    words = any(
        each.op == "embedding" and each.label and not PICTURES.search(each.label) for each in operations
    )
    along = any(_runs_along(each) for each in operations) or SAID.search(caption) is not None
    series = along or SERIES.search(said) is not None
    if not words and (not series or BOTH.search(said)):
        return dict(meanings)
    return {i: tuple(_along(operation, along) for operation in own) for i, own in meanings.items()}


def _runs_along(operation: ParsedOperation) -> bool:
    """Whether the label of a convolution says that it runs along one dimension."""
    if operation.op == "conv1d" and CAUSAL.search(operation.label):
        return True
    return "conv" in operation.op and CALLED.search(operation.label) is not None


def _along(operation: ParsedOperation, along: bool) -> ParsedOperation:
    """The operation along words or time; beside one called so, one of one by one has no second dimension either."""
    if operation.op != "conv2d":
        return operation
    kernel = operation.attrs.get("kernel")
    if isinstance(kernel, tuple) and ONE_SIDE.search(operation.label):
        attrs = FrozenMap({**operation.attrs, "kernel": kernel[:1]})
        return replace(operation, op="conv1d", attrs=attrs)
    point = along and kernel == (1, 1)
    sized = not point and (kernel is not None or FLAT.search(operation.label))
    return operation if sized else replace(operation, op="conv1d")
