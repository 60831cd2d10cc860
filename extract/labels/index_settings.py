"""Settings by letters with indices: as an operation's own index, fc_{Q,C}; behind an arrow, "Linear (C_d → C_out)";
or as the name of a number, "Dense num_classes"."""

from __future__ import annotations

import re

from extract.labels.tokens import names_number
from extract.labels.vocabulary import PHRASES, squash

_VALUE = r"(?:[A-Z]\d{0,2}(?:/\d{1,2})?|\d{1,4})"
_SIGNATURE = re.compile(
    rf"(?<![\w_])(?P<name>[A-Za-z]\w*?)_\{{(?P<values>(?=[^{{}}]*[A-Z]){_VALUE}(?:\s?,\s?{_VALUE})+)\}}"
)
"""A name with a list as its index, one of whose entries at least is a letter; numbers alone may tell layers apart."""

_SUNK = re.compile(r"\b([A-Z])(\d{1,2})\b")
"""A letter and its own index, which stand together within an index."""

_WIDTH = r"[CDFKMNdn](?:_\{?[A-Za-z0-9]{1,6}\}?|in|out|mid|model|ff|hid|emb)?"
_TURNED = re.compile(
    rf"(?:\(\s?(?P<held>{_WIDTH}\s?(?:→|->)\s?(?P<out>{_WIDTH}))\s?\)|(?P<bare>{_WIDTH}\s?→\s?(?P<last>{_WIDTH})))(?=$|[\s,;])"
)
"""Letters of two widths, one of which has an index, joined by an arrow: what comes in and what goes out."""

_NUMBERED = re.compile(r"^(?P<name>[A-Za-z][A-Za-z -]*?(?:\s?[123][dD])?)\s(?P<number>\w+)$")
_SIZED = frozenset(["dense", "conv1d", "conv2d", "conv3d", "embedding", "lstm", "gru", "rnn"])


def settings_spelled(text: str) -> str:
    """A text in which such settings are told as elsewhere: "fc(Q, C)", "Linear, C_out", "Dense (num_classes)"."""
    text = _SIGNATURE.sub(_called, text)
    if _named(text.partition("(")[0]) or any(map(_named, re.split(r"[\s,;]+", text))):
        text = _TURNED.sub(_given, text)
    found = _NUMBERED.match(text)
    if found is not None and names_number(found["number"]) and _named(found["name"]):
        return f"{found['name']} ({found['number']})"
    return text


def _named(text: str) -> bool:
    """Whether a text is the name of a layer that has a width."""
    meaning = PHRASES.get(squash(text))
    return meaning is not None and meaning.op in _SIZED


def _called(found: re.Match[str]) -> str:
    meaning = PHRASES.get(squash(found["name"]))
    if meaning is None or meaning.op == "block":
        return found[0]
    values = [_SUNK.sub(r"\1_\2", value) for value in re.split(r"\s?,\s?", found["values"])]
    return f"{found['name']}({', '.join(values)})"


def _given(found: re.Match[str]) -> str:
    whole, out = (found["held"], found["out"]) if found["held"] else (found["bare"], found["last"])
    if "_" not in whole and len(re.sub(r"\W", "", whole)) < 3:
        # Lone letters are told by other rules, which know what may stand for a width.
        return found[0]
    before = found.string[: found.start()].rstrip()
    mark = "" if before.endswith(",") or not before else ","
    return f"{mark} {out.replace('{', '').replace('}', '')}"
