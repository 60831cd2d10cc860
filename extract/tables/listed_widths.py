"""Cells that list layers by their widths ("784 – 1000 (ReLU) – 10"), or several that are named once ("FC 1200, 1200")."""

from __future__ import annotations

import re

from extract.tables.drafts import ACTIVATIONS, Draft, Parse
from graph import Dim

_STEP = r"\s*(?:→|⇒|->|–|—|−|-)\s*"
_WIDE = r"\d{1,5}(?:\s*\(\s*[A-Za-z][\w -]{2,12}\))?"
_LETTER = r"(?:\d?\|[A-Za-z]\w{0,3}\||[A-Za-z](?:_\w{1,3})?)"
_OPEN = rf"(?:{_WIDE}|{_LETTER})"
_ARROW = r"\s*(?:→|⇒|->)\s*"
_CHAIN = re.compile(
    rf"(?P<chain>\[?{_WIDE}(?:{_STEP}{_WIDE}){{2,}}\]?|\[?(?=.*\d){_OPEN}(?:{_ARROW}{_OPEN}){{2,}}\]?)"
    r"(?:(?:\s*[,;]\s*|\s*\(\s*)(?P<all>[A-Za-z][A-Za-z -]{1,20}?)(?: activations?)?\)?)?"
)
"""Three widths or more, each with the activation behind it, or that of all hidden layers behind the last; along arrows
letters may stand for widths."""
_PART = re.compile(rf"(?P<width>\d+(?![|\d])|{_LETTER})(?:\s*\(\s*(?P<act>[^()]+?)\s*\))?")
_FEWEST_LISTED = 3
"""Numbers behind a noun that are a layer each; two may be what goes in and what comes out, unless they are alike."""
_NOUN = re.compile(
    r"(?P<noun>(?:fc|dense|linear|fully[- ]connected|(?:bi)?lstm|gru)s?(?: layers?)?)\s*:?\s+"
    r"(?P<widths>\d+(?:\s*,\s*\d+)+)\.?",
    re.I,
)
_ITEM = r"\d+\s*[×x]\s*\d+\s*[×x]\s*\d+(?:\s*\([^()]*\))?"
_VOLUMES = re.compile(rf"(?P<noun>[A-Za-z-]*conv[A-Za-z.]*)\s+(?P<items>{_ITEM}(?:\s*,\s*{_ITEM})+)\.?", re.I)
_SENTENCE = re.compile(r"(?<=[\d)])\.\s+(?=[A-Z])")
"""Where a list goes on with another kind of layer."""


def is_width_chain(text: str) -> bool:
    """Whether a text is a row of widths of dense layers, from what goes in to what comes out."""
    return _CHAIN.fullmatch(text.strip()) is not None


def is_arrow_chain(text: str) -> bool:
    """Whether widths follow one another along arrows, so that nothing else is meant ("3-3-3" may be a kernel)."""
    return re.search(_ARROW, text) is not None and is_width_chain(text)


def listed_widths(text: str, parse: Parse) -> list[Draft] | None:
    """The layers of such a list; None for any other text.

    Args:
        text: of a cell or a line of it.
        parse: reads each part as any label.
    """
    if is_width_chain(text):
        return _chain(text, parse)
    parts = [part for part in _SENTENCE.split(text.strip()) if part]
    items = [item for part in parts for item in _items(part)]
    if len(items) < 2 or len(items) == len(parts):
        return None
    drafts = [draft for item in items for draft in parse(item)]
    if drafts:
        drafts[0].label = text
    return drafts


def _chain(text: str, parse: Parse) -> list[Draft] | None:
    """The first width is what goes in, unless an activation follows it. The last layer has only its own."""
    whole = _CHAIN.fullmatch(text.strip())
    parts = list(_PART.finditer(whole["chain"])) if whole else []
    common = parse(whole["all"]) if whole and whole["all"] else []
    drafts: list[Draft] = []
    for number, found in enumerate(parts, 1):
        width: Dim = int(found["width"]) if found["width"].isdecimal() else found["width"]
        acts = parse(found["act"]) if found["act"] else []
        if not all(draft.op in ACTIVATIONS for draft in (*acts, *common)):
            return None
        if drafts or acts:
            drafts.append(Draft("dense", found[0], {"units": width}))
            drafts.extend(
                acts or ([Draft(d.op, "", dict(d.attrs)) for d in common] if number < len(parts) else [])
            )
        else:
            drafts.append(Draft("input", found[0], shape=(width,)))
    return drafts


def _items(part: str) -> list[str]:
    """A text for each layer that a part names; the part itself where it names but one."""
    listed = _NOUN.fullmatch(part)
    if listed:
        widths = re.findall(r"\d+", listed["widths"])
        if len(widths) >= _FEWEST_LISTED or len(set(widths)) == 1:
            return [f"{listed['noun']} {width}" for width in widths]
    volumes = _VOLUMES.fullmatch(part)
    if volumes:
        return [f"{volumes['noun']} {item}" for item in re.findall(_ITEM, volumes["items"])]
    return [part]
