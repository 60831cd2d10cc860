"""From text to the words that are searched: one analysis for indexes and queries of every engine.

Words are runs of letters and digits ("ResNet-50's" is resnet, 50, s), lower case, without accents, cut to their
English stem (Porter 2); names are not stemmed. Engines are given words separated by blanks, so that both of them
index exactly these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 64
COMMON_START = 3
"""Letters that a word has in common with its stem."""
GAP = "·"
"""Stands between texts of one field (two authors, two captions), so that no phrase reaches over."""
STOPWORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its"),
        *("of", "on", "or", "that", "the", "their", "this", "to", "via", "we", "what", "when", "with"),
    )
)
"""Words that say nothing of a paper; left out of queries that have others."""


def _analyzer(stem: bool) -> TextAnalyzer:
    builder = (
        TextAnalyzerBuilder(Tokenizer.regex(r"[\p{L}\p{M}\p{N}]+"))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
    )
    return (builder.filter(Filter.stemmer("english")) if stem else builder).build()


_STEMMED, _PLAIN = _analyzer(True), _analyzer(False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it is searched, and where it stands (indices of characters)."""

    text: str
    start: int
    end: int


def words(text: str, *, stem: bool = True) -> list[str]:
    """The words of a text as they are searched."""
    analyzer = _STEMMED if stem else _PLAIN
    return [word[:LONGEST_WORD] for word in analyzer.analyze(whole_characters(text))]


def placed_words(text: str, *, stem: bool = True) -> Iterator[Word]:
    """The words of a text with their places."""
    analyzer = _STEMMED if stem else _PLAIN
    for token in analyzer.pre_tokenize(whole_characters(text)).tokens:
        yield Word(token.text[:LONGEST_WORD], token.char_offset_from, token.char_offset_to or 0)


def find_words(text: str, wanted: Set[str], *, stem: bool = True) -> list[Word]:
    """Where words stand in a text; `wanted` are words as they are searched."""
    if not wanted:
        return []
    if not text.isascii():
        return [word for word in placed_words(text, stem=stem) if word.text in wanted]
    # A word and its stem begin alike: only those that begin so are analysed, which is most of the time saved.
    found = []
    for match in _beginning_like(frozenset(wanted)).finditer(text):
        form = words(match[0], stem=stem)
        if len(form) == 1 and form[0] in wanted:
            found.append(Word(form[0], match.start(), match.end()))
    return found


@lru_cache(maxsize=256)
def _beginning_like(wanted: frozenset[str]) -> re.Pattern[str]:
    beginnings = "|".join(sorted({re.escape(word[:COMMON_START]) for word in wanted}))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{beginnings})[A-Za-z0-9]*", re.IGNORECASE | re.ASCII)


def whole_characters(text: str) -> str:
    """A text without the halves of characters that JSON can hold and UTF-8 cannot; as long as it was."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def searchable(texts: Iterable[str], *, stem: bool = True) -> str:
    """Texts as a field of an index: their words, separated by blanks, with a gap between two texts."""
    return f" {GAP} ".join(" ".join(words(text, stem=stem)) for text in texts if text)
