"""Keywords with their values in a block's brackets: "Encoder1 (Cin=2, Cout=64)", "Mixer (tokens=196, dim=512)"."""

from __future__ import annotations

import re

from graph import Value

_BRACKETS = re.compile(r"^[^()]*[A-Za-z][^()]*\((?P<inner>[^()]+)\)$")
_KEY = re.compile(r"^(?P<key>[A-Za-z][A-Za-z_ ]{1,14}?)\s?=\s?(?P<value>[\w.]+(?:\s?[*·]\s?\w+)?)$")


def printed_keys(text: str) -> dict[str, Value]:
    """The keywords in the brackets at the end of a label with their values; empty where anything else stands there.

    Keys are kept as printed, as those of a table are; single letters are read as settings where they are some.
    """
    found = _BRACKETS.match(text)
    pairs = [_KEY.match(part.strip()) for part in found["inner"].split(",")] if found else []
    return {pair["key"]: _value(pair["value"]) for pair in pairs if pair} if all(pairs) else {}


def _value(text: str) -> Value:
    if text.isdecimal():
        return int(text)
    return float(text) if re.fullmatch(r"\d*\.\d+", text) else text
