"""How a network ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.labels.families import family
from extract.labels.items import Named
from extract.labels.scan import scan
from extract.prose.model import Head, Sentence
from extract.prose.phrases import networks_in
from graph import FrozenMap, Value

_ENDS = re.compile(
    r"(?:\bends? with|\bterminates? (?:with|in)|\bat the end of\b[^,]{0,60},"
    r"|\bfollowed (?:at the end )?by (?=(?:a )?global)"
    r"|\bon top of the (?:last|final)\b[^,]{0,40},|\bis fed (?:in)?to a (?=\d+-way)|\bfinally,)(?P<ops>.+)",
    re.IGNORECASE,
)
_WAYS = re.compile(r"(?P<n>\d+)[- ](?:way|class|d|dimensional|dim)\b", re.IGNORECASE)
_HEADS = (
    "global_avg_pool",
    "global_max_pool",
    "avg_pool",
    "dense",
    "softmax",
    "dropout",
    "sigmoid",
    "flatten",
)


def heads(sentence: Sentence) -> Iterator[Head]:
    """ "The network ends with a global average pooling layer and a 1000-way fully-connected layer with
    softmax"."""
    match = _ENDS.search(sentence.text)
    if match is None:
        return
    words = match.group("ops")
    found: list[tuple[str, Mapping[str, Value]]] = []
    for item in scan(words):
        if not isinstance(item, Named) or item.meaning.op not in _HEADS:
            continue
        if found and found[-1][0] == item.meaning.op:
            continue
        ways = _WAYS.search(words, max(0, item.start - 14), item.start + 2)
        attrs: FrozenMap[Value] = FrozenMap()
        if ways is not None and family(item.meaning.op) in ("dense", "activation"):
            attrs = FrozenMap({"units": int(ways.group("n"))})
        found.append((item.meaning.op, attrs))
    ends = [op for op, _ in found]
    if not found or not ({"dense", "softmax"} & set(ends)):
        return
    yield Head(sentence.evidence(), 0.85, networks_in(sentence.text), tuple(_with_classes(found)))


def _with_classes(found: list[tuple[str, Mapping[str, Value]]]) -> list[tuple[str, Mapping[str, Value]]]:
    """A softmax over so many classes, or a softmax classifier, has its dense layer before it."""
    out: list[tuple[str, Mapping[str, Value]]] = []
    for op, attrs in found:
        if op == "softmax" and (not out or out[-1][0] != "dense"):
            out.append(("dense", attrs))
        out.append((op, FrozenMap() if op == "softmax" else attrs))
    return out
