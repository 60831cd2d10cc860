"""Names of data in boxes within the flow: "Static vector", "Memory 197×768", a_t; what stands there is handed on."""

from __future__ import annotations

import re

from extract.labels import ParsedOperation

TENSORS = frozenset("xXzZuUvVeμµσ")
"""Letters that name a tensor wherever they stand, whatever follows."""

VALUES = re.compile(r"^[yYpab](?:$|[_^{\s\d(<])|^[OHSQKrsv][_^]")
"""Letters that name a value by themselves and with an index, or only with one, never a function or a cell."""

BARE_VALUES = frozenset("FHsSQKO")
"""Letters that name a value where they stand by themselves, with primes or none: features, hidden values, a summary."""

PARAMETERS = re.compile(r"[_^]\{?[α-ωϑϕ]")
"""Greek letters as an index name the parameters of a function: q_θ."""

NOUNS = re.compile(r"\b(?:vectors?|latents?|feat(?:ure)?s?|maps?|mixture)[\s.]*$", re.IGNORECASE)
"""Last words of names of data."""

HELD = re.compile(
    r"\b(?:memory|(?:sub)?set|codes?|quer(?:y|ies)|keys?|values?|tokens?|feats?|vectors?|latents?|sequences?|clips?"
    r"|frames?|crops?|transform|matri(?:x|ces)|tensors?|batch)[\s.]*$",
    re.IGNORECASE,
)
"""Last words of what is held in a shape that is printed with it."""

MADE = re.compile(
    r"^(?:repeat|to|get|make|sample|compute|build|flatten|gather|select|fetch|encode|decode)\b"
    r"|\b(?:encod|decod|autoencod|generat|transform(?:s|er)|predict|estimat)",
    re.IGNORECASE,
)
"""Words by which a name says what is done, or what does it."""


LISTED = re.compile(
    r"^(?:[^\W\d_] ?= ?)?[(\[{]? ?(?P<letter>[^\W\d_])(?![a-z]{3})\S{0,4}(?:,? (?P=letter)\S{0,4})*,? ?"
    r"(?:\.\.\.|…|···|⋯|⋮|\. \. \.|· · ·) ?,? (?P=letter)\S{0,4} ?[)\]}]?$"
)
"""Letters in a row with dots between them, "I_1 I_2 ... I_N", "H = (h_1, …, h_n)": a list of values."""


def names_value(text: str) -> bool:
    """Whether a variable is always the name of data, and no function or cell.

    Args:
        text: the variable as printed, its index behind "_".
    """
    if text[:1] in TENSORS or LISTED.match(text):
        return True
    if PARAMETERS.search(text):
        return False
    return text.rstrip("'′’″") in BARE_VALUES or VALUES.match(text) is not None


def names_data(named: ParsedOperation) -> bool:
    """Whether the words of a block name data: by their last word, or with the shape that they have."""
    name = str(named.attrs.get("name") or "")
    if LISTED.match(name):
        return True
    if named.op != "block" or not name or MADE.search(name):
        return False
    sized = named.output_shape is not None and HELD.search(name) is not None
    counted = "filters" in named.attrs and NOUNS.search(name) is not None
    return sized or counted or NOUNS.search(name) is not None
