"""How blocks are wired: shortcuts around them, or every layer connected to all later ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.prose.model import Connected, Sentence
from extract.prose.phrases import networks_in

_RESIDUAL = re.compile(
    r"\b(?:shortcut connections?|residual connections?|skip connections?"
    r"|identity (?:shortcut|mapping)|residual (?:blocks?|learning"
    r"|building blocks?|units?))\b",
    re.IGNORECASE,
)
_DENSE = re.compile(
    r"\bfeature[- ]?maps of all (?:the )?preceding layers"
    r"|\bconnect(?:s|ions?)? (?:from )?(?:any|each|every|all) layers?"
    r"[^.]{0,20} to (?:all|every)[^.]{0,20}(?:subsequent|other) layers?|\bdense(?:ly)? connect|\bdense blocks?\b",
    re.IGNORECASE,
)
_PROJECTED = re.compile(
    r"\bprojection shortcuts?[^.]{0,60}(?:match|increas)[^.]{0,20}dimension|\b1 ?× ?1 conv\w*[^.]{0,40}shortcut",
    re.IGNORECASE,
)


def connections(sentence: Sentence) -> Iterator[Connected]:
    """The kinds of wiring that a sentence speaks of."""
    scope = networks_in(sentence.text)
    projected = True if _PROJECTED.search(sentence.text) else None
    if _RESIDUAL.search(sentence.text) or projected:
        yield Connected(sentence.evidence(), 0.6, scope, "residual", projected)
    if _DENSE.search(sentence.text):
        yield Connected(sentence.evidence(), 0.6, scope, "dense")
