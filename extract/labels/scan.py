"""From tokens to items: at each place the first reading that fits, from the most specific to the least."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Separator, SeparatorKind, Setting, Size
from extract.labels.repeats import repeat_at
from extract.labels.settings import LONGEST_STEP, keyed, triple, valued
from extract.labels.sizes import bracketed, dimension, expression, product
from extract.labels.tokens import Token, has_index, names_number, tokenize, with_indices
from extract.labels.vocabulary import (
    BLOCK_HEADS,
    FUNCTION_WORDS,
    MODIFIERS,
    PHRASES,
    PREFIXES,
    WEAK,
    Meaning,
    squash,
)

_MARKS: dict[str, SeparatorKind] = {
    "+": "plus",
    "&": "plus",
    ";": "then",
    "/": "slash",
    "|": "slash",
    ",": "comma",
    "(": "open",
    "[": "open",
    "{": "open",
    ")": "close",
    "]": "close",
    "}": "close",
    "-": "dash",
    "_": "dash",
    ":": "dash",
    ".": "dash",
    "@": "dash",
}
_MAX_WORDS = 8

_GROUP = re.compile(r"(?:S[EOU]|[EOU])\((?:[2-9]|n|N)\)")
"""A group of motions or turns, after which networks are called that respect it."""

_VOLUMETRIC = re.compile(r"[A-Z]{1,2}[23]D")
"""The short name of a network, or of a scan, that works in so many dimensions: "I3D", "SS2D"."""

_CROSS_STAGE = re.compile(r"C\dk\d")
"""The short name of a block with layers across its stage: "C3k2" has no kernel in it."""

_NAMES = frozenset(["CLIP"])
"""Names of networks that are words of another meaning in small letters."""


def _phrase(tokens: Sequence[Token], at: int) -> tuple[Meaning, int] | None:
    """The longest phrase of the vocabulary that begins at a position, and where it ends."""
    best: tuple[Meaning, int] | None = None
    joined, end, words = "", at, 0
    while end < len(tokens) and words < _MAX_WORDS:
        token = tokens[end]
        if token.text[:1] == "#" or (
            end > at and _is_setting(tokens, end) and not _goes_on(tokens, end, joined)
        ):
            break
        if token.kind == "word" or (token.kind == "number" and _belongs(tokens, end, at)):
            joined += squash(token.text)
            words += 1
            if joined not in PREFIXES:
                break
            if joined in PHRASES:
                best = (PHRASES[joined], end + 1)
        elif not (token.is_mark("-_/") or (token.is_mark(".") and token.glued and joined)):
            break
        end += 1
    return best


def _goes_on(tokens: Sequence[Token], at: int, joined: str) -> bool:
    """Whether a letter and its number end a phrase that has begun: the L1 of "Smooth L1"."""
    number = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return number.isdecimal() and joined + squash(tokens[at].text + number) in PHRASES


def _is_setting(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter apart begins a setting, as in "Conv s2" and "Conv S = 2", and is no ending of a word."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].glued or len(tokens[at].text) > 1 or tokens[at].kind != "word" or after is None:
        return False
    return after.is_mark("=:") or (after.kind == "number" and after.glued)


def _belongs(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a number is part of a name, as in conv2d or 1D conv: it touches its neighbour."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    touches_next = after is not None and after.kind == "word" and after.glued
    touches_previous = at > start and tokens[at].glued
    spaced_rank = after is not None and after.is_mark("-") and at == start
    return touches_next or touches_previous or spaced_rank


def _index(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The layer's own number after its name (conv1, conv1_2, conv2.x, fc1_y), and where it ends."""
    if at >= len(tokens) or not tokens[at].glued:
        return "", at
    end = at
    if tokens[end].is_mark("_") and end + 1 < len(tokens) and tokens[end + 1].glued:
        after = tokens[end + 1]
        if (
            product(tokens, end + 1) is not None
            or keyed(tokens, end + 1) is not None
            or not (after.kind == "number" or (after.kind == "word" and _is_index(tokens, end + 1)))
        ):
            return "", at
        return after.text, end + 2
    if tokens[end].kind != "number" or product(tokens, end) is not None:
        return "", at
    text, end = tokens[end].text, end + 1
    while end + 1 < len(tokens) and tokens[end].is_mark("_.") and tokens[end].glued and tokens[end + 1].glued:
        if tokens[end + 1].kind not in ("number", "word") or len(tokens[end + 1].text) > 2:
            break
        text += tokens[end].text + tokens[end + 1].text
        end += 2
    if end < len(tokens) and tokens[end].glued and tokens[end].kind == "word" and len(tokens[end].text) == 1:
        follows_value = end + 1 < len(tokens) and tokens[end + 1].glued
        if not follows_value and tokens[end].low not in "dx":
            text, end = text + tokens[end].text, end + 1
    return text, end


def _is_index(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word behind an underscore tells one layer from others: a letter, or a short word as in "MLP_dep"."""
    text, after = tokens[at].text, tokens[at + 1] if at + 1 < len(tokens) else None
    if len(text) == 1:
        return True
    ends = after is None or not after.glued
    return ends and len(text) <= 4 and text.islower() and text not in PHRASES and text not in BLOCK_HEADS


def _named(tokens: Sequence[Token], at: int, prefix: str) -> tuple[Named, int] | None:
    found = _phrase(tokens, at)
    if found is None:
        return None
    meaning, end = found
    words = " ".join(token.text for token in tokens[at:end])
    key = squash(words)
    touching = end < len(tokens) and tokens[end].glued and tokens[end].kind == "word"
    if touching or (len(words) == 2 and words[0].islower() and words[1].isupper()):
        # "fC" is a function with its index, not the layer FC.
        return None
    if words in _NAMES or (meaning.op == "scale" and _of_several(tokens, at)):
        return None
    index, stop = _index(tokens, end)
    item = Named(meaning, words, tokens[at].start, tokens[stop - 1].end, index, key in WEAK, prefix)
    return item, stop


def _of_several(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands there is there several times: the scales of "multi-scale" multiply nothing."""
    before = at - 1 - (at > 0 and tokens[at - 1].is_mark("-"))
    return before >= 0 and tokens[before].low == "multi"


def _sized(tokens: Sequence[Token], at: int) -> tuple[Item, int] | None:
    sized = product(tokens, at)
    if sized is not None:
        return Size(sized[0], tokens[at].start, tokens[sized[1] - 1].end), sized[1]
    listed = bracketed(tokens, at)
    if listed is not None and not any(isinstance(value, float) for value in listed[0]):
        dims = tuple(value for value in listed[0] if not isinstance(value, float))
        if any(isinstance(dim, int) for dim in dims) or tokens[at].text == "[":
            return Size(dims, tokens[at].start, tokens[listed[1] - 1].end, listed=True), listed[1]
    return None


def _widens(tokens: Sequence[Token], at: int) -> bool:
    """Whether an arrow stands between two capitals, which are widths: "C → C/r"."""
    beside = [tokens[i].text for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return len(beside) == 2 and all(text.isascii() and text.isupper() and len(text) == 1 for text in beside)


def _is_factor(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is one to multiply by, with nothing behind its sign: the 2× of "conv → 2×"."""
    sign, after = at + 1, at + 2
    return tokens[sign].kind == "times" and (after == len(tokens) or tokens[after].kind == "word")


def _number(tokens: Sequence[Token], at: int) -> tuple[Number | Setting, int] | None:
    token = tokens[at]
    sign, start = "", at
    if (token.is_mark("/@-_↓") or token.kind == "arrow") and at + 1 < len(tokens):
        sign, start = ("→" if token.kind == "arrow" else token.text), at + 1
    follows = tokens[start + 1] if start + 1 < len(tokens) else None
    lettered = tokens[start].kind == "word" and len(tokens[start].text) == 1 and tokens[start].glued
    named = sign == "→" and (names_number(tokens[start].text) or _widens(tokens, at))
    if tokens[start].kind != "number" and not (sign and lettered) and not named:
        return None
    if sign == "/" and (steps := triple(tokens, start, LONGEST_STEP)) is not None:
        return Setting("stride", steps[0], token.start, tokens[steps[1] - 1].end), steps[1]
    if sign in ("/", "@", "-", "_", "→") and product(tokens, start) is not None:
        return None
    if sign and (valued(tokens, start) is not None or (sign in "_-/" and keyed(tokens, start) is not None)):
        return None
    found = dimension(tokens, start)
    if found is None:
        return None
    if follows is not None and (follows.is_mark("%") or (sign == "→" and _is_factor(tokens, start))):
        return None
    touching = token.glued
    return Number(found[0], token.start, tokens[found[1] - 1].end, sign, touching), found[1]


def _lettered(tokens: Sequence[Token], at: int, items: Sequence[Item]) -> tuple[Item, int] | None:
    """A letter after a comma or bracket that stands for a number ("1×1 conv, C/2"), or the padding's name."""
    last = items[-1] if items else None
    if tokens[at].low in ("same", "valid") and any(isinstance(item, Named) for item in items):
        return Setting("padding", tokens[at].low, tokens[at].start, tokens[at].end), at + 1
    listed = isinstance(last, Separator) and last.kind in ("comma", "open")
    # "FC C/16" needs no comma: a part of a width is one wherever it stands.
    part = (
        at + 2 < len(tokens) and tokens[at + 1].is_mark("/") and tokens[at + 1].glued and tokens[at + 2].glued
    )
    counted = tokens[at].text[0] == "#" and isinstance(last, Named)
    if not (listed or counted or isinstance(last, Size) or (part and _divides(tokens[at + 2]))) or not (
        len(tokens[at].text.rstrip("'")) == 1 or has_index(tokens[at].text) or names_number(tokens[at].text)
    ):
        return None
    if tokens[at].kind != "word" or not any(isinstance(item, (Named, Size)) for item in items):
        return None
    if has_index(tokens[at].text) and not any(_takes_values(item) for item in items):
        # "Input: x_1, x_2"
        return None
    found = expression(tokens, at)
    if found is None or (found[1] < len(tokens) and not tokens[found[1]].is_mark(",)];")):
        return None
    if not listed and not counted and not set("'/") & set(str(found[0])):
        # A letter right behind a size may be anything; a part of a number of channels is one.
        return None
    return Number(found[0], tokens[at].start, tokens[found[1] - 1].end), found[1]


def _divides(token: Token) -> bool:
    """Whether a width is divided by a number, or by the letter that papers call the reduction by: "C/16", "C/r"."""
    return token.kind == "number" or token.text == "r"


def _takes_values(item: Item) -> bool:
    """Whether an item is a size, or names what has settings: no tensor."""
    return isinstance(item, Size) or (isinstance(item, Named) and family(item.meaning.op) != "tensor")


def _name(tokens: Sequence[Token], at: int) -> tuple[Other, int] | None:
    """A name in which a number stands: a group as in "SE(3)-Transformer", or a network's as in "I3D"."""
    text = "".join(token.text for token in tokens[at : at + 4])
    end = at + (4 if _GROUP.fullmatch(text) or _CROSS_STAGE.fullmatch(text) else 3)
    if end == at + 3 and not _VOLUMETRIC.fullmatch(text[: sum(len(t.text) for t in tokens[at:end])]):
        return None
    if len(tokens[at].text) > 1 and tokens[at].low in PHRASES:
        # A layer by its letters, with its dimensions: "BN2D".
        return None
    whole = len(tokens) >= end and all(token.glued for token in tokens[at + 1 : end])
    goes_on = end < len(tokens) and tokens[end].glued and tokens[end].kind != "mark"
    if not whole or goes_on:
        return None
    name = "".join(token.text for token in tokens[at:end])
    return Other(name, "unknown", tokens[at].start, tokens[end - 1].end), end


def _other(tokens: Sequence[Token], at: int) -> tuple[Other, int]:
    token = tokens[at]
    low = squash(token.text)
    if low in FUNCTION_WORDS:
        role = "function"
    elif low in MODIFIERS:
        role = "modifier"
    elif low in BLOCK_HEADS:
        role = "block"
    else:
        role = "unknown"
    return Other(token.text, role, token.start, token.end), at + 1  # type: ignore[arg-type]


def _prefix(tokens: Sequence[Token], at: int) -> str:
    """Unknown letters joined to the token at a position by a hyphen, point or underscore ("C." in C.ReLU), or
    ""."""
    if at < 2 or not tokens[at].glued or not tokens[at - 1].is_mark("-._") or not tokens[at - 1].glued:
        return ""
    before = tokens[at - 2]
    return before.text + tokens[at - 1].text if before.kind == "word" else ""


def _counts_again(tokens: Sequence[Token], at: int, items: Sequence[Item]) -> bool:
    """Whether a multiplication sign stands between two settings, and repeats nothing: "6 heads × 64 dimensions"."""
    return bool(items) and isinstance(items[-1], Setting) and valued(tokens, at + 1) is not None


def scan(text: str) -> list[Item]:
    """The items of a cleaned, one-line label, in order."""
    tokens = with_indices(tokenize(text))
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found: tuple[Item, int] | None = _name(tokens, at)
        if found is None and token.kind in ("word", "number"):
            last = items[-1] if items else None
            unknown_before = isinstance(last, Separator) and len(items) > 1 and isinstance(items[-2], Other)
            prefix = _prefix(tokens, at) if unknown_before else ""
            found = keyed(tokens, at) or _named(tokens, at, prefix)
        if found is None and token.low.startswith("bidirectional"):
            found = Setting("bidirectional", True, token.start, token.end), at + 1
        if found is None:
            found = _lettered(tokens, at, items)
        if found is None and token.low == "and" and not token.glued:
            found = Separator("plus", token.text, token.start, token.end), at + 1
        if found is None and token.kind == "times" and _counts_again(tokens, at, items):
            found = Separator("comma", token.text, token.start, token.end), at + 1
        for reading in (valued, repeat_at, _sized, _number):
            if found is None:
                found = reading(tokens, at)
        if found is None and token.kind == "arrow":
            found = Separator("then", token.text, token.start, token.end), at + 1
        if found is None and token.kind == "mark":
            kind = _MARKS.get(token.text)
            found = (Separator(kind, token.text, token.start, token.end), at + 1) if kind else None
        if found is None:
            found = _other(tokens, at)
        items.append(found[0])
        at = found[1]
    return items
