"""A cell that names what a row takes in: "upconv3+conv2b+disp4*", "concat(up1, conv1)", "conv6_1", "images"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.labels import symbol_legend
from extract.tables.headers import plain

_SIGNS = r"\+|,|;|&|⊕|©|∥|\|\||\band\b"
_SPLIT = re.compile(rf"\s*({_SIGNS})\s*")
_WRAPPED = re.compile(r"(?P<word>[A-Za-z]*)\s*(?P<open>[(\[{⟨])(?P<inner>.+)[)\]}⟩]")
_CONCAT, _ADD = re.compile(r"\b(?:con)?cat", re.I), re.compile(r"\b(?:add|sum|plus)", re.I)
_MARKS = "*∗'′†↑"
_SAYS = r"(?:is|are|denotes?|means?|indicates?|represents?|stands? for|refers? to|:|=|,)"
_SCALED = re.compile(rf"[{_MARKS}]\W{{0,2}}\s*{_SAYS}[^.;]{{0,40}}?\bup-?sampl", re.I)
_TIMES = re.compile(
    r"(\d)\s*[×x]\s*(?:[\w-]+\s+){0,2}up-?sampl|up-?sampl\w*[^.;]{0,30}?(?:factor of\s*|by\s*|×\s*)(\d)", re.I
)
_FROM = re.compile(r"^from\s+(?:the\s+)?(?:layers?\s+)?(?P<names>[^:]{1,40}?)\s*:\s", re.I)
_JOINING = re.compile(
    r"^(?:(?:con)?cat(?:enat\w*)?|add(?:ition)?|sum|merge)(?=\W)\s*(?:(?:the\s+)?outputs?\s+)?(?:of|with|from|:)?\s*(?:the\s+)?(?:layers?\s+)?(?P<names>.+)$",
    re.I,
)
_PICKED = re.compile(r"(?<=[\w)])(?:\[\d+\]){1,2}(\s+(?=\w))?")
"""Which output of which use of a layer goes in, as programs print it."""
_AROUND = re.compile(r"[(\[](?P<inner>[^()\[\]]+)[)\]]")
_ASIDE = re.compile(r"\s*\(residual[^()]*\)|\s*\b(?:features?|outputs?|maps?)\b", re.I)
"""Words around names that are none."""
_UP = re.compile(r"(?:up|up-?sampled?|upscale)\s*[(\[]\s*(?P<inner>[^()\[\]]+?)\s*[)\]]", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """One of the things that go in.

    Attributes:
        name: as names of rows are compared.
        text: as printed.
        raised: whether its mark or a word says that it is upsampled on its way.
    """

    name: str
    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What goes in, the sign between (the first of several), and the word before a bracket around all of it."""

    parts: tuple[Source, ...]
    sign: str = ""
    word: str = ""
    bracketed: bool = False


def sources_of(text: str) -> Sources:
    """The parts of a cell of inputs; "conv_1[0][0] pool_1[0][0]" are the outputs of two layers."""
    clean = _PICKED.sub(lambda found: ", " if found[1] else "", text.strip())
    wrapped = _WRAPPED.fullmatch(clean)
    word, bracketed = "", False
    if wrapped and not _UP.fullmatch(clean) and not re.search(r"[)\]}⟩].*[(\[{⟨]", wrapped["inner"]):
        clean, word, bracketed = wrapped["inner"], wrapped["word"], True
    pieces = _SPLIT.split(clean)
    signs = pieces[1::2]
    parts = tuple(_source(piece) for piece in pieces[::2] if piece.strip())
    return Sources(parts, signs[0] if signs else "", word, bracketed)


def cited(text: str) -> Sources:
    """What the words for a layer say that it takes in: "From 21: 3-D conv", "add layer 27 and 23 features"."""
    found = _FROM.match(text) or _JOINING.match(text)
    if not found:
        return Sources(())
    names = _ASIDE.sub("", found["names"]).strip()
    return sources_of(names) if names else Sources(())


def row_name(text: str) -> str:
    """A row's name, as names are compared: without brackets around all of it ("(2)")."""
    name = plain(text)
    inner = _AROUND.fullmatch(name)
    return inner["inner"] if inner else name


def _source(piece: str) -> Source:
    up = _UP.fullmatch(piece.strip())
    bare = up["inner"] if up else piece.strip()
    name = row_name(bare.rstrip(_MARKS + " ").lstrip("↑ "))
    return Source(name, piece.strip(), bool(up) or bare[-1:] in _MARKS or bare.startswith("↑"))


def raised_by(caption: str, source: Source) -> int | None:
    """By how much a source is upsampled on its way in: 0 where no number is printed; None where it is not.

    A star may mark a footnote as well: it counts only where the caption says what it means.
    """
    if not source.raised or not (_UP.search(source.text) or "↑" in source.text or _SCALED.search(caption)):
        return None
    found = _TIMES.search(caption)
    return int(found[1] or found[2]) if found else 0


def joined_by(told: Sources, caption: str, entering: object, widths: Sequence[object]) -> str:
    """The operation that joins several inputs before the layer; "" where they only meet there.

    Args:
        told: the inputs.
        caption: it may say what the sign between them means.
        entering: number of channels that go into the layer, where the table prints it.
        widths: numbers of channels of the inputs.
    """
    for words in (told.word, symbol_legend(caption).get(told.sign, "")):
        if words:
            return "concat" if _CONCAT.match(words) else "add" if _ADD.match(words) else ""
    if told.sign in ("©", "∥", "||", ";"):
        return "concat"
    by_width = _by_width(entering, widths)
    if by_width:
        return by_width
    said = "concat" if _CONCAT.search(caption) else "add" if _ADD.search(caption) else ""
    if told.sign in ("+", "⊕"):
        return said or ("concat" if told.sign == "+" else "add")
    return "concat" if told.bracketed or said == "concat" else ""


def _by_width(entering: object, widths: Sequence[object]) -> str:
    known = [width for width in widths if isinstance(width, int)]
    if not isinstance(entering, int) or len(known) != len(widths):
        return ""
    if sum(known) == entering:
        return "concat"
    return "add" if all(width == entering for width in known) else ""
