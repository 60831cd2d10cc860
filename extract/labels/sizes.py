"""Dimensions and sizes in a token stream: 3×3, 1×n, 56×56×256, 1×3², H/4 × W/4 × C, [2, 2], (3, 64)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining, normalize

from extract.labels.tokens import Token, has_index, names_number
from extract.labels.vocabulary import BLOCK_HEADS, PHRASES, WEAK, squash
from graph import Dim

_POWERS = {"²": 2, "³": 3}
_PAIRS = frozenset(["HW", "WH", "hw", "wh", "THW", "DHW", "BN", "BT", "TN", "NT"])
"""Sides that are products themselves, written without a sign."""

_INDEXED = frozenset("CDHWNTLMF")
"""Letters of sides that a number behind them tells apart."""

_PLACES = frozenset(["H", "W", "h", "w"])
"""Letters of the sides of an image or map: behind both a number counts channels, however few."""

_EXTENTS = frozenset("BCDFHLNTW")
"""Letters that stand for sides of tensors, of which a number behind a sign is one more."""

_COUNTED_SIDES = frozenset(["class", "classes", "channels", "vocab", "vocabulary"])
"""Words for what the last side of a product counts: "W×H×Class"."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}


MOST_REPEATS = 32
"""A number above this behind a size and a sign counts channels: "3×3 ×64"."""


def number(text: str) -> int | float:
    """A printed number: an integer where it has no point."""
    return float(text) if "." in text else int(text)


def is_letter(token: Token) -> bool:
    """Whether a token is a letter that can stand for a number."""
    return token.kind == "word" and len(token.text) == 1


def _glued_letter(tokens: Sequence[Token], at: int) -> bool:
    """A letter that belongs to the number before it, as in 2C or 64a, and not to a setting such as s2."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.glued and (names_number(token.text) or _is_indexed(token)):
        return True
    if not (is_letter(token) and token.glued and (token.low not in "dx" or _is_width(tokens, at))):
        return False
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return follows is None or not (follows.glued and (follows.kind == "number" or follows.is_mark("=:")))


def _is_indexed(token: Token) -> bool:
    """Whether a token behind a number is a letter with an index that is a width: the C_in of 2C_in."""
    return has_index(token.text) and token.text[0] in "CDdFhKMNn" and "_" in token.text


_WIDENED = ("fc", "linear", "dense", "connected", "proj", "projection", "mlp", "ffn")
"""Last words of names of layers that only have units: what stands in brackets behind them counts no dimensions."""


def _is_width(tokens: Sequence[Token], at: int) -> bool:
    """Whether a d behind a number is a width that the label prints alone too, and the number multiplies it: "d, 4d".

    Or the number and it stand alone in the brackets of a layer of units: "Linear (4d)".
    """
    letter = tokens[at].text
    held = (
        at > 2
        and at + 1 < len(tokens)
        and tokens[at - 2].is_mark("(")
        and tokens[at + 1].is_mark(")")
        and tokens[at - 3].low in _WIDENED
    )
    if held and letter == "d" and len(tokens[at - 1].text) == 1:
        return True
    alone = (a.kind != "number" and b.text == letter for a, b in pairwise(tokens))
    return letter in ("d", "D") and any(alone)


def dimension(tokens: Sequence[Token], at: int) -> tuple[Dim | float, int] | None:
    """A dimension at a position and where it ends: 64, 2C, H/4, C/r, n, W'. None where there is none."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number":
        end = at + 1
        if end + 1 < len(tokens) and tokens[end].is_mark("^") and tokens[end].glued and tokens[end + 1].glued:
            raised = _power_text(tokens, end + 1)
            if raised is not None:
                return f"{token.text}^{raised[0]}", raised[1]
        if _glued_letter(tokens, end):
            return token.text + tokens[end].text, end + 1
        return number(token.text), end
    if _numbers_filters(tokens, at):
        return token.text + tokens[at + 1].text, at + 2
    if token.kind == "word" and (
        len(token.text.rstrip("'")) == 1
        or has_index(token.text)
        or token.text in ("rH", "rW")
        or names_number(token.text)
    ):
        text, end = token.text, at + 1
        if end < len(tokens) and tokens[end].is_mark("'") and tokens[end].glued:
            text, end = text + "'", end + 1
        while end + 1 < len(tokens) and tokens[end].is_mark("/") and tokens[end].glued:
            below = tokens[end + 1]
            if not (below.kind == "number" or is_letter(below)):
                break
            text, end = f"{text}/{below.text}", end + 2
            if end + 1 < len(tokens) and tokens[end].is_mark("^") and tokens[end + 1].glued:
                text, end = f"{text}^{tokens[end + 1].text}", end + 2
        return text, end
    return None


def _numbers_filters(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter and a number count filters, as EEG papers name them: "(F1, (1, 64))", "F2 filters"."""
    if (
        at < 1
        or tokens[at].text != "F"
        or at + 1 >= len(tokens)
        or (tokens[at].glued and not tokens[at - 1].is_mark("("))
    ):
        return False
    return tokens[at + 1].glued and tokens[at + 1].text in ("1", "2")


def _power_text(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """What a number is raised to that no number says, and where it ends: the i of 3^i, the {M-1} of 2^{M-1}."""
    if is_letter(tokens[at]):
        return tokens[at].text, at + 1
    if not tokens[at].is_mark("{"):
        return None
    end = next((end for end in range(at, len(tokens)) if tokens[end].is_mark("}")), at)
    return ("".join(token.text for token in tokens[at : end + 1]), end + 1) if end > at else None


def side(tokens: Sequence[Token], at: int, *, first: bool = False) -> tuple[Dim | float, int] | None:
    """A dimension beside a multiplication sign and where it ends: one with an index (C_1, d_model, C1), HW, (W+H).

    A first letter with a number is one only before another letter: "C3×3" is a layer with its kernel.
    """
    found = dimension(tokens, at)
    if found is None and (formula := _formula(tokens, at)) is not None:
        return formula
    if found is None and at < len(tokens) and tokens[at].is_mark("("):
        inner = expression(tokens, at + 1)
        if inner is None or inner[1] >= len(tokens) or not tokens[inner[1]].is_mark(")"):
            return None
        return (inner[0], inner[1] + 1) if isinstance(inner[0], str) and set("+-") & set(inner[0]) else None
    if found is None:
        pair = at < len(tokens) and tokens[at].kind == "word" and without_accents(tokens[at].text) in _PAIRS
        return (tokens[at].text, at + 1) if pair else None
    value, end = found
    if not isinstance(value, str) or end >= len(tokens) or not tokens[end].glued:
        return found
    following = tokens[end + 1] if end + 1 < len(tokens) and tokens[end + 1].glued else None
    if tokens[end].is_mark("_^") and following is not None and following.kind in ("word", "number"):
        return f"{value}{tokens[end].text}{following.text}", end + 2
    if tokens[end].kind == "number" and value in _INDEXED and not (first and not _before_letter(tokens, end)):
        return value + tokens[end].text, end + 1
    return found


def _formula(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A side that is computed, in brackets, and where it ends: the 4×(Classes+4) of "3×3×(4×(Classes+4))"."""
    if not 0 < at < len(tokens) or not tokens[at].is_mark("(") or tokens[at - 1].kind != "times":
        return None
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].is_mark("(") - tokens[end].is_mark(")")
        if depth == 0:
            inner = tokens[at + 1 : end]
            names = [squash(token.text) for token in inner if token.kind == "word" and len(token.text) > 1]
            words = bool(names) and not any(name in PHRASES and name not in WEAK for name in names)
            summed = any(token.is_mark("+") for token in inner)
            plain = all(token.kind != "mark" or token.text in "()+-*/" for token in inner)
            return ("".join(token.text for token in inner), end + 1) if words and summed and plain else None
    return None


def _is_pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word behind a multiplication sign is two letters, one number times another: the KA of W×H×KA."""
    text = tokens[at].text if at < len(tokens) and tokens[at].kind == "word" else ""
    return len(text) == 2 and text.isalpha() and text.isupper()


def without_accents(text: str) -> str:
    """Letters without the hats and bars over them."""
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))


def _before_letter(tokens: Sequence[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at + 1].kind == "times" and is_letter(tokens[at + 2])


def expression(tokens: Sequence[Token], at: int) -> tuple[Dim | float, int] | None:
    """A dimension that may be a sum or carry an index (6, N, L-1, C + D, N_x), and where it ends."""
    found = dimension(tokens, at)
    if found is None:
        return None
    value, end = found
    if end + 1 < len(tokens) and tokens[end].is_mark("_") and tokens[end + 1].glued:
        return f"{value}_{tokens[end + 1].text}", end + 2
    if isinstance(value, str) and end + 1 < len(tokens) and tokens[end].is_mark("-+"):
        other = dimension(tokens, end + 1)
        if other is not None:
            sign = tokens[end].text if tokens[end].glued else f" {tokens[end].text} "
            return f"{value}{sign}{other[0]}", other[1]
    return value, end


def _power(tokens: Sequence[Token], at: int) -> int:
    return _POWERS.get(tokens[at].text, 0) if at < len(tokens) and tokens[at].glued else 0


def product(tokens: Sequence[Token], at: int) -> tuple[tuple[Dim, ...], int] | None:
    """A size with multiplication signs at a position and where it ends, powers spelled out (1×3² is 1, 3, 3).
    A size with multiplication signs at a position and where it ends, powers spelled out (1×3² is 1, 3, 3)."""
    found = side(tokens, at, first=True)
    if found is None:
        return None
    dims: list[Dim] = []
    value, end = found
    while True:
        power = 0 if isinstance(value, str) and len(tokens) == end + 1 and not dims else _power(tokens, end)
        if isinstance(value, float):
            return None
        dims.extend([value] * max(1, power))
        end += bool(power)
        if end >= len(tokens) or tokens[end].kind != "times":
            break
        following = side(tokens, end + 1) or _counted_side(tokens, end + 1, dims)
        if following is None and all(isinstance(dim, str) for dim in dims) and _is_pair(tokens, end + 1):
            following = tokens[end + 1].text, end + 2
        if following is None or _begins_word(tokens, end + 1) or _is_repeat(tokens, at, end, dims):
            break
        value, end = following
    return (tuple(dims), end) if len(dims) > 1 else None


def _counted_side(tokens: Sequence[Token], at: int, dims: Sequence[Dim]) -> tuple[Dim, int] | None:
    """A word for what is counted, behind letters for the other sides, at the end of a label."""
    named = at + 1 == len(tokens) and tokens[at].low in _COUNTED_SIDES
    return (tokens[at].text, at + 1) if named and all(isinstance(dim, str) for dim in dims) else None


def _is_repeat(tokens: Sequence[Token], first: int, times: int, dims: Sequence[Dim]) -> bool:
    """Whether a sign begins a repeat after a size or width: "64 ×2", "3×3 ×2". It touches its number
    alone."""
    lone = not tokens[times].glued and tokens[times + 1].glued
    apart = not tokens[times].glued and not tokens[times + 1].glued
    number_behind = tokens[times + 1].text
    if len(dims) > 1 and number_behind.isdecimal() and int(number_behind) > MOST_REPEATS:
        return False
    if lone and len(dims) == 1 and number_behind.isdecimal() and _ends_name(tokens, first):
        return True
    if all(dim in _PLACES for dim in dims) or (
        all(isinstance(dim, str) for dim in dims) and not number_behind.isdecimal()
    ):
        return False
    if all(isinstance(dim, str) for dim in dims) and _glued_letter(tokens, times + 2):
        # "W×H ×4A"
        return False
    if len(dims) == 2 and apart and number_behind.isdecimal() and _is_tight(tokens, first):
        return True
    wide = isinstance(dims[0], int) and dims[0] > 13
    if len(dims) == 1 and wide and not tokens[times].glued and not tokens[times + 1].glued:
        count, after = tokens[times + 1], tokens[times + 2] if times + 2 < len(tokens) else None
        few = count.kind == "number" and count.text.isdecimal() and int(count.text) <= 12
        return (
            few and (after is None or after.is_mark(")],;")) and first > 0 and tokens[first - 1].is_mark("-,")
        )
    return lone and (wide or (len(dims) > 1 and tokens[first + 1].glued))


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter or number is the last of a name: the A of "Inception-A ×4" and "Block A ×2", the 3 of "C3 ×3"."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if before is None:
        return False
    if token.glued and before.glued and before.is_mark("-") and at > 1:
        return tokens[at - 2].kind == "word" and token.kind == "word"
    if before.kind != "word":
        return False
    if before.low in BLOCK_HEADS and token.kind == "number":
        # "Stage 2 ×2"
        return True
    return token.glued or (is_letter(token) and token.text.isupper() and token.text not in _EXTENTS)


def _is_tight(tokens: Sequence[Token], first: int) -> bool:
    """Whether the sizes from a position on touch their sign, so that one set apart means something else."""
    return tokens[first + 1].kind == "times" and tokens[first + 1].glued and tokens[first + 2].glued


def _begins_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether the letter at a position runs on into a name, as the N of ×N-gram would."""
    return (
        tokens[at].kind == "word"
        and at + 1 < len(tokens)
        and tokens[at + 1].glued
        and tokens[at + 1].kind == "word"
    )


def bracketed(tokens: Sequence[Token], at: int) -> tuple[tuple[Dim | float, ...], int] | None:
    """A list of at least two numbers or letters in brackets at a position, and where it ends."""
    if at >= len(tokens) or tokens[at].text not in _CLOSING:
        return None
    closing = _CLOSING[tokens[at].text]
    values: list[Dim | float] = []
    end = at + 1
    while True:
        found = expression(tokens, end)
        if found is None:
            return None
        power = _power(tokens, found[1])
        values.extend([found[0]] * max(1, power))
        end = found[1] + bool(power)
        if end < len(tokens) and tokens[end].text == closing:
            return (tuple(values), end + 1) if len(values) > 1 else None
        if end >= len(tokens) or not tokens[end].is_mark(",;"):
            return None
        end += 1
