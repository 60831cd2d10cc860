"""What a caption says that printed names do: "join layers compute the element-wise mean", "S and C are short for …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.names.explained_layers import layers_told
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from graph import FrozenMap

_SAYS = (
    r"(?:computes?|performs?|appl(?:y|ies)|denotes?|represents?|indicates?|stands?\s+for|refers?\s+to|means?"
    r"|(?:is|are)\s+short\s+for|(?:is\s+an\s+|are\s+)abbreviations?\s+(?:for|of))"
)
_PARTS = r"(?:layers?|blocks?|nodes?|units?|boxes|box|modules?|operations?|operators?|functions?)"
_QUOTES = r"[\"'“”‘’]"
_WORD = rf"{_QUOTES}*[\w.⊕⊗⊙-]{{1,12}}{_QUOTES}*"
_PAIRS = re.compile(
    rf"(?P<names>(?:{_WORD},\s+)*{_WORD},?\s+and\s+{_WORD})\s+{_SAYS}\s+(?P<words>[^.;:()]{{3,160}}?),?\s+respectively"
)
_AND = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
_OBJECT = re.compile(r"\s+(?:to|on|over|from|in|at|by)\s+")
_KIND = re.compile(r"\s+(?:to|on|over|from|in|at|by|with|of|for|that|which|where|whose)\s+")
"""What follows the words for a thing: what it is done to, or more about it."""
_DOING = re.compile(
    r"(?:transform(?:ation)?|operat(?:ion|or)|modul(?:e|ation)|network|layer|block|mapping|function|projection|(?:en|de)coder"
    r"|generator|discriminator|classifier|extractor|predictor|head|gate|unit|branch|backbone|model)s?$",
    re.IGNORECASE,
)
"""The last of the words for a thing that does something, and is no data."""
_LETTER = (
    r"(?![aAI]\b)[A-Za-zα-ωΑ-Ω](?:_\{?\w{1,3}\}?|[A-Z0-9α-ω])?['′]?(?:\s?:\s?\S{1,3}\s?→\s?[^\s.,;]{1,3})?"
)
_ACTING = re.compile(
    r"\b(?:generator|discriminator|critic|encoder|decoder|classifier|predictor|extractor|regressor|projector|mapping"
    rf"|(?:mapping\s)?function|network|policy)s?\s+(?P<letters>{_LETTER}(?:(?:,\s+and\s+|,\s+|\s+and\s+){_LETTER})*)(?![\w-])",
)
"""What does something, with the letters that stand for it: "discriminators D_Y and D_X", "mappings G : X → Y and F"."""
_BENDING = re.compile(
    rf"\b(?:non-?linearit(?:y|ies)|activations?(?:\sfunctions?)?)\s+(?P<letters>{_LETTER}(?:(?:,\s+and\s+|,\s+|\s+and\s+){_LETTER})*)(?![\w-])",
    re.IGNORECASE,
)
"""Activations, with the letters that stand for them: "the non-linearity h"."""
_TERM = re.compile(r"(?<![\w-])[A-Z](?:[\w-]*[\w])?(?![\w-])")
"""A name within a longer label that a caption may explain."""
_SHORT = re.compile(r"^[A-Z][A-Za-z-]{0,7}$")
"""An abbreviation."""

_STACK = re.compile(
    r"(?:stack|series|sequence|chain|cascade)s?\s+of\s+(?:\w+\s+)?"
    r"(?:(?:consecutive|successive|stacked|identical|subsequent)\s+)?(?P<words>.+)",
    re.IGNORECASE,
)
"""How a caption speaks of several operations of a kind in a row."""

_BRACKETED_LOSS = re.compile(r"\b(?:loss(?:es)?|objectives?)\s+\(([ℓLℒJ][^()]{0,60})\)", re.IGNORECASE)
"""The signs of losses behind their names: "adversarial losses (ℓg for the generator and ℓd for the discriminator)"."""
_SIGN = re.compile(r"[ℓLℒJ]_?\{?\w{1,6}\}?")
_LOSSES = re.compile(rf"^{_SIGN.pattern}(?:\s?[,+]\s?{_SIGN.pattern})*$")
"""One or several such signs; where a caption uses a letter for losses, all with this letter are losses."""

_NAME = 24
"""Most letters of a name that a caption is asked about."""


def explain_names(things: Sequence[Thing], caption: str) -> None:
    """Gives boxes and signs with a name that says nothing by itself the one operation that the caption gives it."""
    text = " ".join(caption.split())
    pairs, acting, bending = _in_pairs(text), _lettered(_ACTING, text), _lettered(_BENDING, text)
    for thing in things:
        if thing.kind == "box" and not thing.title and (layers := layers_told(thing.text, text)):
            thing.parsed = layers
            continue
        if thing.kind == "text" and thing.parsed.kind == "repeat" and (stack := _stack(thing, text)):
            thing.parsed = stack
        if thing.parsed.kind == "variable" and _plain(thing.text) in acting:
            part = ParsedOperation("block", FrozenMap({"name": _printed(thing)}), label=_printed(thing))
            thing.parsed = replace(thing.parsed, operations=(part,), kind="operations")
            continue
        if thing.kind not in ("box", "sign") or thing.parsed.kind not in ("block", "variable"):
            continue
        if thing.parsed.kind == "variable" and _plain(thing.text) in bending:
            activation = ParsedOperation("activation", label=_printed(thing))
            thing.parsed = replace(thing.parsed, operations=(activation,), kind="operations")
            continue
        words = pairs.get(thing.text) or (_said(thing.text, text) if len(thing.text) <= _NAME else None)
        operation = _operation(words) if words else _loss(thing, text)
        if operation is None and words and thing.parsed.kind == "variable" and _does_something(words):
            operation = ParsedOperation("block", FrozenMap({"name": _printed(thing)}))
        if operation is not None:
            found = replace(operation, label=_printed(thing))
            thing.parsed = replace(thing.parsed, operations=(found,), kind="operations")
        elif thing.kind == "box" and thing.parsed.kind == "block" and (told := _with_terms(thing.text, text)):
            thing.parsed = told


def _lettered(words: re.Pattern[str], text: str) -> set[str]:
    """The letters, without marks for their indices, that a text has behind the words for what they do."""
    lists = (_AND.split(found["letters"]) for found in words.finditer(text))
    return {_plain(letter.partition(":")[0]) for letters in lists for letter in letters}


def _plain(letter: str) -> str:
    return re.sub(r"[_{}\s]", "", letter)


def _stack(count: Thing, text: str) -> ParsedLabel | None:
    """What a bare count beside an arrow stands for where a text says so: "×4 denotes a stack of four convs"."""
    told = _STACK.match(_said(count.text, text) or "")
    operation = _operation(told["words"]) if told else None
    if operation is None:
        return None
    operations = (replace(operation, label=count.text, repeat=count.parsed.repeat),)
    return replace(count.parsed, operations=operations, kind="operations", repeat=None)


def _printed(thing: Thing) -> str:
    """A thing's label, with its indices marked."""
    return thing.parsed.operations[0].label if thing.parsed.operations else thing.text


def _with_terms(label: str, text: str) -> ParsedLabel | None:
    """A label as it reads with one of its words explained: "3×3 WS-Conv", where WS-Conv denotes a convolution."""
    for term in _TERM.finditer(label):
        if len(term[0]) < 2 or term[0] == label or not (words := _said(term[0], text)):
            continue
        operation = _operation(words) or _operation(_KIND.split(words)[0])
        if operation is None:
            continue
        plain = operation.label or operation.op
        parsed = parse_label(f"{label[: term.start()]}{plain}{label[term.end() :]}")
        if parsed.kind == "operations" and [each.op for each in parsed.operations] == [operation.op]:
            return replace(parsed, text=label, operations=(replace(parsed.operations[0], label=label),))
    return None


def _does_something(words: str) -> bool:
    """Whether words that explain a letter say that it does something: "a noise broadcast operation"."""
    return _DOING.search(_KIND.split(words)[0]) is not None


def _loss(thing: Thing, text: str) -> ParsedOperation | None:
    """The loss that a text calls by an abbreviation in brackets, before the word or behind it.

    "A language modelling (LM) loss", "the commitment loss (ℓw)".
    """
    said = _SHORT.match(thing.text) and re.search(
        rf"\({re.escape(thing.text)}\)\s+(?:loss|objective)\b", text
    )
    lettered = _LOSSES.match(thing.text) and any(
        part[0] == names[0] for names in _BRACKETED_LOSS.findall(text) for part in _SIGN.findall(thing.text)
    )
    return ParsedOperation("loss", label=thing.text) if said or lettered else None


def _said(name: str, text: str) -> str | None:
    """What a text says that a name does or stands for; that it is something it may say of a letter only."""
    says = rf"(?:{_SAYS}|is(?=\s+an?\s))" if len(name) == 1 else _SAYS
    said = _listed(name, text) or re.search(
        rf"(?<![\w-]){_QUOTES}*{re.escape(name)}{_QUOTES}*\s+(?:{_PARTS}\s+)?{says}\s+(?:an?\s+|the\s+)?"
        r"(?P<words>[^.,;:()]{3,60})",
        text,
        # A letter or two mean the same only in their own case.
        re.IGNORECASE if len(name) > 2 else 0,
    )
    return said["words"] if said else None


def _listed(name: str, text: str) -> re.Match[str] | None:
    """What is said of a name behind a colon, or in a list whose verb is said once: "⊗ means a product, f the sigmoid"."""
    own = rf"(?<![\w-]){_QUOTES}*{re.escape(name)}{_QUOTES}*"
    keyed = re.search(rf"{own}\s*[:=]\s*(?:an?\s+|the\s+)?(?P<words>[^.,;:()]{{3,60}})", text)
    return keyed or re.search(
        rf"\b{_SAYS}\s[^.;:]*?(?:,|\band)\s+{own}\s+(?:an?\s+|the\s+)?(?P<words>(?!{_SAYS}|(?:and|or|are|is)\b)"
        r"[^.,;:()]{3,60}?)(?=\s+and\s+\S{1,12}\s+(?:an?|the)\s|[.,;:()]|$)",
        text,
    )


def _in_pairs(text: str) -> dict[str, str]:
    """What a text says of several names in one sentence: "A and B denote pooling and upsampling, respectively"."""
    found: dict[str, str] = {}
    for said in _PAIRS.finditer(text):
        names = [re.sub(_QUOTES, "", name) for name in _AND.split(said["names"])]
        words = _AND.split(said["words"])
        if len(names) == len(words):
            found |= dict(zip(names, words, strict=True))
    return found


def _operation(words: str) -> ParsedOperation | None:
    """The one operation that words name, with or without what it is done to; None for all else."""
    for part in (words, _OBJECT.split(words)[0]):
        parsed = parse_label(part, role="box")
        if parsed.kind == "operations" and len(parsed.operations) == 1:
            return parsed.operations[0]
    return None
