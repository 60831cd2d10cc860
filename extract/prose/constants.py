"""Numbers with names, and widths that are multiples of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.labels.sizes import number
from extract.prose.model import Constant, Sentence, WidthRule
from extract.prose.phrases import networks_in
from graph import FrozenMap, Value

_LETTER = r"[A-Za-zα-ωΑ-Ω](?:_?[a-z]+)?"
_VALUE = r"\d+(?:\.\d+)?"
_NAME = (
    r"growth rate|reduction ratio|compression(?: factor| rate)?"
    r"|cardinality|width multiplier|expansion (?:ratio|factor|rate)"
    r"|hidden size|embedding (?:size|dimension)|number of (?:layers|heads|blocks)|bottleneck width|depth multiplier"
)
_NAMED = re.compile(
    rf"\b(?P<name>{_NAME})\b(?: \([^)]*\))?(?: for all the networks| of the network| in all experiments)?"
    rf"(?: is| to| of| was| as|,)?(?: set)?(?: to)? ?(?:(?P<symbol>{_LETTER})(?: \([^)]*\))? ?(?:="
    rf"|to) ?)?(?P<value>{_VALUE})\b",
    re.IGNORECASE,
)
_SET = re.compile(
    rf"\b(?:we )?(?:set|sets|use|used|employ|fix|choose|let|with"
    rf"|have|where)(?: the)?(?: (?P<name>[a-z]+(?: [a-z]+)?))?"
    rf" ?\b(?P<symbol>{_LETTER})(?: \([^)]*\))? ?(?:=|to) ?(?P<value>{_VALUE})\b"
)
_STACK = re.compile(
    rf"\b(?:stack of|dimension(?:ality)?(?: is| of)?) (?P<symbol>{_LETTER}) ?= ?(?P<value>{_VALUE})\b"
)
_WIDTH = re.compile(
    r"\b(?P<where>(?:each|every|the|all)? ?(?P<k>\d) ?× ?\d conv\w*)[^.]{0,30}?(?:produces?"
    r"|outputs?|has|have|generates?|to)"
    r" \b(?P<factor>\d*)(?P<symbol>[a-zθ])\b (?:feature[- ]?maps|channels|filters|outputs?|output)",
    re.IGNORECASE,
)
_INITIAL = re.compile(
    r"\b(?:initial|first) conv\w*(?: layers?)?[^.]{0,30}?\b(?P<factor>\d*)(?P<symbol>[a-z])\b (?:conv\w*"
    r"|filters|kernels|channels|feature)",
    re.IGNORECASE,
)
_TRANSITION = re.compile(
    r"\btransition layers?[^.]{0,40}?(?:generate|output|produce|reduce)[^.]{0,20}?[⌊b]?(?P<symbol>[θα])\s?m",
    re.IGNORECASE,
)
_NOT_LETTERS = frozenset(["a", "is", "of", "to", "in", "the", "by", "at"])


def constants(sentence: Sentence) -> Iterator[Constant]:
    """ "the growth rate is k = 32", "we set θ = 0.5"."""
    seen: set[tuple[str, str]] = set()
    for pattern, sure in ((_NAMED, 0.9), (_STACK, 0.8), (_SET, 0.75)):
        for match in pattern.finditer(sentence.text):
            fields = match.groupdict()
            symbol, name = fields.get("symbol") or "", (fields.get("name") or "").lower()
            if (
                symbol.lower() in _NOT_LETTERS
                or (not symbol and not name)
                or (symbol, match.group("value")) in seen
            ):
                continue
            seen.add((symbol, match.group("value")))
            value = number(match.group("value"))
            yield Constant(sentence.evidence(), sure, networks_in(sentence.text), symbol, name, value)


def width_rules(sentence: Sentence) -> Iterator[WidthRule]:
    """ "each 1×1 convolution produces 4k feature-maps", "the initial convolution comprises 2k
    convolutions"."""
    text, scope = sentence.text, networks_in(sentence.text)
    width = _WIDTH.search(text)
    if width is not None and width.group("symbol"):
        size = int(width.group("k"))
        where: FrozenMap[Value] = FrozenMap({"kernel": (size, size)})
        factor = int(width.group("factor") or 1)
        yield WidthRule(
            sentence.evidence(), 0.85, scope, "convolution", where, "", factor, width.group("symbol")
        )
    initial = _INITIAL.search(text)
    if initial is not None:
        factor = int(initial.group("factor") or 1)
        yield WidthRule(
            sentence.evidence(),
            0.85,
            scope,
            "convolution",
            FrozenMap(),
            "initial",
            factor,
            initial.group("symbol"),
        )
    transition = _TRANSITION.search(text)
    if transition is not None:
        symbol = transition.group("symbol")
        yield WidthRule(
            sentence.evidence(), 0.8, scope, "convolution", FrozenMap(), "transition", symbol, "m"
        )
