"""The size of a network's input, as text states it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.prose.model import InputSize, Sentence
from extract.prose.phrases import networks_in
from graph import Shape

_SIZE = r"(?<!\d)(?P<a>\d{1,4}) ?[×x] ?(?P<b>\d{1,4})(?: ?[×x] ?(?P<c>\d{1,4}))?"
_AFTER = re.compile(
    rf"\b(?:inputs?|input images?|input size|input resolution|input layer"
    rf"|images?|crops?|patches|resized|rescaled|cropped|scaled)\b"
    rf"[^.×]{{0,60}}?{_SIZE}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_SIZE}(?: pixels?)?(?:[- ](?:RGB|gr[ae]y-?scale|colou?r|input"
    rf"|crops?))* ?(?:input images?|images?|inputs?|crops?|RGB|patches)\b",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"\b(?:RGB|colou?r)\b", re.IGNORECASE)
_GREY = re.compile(r"\bgr[ae]y-?scale\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\binput\b", re.IGNORECASE)


def _shape(match: re.Match[str], words: str) -> Shape:
    a, b = int(match.group("a")), int(match.group("b"))
    third = int(match.group("c")) if match.group("c") else 0
    if third:
        return (b, third, a) if a <= 4 and b == third else (a, b, third)
    if _COLOUR.search(words):
        return (a, b, 3)
    return (a, b, 1) if _GREY.search(words) else (a, b)


def input_sizes(sentence: Sentence) -> Iterator[InputSize]:
    """ "a fixed-size 224×224 RGB image", "inputs are resized to 299×299"."""
    text = sentence.text.replace("*", "×")
    for pattern in (_BEFORE, _AFTER):
        match = pattern.search(text)
        if match is None:
            continue
        shape = _shape(match, text[max(0, match.start() - 30) : match.end() + 30])
        if min(dim for dim in shape[:2] if isinstance(dim, int)) < 8:
            continue
        sure = 0.85 if _DEFINITE.search(match.group()) else 0.6
        yield InputSize(sentence.evidence(), sure, networks_in(text), shape)
        return
