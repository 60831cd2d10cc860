"""Chains of layers in a compact notation: "C64-C128-FC10", "32C5-MP2-64C5-MP2-FC10", "2×(128C3)-MP2-1024FC-10SVM"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph import Dim, FrozenMap, Value

_ATOM = (
    r"(?:\d+[cC]\d+(?:[sS]\d+)?|C\d+|Conv\d+|FC?\d+|\d+FC?|P\d+|MP\d+|AP\d+|S\d+|D0?\.\d+|BN|ReLU"
    r"|\d+(?:SM|SVM|[sS]oftmax)|[cC]\d+[sS]\d-\d+|[dDuURr]k?\d+)"
)
_PART = rf"(?:\(?\d+\s?[×x]\s?\(?{_ATOM}\)?|{_ATOM})"
CHAIN = re.compile(rf"(?<![\w-])(?P<chain>{_PART}(?:\s?[-–,→]\s?{_PART}){{2,}})(?![\w-])")
"""A chain in running text."""
_COUNTED = re.compile(r"\(?(?P<count>\d+)\s?[×x]\s?\(?(?P<rest>[^()]+)\)?")
_ONE = re.compile(
    r"(?P<width>\d+)[cC](?P<size>\d+)(?:[sS](?P<stride>\d+))?"
    r"|(?P<units>\d+)(?P<end>FC?|SM|SVM|[sS]oftmax)"
    r"|(?P<kind>[A-Za-z]+?)(?P<number>0?\.\d+|\d+)(?:[sS](?P<s>\d)-(?P<f>\d+))?$"
)
_WORDS = {"BN": "batch_norm", "ReLU": "relu"}
_POOLS = {"mp": "max_pool", "ap": "avg_pool", "p": "pool", "s": "pool"}


@dataclass(frozen=True, slots=True)
class CompactLayer:
    """A layer of a chain: its operation, what the notation says of it, how often it stands."""

    op: str
    attrs: Mapping[str, Value]
    repeat: Dim | None = None


def compact_layers(chain: str) -> tuple[CompactLayer, ...]:
    """The layers of a compact notation; empty where any part of it is not understood."""
    parts = [part.strip() for part in re.split(r"\s?[-–,→]\s?(?=[A-Za-z\d(])", chain) if part.strip()]
    layers: list[CompactLayer] = []
    for part in parts:
        found = list(_part(part))
        if not found:
            return ()
        layers += found
    return tuple(layers)


def is_chain(text: str) -> bool:
    """Whether a text is a chain of at least three layers and nothing else, the first of them a convolution or dense."""
    found = CHAIN.fullmatch(text.strip())
    layers = compact_layers(text) if found else ()
    return len(layers) >= 3 and layers[0].op in ("conv2d", "dense")


def _part(part: str) -> Iterator[CompactLayer]:
    counted = _COUNTED.fullmatch(part)
    repeat = int(counted["count"]) if counted else None
    atom = counted["rest"] if counted else part
    for op, attrs in _layers(atom):
        yield CompactLayer(op, FrozenMap(attrs), repeat if repeat != 1 else None)


def _layers(atom: str) -> Iterator[tuple[str, dict[str, Value]]]:
    """One part such as 32C5, MP2, FC10, 10SVM: a convolution, a pooling, a dense layer, a classifier."""
    if atom in _WORDS:
        yield _WORDS[atom], {}
        return
    found = _ONE.fullmatch(atom)
    if found is None:
        return
    if found["width"]:
        size = int(found["size"])
        attrs: dict[str, Value] = {"filters": int(found["width"]), "kernel": (size, size)}
        if found["stride"]:
            attrs["stride"] = (int(found["stride"]),) * 2
        yield "conv2d", attrs
    elif found["units"]:
        yield "dense", {"units": int(found["units"])}
        if found["end"].lower() in ("sm", "softmax"):
            yield "softmax", {}
    else:
        yield from _lettered(found["kind"].lower(), found["number"], found["s"], found["f"])


def _lettered(
    kind: str, number: str, stride: str | None, filters: str | None
) -> Iterator[tuple[str, dict[str, Value]]]:
    if filters and stride and kind == "c":
        size, step = int(number), int(stride)
        yield "conv2d", {"kernel": (size, size), "stride": (step, step), "filters": int(filters)}
    elif kind in ("c", "conv"):
        yield "conv2d", {"filters": int(number)}
    elif kind in ("f", "fc"):
        yield "dense", {"units": int(number)}
    elif kind in _POOLS:
        size = int(number)
        yield _POOLS[kind], {"kernel": (size, size), "stride": (size, size)}
    elif kind == "d" and "." in number:
        yield "dropout", {"rate": float(number)}
