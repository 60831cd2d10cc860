"""Signs and letters that the caption or a note in the drawing explains: "⊕ denotes concatenation", "C : Convolution"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, symbol_legend
from graph import FrozenMap

CIRCLED = {"⊕": "+", "⨁": "+", "⊗": "×", "⨂": "×", "⊙": "⊙", "⨀": "⊙", "∘": "⊙", "◦": "⊙"}
"""What a sign that a text prints is called where it is drawn as a circle with strokes."""

SHORTEST = 5
"""Fewest letters of a note that explains a sign."""

SPOKEN = (
    (
        re.compile(
            r"\b(?:the\s+)?circles?\s+with\s+(?:an?\s+|the\s+)?dots?\b|\b(?:en)?circled\s+dots?\b", re.I
        ),
        "⊙",
    ),
    (
        re.compile(
            r"\b(?:the\s+)?circles?\s+with\s+(?:an?\s+|the\s+)?plus(?:es|\s+signs?)?\b|\b(?:en)?circled\s+plus\b",
            re.I,
        ),
        "⊕",
    ),
    (
        re.compile(
            r"\b(?:the\s+)?circles?\s+with\s+(?:an?\s+|the\s+)?cross(?:es)?\b|\b(?:en)?circled\s+(?:cross|times)\b",
            re.I,
        ),
        "⊗",
    ),
)
"""How a text calls a sign that it does not print."""

JOINED = re.compile(r"\bconcatenat(?:ed|es?|ion|ing)\b", re.IGNORECASE)
SUMMED = re.compile(r"\b(?:add(?:ed|s|ition|ing)?|sum(?:s|med|mation)?|residuals?|skip)\b", re.IGNORECASE)
"""Words for what a plus in a circle may do."""


def explain_signs(things: Sequence[Thing], caption: str, listed: Mapping[str, str] | None = None) -> None:
    """Gives signs and abbreviations the operation that is said of them; notes that say nothing else are set aside.

    A plus in a circle concatenates too where the caption speaks of concatenation, and of no sum, and nothing else in
    the drawing concatenates.

    Args:
        things: of a figure.
        caption: of the figure.
        listed: what a legend in the drawing says of signs.
    """
    printed = caption
    for words, sign in SPOKEN:
        printed = words.sub(sign, printed)
    told: dict[str, str] = dict(symbol_legend(printed)) | dict(listed or {})
    for note in things:
        if note.kind == "text" and len(note.text) >= SHORTEST and (said := _said(note.text)):
            told = {**said, **told}
            note.set_aside()
    told |= {CIRCLED[sign]: op for sign, op in told.items() if sign in CIRCLED}
    for thing in things:
        if thing.kind != "group" and not thing.title:
            _explain(thing, told)
    plus = [thing for thing in things if thing.kind == "sign" and thing.text in ("+", "⊕")]
    if "+" in told or not JOINED.search(caption) or SUMMED.search(caption):
        return
    if not any(operation.op == "concat" for thing in things for operation in thing.parsed.operations):
        for thing in plus:
            _means(thing, "concat")


def _said(text: str) -> Mapping[str, str]:
    """What a note explains that does nothing else: it begins with the sign, which a colon or a verb follows."""
    said = symbol_legend(text)
    begins = any(text.lstrip("\"'(“").startswith(sign) for sign in said)
    return said if begins else {}


def _explain(thing: Thing, told: Mapping[str, str]) -> None:
    """Gives a thing what is told of its text, or of the one block that its text names; one of several layers stays."""
    if len(thing.parsed.operations) > 1:
        return
    if thing.text in told and (thing.kind in ("sign", "box") or thing.text == "+"):
        _means(thing, told[thing.text])
        return
    only = thing.parsed.operations[0] if len(thing.parsed.operations) == 1 else None
    name = only.attrs.get("name") if only is not None and only.op == "block" else None
    if thing.kind == "box" and isinstance(name, str) and name in told and only is not None:
        attrs = {key: value for key, value in only.attrs.items() if key != "name"}
        found = replace(only, op=told[name], attrs=FrozenMap(attrs))
        thing.parsed = replace(thing.parsed, operations=(found,), kind="operations")


def _means(thing: Thing, op: str) -> None:
    first = thing.parsed.operations[0] if thing.parsed.operations else ParsedOperation(op, label=thing.text)
    attrs = {key: value for key, value in first.attrs.items() if key != "name"}
    found = replace(first, op=op, attrs=FrozenMap(attrs))
    thing.parsed = replace(thing.parsed, operations=(found,), kind="operations")
