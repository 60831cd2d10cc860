"""Layers listed in a sentence or written in a compact notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.labels import parse_label
from extract.labels.families import family
from extract.prose.model import LayerList, Sentence
from extract.prose.phrases import networks_in
from graph import Dim, FrozenMap, Value

_Layer = tuple[str, Mapping[str, Value], Dim | None]

_PART = (
    r"(?:\d+[cC]\d+(?:[sS]\d+)?|C\d+|Conv\d+|FC?\d+|P\d+|MP\d+|AP\d+|S\d+|D0?\.\d+"
    r"|[cC]\d+[sS]\d-\d+|[dDuURr]k?\d+)"
)
_CHAIN = re.compile(rf"(?<![\w-])(?P<chain>{_PART}(?:\s?[-–,→]\s?{_PART}){{2,}})(?![\w-])")
_ONE = re.compile(
    r"(?P<width>\d+)[cC](?P<size>\d+)(?:[sS](?P<stride>\d+))?"
    r"|(?P<kind>[A-Za-z]+?)(?P<number>0?\.\d+|\d+)(?:[sS](?P<s>\d)-(?P<f>\d+))?$"
)
_ARROWS = re.compile(r"(?P<chain>[^.;:]{2,60}(?:\s?(?:→|->)\s?[^.;:→]{2,60}){2,})")
_LAYERED = ("convolution", "pool", "dense", "norm", "activation", "dropout", "recurrent", "upsample")


def _compact(part: str) -> _Layer | None:
    """One part of a chain such as 32C5-MP2-FC10: a convolution, a pooling, a dense layer, dropout."""
    found = _ONE.fullmatch(part.strip())
    if found is None:
        return None
    if found.group("width"):
        size = int(found.group("size"))
        attrs: dict[str, Value] = {"filters": int(found.group("width")), "kernel": (size, size)}
        if found.group("stride"):
            attrs["stride"] = (int(found.group("stride")),) * 2
        return "conv2d", FrozenMap(attrs), None
    kind, number = found.group("kind").lower(), found.group("number")
    if found.group("f") and kind == "c":
        size, step = int(number), int(found.group("s"))
        return (
            "conv2d",
            FrozenMap({"kernel": (size, size), "stride": (step, step), "filters": int(found.group("f"))}),
            None,
        )
    if kind in ("c", "conv"):
        return "conv2d", FrozenMap({"filters": int(number)}), None
    if kind in ("f", "fc"):
        return "dense", FrozenMap({"units": int(number)}), None
    if kind in ("p", "mp", "s", "ap"):
        size = int(number)
        op = {"mp": "max_pool", "ap": "avg_pool"}.get(kind, "pool")
        return op, FrozenMap({"kernel": (size, size), "stride": (size, size)}), None
    if kind == "d" and "." in number:
        return "dropout", FrozenMap({"rate": float(number)}), None
    return None


def compact_layers(chain: str) -> tuple[_Layer, ...]:
    """The layers of a compact notation; empty where any part of it is not understood."""
    parts = [_compact(part) for part in re.split(r"\s?[-–,→]\s?(?=[A-Za-z\d])", chain) if part.strip()]
    return tuple(part for part in parts if part is not None) if parts and all(parts) else ()


def _arrowed(chain: str) -> tuple[_Layer, ...]:
    layers: list[_Layer] = []
    for part in re.split(r"→|->", chain):
        for found in parse_label(part.strip()).operations:
            if family(found.op) not in _LAYERED and found.op != "flatten":
                return ()
            layers.append((found.op, found.attrs, found.repeat))
    return tuple(layers)


def layer_lists(sentence: Sentence) -> Iterator[LayerList]:
    """ "C64-C128-FC10", "conv 5×5 (32) → relu → pool 2/2 → fc 10"."""
    scope = networks_in(sentence.text)
    for match in _CHAIN.finditer(sentence.text):
        layers = compact_layers(match.group("chain"))
        if len(layers) > 2:
            yield LayerList(sentence.evidence(), 0.8, scope, layers)
    for match in _ARROWS.finditer(sentence.text):
        layers = _arrowed(match.group("chain"))
        if len(layers) > 2:
            yield LayerList(sentence.evidence(), 0.75, scope, layers)
