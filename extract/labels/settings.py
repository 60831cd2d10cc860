"""Named values in a label: "stride 2", "s=2", "k3", "64 filters", "8 heads", "256-d", "keep 0.8", "50%"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.items import Setting
from extract.labels.sizes import bracketed, dimension, is_letter, product
from extract.labels.tokens import Token, has_index
from extract.labels.vocabulary import sections, squash
from graph import Value


def _names(place: str) -> dict[str, str]:
    """Names of settings that stand at a place, "before" or "after" their value."""
    found = ((heading.split(), words) for heading, words in sections("settings"))
    return {squash(word): key for (where, key), words in found if where == place for word in words}


_KEYS = _names("before")
_AFTER_KEYS = _names("after")

_LETTERS = {
    "k": "kernel",
    "s": "stride",
    "p": "p",
    "d": "d",
    "g": "groups",
    "h": "heads",
    "c": "c",
    "n": "filters",
    "f": "filters",
    "r": "r",
    "w": "window",
    "σ": "sigma",
    "l": "layers",
    "m": "filters",
    "u": "units",
}
"""Letters that name a value; p, d, c and r mean what their operation makes of them."""

_SIZE_AFTER = {"kernel": "kernel", "kernels": "kernel", "window": "kernel", "stride": "stride"}

_WORD_VALUES = {"same": "same", "valid": "valid", "none": "none", "full": "full", "causal": "causal"}


def _value(tokens: Sequence[Token], at: int) -> tuple[Value, int] | None:
    """A value after a key: a size, a list, a number, a letter."""
    sized = product(tokens, at)
    if sized is not None:
        return sized
    listed = bracketed(tokens, at)
    if listed is not None:
        return listed
    if at < len(tokens) and tokens[at].is_mark("(["):
        held = product(tokens, at + 1)
        if held is not None and held[1] < len(tokens) and tokens[held[1]].is_mark(")]"):
            return held[0], held[1] + 1
    if (
        at < len(tokens)
        and tokens[at].is_mark("([")
        and at + 2 < len(tokens)
        and tokens[at + 2].is_mark(")]")
    ):
        inner = dimension(tokens, at + 1)
        return (inner[0], at + 3) if inner is not None and inner[1] == at + 2 else None
    found = dimension(tokens, at)
    if found is None:
        return None
    value, end = found
    if end < len(tokens) and tokens[end].is_mark("%") and isinstance(value, (int, float)):
        return value / 100, end + 1
    return value, end


def triple(tokens: Sequence[Token], at: int, largest: int) -> tuple[tuple[int, ...], int] | None:
    """Three small numbers with commas between them and no brackets, one for each dimension: the "1,2,2" of "stride
    1,2,2"."""
    values: list[int] = []
    end = at
    while end < len(tokens) and tokens[end].text.isdecimal() and int(tokens[end].text) <= largest:
        values.append(int(tokens[end].text))
        end += 1
        if end < len(tokens) and tokens[end].glued and tokens[end].text == "²":
            values.append(values[-1])
            end += 1
        if len(values) == 3 or end >= len(tokens) or not tokens[end].is_mark(","):
            break
        end += 1
    goes_on = (
        end < len(tokens)
        and (tokens[end].kind == "times" or tokens[end].glued)
        and not tokens[end].is_mark(",)];")
    )
    listed = end + 1 < len(tokens) and tokens[end].is_mark(",") and tokens[end + 1].kind == "number"
    return (tuple(values), end) if len(values) == 3 and not goes_on and not listed else None


LONGEST_STEP = 4
"""No step of a list of three is longer: greater numbers behind commas are other settings."""


def _each(tokens: Sequence[Token], at: int, key: str) -> tuple[Value, int] | None:
    """The value of a setting that may be printed for each dimension by itself, without brackets."""
    if key in ("stride", "dilation"):
        return triple(tokens, at, LONGEST_STEP)
    if key in ("kernel", "p", "padding") and at + 2 < len(tokens) and tokens[at + 2].glued:
        # "kernel 3, 2, 1" may as well name the stride and the padding; without blanks all are the kernel's.
        found = triple(tokens, at, 7)
        return (
            found if found is not None and all(token.glued for token in tokens[at + 1 : found[1]]) else None
        )
    return None


def _is_rank(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number tells of dimensions rather than gives a value: the 3 of "Dilated 3D conv"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    ranked = at < len(tokens) and tokens[at].text in ("1", "2", "3")
    return ranked and after is not None and after.glued and after.text in ("D", "d")


def _phrase(
    tokens: Sequence[Token], at: int, table: dict[str, str], longest: int = 3
) -> tuple[str, int] | None:
    """The longest run of words (joined by blanks, hyphens or underscores) that is a key of the table."""
    best: tuple[str, int] | None = None
    joined, end, words = "", at, 0
    while end < len(tokens) and words < longest:
        token = tokens[end]
        if token.kind == "word":
            joined += squash(token.text)
            words += 1
            if joined in table:
                best = (table[joined], end + 1)
        elif not token.is_mark("-_."):
            break
        end += 1
    return best


_LEAKS = {"leak": "leak", "negativeslope": "negative_slope"}
"""Names that code and authors give to what a leaky rectifier lets through."""


def keyed(tokens: Sequence[Token], at: int) -> tuple[Setting, int] | None:
    """A setting that begins with its key at a position, and where it ends."""
    start = at
    while at < len(tokens) and tokens[at].is_mark("#"):
        at += 1
    found = _phrase(tokens, at, _KEYS)
    if found is not None:
        key, end = found
        if key == "rate" and squash("".join(t.text for t in tokens[at:end])).startswith("keep"):
            key = "keep"
        if key == "rate" and (leak := squash("".join(t.text for t in tokens[at:end]))) in _LEAKS:
            key = _LEAKS[leak]
        if (
            end + 1 < len(tokens)
            and tokens[end].is_mark(".")
            and tokens[end].glued
            and not tokens[end + 1].glued
        ):
            # A word cut short: "dil. 2".
            end += 1
        linking = ("of", "is", "by") if key == "dilation" else ("of", "is")
        signed = end < len(tokens) and (tokens[end].is_mark("=:-") or tokens[end].low in linking)
        start_of_value = end + 1 if signed else end
        value = _each(tokens, start_of_value, key) or _value(tokens, start_of_value)
        if _is_rank(tokens, start_of_value) or (tokens[at].low in ("dilated", "dilate") and _is_list(value)):
            # "Dilated 3D conv", "dilated 3×3"
            value = None
        word = squash("".join(token.text for token in tokens[at:end]))
        if value is not None and _fits(word, key, value[0], signed):
            if key == "filters" and isinstance(value[0], tuple):
                key = "kernel"
            if key == "heads" and (isinstance(value[0], tuple) or _is_called(tokens, value[1])):
                # "Head: 1×1 conv", "Noise head: q(σ)"
                return None
            return Setting(key, value[0], tokens[start].start, tokens[value[1] - 1].end), value[1]
        named = _named_value(tokens, start_of_value) if key == "padding" else None
        if named is not None:
            return Setting(key, named[0], tokens[start].start, tokens[named[1] - 1].end), named[1]
    return _lettered(tokens, start, at)


def _is_called(tokens: Sequence[Token], end: int) -> bool:
    """Whether a value that ends at a position is a function, with its arguments behind it."""
    letter = tokens[end - 1].kind == "word"
    return letter and end < len(tokens) and tokens[end].is_mark("(") and tokens[end].glued


def _is_list(value: tuple[Value, int] | None) -> bool:
    return value is not None and isinstance(value[0], tuple)


def _named_value(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A padding by its name, which may stand in quotation marks: same, 'valid'."""
    at += at < len(tokens) and tokens[at].is_mark("'\"")
    word = tokens[at].low.strip("'") if at < len(tokens) else ""
    if word not in _WORD_VALUES:
        return None
    closed = at + 1 < len(tokens) and tokens[at + 1].is_mark("'\"")
    return word, at + 1 + closed


_SIGNED_ONLY = frozenset(
    [
        "head",
        "unit",
        "node",
        "group",
        "step",
        "depth",
        "channel",
        "alpha",
        "slope",
        "size",
        "ratio",
        "scale",
        "cells",
        "hidden",
        "in",
        "out",
    ]
)
"""Names that number a part ("head 1") unless a sign says that they are a setting ("head=8")."""


def _fits(word: str, key: str, value: Value, signed: bool) -> bool:
    """Whether a value can belong to a key: without a sign, "filters C" and "head 1" are no settings."""
    if signed:
        return True
    return word not in _SIGNED_ONLY and (
        not isinstance(value, str) or key in ("dilation", "units", "stride", "kernel") or word == "rate"
    )


def _lettered(tokens: Sequence[Token], start: int, at: int) -> tuple[Setting, int] | None:
    """k3, s=2, p:1, H = 3: a letter with its number."""
    if at >= len(tokens) or not is_letter(tokens[at]) or tokens[at].low not in _LETTERS:
        return None
    key, end = _LETTERS[tokens[at].low], at + 1
    if tokens[at].text == "N" and tokens[end : end + 1] and tokens[end].is_mark("="):
        # How many there are: patches, points, tokens.
        key = "count"
    if end >= len(tokens):
        return None
    if (
        tokens[end].is_mark("=:")
        or (tokens[end].is_mark("-") and tokens[end].glued and tokens[at].low in "sk" and at > 0)
        or (tokens[end].is_mark("/") and tokens[end].glued and tokens[at].text == "s" and at > 0)
    ):
        value = _each(tokens, end + 1, key) or _value(tokens, end + 1)
    elif (tokens[end].glued and tokens[end].kind == "number" and tokens[at].low in "kspgwnm" and at > 0) or (
        tokens[end].glued
        and tokens[end].kind == "number"
        and (tokens[at].low in "kw" or (tokens[at].text in "cf" and at > 0 and _is_wide(tokens[end].text)))
    ):
        value = _value(tokens, end)
    else:
        return None
    if value is None:
        return None
    return Setting(key, value[0], tokens[start].start, tokens[value[1] - 1].end), value[1]


def _is_wide(number: str) -> bool:
    """Whether a number behind a small c or f counts channels, rather than telling a layer from others."""
    return number.isdecimal() and int(number) >= 16


def _is_signed(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].is_mark("=:") or tokens[at].low == "of")


def _sizes_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether a size at a position is that of a pooling named behind it: the 2x2 of "4 stride 2x2 pool"."""
    sized = product(tokens, at)
    return sized is not None and any("pool" in word.low for word in tokens[sized[1] : sized[1] + 2])


def _names_kind(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a number that touches the word before it, or the hyphen behind that, tells which kind one layer is."""
    before = tokens[at - 1]
    if not (tokens[at].glued and before.glued) and before.kind != "word":
        return False
    dashed = before.is_mark("-") and tokens[at - 2].kind == "word" and not tokens[at + 1].is_mark("-")
    one = not tokens[stop - 1].low.endswith("s")
    return tokens[at].glued and (before.kind == "word" or (one and at > 1 and dashed))


def valued(tokens: Sequence[Token], at: int) -> tuple[Setting, int] | None:
    """A setting that begins with its value at a position ("64 filters", "256-d", "50%"), and where it ends.
    A setting that begins with its value at a position ("64 filters", "256-d", "50%"), and where it ends."""
    sized = product(tokens, at)
    if sized is not None:
        dims, end = sized
        found = _phrase(tokens, end, _SIZE_AFTER, 1)
        if found is None or _value(tokens, found[1]) is not None or _is_signed(tokens, found[1]):
            return None
        return Setting(found[0], dims, tokens[at].start, tokens[found[1] - 1].end), found[1]
    one = dimension(tokens, at)
    if one is None:
        return None
    value, end = one
    if end < len(tokens) and tokens[end].is_mark("%") and isinstance(value, (int, float)):
        return Setting("rate", value / 100, tokens[at].start, tokens[end].end), end + 1
    if end < len(tokens) and tokens[end].text == "↓":
        return Setting("stride", value, tokens[at].start, tokens[end].end), end + 1
    if end < len(tokens) and tokens[end].is_mark("-") and tokens[end].glued:
        end += 1
    if end + 1 < len(tokens) and tokens[end].kind == "times" and tokens[end + 1].low == "dilation":
        end += 1
    found = _phrase(tokens, end, _AFTER_KEYS)
    if found is None:
        return None
    key, stop = found
    if key == "rate":
        # Only shares that are kept stand before their name: "0.6 keep rate".
        key = "keep"
    if (
        key in ("stride", "dilation", "groups")
        and (_value(tokens, stop) is not None or _is_signed(tokens, stop))
        and not (key == "stride" and at > 0 and _sizes_next(tokens, stop))
    ):
        return None
    if (
        key == "stride"
        and stop + 1 < len(tokens)
        and tokens[stop].is_mark("-")
        and tokens[stop + 1].kind == "number"
    ):
        # "5 stride-2 convs"
        return None
    letter = isinstance(value, str)
    if letter and has_index(tokens[at].text) and not tokens[at].text.isascii():
        # "Fusion Φ_θ - layer" tells which fusion it is.
        return None
    if letter and tokens[end].low == "head":
        # "Q head" is one of several.
        return None
    if key == "layers" and at and _names_kind(tokens, at, stop):
        # "S4 layer", "Mamba-2 layer"
        return None
    if letter and key not in ("filters", "units", "dim", "heads", "layers"):
        return None
    if key == "dim" and dimension(tokens, at) == (tokens[at].text + "d", end + 1):
        return None
    if key == "dim" and tokens[end].text in ("d", "D") and stop < len(tokens) and tokens[stop].is_mark("="):
        return None
    return Setting(key, value, tokens[at].start, tokens[stop - 1].end), stop
