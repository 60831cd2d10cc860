"""Colours that a caption explains: "the blue and green boxes denote convolution and pooling"."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from extract.labels import parse_label
from extract.scene.model import Color

HUES = {
    "white": "white",
    "black": "black",
    "gray": "grey",
    "grey": "grey",
    "red": "red",
    "orange": "orange",
    "yellow": "yellow",
    "green": "green",
    "cyan": "cyan",
    "teal": "cyan",
    "blue": "blue",
    "purple": "violet",
    "violet": "violet",
    "magenta": "violet",
    "pink": "violet",
}
"""Names of colours as captions use them, and what they are told apart by."""

TURN = (
    (15, "red"),
    (45, "orange"),
    (70, "yellow"),
    (165, "green"),
    (185, "cyan"),
    (260, "blue"),
    (345, "violet"),
)
"""Degrees on the wheel of colours up to which each hue reaches."""

_COLOUR = rf"(?:(?:light|dark|pale|deep|bright)[- ]?)?(?:{'|'.join(HUES)})"
_DRAWN = r"(?:box|block|rectangle|square|circle|node|cell|bar|cuboid|cube|layer|unit|slab|volume)(?:e?s)?"
_SAYS = (
    r"(?:correspond(?:s)?\s+to|denotes?|represents?|indicates?|stands?\s+for|refers?\s+to|means?|shows?|use[sd]?|have|has"
    r"|are|is)"
)
_LINES = r"(?:arrow|line|connection|edge|link)s?"


def _sentences(drawn: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says of things that are drawn in colours what they are, and how it goes on with the next colour.

    The verb may be left out of what goes on: ", red boxes max pooling".
    """
    sentence = re.compile(
        rf"\b(?P<colours>{_COLOUR}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_COLOUR})*)\s+(?:colou?red\s+)?"
        rf"{drawn}\s+{_SAYS}\s+"
        rf"(?P<names>(?:[^.;]|;(?=\s+(?:and\s+|while\s+)?(?:the\s+)?{_COLOUR}\s+(?:{drawn}|ones?)\b))+)",
        re.IGNORECASE,
    )
    further = re.compile(
        rf"(?:\s*[,;]\s*(?:(?:and|while)\s+)?|\s+(?:and|while)\s+)(?:the\s+)?"
        rf"(?P<colour>{_COLOUR})\s+(?:{drawn}|ones?)(?:\s+{_SAYS})?\s+",
        re.IGNORECASE,
    )
    return sentence, further


_OF_SHAPES = _sentences(_DRAWN)
_OF_LINES = _sentences(_LINES)

_LONGEST = 60

_EXPLAINED = re.compile(r"\s*\([^()\d]*\)$")
"""Brackets without a number at the end of a name."""

_SHARED = re.compile(r"^no\b|\bweights?$|\bgradients?\b|\bloss(?:es)?$", re.IGNORECASE)
"""What lines show that is nothing done along them."""

_OF_LAYERS = re.compile(
    rf"\blayers?\s+(?:with|at|behind|along)\s+(?:the\s+)?{_COLOUR}\s+{_LINES}\b", re.IGNORECASE
)
"""How a caption says that the lines stand for the layers they lead to: "Layers with black arrows use ReLU"."""

_CLAUSE = re.compile(
    rf"^(?:(?P<name>[a-z][a-z0-9 -]{{2,40}}?)\s+)?(?P<verb>(?:are|is)\s+)?"
    rf"(?:(?:shown|drawn|marked|depicted|highlighted|colou?red|painted)\s+)?(?:in\s+)?"
    rf"(?P<colour>{_COLOUR})(?:\s*\((?P<setting>[^()]{{1,20}})\))?$",
    re.IGNORECASE,
)
"""What is of a colour, as a caption lists it: "pooling layers are red", "and green (1×5)"."""

_KEYED = re.compile(
    rf"(?:^|[,;.:(]\s*|\band\s+)(?P<colour>{_COLOUR})(?:\s+(?:box|block|layer)(?:e?s)?)?\s*[:=]\s*"
    r"(?P<name>[a-z][a-z0-9 ×+/-]{2,40})",
    re.IGNORECASE,
)
"""A colour before what is drawn in it, as in a key: "Yellow: convolution, red: max pooling"."""

_BRACKETED = re.compile(
    rf"(?P<name>[a-z][a-z0-9-]*(?:\s[a-z0-9-]+){{0,4}})\s+\((?:shown\s+|drawn\s+|marked\s+)?(?:in\s+)?(?P<colour>{_COLOUR})\)",
    re.IGNORECASE,
)
"""A colour in brackets behind what is drawn in it: "convolutional layers (yellow) and pooling (in red)"."""

_BEFORE = re.compile(
    r"^.*\b(?:has|have|with|of|by|are|is|and|the|an?|include|includes|contain|contains|uses?)\s+",
    re.IGNORECASE,
)
"""What may stand in a sentence before such a name."""

_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|while|whereas|but)\s+", re.IGNORECASE)


def explained_colours(caption: str) -> dict[str, str]:
    """What boxes of each hue are, where the caption says so of operations, blocks or ends.

    A caption that lists other than as many names as colours explains none of them.
    """
    by_colour = _unlike(_told(caption, *_OF_SHAPES), ("operations", "block", "terminal"))
    by_name = _unlike((*_listed_by_name(caption), *_keyed(caption)), ("operations", "terminal"), by_colour)
    return {hue: name for hue, name in by_name.items() if name}


def explained_lines(caption: str) -> dict[str, str]:
    """What is done along lines of each hue, where the caption says so: "Red arrows indicate convolutional layers".

    What it says in brackets only explains the operation before them.
    """
    told = [
        (hue, plain if parse_label(plain, role="arrow").kind == "operations" else name)
        for hue, name in _told(caption, *_OF_LINES)
        for plain in (_EXPLAINED.sub("", name),)
        if not _SHARED.search(name)
    ]
    layers = "layers with " if _OF_LAYERS.search(caption) else ""
    return {hue: layers + name for hue, name in _unlike(told, ("operations",)).items() if name}


def _told(caption: str, sentence: re.Pattern[str], further: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Hues with what the caption says of things that are drawn in them."""
    for match in sentence.finditer(" ".join(caption.split())):
        colours = [word.lower() for word in re.findall("|".join(HUES), match["colours"], re.IGNORECASE)]
        first, *others = further.split(match["names"])
        yield from ((HUES[c], name) for c, name in zip(colours, _listed(first, len(colours)), strict=False))
        for said, name in zip(others[::2], others[1::2], strict=True):
            yield from ((_hue_called(said.lower()), each) for each in _listed(name, 1))


def _unlike(
    told: Iterable[tuple[str, str]], kinds: Collection[str], known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Names by hue, "" where one is none of these kinds: two shades of one hue can't be told apart by its name."""
    found = dict(known)
    for hue, name in told:
        clash = hue in found and found[hue] != name
        found[hue] = name if parse_label(name).kind in kinds and not clash else ""
    return found


def as_drawn(told: Mapping[str, str], fills: Sequence[Color | None]) -> dict[str, str]:
    """What a caption says of hues, where it calls one by the name of its neighbour: a pale orange yellow.

    Args:
        told: by hue, as the caption names it.
        fills: of all shapes of the figure.
    """
    if not told:
        return {}
    drawn = {hue_of(fill) for fill in fills}
    wheel = [hue for _, hue in TURN]
    found = {hue: name for hue, name in told.items() if hue in drawn}
    for hue, name in told.items():
        if hue in drawn or hue not in wheel:
            continue
        at = wheel.index(hue)
        near = {wheel[at - 1], wheel[(at + 1) % len(wheel)]} & drawn - told.keys()
        if len(near) == 1:
            found[near.pop()] = name
    return found


def _listed_by_name(caption: str) -> list[tuple[str, str]]:
    """Hues with what is drawn in them, where each name stands before its colour."""
    found: list[tuple[str, str]] = []
    for sentence in re.split(r"[.;:]\s+", " ".join(caption.split()).rstrip(".")):
        name = ""
        for clause in _BETWEEN.split(sentence):
            match = _CLAUSE.match(clause.strip())
            if match is None or not (match["verb"] or name):
                name = ""
                continue
            name = re.sub(r"^(?:the|all)\s+", "", match["name"] or name, flags=re.IGNORECASE)
            if name:
                found.append(
                    (_hue_called(match["colour"]), f"{name} {match['setting']}" if match["setting"] else name)
                )
    return found


def _hue_called(colour: str) -> str:
    """The hue that a colour's name, "light blue", stands for."""
    return HUES[next(word for word in HUES if word in colour.lower())]


def _keyed(caption: str) -> list[tuple[str, str]]:
    """Hues with what is drawn in them, where a colour stands before a colon, or in brackets behind the name."""
    text = " ".join(caption.split())
    return [
        (
            _hue_called(match["colour"]),
            _BEFORE.sub("", match["name"]).strip(),
        )
        for form in (_KEYED, _BRACKETED)
        for match in form.finditer(text)
    ]


def hue_of(fill: Color | None) -> str:
    """What a fill is called; without any it shows the white below."""
    if fill is None:
        return "white"
    turn, saturation, value = colorsys.rgb_to_hsv(*fill)
    if saturation < 0.1:
        return "white" if value > 0.97 else "black" if value < 0.15 else "grey"
    return next((hue for degrees, hue in TURN if 360 * turn <= degrees), "red")


def _listed(text: str, count: int) -> list[str]:
    """The names of a list that has as many as are wanted; none otherwise."""
    text = re.sub(r",?\s*respectively\b.*", "", text)
    for between in (r"\s*,\s*(?:and\s+)?|\s+and\s+", r"\s*,\s*(?:and\s+)?", r"\s*,?\s+and\s+"):
        names = [re.sub(r"^(?:the|an?)\s+", "", name.strip()) for name in re.split(between, text)]
        if len(names) == count and all(names):
            return names if max(map(len, names)) <= _LONGEST else []
    return []
