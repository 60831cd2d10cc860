"""Conventions stated once: what follows or precedes every layer of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.labels import parse_label
from extract.labels.families import family
from extract.prose.model import Sentence, Surrounded
from extract.prose.phrases import LAYER, families_in, networks_in, operations_in

_EVERY = r"(?:all|each|every|both|any)(?: of)?(?: the| these| our)?(?: \w+){0,2}?"
_FOLLOWED = re.compile(
    rf"(?P<layers>\b{_EVERY}\s*(?:{LAYER}(?:,? and |, | or )?)+)(?: in [\w\s]{{0,40}})?"
    r"(?: \([^)]*\))?,? (?:is|are|being|layer is)?\s*(?:then "
    r"|always |also |immediately |each )?followed by (?P<ops>.+)",
    re.IGNORECASE,
)
_EACH_FOLLOWED = re.compile(
    rf"(?P<layers>{LAYER})(?: \([^)]*\))?, (?:each|both"
    rf"|all)(?: of (?:them|which))?(?: being)? followed by (?P<ops>.+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?P<ops>.{{3,120}}?)\b(?:right after|immediately after"
    rf"|directly after|after|following|to the outputs? of|on top of)"
    rf" (?P<layers>(?:all|each|every)(?: the| of the)?(?: \w+)?\s*(?:{LAYER}(?:,? and |, | or )?)+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?P<ops>.{{3,120}}?)\bbetween (?P<layers>(?:all|each|every|the)(?: \w+)?\s*{LAYER})", re.IGNORECASE
)
_EQUIPPED = re.compile(
    rf"(?P<layers>\b{_EVERY}\s*(?:{LAYER}(?:,? and |, | or )?)+) (?:is|are|has|have|use|uses|employ|employs)"
    r"(?: equipped with| activated (?:by|with)| use| using)? (?:the |a )?(?P<ops>.+)",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(
    r"\b(?:each|every|all|the) [\"'(]?(?:conv\w*)[\"')]? ?(?:layers?|blocks?)?.{0,60}?"
    r"(?:corresponds?|refers?|denotes?|stands?"
    r"|is|represents?|consists?)(?: to| for| of)?(?: the| a)? (?:sequence|composition|order|combination|composite)"
    r"(?: function)?(?: of)?:? (?P<chain>[\w/ -]+)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|exception|excluding|apart from|but not)\b.{0,40}\b(?:last|final|output)\b", re.I
)
_NOT_OURS = re.compile(r"\b(?:without|instead of|do not use|not use|unlike|removing|remove)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"(?:\bexcept\b|\bwith the exception\b|\bwhich\b|\bwhere\b|;|\bbut\b|\bin order\b|\bto \w+ize\b)"
)


def _clause(text: str) -> str:
    """The words up to where another clause begins."""
    return _CLAUSE_END.split(text)[0][:140]


def conventions(sentence: Sentence) -> Iterator[Surrounded]:
    """The conventions that a sentence states."""
    text = sentence.text
    chain = _SEQUENCE.search(text)
    if chain is not None:
        found = _around(chain.group("chain"))
        if found is not None:
            yield Surrounded(
                sentence.evidence(),
                0.9,
                networks_in(text),
                ("convolution",),
                found[0],
                found[1],
                bool(_EXCEPT.search(text)),
            )
            return
    for pattern, sure in (
        (_FOLLOWED, 0.9),
        (_EACH_FOLLOWED, 0.85),
        (_AFTER, 0.85),
        (_BETWEEN, 0.7),
        (_EQUIPPED, 0.8),
    ):
        match = pattern.search(text)
        if match is None:
            continue
        words = match.group("ops")
        ops = operations_in(_clause(words) if pattern in (_FOLLOWED, _EACH_FOLLOWED, _EQUIPPED) else words)
        ops = tuple(op for op in ops if family(op) in ("norm", "activation", "dropout"))
        layers = families_in(match.group("layers"))
        if not ops or not layers or _NOT_OURS.search(text):
            continue
        yield Surrounded(
            sentence.evidence(), sure, networks_in(text), layers, (), ops, bool(_EXCEPT.search(text))
        )
        return


def _around(chain: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What a chain such as BN-ReLU-Conv has before and after its one convolution."""
    ops = [found.op for found in parse_label(chain.strip().split(".")[0]).operations]
    places = [at for at, op in enumerate(ops) if family(op) == "convolution"]
    if len(places) != 1 or len(ops) < 2 or "block" in ops:
        return None
    return tuple(ops[: places[0]]), tuple(ops[places[0] + 1 :])
