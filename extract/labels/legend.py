"""What a caption or legend says its signs and abbreviations mean: "⊕ denotes concatenation", "BN: batch
norm"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.labels.items import Named
from extract.labels.normalise import one_line
from extract.labels.scan import scan

_LETTER = r"(?<![\w_^{(·])[σφϕδρψ](?![\w_^}(·])"
"""A letter that functions are called by."""
_SIGN = rf"[⊕⊗⊙⊖⊘⊞⊠∘◦©⨁⨂⨀]|{_LETTER}|(?<![\w×])(?<!\d\s)[+×](?!\s?\d|[\w×])"
_SAYS = r"(?:denotes?|represents?|indicates?|stands? for|means?|refers? to|is|are|:|=|-)"
_NOT_SIGNS = "The|This|It|Here|We|Each|Fig|Table|There|All|Blue|Red|Gray|Where|For"
"""Words that begin sentences, and are no abbreviations."""
_DEFINED = re.compile(
    rf"[\"'(]?(?P<sign>{_SIGN}|\b(?!(?:{_NOT_SIGNS})\b)[A-Z][A-Za-z]{{0,4}}\b)[\"')]?\s*(?:\w+\s+)?{_SAYS}\s+(?P<words>[^.;,()]{{3,60}}?)(?=\s+(?:and|where|while)\b|[.;,()]|$)",
)
_USED = (
    re.compile(
        rf"\b[Ff]or\s+(?P<sign>{_SIGN}),?\s+(?:we\s+)?(?:use|used|choose|take|apply|employ)\s+(?P<words>[^.;,()]{{3,60}})"
    ),
    re.compile(
        rf"\b(?:use|used|using|with|choose|take|apply|employ)\s+(?P<words>[^.;,()]{{3,40}}?)\s+(?:for|as)\s+(?P<sign>{_SIGN})"
    ),
)
"""What is used for a sign: "For σ we use the SiLU activation", "with ReLU as σ"."""
_OF_WHAT = re.compile(
    r"^(?:vector|tensor|feature(?: map)?s?|channel(?:[- ]?wise)?)\s+(?=(?:concat|add|sum|prod|multipl))",
    re.IGNORECASE,
)
"""What is joined, before what is done: "vector concatenation"."""
_LISTED = re.compile(r"(?:\band|,)\s*[\"'“”‘’]*$")
"""What stands before the last of several signs."""
_TWO = re.compile(
    rf"(?P<first>{_SIGN})[\"')]*\s*and\s*[\"'(]*(?P<second>{_SIGN})[\"')]*\s*(?:\w+\s+)?{_SAYS}\s+"
    r"(?P<one>[^.;,()]{3,40}?)\s+and\s+(?P<other>[^.;,()]{3,40}?),?\s+respectively"
)
"""Two signs and what each of them means: "⊕ and ⊗ denote addition and matrix multiplication respectively"."""


def symbol_legend(text: str) -> Mapping[str, str]:
    """Operations by the sign or abbreviation that a caption or legend gives them; empty where it explains
    none.

    Only explanations that begin with the name of one operation count: "C is the number of channels" is none.
    """
    found: dict[str, str] = {}
    plain = one_line(text) if text.strip() else ""
    for match in _DEFINED.finditer(plain):
        sign = match.group("sign")
        if _LISTED.search(plain[: match.start()]) and "respectively" in plain[match.end() :].split(". ")[0]:
            # What is said belongs to the first of several.
            continue
        if (op := _named_first(match.group("words"))) is not None:
            found.setdefault(sign, op)
    for used in (match for form in _USED for match in form.finditer(plain)):
        if (op := _named_first(used["words"])) is not None:
            found.setdefault(used["sign"], op)
    for pair in _TWO.finditer(plain):
        for sign, words in ((pair["first"], pair["one"]), (pair["second"], pair["other"])):
            if (op := _named_first(words)) is not None:
                found.setdefault(sign, op)
    return found


def _named_first(words: str) -> str | None:
    """The operation that words begin with; None where they begin with something else."""
    words = re.sub(r"^(?:the|a|an)\s+", "", words.strip(), flags=re.IGNORECASE)
    items = scan(_OF_WHAT.sub("", words))
    first = items[0] if items else None
    return first.meaning.op if isinstance(first, Named) and not first.weak else None
