"""Biases by their letter: a b with the index that a matrix beside it has, too, and to which nothing leads."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.figures.meaning.as_map import Meanings

_SIGN = re.compile(r"^(?P<letter>[Wb])[_^]?\{?(?P<index>\w{1,3})\}?$")
"""A matrix or a bias with its index."""


def with_biases(meanings: Meanings) -> Meanings:
    """The meanings, where inputs called b are weights that have the index of a matrix which is one."""
    signs = {i: sign for i, found in meanings.items() if (sign := _SIGN.match(found[0].label)) is not None}
    matrices = {
        sign["index"] for i, sign in signs.items() if sign["letter"] == "W" and meanings[i][0].op == "weight"
    }
    biases = {
        i
        for i, sign in signs.items()
        if sign["letter"] == "b" and sign["index"] in matrices and meanings[i][0].op == "input"
    }
    return {i: (replace(found[0], op="weight"),) if i in biases else found for i, found in meanings.items()}
