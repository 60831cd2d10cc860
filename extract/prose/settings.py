"""Settings stated once for all layers of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.prose.model import LayerSetting, Sentence
from extract.prose.phrases import networks_in
from graph import FrozenMap

_POOL = re.compile(
    r"(?P<op>max|average|mean)[- ]?pool(?:ing)?\b[^.]{0,60}?(?P<k>\d+) ?× ?\d+(?: pixels?)?(?: pixel)?"
    r"(?: windows?| regions?| filters?| kernels?| neighbou?rhoods?)?[^.]{0,30}?strides? (?:of |is |= ?)?(?P<s>\d+)",
    re.IGNORECASE,
)
_POOL_BEFORE = re.compile(
    r"(?P<k>\d+) ?× ?\d+ (?P<op>max|average|mean)[- ]?pool(?:ing)?[^.]{0,30}?strides? (?:of |is |= ?)?(?P<s>\d+)",
    re.IGNORECASE,
)
_STRIDE_FIXED = re.compile(
    r"\bconvolution(?:al)?\b[^.]{0,30}?strides? (?:is|are) (?:fixed|set|always|all)(?: to| at)? (?P<s>\d+)",
    re.IGNORECASE,
)
_PRESERVED = re.compile(
    r"(?:\bpadd?(?:ed|ing)?\b.{0,110}?(?:preserv|keep|maintain"
    r"|retain|same (?:spatial )?(?:size|resolution|dimension)))"
    r"|(?:convolutions?[^.]{0,40}\bsame padding)|(?:\bzero[- ]padded by one pixel)",
    re.IGNORECASE,
)
_UNPADDED = re.compile(
    r"\b(?:unpadded convolution|convolutions? without padding|no padding|valid convolution)", re.IGNORECASE
)
_DROPOUT = re.compile(
    r"\bdrop-?out\b[^.]{0,60}?(?:rate|ratio|probability|p ?=|with|of|set to)[^.\d]{0,25}(?P<rate>0?\.\d+|\d+ ?%)",
    re.IGNORECASE,
)
_KEEP = re.compile(r"\bkeep(?:ing)?(?: probability| prob| rate)[^.\d]{0,20}(?P<rate>0?\.\d+)", re.IGNORECASE)
_NO_BIAS = re.compile(
    r"(?:did not|do not|don't|without|no)(?: use| using| have| any)? bias(?: terms?| parameters?)?[^.]{0,60}",
    re.IGNORECASE,
)
_UNITS_EACH = re.compile(
    r"fully[- ]connected layers?[^.]{0,20}?(?:have|has|with|of"
    r"|contain) (?P<units>\d+) (?:neurons|units|channels|nodes)(?: each)?",
    re.IGNORECASE,
)
_LEAK = re.compile(r"leaky[^.]{0,40}?(?:slope|leak|α|alpha)[^.\d]{0,15}(?P<leak>0?\.\d+)", re.IGNORECASE)
_POOLS = {"max": "max_pool", "average": "avg_pool", "mean": "avg_pool"}


def _rate(text: str) -> float:
    return float(text.strip(" %")) / 100 if "%" in text else float(text)


def layer_settings(sentence: Sentence) -> Iterator[LayerSetting]:
    """Settings of pooling, padding, stride, dropout and biases that a sentence gives for all layers of a
    kind."""
    text, evidence, scope = sentence.text, sentence.evidence(), networks_in(sentence.text)
    pool = _POOL_BEFORE.search(text) or _POOL.search(text)
    if pool is not None:
        size, stride = int(pool.group("k")), int(pool.group("s"))
        attrs = FrozenMap({"kernel": (size, size), "stride": (stride, stride)})
        yield LayerSetting(evidence, 0.8, scope, _POOLS[pool.group("op").lower()], attrs)
    fixed = _STRIDE_FIXED.search(text)
    if fixed is not None:
        stride = int(fixed.group("s"))
        yield LayerSetting(evidence, 0.85, scope, "convolution", FrozenMap({"stride": (stride, stride)}))
    if _UNPADDED.search(text):
        yield LayerSetting(evidence, 0.85, scope, "convolution", FrozenMap({"padding": "valid"}))
    elif _PRESERVED.search(text) and "conv" in text.lower():
        yield LayerSetting(evidence, 0.8, scope, "convolution", FrozenMap({"padding": "same"}))
    kept, dropped = _KEEP.search(text), _DROPOUT.search(text)
    if kept is not None and "drop" in text.lower():
        rate = round(1 - float(kept.group("rate")), 6)
        yield LayerSetting(evidence, 0.8, scope, "dropout", FrozenMap({"rate": rate}))
    elif dropped is not None:
        yield LayerSetting(evidence, 0.8, scope, "dropout", FrozenMap({"rate": _rate(dropped.group("rate"))}))
    if _NO_BIAS.search(text) and re.search(r"projection|convolution|conv\b|kernel", text, re.IGNORECASE):
        yield LayerSetting(evidence, 0.7, scope, "convolution", FrozenMap({"bias": False}))
    units = _UNITS_EACH.search(text)
    if units is not None:
        yield LayerSetting(evidence, 0.75, scope, "dense", FrozenMap({"units": int(units.group("units"))}))
    leak = _LEAK.search(text)
    if leak is not None:
        yield LayerSetting(
            evidence, 0.8, scope, "leaky_relu", FrozenMap({"alpha": float(leak.group("leak"))})
        )
