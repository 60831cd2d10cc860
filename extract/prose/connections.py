"""How blocks are wired: shortcuts around them, or every layer connected to all later ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.prose.model import Connected, Downsampled, Sentence
from extract.prose.phrases import networks_in
from graph import FrozenMap, Value

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


_DOWNSAMPLED = re.compile(
    r"(?P<k>\d) ?× ?\d conv\w*(?: layers?)?(?: with| of)?(?: a)? stride (?:of )?(?P<s>\d)"
    r"[^.]{0,40}\bdown-?sampl",
    re.IGNORECASE,
)


def downsampling(sentence: Sentence) -> Iterator[Downsampled]:
    """ "We use 2×2 conv layers with stride 2 for spatial downsampling"."""
    match = _DOWNSAMPLED.search(sentence.text)
    if match is not None:
        size, step = int(match.group("k")), int(match.group("s"))
        attrs: FrozenMap[Value] = FrozenMap({"kernel": (size, size), "stride": (step, step)})
        yield Downsampled(sentence.evidence(), 0.75, networks_in(sentence.text), "conv2d", attrs)


def connections(sentence: Sentence) -> Iterator[Connected]:
    """The kinds of wiring that a sentence speaks of."""
    scope = networks_in(sentence.text)
    projected = True if _PROJECTED.search(sentence.text) else None
    if _RESIDUAL.search(sentence.text) or projected:
        yield Connected(sentence.evidence(), 0.6, scope, "residual", projected)
    if _DENSE.search(sentence.text):
        yield Connected(sentence.evidence(), 0.6, scope, "dense")
