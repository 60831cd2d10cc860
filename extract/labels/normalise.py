"""Text as PDFs and OCR give it, made even: one multiplication sign, one dash, no ligatures, single blanks."""

from __future__ import annotations

import re
import unicodedata

_TIMES = "×✕✖⨯⨉╳х"
_DASHES = "‐‑‒–—―−﹣－"
_ARROWS = {"➔": "→", "➜": "→", "➝": "→", "⟶": "→", "⇒": "→", "➞": "→", "▶": "→", "⮕": "→", "": "→"}
_KEPT = set("²³¹⁰⁴⁵⁶⁷⁸⁹ⁿₐₑₒₓₔₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ₀₁₂₃₄₅₆₇₈₉ⁱʲˡᵗ…")
_SUBSCRIPT_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₙₜₖₘₗₓₑₐₒₕₚₛᵢⱼᵣᵤᵥ", "0123456789ntkmlxeaohpsijruv")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'"})
_DROPPED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\ufffd"}
_ACCENTS = frozenset(map(chr, range(0x0DD8, 0x0DF3)))
"""Signs of vowels and digits by which a common type for mathematics has its hats, bars and tildes coded."""

_PRIMED = re.compile(r"(?<=\b[A-Z]) '(?=[\s,;)\]×]|$)")
"""A prime set apart from its letter."""

_PRODUCTS = re.compile(
    r"^(?=.*(?<![A-Z])[A-Z] [A-Z])(?:[A-Z] ?[A-Z]{0,2}|\d{1,5})(?: ?× ?(?:[A-Z] ?[A-Z]{0,2}|\d{1,5}))+$"
)
"""A size with a side that is a product, THW × 512, whose letters mathematical type sets apart."""

_THOUSANDS = re.compile(r"[\[(](?=[^\])]*\d,\d{3}(?!\d))\d{1,3}(?:,\d{3})*(?:, \d{1,3}(?:,\d{3})*)+[\])]")
"""A list of whole numbers parted by a comma and a blank, in one of which a comma alone marks the thousands."""

_SLASHED = re.compile(r"[A-Za-z]+(?:/[a-z]*)+(?:-[a-z]+)?")
_TI_STEMS = ("activ", "ation", "ction", "ntion", "ption", "sition", "lution", "multi", "tition", "gation")
"""What words with that ligature are known by; two words with a slash between them have none of these."""


def _plain(char: str) -> str:
    if char in _DROPPED or char in _ACCENTS:
        return ""
    if char in _TIMES:
        return "×"
    if char in _DASHES:
        return "-"
    if char in _ARROWS:
        return _ARROWS[char]
    if char in "∗⁎＊":
        return "*"
    if char == "∼":
        return "~"
    if char in "′ʹ":
        return "'"
    if char in _KEPT:
        return char
    return unicodedata.normalize("NFKC", char)


def normalise(text: str) -> str:
    """The text with ligatures spelled out, signs made one, blanks single; line breaks are kept as one
    newline.

    Superscript two and three stay, because 3² beside a kernel means 3×3. Subscript digits become plain digits
    after an underscore, so that x₁ and x_1 are one.
    """
    plain = "".join(_plain(char) for char in text.translate(_QUOTES))
    out: list[str] = []
    for char in plain:
        digit = char.translate(_SUBSCRIPT_DIGITS)
        if digit != char and out and out[-1].isalnum():
            out.append("_" + digit)
        else:
            out.append(digit)
    powered = _POWER.sub(_raised, "".join(out))
    lines = [_PRIMED.sub("'", _with_arrow(" ".join(line.split()))) for line in powered.splitlines()]
    lines = [_THOUSANDS.sub(_without_thousands, line) for line in lines]
    lines = [re.sub(r"(?<=[A-Z]) (?=[A-Z])", "", line) if _PRODUCTS.match(line) else line for line in lines]
    return "\n".join(line for line in lines if line)


_POWER = re.compile(
    r"(?:(?<=^)|(?<=[\s×(\[,/@=→]))(?!10\b)(?P<base>\d+)\^(?:(?P<bare>[23])(?!\w)|\{(?P<held>[23])\})"
)
"""A number's second or third power, marked; those of ten are values, not extents."""


def _raised(power: re.Match[str]) -> str:
    return power["base"] + ("²" if "2" in (power["bare"], power["held"]) else "³")


_LONG_ARROW = re.compile(r"^(?:-\s?→|→\s?-|←\s?-|-\s?←)\s?(?=\w)")
"""A long arrow over a letter, which is set from a dash and an arrow."""


def _without_thousands(numbers: re.Match[str]) -> str:
    return re.sub(r",(?=\d)", "", numbers[0])


def _with_arrow(line: str) -> str:
    """A line that begins with a long arrow as one with a short one, which is what a state's direction reads as."""
    found = _LONG_ARROW.match(line)
    if found is None:
        return line
    return ("→" if "→" in found.group() else "←") + line[found.end() :]


def _with_ti(text: str) -> str:
    """The text with the ligature "ti" in its place, which some programs write as a slash: "Ac/va/on"."""
    return _SLASHED.sub(lambda word: _spelled(word.group()), text)


def _spelled(word: str) -> str:
    whole = word.replace("/", "ti")
    return whole if any(stem in whole.lower() for stem in _TI_STEMS) else word


_STRIDES = re.compile(r"(\d\s?[x×]\s?\d\s?/\s?([1-8]))\s?[x×]\s?\2(?!\w)")
"""A stride along both sides behind a kernel: "3x3/2x2"."""


_EXTENT = r"(?:\d{0,3}[A-Zhwcbdntk](?:/\d{1,2})?|\d{1,5})"
_JOINED = re.compile(rf"^(?=.*[A-Z]|hx?w)(?:{_EXTENT}(?:x{_EXTENT}){{2,4}}|[A-Z](?:x[A-Z]){{1,4}})$")
"""Extents by letters with a small x for the sign between them, set as one word: "HxWxF", "BxCxHxW", "H/4xW/4x64"."""


def one_line(text: str) -> str:
    """The normalised text with line breaks as blanks; a word broken by a hyphen at a line's end is joined, and
    a compound goes on behind its hyphen."""
    lines = _with_ti(normalise(text)).split("\n")
    joined = lines[0]
    for line in lines[1:]:
        if joined.endswith("-") and len(joined) > 2 and joined[-2].islower() and line[:1].islower():
            joined = joined[:-1] + line
        elif joined.endswith("-") and joined[-2:-1].isalpha() and line[:1].isupper():
            joined += line
        else:
            joined = f"{joined} {line}"
    if _JOINED.match(joined):
        joined = joined.replace("x", "×")
    return _STRIDES.sub(r"\1", joined)
