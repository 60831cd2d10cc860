"""Marking what matched: HTML in which everything is escaped but the marks. The same for every engine."""

from __future__ import annotations

from collections.abc import Mapping, Set
from html import escape

from catalog.search.analysis import Word, find_words

FRAGMENT = 280
"""Characters of an excerpt."""


def highlights(texts: Mapping[str, tuple[str, bool]], marked: Mapping[str, Set[str]]) -> dict[str, str]:
    """The fields in which something matched, marked.

    Args:
        texts: by field, the text and whether all of it is shown (a title) or an excerpt.
        marked: by field, the words to mark; those under "" are marked in every field.
    """
    found = {}
    for name, (text, whole) in texts.items():
        wanted = marked.get("", frozenset()) | marked.get(name, frozenset())
        if not text or not wanted:
            continue
        hits = find_words(text, wanted, stem=name != "authors")
        if hits:
            found[name] = mark(text, hits) if whole else _excerpt(text, hits)
    return found


def mark(text: str, hits: list[Word], start: int = 0, end: int | None = None) -> str:
    """The text from start to end, with these of its words marked."""
    stop = len(text) if end is None else end
    parts, place = [], start
    for hit in hits:
        if place <= hit.start and hit.end <= stop:
            parts += [escape(text[place : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
            place = hit.end
    parts.append(escape(text[place:stop]))
    return "".join(parts).replace("</mark> <mark>", " ")


def _excerpt(text: str, hits: list[Word]) -> str:
    """The part of a text with the most different matches, cut at blanks."""
    if len(text) <= FRAGMENT:
        return mark(text, hits)
    best, most = 0, -1
    for place, hit in enumerate(hits):
        inside = {other.text for other in hits[place:] if other.end <= hit.start + FRAGMENT - 40}
        if len(inside) > most:
            best, most = hit.start, len(inside)
    start = max(0, min(best - 40, len(text) - FRAGMENT))
    end = min(len(text), start + FRAGMENT)
    if start > 0:
        start = text.find(" ", start, best) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", best, end), best + 1) if " " in text[best:end] else end
    shown = mark(text, hits, start, end)
    return ("… " if start > 0 else "") + shown + (" …" if end < len(text) else "")
