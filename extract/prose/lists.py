"""Layers listed in a sentence or written in a compact notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.labels import parse_label
from extract.labels.compact import CHAIN, compact_layers
from extract.labels.families import family
from extract.prose.model import LayerList, Sentence
from extract.prose.phrases import networks_in
from graph import Dim, Value

_Layer = tuple[str, Mapping[str, Value], Dim | None]

_ARROWS = re.compile(r"(?P<chain>[^.;:]{2,60}(?:\s?(?:→|->)\s?[^.;:→]{2,60}){2,})")
_LAYERED = ("convolution", "pool", "dense", "norm", "activation", "dropout", "recurrent", "upsample")


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
    for match in CHAIN.finditer(sentence.text):
        layers = tuple((each.op, each.attrs, each.repeat) for each in compact_layers(match.group("chain")))
        if len(layers) > 2:
            yield LayerList(sentence.evidence(), 0.8, scope, layers)
    for match in _ARROWS.finditer(sentence.text):
        layers = _arrowed(match.group("chain"))
        if len(layers) > 2:
            yield LayerList(sentence.evidence(), 0.75, scope, layers)
