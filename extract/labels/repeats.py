"""Repeat marks: ×6, 6×, N×, Nx, (×3), "3 times", "repeat 3 times", "× L"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.items import Repeat
from extract.labels.normalise import one_line
from extract.labels.sizes import expression, is_letter, product
from extract.labels.tokens import Token, has_index, tokenize
from graph import Dim

COUNTED = re.compile(
    r"^(?:\(\s*(?P<sum>[A-Z]\s?[-+]\s?(?:[A-Z]|\d{1,2}))\s*\)\s?[x×]|(?P<letter>[A-Z]x|[BDKLMN] x))$"
)
"""A difference or a capital before a small x: (L-F)x, Fx, N x."""

_NUMBER = r"[BDKLMNRT](?:_?[a-z\d]|_?(?:enc|dec)|_?\{\w{1,8}\}|_[a-z]{2,8})|\|[^|\s]{1,8}\|"
NUMBERED = re.compile(rf"^(?:(?P<before>{_NUMBER})(?: x|\s?×)|(?:x |×\s?)(?P<behind>{_NUMBER}))$")
"""One of several counts, by its index, or the size of a set: Ne x, x Nd, × |k_u|; its index may be set on the line."""

_LETTERS = re.compile(r"^[BKLMNRT](?:[a-z]|enc|dec)$")
"""A letter that counts with its index, which was set lower, as one word: Nd, Nenc."""

SAID = re.compile(r"^(\d{1,2}|[A-Z]) (?:repeats|repetitions|times)$")
"""A count in words: R repeats."""

SPACED = re.compile(r"^[xX] ([1-9]\d?)$")
"""A mark apart from its count; names of inputs have no space."""

_PARTS = re.compile(
    r"^(\d{1,2}|[BKLMNkln](?:\s?-\s?1)?)[\s-](?:(?:identical|stacked|residual|transformer) )?(?:[Ll]ayers|[Bb]locks)$",
)

FOR = re.compile(
    r"^(?:repeat(?:ed)? )?for (\d{1,2}|[A-Z]) (?:steps|iterations|times|layers|blocks)$", re.IGNORECASE
)
"""How often all of a frame is done: for T steps."""

_COUNTING = frozenset("ABCDEFGHIJKLMNPQRSTUVWXYZklmnr")
"""Letters that count, with an index: N_enc, n_l; weights and gates are set in other small letters."""

_TIMES_WORDS = ("times", "time")
_COUNTED_WORDS = ("blocks", "layers", "stages", "modules", "units")
_LEADING_WORDS = ("repeat", "repeated", "repeats", "stack", "stacked", "iterate", "apply", "applied")

CALLED = re.compile(
    r"^[×x]\s?((?=\w*(?:num|count|layers?|blocks?|depth|repeats?))[A-Za-z]\w{3,40})$", re.IGNORECASE
)
"""A count by the name that it has in code: × numBlocks, × n_layers, × depth."""

_TIED = re.compile(
    r"\s\((?:(?:no|not|un|non-?|with(?:out)?|separate|own|different|independent)[\s-]?)?(?:shared|tied|same|weights|sharing)\b"
    r"[^()]*\)$",
    re.IGNORECASE,
)
"""What may be said of the weights of what is repeated, behind its mark."""


def _count(tokens: Sequence[Token], at: int) -> tuple[Dim, int] | None:
    if at + 1 < len(tokens) and tokens[at].is_mark("("):
        inner = _count(tokens, at + 1)
        closed = inner is not None and inner[1] < len(tokens) and tokens[inner[1]].is_mark(")")
        return (inner[0], inner[1] + 1) if closed and inner is not None else None
    if at + 1 < len(tokens) and is_letter(tokens[at]) and tokens[at].text.isupper() and tokens[at].low != "x":
        number = tokens[at + 1]
        if number.glued and number.kind == "number" and "." not in number.text:
            return tokens[at].text + number.text, at + 2
    if at < len(tokens) and _LETTERS.match(tokens[at].text) and _stands_by_sign(tokens, at):
        return tokens[at].text, at + 1
    found = expression(tokens, at)
    if found is None or isinstance(found[0], float) or not _can_count(tokens, at, found[1]):
        return None
    return found[0], found[1]


def _stands_by_sign(tokens: Sequence[Token], at: int) -> bool:
    """Whether a true multiplication sign stands directly before or behind a word."""
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(token.text == "×" for token in beside)


def _can_count(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number or letter may be a count: a letter with an index is one of few, and applied to nothing."""
    if not has_index(tokens[at].text) and not (end > at + 1 and tokens[at + 1].is_mark("_")):
        return True
    applied = end < len(tokens) and tokens[end].is_mark("(") and tokens[end].glued
    return tokens[at].text[0] in _COUNTING and not applied


def repeat_at(tokens: Sequence[Token], at: int) -> tuple[Repeat, int] | None:
    """A repeat mark at a position, and where it ends; None where the signs belong to a size."""
    token = tokens[at]
    if token.kind == "times":
        count = _count(tokens, at + 1)
        if count is not None:
            value, end = count
            if end < len(tokens) and tokens[end].low in _TIMES_WORDS:
                end += 1
            return Repeat(value, token.start, tokens[end - 1].end, False), end
        return None
    if token.kind == "word" and token.low in _LEADING_WORDS and at + 1 < len(tokens):
        if token.low == "stack" and len(tokens) == 2:
            # One of several stacks.
            return None
        start = at + 1
        if tokens[start].low in ("of", "by"):
            start += 1
        if start < len(tokens) and tokens[start].kind == "times":
            start += 1
        count = _count(tokens, start)
        if count is None:
            return None
        value, end = count
        if end < len(tokens) and (tokens[end].low in _TIMES_WORDS or tokens[end].kind == "times"):
            end += 1
        return Repeat(value, token.start, tokens[end - 1].end, True), end
    if product(tokens, at) is not None:
        return None
    count = _count(tokens, at)
    if count is None:
        return None
    value, end = count
    if end < len(tokens) and tokens[end].kind == "times":
        counts_next = not tokens[end].glued and end + 1 < len(tokens) and tokens[end + 1].kind == "number"
        return None if counts_next else (Repeat(value, token.start, tokens[end].end, True), end + 1)
    if end < len(tokens) and tokens[end].low == "times":
        return Repeat(value, token.start, tokens[end].end, True), end + 1
    return None


def repeat_mark(text: str) -> Dim | None:
    """The count of a label that is nothing but a repeat mark ("×6", "N×", "(×3)", "repeat 3 times",
    "Nx", "×6 layers"), else None.

    "x1" and its like are taken for a mark only with a true multiplication sign, because they name inputs too.
    """
    clean = _TIED.sub("", one_line(text)) if text.strip() else ""
    if clean.startswith("(") and clean.endswith(")"):
        clean = clean[1:-1]
    if (counted := COUNTED.match(clean)) is not None:
        return (counted["sum"] or counted["letter"][0]).replace(" ", "")
    if (numbered := NUMBERED.match(clean)) is not None:
        return re.sub(r"[{}]", "", numbered["before"] or numbered["behind"])
    if (said := SAID.match(clean) or FOR.match(clean)) is not None:
        return int(said[1]) if said[1].isdecimal() else said[1]
    if (called := CALLED.match(clean)) is not None:
        return called[1]
    clean = clean.strip("[]{}|.…· ")
    if not clean or len(clean) > 24:
        return None
    tokens = tokenize(clean)
    if (spaced := SPACED.match(clean)) is not None:
        return int(spaced[1])
    if len(tokens) == 2 and tokens[0].text in ("x", "X") and tokens[1].kind == "number" and tokens[1].glued:
        value = int(tokens[1].text) if tokens[1].text.isdecimal() else 0
        return value if value > 4 or tokens[0].text == "X" else None
    if len(tokens) == 2 and tokens[0].text == "x" and len(tokens[1].text) == 1 and tokens[1].text.isupper():
        return tokens[1].text
    if not tokens or (tokens[0].kind == "number" and len(tokens) == 1):
        return None
    found = repeat_at(tokens, 0)
    if found is None:
        return None
    named = [token.low for token in tokens[found[1] :]]
    return found[0].count if not named or (len(named) == 1 and named[0] in _COUNTED_WORDS) else None


def counted_parts(text: str) -> Dim | None:
    """The count of a free text that only counts a network's parts ("6 layers", "N blocks"), else None."""
    clean = _TIED.sub("", text.strip())
    found = _PARTS.match(clean[1:-1] if clean[:1] == "(" and clean[-1:] == ")" else clean)
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else found[1]
