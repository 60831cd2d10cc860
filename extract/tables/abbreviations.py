"""Layers by the short names that a caption explains ("CBR denotes convolution, batch norm and ReLU")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extract.labels import parse_label
from extract.labels.layer_lists import as_list
from extract.tables.drafts import FOLLOWING, TENSORS
from graph import FrozenMap

_SHORT = r"[A-Z](?=[a-z]*[A-Z\d])[A-Za-z\d]{1,9}"
_SAYS = r"(?:to be|are|is|denotes?|stands? for|means?|refers? to|represents?|indicates?|as|:|=|-|–)"
_LISTED = re.compile(
    rf"(?P<names>{_SHORT}(?:\s*(?:/|,\s*and\b|,|\band\b)\s*{_SHORT})+)\s+{_SAYS}\s+"
    r"(?P<words>[^.;]+?),?\s*respectively"
)
_SINGLE = re.compile(
    rf"\b(?P<name>{_SHORT})\s*{_SAYS}\s*(?:(?:an?|the)\s+)?(?P<words>[A-Za-z\d][^.;:()]{{2,80}})"
)
_BRACKETED = re.compile(
    r"(?P<words>(?i:(?:[a-z]+[- ]){0,2}(?:de|up)?conv(?:olution)?(?:al)?s?(?: layers?)?))"
    rf"\s*\((?P<name>{_SHORT})\)"
)
"""A kind of convolution with its short name behind it: "transposed convolutions (TConv)"."""
_SAID_AS = re.compile(
    rf"\b(?:use|uses|using|write|writes|wrote|let)\s+(?P<name>{_SHORT})\s+"
    r"(?:to\s+(?:abbreviate|denote|represent|indicate|mean)|as (?:an |the )?(?:abbreviation|shorthand) (?:of|for)|for)\s+"
    r"(?:(?:an?|the)\s+)?(?P<words>[A-Za-z\d][^.;:()]{2,80})"
)
"""What an author calls something: "we use BR to abbreviate the batch normalization and the ReLU layers"."""
_GAPPED = re.compile(
    r"\b(?P<first>[A-Z][A-Za-z\d]{0,9})\s+(?P<verb>stands? for|denotes?|means?|refers? to|represents?|indicates?|is)\s+"
    r"(?P<rest>[^.;:]{3,400})"
)
"""A list whose verb is said once: "C stands for convolution, MP for max pooling and FC for a dense layer"."""
_LETTERS = re.compile(r"(?<!\w)(?P<name>[A-Z]{1,3})\s*[:=]\s*(?P<words>[a-z][a-z -]{2,40})(?=[,;.)]|$)")
"""A list of letters as rows are named by them ("C: convolution, M: max-pooling")."""
_APART = re.compile(r"\s*[+,;]\s*(?![^()]*\))")
"""Between codes that stand in one row: "R(64), R(128)", "FC(1024) + D(0.3)"."""
_CODE = re.compile(r"[A-Z][A-Za-z\d]{0,4}\s?\([^()]*\)|[A-Z]{1,4}\d{0,4}$")
_VALUES = re.compile(
    r"\s+(?:with|of|for|and|by) (?:the |its |an? )?(?:(?:given|output|hidden|kernel|filter|drop\w*) )*"
    r"(?:num\w*|sizes?|prob\w*|rates?|kernels?|filters?|units|neurons|strides?|windows?|channels?|widths?)\b.*$",
    re.I,
)
"""What a caption says of the values in a code's brackets: "with the number of filters and the filter size"."""
_PARTED = re.compile(r"\b(?:block|module|unit|stage|bottleneck)s?\b", re.I)
"""Words for what has layers of its own, which its words do not list."""
_AGAIN = re.compile(r",\s+(?:and\s+)?(?=[A-Z]{1,4}\s+(?:an?\s+|the\s+)?[a-z])")
"""Where a list whose verb is said once goes on without any word for it: "C denotes a convolution, P max-pooling"."""
_NEXT = re.compile(r",\s*(?=[A-Za-z]\w{0,9}\s*(?::|=|\bdenotes?\b|\bstands\b|\bis\b|\bthe\b))")
"""Where a list of explanations goes on with the next one."""


@lru_cache(maxsize=64)
def abbreviations(caption: str) -> Mapping[str, str]:
    """Words for layers, as the reader of labels takes them, by the short name that the caption gives them.

    Only names that say nothing by themselves count, and words that name operations and no block.
    """
    found: dict[str, str] = {}
    for name, words in _explained(caption):
        spelled = as_list(_NEXT.split(words)[0])
        if name not in found and _unknown(name) and _operations(spelled):
            found[name] = spelled
    return FrozenMap(found)


def expanded(text: str, known: Mapping[str, str]) -> str:
    """A row's text, or what its short name stands for: "CBR2D_0" is one of those called CBR2D.

    Settings behind the name are those of its first layer ("ConvGR, K=3×3, F=8"). What only follows other layers may be
    written at their names' end ("ConvBR" where BR is batch normalisation and ReLU).
    """
    if "→" in text:
        return " → ".join(expanded(part, known) for part in text.strip().split("→")).strip()
    parts = _APART.split(text.strip())
    if known and len(parts) > 1 and all(_CODE.match(part) for part in parts):
        spelled = [expanded(part, known) for part in parts]
        return text if spelled == parts else ", ".join(spelled)
    for name, words in known.items():
        wide = re.fullmatch(rf"{re.escape(name)}_(\d{{2,}})", text.strip())
        if wide:
            return f"{words} {wide[1]}"
        found = re.fullmatch(rf"{re.escape(name)}(?:[-_ ]?\d*[a-z]?)(?P<rest>[\s,:(].*)?", text.strip())
        if found:
            first, comma, others = words.partition(",")
            return f"{first}{found['rest'] or ''}{comma}{others}"
        behind = re.fullmatch(
            rf"(?P<layer>[A-Za-z]{{2,}}(?:[123]D)?)-?{re.escape(name)}(?P<rest>[\s,:(].*)?", text.strip()
        )
        if behind and _follow(words) and _operations(behind["layer"]):
            return f"{behind['layer']}{behind['rest'] or ''}, {words}"
    return text


def _follow(words: str) -> bool:
    """Whether words name what follows other layers, and nothing else."""
    return all(operation.op in FOLLOWING for operation in parse_label(words, role="cell").operations)


def _explained(caption: str) -> Iterator[tuple[str, str]]:
    for match in _LISTED.finditer(caption):
        names = re.findall(_SHORT, match["names"])
        words = [part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["words"]) if part]
        if len(names) == len(words):
            yield from zip(names, words, strict=True)
    for match in _SINGLE.finditer(caption):
        yield match["name"], match["words"]
    for match in _SAID_AS.finditer(caption):
        yield match["name"], re.sub(r"\b(?:the|layers?)\b ?", "", match["words"]).strip()
    for match in _GAPPED.finditer(caption):
        yield from _gapped(match)
    listed = [(match["name"], match["words"]) for match in _LETTERS.finditer(caption)]
    if sum(_operations(as_list(words)) for _, words in listed) > 1:
        yield from listed
    for match in _BRACKETED.finditer(caption):
        spelled = re.sub(r"^.*\b(?:all|and|use|uses|the|of|an?)\s+", "", match["words"], flags=re.I)
        yield match["name"], str(spelled)


def _gapped(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Names with their words in a list whose verb is said once, where it goes on at all."""
    preposition = re.search(r"\b(?:for|to)$", match["verb"])
    again = rf"(?:{match['verb']}|{preposition[0]})" if preposition else match["verb"]
    parts = re.split(rf",?\s+(?:and\s+)?(?=[A-Z][A-Za-z\d]{{0,9}}\s+{again}\s)", match["rest"])
    if len(parts) == 1:
        parts = [part for part in _AGAIN.split(match["rest"]) if not _PARTED.search(part)]
    if not parts:
        return
    pairs = [(match["first"], parts[0])]
    for part in parts[1:]:
        name, _, words = part.partition(" ")
        pairs.append((name, re.sub(rf"^{again}\s+", "", words.strip())))
    if len(pairs) > 1:
        for name, words in pairs:
            yield name, _VALUES.sub("", re.sub(r"^(?:an?|the)\s+|[\s,]+$", "", words))


def _unknown(name: str) -> bool:
    return all(operation.op in TENSORS for operation in parse_label(name, role="cell").operations)


def _operations(words: str) -> bool:
    found = parse_label(words, role="cell").operations
    return bool(found) and all(operation.op not in TENSORS for operation in found)
