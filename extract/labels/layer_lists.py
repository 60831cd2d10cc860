"""Layers as sentences list them ("a convolution followed by batch norm and a ReLU layer"), as a label would list them."""

from __future__ import annotations

import re

_THEN = re.compile(
    r"\s*,?\s*\b(?:followed by|then|with)\b\s*(?:(?:an?|one|the)\s+)?|\s*,?\s+and\s+(?:an?\s+)?", re.I
)
_NOUN = re.compile(
    r"(?<!linear)\s+(?:(?:layer|block|module|unit|operation|structure)s?|activations?(?: functions?)?)(?=\s|,|$)",
    re.I,
)
_INSIDE = re.compile(
    r"(?<=[a-z\dD])(?<![Ll]eaky)(?=(?:Bn|BN|In|IN|Ln|LN|Gn|GN|P?ReLU|P?Relu|L(?:eaky)?Re[lL][uU]|ELU)(?![a-z]))"
)


def as_list(words: str) -> str:
    """ "ConvBnReLU3D" and "convolution followed by batch norm" as lists, the number of dimensions by the first word."""
    listed = _NOUN.sub("", _THEN.sub(", ", _INSIDE.sub(", ", words.strip())))
    size = re.search(r"(?<=[A-Za-z])([123]D)\b", listed)
    if size is None:
        return listed.strip(" ,")
    rest = listed[: size.start()] + listed[size.end() :]
    return re.sub(r"^\w+", rf"\g<0>{size[1]}", rest.strip(" ,"))
