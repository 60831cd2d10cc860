"""A label as tokens: words, numbers, multiplication signs, arrows and other marks, each knowing what it
touches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.labels.compounds import compound

TokenKind = Literal["word", "number", "times", "arrow", "mark"]

_PATTERN = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?|\.\d+)
      | (?P<arrow>→|->|=>|⟶|←)
      | (?P<times>×)
      | (?P<word>[^\W\d_²³]{2,}(?:'[^\W\d_]*)?|[^\W\d_²³](?:'(?![^\W\d_]))?)
      | (?P<mark>\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a label.

    Attributes:
        kind: word, number, times (a multiplication sign, or an x that stands for one), arrow, mark (any
            other sign).
        text: as printed.
        start, end: place in the cleaned text.
        glued: whether it touches the token before it.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool

    @property
    def low(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    def is_mark(self, marks: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "mark" and self.text in marks


def _raw(text: str) -> list[Token]:
    tokens = []
    end = 0
    for found in _PATTERN.finditer(text):
        kind: TokenKind = found.lastgroup  # type: ignore[assignment]
        tokens.append(
            Token(kind, found.group(), found.start(), found.end(), found.start() == end and end > 0)
        )
        end = found.end()
    return tokens


def _is_dimension(token: Token | None) -> bool:
    return token is not None and (token.kind == "number" or (token.kind == "word" and len(token.text) == 1))


def _split_times(token: Token, before: Token | None) -> list[Token]:
    """The token, or, where it begins or ends with an x that is a multiplication sign, its parts."""
    if token.kind != "word" or not token.text.isascii():
        return [token]
    low = token.low
    after_number = before is not None and before.kind == "number" and token.glued
    if len(low) > 1 and low[0] == "x" and after_number:
        cut = token.start + 1
        sign = Token("times", token.text[0], token.start, cut, True)
        return [sign, Token("word", token.text[1:], cut, token.end, True)]
    if len(low) == 3 and low[1] == "x" and low[0] == low[2] and low[0] in "nkmdhwc":
        a, b = token.start + 1, token.start + 2
        return [
            Token("word", token.text[0], token.start, a, token.glued),
            Token("times", "x", a, b, True),
            Token("word", token.text[2], b, token.end, True),
        ]
    if low == "hxwxc" or low == "wxhxc" or low == "hxw":
        parts = []
        for i, char in enumerate(token.text):
            at = token.start + i
            parts.append(
                Token("times" if i % 2 else "word", char, at, at + 1, token.glued if i == 0 else True)
            )
        return parts
    thousands = low[0] == "k" and after_number
    if (
        len(low) == 2
        and low[1] == "x"
        and low[0] in "nkmlhwtcd"
        and (before is None or not token.glued or thousands)
    ):
        cut = token.start + 1
        return [
            Token("word", token.text[0], token.start, cut, token.glued),
            Token("times", "x", cut, token.end, True),
        ]
    if len(low) == 2 and low[0] == "x" and low[1] in "nkmlhwtcd" and after_number:
        cut = token.start + 1
        return [
            Token("times", "x", token.start, cut, token.glued),
            Token("word", token.text[1], cut, token.end, True),
        ]
    return [token]


def _mark_times(tokens: list[Token]) -> list[Token]:
    """Tokens with every letter x (or *) between dimensions, or beside a number, made a multiplication sign.
    Tokens with every letter x (or *) between dimensions, or beside a number, made a multiplication sign."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        before = out[-1] if out else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind == "word" and token.low == "x":
            number_after = after is not None and after.kind == "number"
            # "W_1 x" is a product without a sign.
            sunk = len(out) > 1 and out[-2].is_mark("_^") and not token.glued
            number_before = before is not None and before.kind == "number" and not sunk
            between = _is_dimension(before) and _is_dimension(after)
            repeat_after = number_before and (after is None or not after.is_mark("=_"))
            last = i + 2 == len(tokens) or (i + 2 < len(tokens) and tokens[i + 2].is_mark(")]"))
            counted = number_after and last and before is not None and len(before.text) > 1
            repeat_before = counted or (
                number_after and after is not None and after.glued and len(tokens) > 2
            )
            if between or repeat_after or repeat_before:
                out.append(Token("times", token.text, token.start, token.end, token.glued))
                continue
        if token.is_mark("*") and _is_dimension(before) and _is_dimension(after):
            out.append(Token("times", token.text, token.start, token.end, token.glued))
            continue
        out.append(token)
    return out


def _named_parts(token: Token, names: tuple[str, ...]) -> list[Token]:
    """A word of several names as words that do not touch, so that each is looked up by itself."""
    parts, at = [], token.start
    for name in names:
        parts.append(Token("word", name, at, at + len(name), token.glued and at == token.start))
        at += len(name)
    return parts


def tokenize(text: str) -> list[Token]:
    """The tokens of a cleaned, one-line label."""
    parts: list[Token] = []
    for token in _raw(text):
        names = compound(token.text) if token.kind == "word" else ()
        if names:
            parts.extend(_named_parts(token, names))
        else:
            parts.extend(_split_times(token, parts[-1] if parts else None))
    return _mark_times(parts)


def with_indices(tokens: Sequence[Token]) -> list[Token]:
    """Tokens, each letter with its indices as one word: "λ_1", "W_{h,0}", "x_{t-1}"."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token, end = tokens[at], _named_end(tokens, at)
        while _is_base(token) and not _ends_rank(out, token) and (stop := _index_end(tokens, end)) > end:
            end = stop
        text = "".join(part.text for part in tokens[at:end])
        kind: TokenKind = "word" if end > at + 1 else token.kind
        out.append(replace(token, kind=kind, text=text, end=tokens[end - 1].end))
        at = end
    return out


def _ends_rank(before: Sequence[Token], token: Token) -> bool:
    """Whether a letter ends the name of a layer with its dimensions, and has no index: the d of "Conv2d_BN"."""
    if token.low != "d" or not token.glued or len(before) < 2:
        return False
    name, number = before[-2:]
    return number.kind == "number" and number.glued and name.kind == "word"


_NAMED_NUMBER = re.compile(
    r"(?:num|no|n)_[a-z]+(?:_[a-z]+)*"
    r"|(?:[a-z]+_){1,2}(?:dims?|size|channels|features|units|classes|outputs|ch|rate|prob)"
    r"|(?:n|num|N)(?:[A-Z][a-z]+)+|n(?:classes|labels|outputs|channels)"
    r"|[CFDdN](?:in|out|mid|model|ff|hid|emb|cls)|#[a-z]+"
)
"""What code and papers call a number by: num_classes, hidden_dim, nClasses, Cout, dmodel."""


def names_number(text: str) -> bool:
    """Whether a word is the name of a number, which stands for it in settings."""
    return _NAMED_NUMBER.fullmatch(text) is not None


def has_index(text: str) -> bool:
    """Whether a word is a letter with its indices."""
    return text[:1].isalpha() and text[1:].lstrip("'")[:1] in ("_", "^")


_COUNTED = frozenset(["classes", "class", "cls", "anchors", "actions", "joints", "keypoints", "labels"])
"""What a layer gives a number of, by the sign for number: "#classes"."""


def _named_end(tokens: Sequence[Token], at: int) -> int:
    """Where the name of a number that begins at a position ends; behind the token there where none does."""
    end, text = at + 1, tokens[at].text
    while end + 1 < len(tokens) and all(part.glued for part in tokens[end : end + 2]):
        if not tokens[end].is_mark("_") or tokens[end + 1].kind != "word":
            break
        text, end = f"{text}_{tokens[end + 1].text}", end + 2
    if tokens[at].is_mark("#") and end < len(tokens) and tokens[end].low in _COUNTED and tokens[end].glued:
        return end + 1
    return end if "_" in text and tokens[at].kind == "word" and names_number(text) else at + 1


def _is_base(token: Token) -> bool:
    return token.kind == "word" and len(token.text.rstrip("'")) == 1


def _index_end(tokens: Sequence[Token], at: int) -> int:
    """Where an index ends that begins at a position; the position itself where none does."""
    if at + 1 >= len(tokens) or not (tokens[at].is_mark("_^") and tokens[at].glued and tokens[at + 1].glued):
        return at
    if not tokens[at + 1].is_mark("{"):
        return at + 2 if tokens[at + 1].kind in ("word", "number") else at
    closed = (end for end in range(at + 2, len(tokens)) if tokens[end].is_mark("}"))
    return next(closed, at - 1) + 1
