"""Several layers with a width for each: "3 dense layers (64, 64, 32 units)", "FC layers: 256, 128, ReLU"."""

from __future__ import annotations

import re

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DENSE = r"(?:dense|FC|F\.C\.|fully[ -]connected|linear|affine|hidden)"
_CONV = r"(?:conv(?:olution(?:al)?)?)"
_LISTED = re.compile(
    rf"^(?:(?P<count>\d|{'|'.join(_WORDS)})\s)?(?:(?P<dense>{_DENSE})|(?P<conv>{_CONV}))\s?layers"
    r"(?:\s(?:of|with)(?:\s(?:size|width)s?)?)?\s?[:,(\[{=]{0,2}\s?"
    r"(?P<widths>\d{1,5}(?:\s?(?:,\s?(?:and\s)?|and\s|/\s?)\d{1,5})+)"
    r"(?P<what>\s(?:hidden\s)?(?:units|neurons|nodes|filters|kernels|channels|maps)(?:\s(?:each|respectively))?)?\s?[)\]}]?"
    r"(?P<behind>(?:\s?[,+→]\s?|\swith\s)[A-Za-z][A-Za-z -]*)?$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\d+")


def layer_for_each(text: str) -> str:
    """A label with a layer for each width that it lists; itself where it lists none, or another number than it counts.

    What it names behind them follows each. Convolutions must be counted, since their numbers may be a kernel's sides.
    """
    found = _LISTED.match(text)
    if found is None:
        return text
    widths = _SEPARATED.findall(found["widths"])
    said = (found["count"] or "").lower()
    count = _WORDS.get(said, int(said) if said.isdecimal() else 0)
    if (count and count != len(widths)) or (
        found["conv"] and not (count or "filter" in (found["what"] or ""))
    ):
        return text
    kind, unit = ("dense", "units") if found["dense"] else ("conv", "filters")
    behind = re.sub(r"^[\s,+→]+|^\s?with\s", "", found["behind"] or "")
    layer = "{kind}, {width} {unit}" + (f" → {behind}" if behind else "")
    return " → ".join(layer.format(kind=kind, width=width, unit=unit) for width in widths)
