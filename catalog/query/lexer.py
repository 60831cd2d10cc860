"""A query's text as tokens, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from catalog.query.errors import QueryError, TooComplex
from catalog.query.tree import Span

LONGEST_QUERY = 1000
MOST_TERMS = 60
DEEPEST = 12
TokenKind = Literal["word", "phrase", "field", "open", "close", "and", "or", "not", "end"]

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z#][A-Za-z0-9_#]*)?):(?=[^\s)])")
_WORD = re.compile(r'[^\s()"]+')
_OPERATORS: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `text` is a phrase without its quotes, a field without its colon."""

    kind: TokenKind
    text: str
    span: Span


def tokens(query: str) -> list[Token]:
    """The tokens of a query, the last one of kind "end".

    Raises:
        TooComplex: the query is longer than LONGEST_QUERY.
        QueryError: a quotation has no end.
    """
    if len(query) > LONGEST_QUERY:
        raise TooComplex(
            f"a query has at most {LONGEST_QUERY} characters; this one has {len(query)}", LONGEST_QUERY
        )
    return [*_tokens(query), Token("end", "", Span(len(query), len(query)))]


def _tokens(query: str) -> Iterator[Token]:
    place = 0
    while place < len(query):
        character = query[place]
        if character.isspace():
            place += 1
        elif character in "()":
            yield Token("open" if character == "(" else "close", character, Span(place, place + 1))
            place += 1
        elif character == '"':
            end = query.find('"', place + 1)
            if end < 0:
                raise QueryError("this quotation mark has no second one", place)
            yield Token("phrase", query[place + 1 : end], Span(place, end + 1))
            place = end + 1
        elif character == "-" and place + 1 < len(query) and not query[place + 1].isspace():
            yield Token("not", "-", Span(place, place + 1))
            place += 1
        elif field := _FIELD.match(query, place):
            yield Token("field", field[1], Span(place, field.end()))
            place = field.end()
            # What follows a colon is a value, whatever it begins with ("params:-5", "year:AND").
            if query[place] not in '("':
                value = _WORD.match(query, place)
                if value:
                    yield Token("word", value[0], Span(place, value.end()))
                    place = value.end()
        else:
            word = _WORD.match(query, place)
            assert word is not None  # neither blank, parenthesis nor quotation mark: checked above
            yield Token(_OPERATORS.get(word[0], "word"), word[0], Span(place, word.end()))
            place = word.end()
