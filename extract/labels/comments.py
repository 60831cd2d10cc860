"""Text in a drawing that is no node: sub-figure letters, legends, axis numbers, sentences, references."""

from __future__ import annotations

import re

from extract.labels.items import Named
from extract.labels.model import Role
from extract.labels.scan import scan

_SUBFIGURE = re.compile(r"^\(?[a-h1-9]\)(\s|$)|^\([ivx]+\)")
_CAPTION = re.compile(
    r"^\(?(?:(?:figure|fig\.?|table|tab\.?|algorithm|alg\.|eqn?\.?|section|sec\.|appendix)\s*\(?\d|§+\s?[A-Z]?\d)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(is|are|we|our|which|that|can|will|has|have|denotes?|indicates?|shows?)\b", re.IGNORECASE
)


def comment_likelihood(text: str, role: Role) -> float:
    """How likely a cleaned label is a comment, 0 to 1. Text in a box, circle or cell is hardly one."""
    if _CAPTION.match(text) or (_SUBFIGURE.match(text) and role == "text"):
        return 0.95
    words = text.split()
    score = 0.0
    if role in ("text", "arrow"):
        if len(words) > 7:
            score += 0.35
        if len(_SENTENCE.findall(text)) and len(words) > 3:
            score += 0.4
        if text.endswith((".", ":", "?")) and len(words) > 3:
            score += 0.3
        if text.endswith(":") or re.fullmatch(r"-?\d+\.\d+%?", text):
            score += 0.6
        if len(words) > 5 and not any(isinstance(item, Named) for item in scan(text)):
            score += 0.3
    elif len(words) > 14:
        score += 0.4
    return min(score, 0.95)
