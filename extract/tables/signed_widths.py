"""Widths that are printed as a sign: between bars ("FC 2|A|", "‖labels‖"), or as a formula within ⌊ and ⌋."""

from __future__ import annotations

import re

from extract.tables.drafts import Draft, Parse
from graph import Value

_SIGN = re.compile(r"\d{0,2}(?:\|[A-Za-z]\w{0,7}\||[‖∥][A-Za-z]\w{0,11}[‖∥])|[⌊⌈][^⌊⌋⌈⌉]+[⌋⌉]")
_STAND_IN = 7919
"""A number that no label prints: read in place of the sign, and put back."""


def signed_widths(text: str, parse: Parse) -> list[Draft] | None:
    """The layers of a text with such a width; None for a text without one."""
    signs = list(dict.fromkeys(_SIGN.findall(text)))
    if not signs:
        return None
    plain, put = text, {}
    for number, sign in enumerate(signs):
        put[_STAND_IN + number] = re.sub(r"\s+", "", sign)
        plain = plain.replace(sign, str(_STAND_IN + number))
    drafts = parse(plain)
    for draft in drafts:
        draft.attrs = {name: _back(value, put) for name, value in draft.attrs.items()}
        for number, sign in zip(put, signs, strict=True):
            draft.label = draft.label.replace(str(number), sign)
    return drafts


def _back(value: Value, put: dict[int, str]) -> Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return put.get(value, value)
    if isinstance(value, tuple):
        return tuple(put.get(part, part) if isinstance(part, int) else part for part in value)
    return value
