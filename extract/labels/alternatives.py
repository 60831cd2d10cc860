"""Labels that offer a choice: "Conv-Transformer or BiGRU", "LSTM or GRU", "LSTM / ALSTM"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.families import family

OR = re.compile(r"(?<=[\w}])\s+or\s+(?=[A-Za-z])", re.IGNORECASE)
"""The word between two things of which one is there."""

_CHAIN = re.compile(r"[→⇒&;,]|->|\+(?!\d)")
"""What stands between several things; a plus before a number belongs to an index."""
_INDEX = re.compile(r"[_^]\{[^{}]*\}")
_CELLS = re.compile(r"^((?:Bi-?)?(?:LSTM|GRU|RNN))\s?/\s?(?:(?:[A-Z][a-z]*-?)?(?:LSTM|GRU|RNN))(?=\s|$)")
"""Two recurrent cells with a stroke between them: a network has one or the other."""
_NORM = r"(?:[BLIGSP]N|(?:batch|layer|instance|group)[- ]?norm(?:ali[sz]ation)?)"
_NORMS = re.compile(rf"(?<![\w/]){_NORM}\s?/\s?{_NORM}(?![\w/])", re.IGNORECASE)
"""Two normalisations with a stroke between them: one of them stands there."""


def offers_choice(text: str) -> bool:
    """Whether a label names one thing or another, and nothing besides."""
    return len(OR.findall(text)) == 1 and not _CHAIN.search(_INDEX.sub("", text))


def first_cell(text: str) -> str:
    """The text with one of two things that it offers: "LSTM / GRU" as "LSTM", "LN/IN" as a norm."""
    return _NORMS.sub("Norm", _CELLS.sub(r"\1", text))


def chosen(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """What a choice is read as: the first of two of a kind, else a block with all of the label as its name."""
    if [draft.op for draft in drafts] in (["lstm"] * 2, ["gru"] * 2) and " / " in text:
        # "LSTM / ALSTM": either of them, in one place. Two attentions with a slash follow each other.
        return list(drafts[:1])
    kinds = {family(draft.op) for draft in drafts}
    if len(drafts) < 2 or not offers_choice(text) or "tensor" in kinds:
        return list(drafts)
    if len(kinds) == 1 and kinds != {"block"}:
        return list(drafts[:1])
    whole = Draft("block", start=drafts[0].start, end=drafts[-1].end)
    whole.name = text
    return [whole]
