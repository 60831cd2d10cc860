"""A query's text to its tree.

    query := any ; any := all ("OR" all)* ; all := one (["AND"] one)*
    one := ("NOT" | "-") one | "(" any ")" | "phrase" | word | field ":" (word | "phrase" | "(" any ")")

In `field:( … )` the field holds for every word within. Fields and their values are described in docs/search.md.
"""

from __future__ import annotations

import re

from catalog.identifiers import parse_arxiv_id
from catalog.licences import licence_name
from catalog.query import lexer, values
from catalog.query.errors import QueryError, TooComplex
from catalog.query.lexer import Token
from catalog.query.tree import (
    And,
    Everything,
    HasLayer,
    HasSequence,
    HasSetting,
    InRange,
    Is,
    Leaf,
    Not,
    Or,
    Phrase,
    Span,
    Tree,
    Words,
)
from catalog.records import FRAMEWORKS

TEXT_FIELDS = {
    "title": "title",
    "author": "authors",
    "abstract": "abstract",
    "caption": "caption",
    "block": "block",
}
NUMBER_FIELDS = ("year", "params", "depth", "input", "confidence")
CHOICES = {
    "verified": FRAMEWORKS,
    "framework": FRAMEWORKS,
    "source": ("figure", "table", "vector", "outlined", "raster", "text", "composed"),
}
VALUE_FIELDS = ("cat", "id", "licence")
STRUCTURE_FIELDS = ("layer", "seq")
OTHER_FIELD_NAMES = {"license": "licence", "category": "cat", "authors": "author", "layers": "layer"}
FIELD_NAMES = (*TEXT_FIELDS, *NUMBER_FIELDS, *CHOICES, *VALUE_FIELDS, *STRUCTURE_FIELDS)
LONGEST_SEQUENCE = 20


def parse(query: str) -> Tree:
    """The tree of a query; the empty query is Everything.

    Raises:
        QueryError: the query cannot be understood; its position says where.
        TooComplex: it is beyond the limits of `lexer`.
    """
    parser = _Parser(lexer.tokens(query))
    if parser.at_end():
        return Everything()
    tree = parser.any("", 0)
    if not parser.at_end():
        raise QueryError("this parenthesis closes nothing", parser.here.span.start)
    return tree


class _Parser:
    """Recursive descent over the tokens; one use."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._terms = 0

    @property
    def here(self) -> Token:
        return self._tokens[self._place]

    def at_end(self) -> bool:
        return self.here.kind == "end"

    def _take(self) -> Token:
        token = self.here
        self._place += 1
        return token

    def any(self, field: str, depth: int) -> Tree:
        if depth > lexer.DEEPEST:
            raise TooComplex(f"parentheses nest at most {lexer.DEEPEST} deep", self.here.span.start)
        parts = [self._all(field, depth)]
        while self.here.kind == "or":
            self._take()
            parts.append(self._all(field, depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, field: str, depth: int) -> Tree:
        parts = [self._one(field, depth)]
        while self.here.kind not in ("end", "close", "or"):
            if self.here.kind == "and":
                self._take()
            parts.append(self._one(field, depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, field: str, depth: int) -> Tree:
        token = self._take()
        match token.kind:
            case "not":
                negations = 1
                while self.here.kind == "not":
                    self._take()
                    negations += 1
                part = self._one(field, depth)
                return Not(part) if negations % 2 else part
            case "open":
                return self._enclosed(token, field, depth)
            case "word":
                return self._counted(Words(token.text, field, token.span))
            case "phrase":
                return self._counted(Phrase(token.text, field, token.span))
            case "field":
                return self._field(token, depth)
            case "end":
                raise QueryError("the query ends where a word was expected", token.span.start)
            case "close":
                raise QueryError("a word was expected before this parenthesis", token.span.start)
            case _:
                raise QueryError(
                    f"{token.text} stands between two terms; write it in quotation marks to search for it",
                    token.span.start,
                    len(token.text),
                )

    def _enclosed(self, opening: Token, field: str, depth: int) -> Tree:
        tree = self.any(field, depth + 1)
        if self.here.kind != "close":
            raise QueryError("this parenthesis is never closed", opening.span.start)
        self._take()
        return tree

    def _counted(self, leaf: Leaf) -> Leaf:
        self._terms += 1
        if self._terms > lexer.MOST_TERMS:
            raise TooComplex(f"a query has at most {lexer.MOST_TERMS} terms", leaf.span.start)
        return leaf

    def _field(self, token: Token, depth: int) -> Tree:
        name = token.text.lower()
        name = OTHER_FIELD_NAMES.get(name, name)
        value = self._take()
        if value.kind == "open":
            if name not in TEXT_FIELDS:
                raise QueryError(f"{token.text}: takes one value, no parentheses", value.span.start)
            return self._enclosed(value, TEXT_FIELDS[name], depth)
        span = Span(token.span.start, value.span.end)
        return self._counted(self._leaf(name, token, value, span))

    def _leaf(self, name: str, token: Token, value: Token, span: Span) -> Leaf:
        text, place = value.text, value.span
        if name in TEXT_FIELDS:
            kind = Phrase if value.kind == "phrase" else Words
            return kind(text, TEXT_FIELDS[name], span)
        if name in NUMBER_FIELDS:
            return InRange(name, values.bounds(text, place), span)
        if name in CHOICES:
            if text.lower() not in CHOICES[name]:
                raise QueryError(
                    f"{name}: is one of {', '.join(CHOICES[name])}; not “{text}”",
                    place.start,
                    place.end - place.start,
                )
            return Is(name, text.lower(), span)
        match name:
            case "cat":
                return Is("cat", text.lower(), span)
            case "licence":
                return Is("licence", licence_name(text), span)
            case "id":
                known = parse_arxiv_id(text)
                return Is("paper", known[0] if known else text, span)
            case "layer":
                return _layer(text, place, span)
            case "seq":
                return _sequence(text, place, span)
        if "." in name:
            return _setting(name, text, token.span, place, span)
        raise QueryError(
            f"there is no field “{token.text}”{values.meant(name, FIELD_NAMES)}",
            token.span.start,
            len(token.text),
        )


def _layer(text: str, place: Span, span: Span) -> HasLayer:
    found = re.fullmatch(r"([^<>=]*)([<>=].*)?", text, re.DOTALL)
    name, comparison = (found[1], found[2]) if found else (text, None)
    count = None
    if comparison:
        start = place.start + len(name)
        count = values.bounds(comparison.removeprefix("=") or comparison, Span(start, place.end))
    return HasLayer(values.layer_name(name, Span(place.start, place.start + len(name))), count, span)


def _sequence(text: str, place: Span, span: Span) -> HasSequence:
    names = re.split(r"[\s,>→]+", text.strip())
    if len(names) > LONGEST_SEQUENCE:
        raise TooComplex(
            f"a sequence has at most {LONGEST_SEQUENCE} operations", place.start, place.end - place.start
        )
    return HasSequence(tuple(values.layer_name(name, place) for name in names), span)


def _setting(name: str, text: str, field: Span, place: Span, span: Span) -> HasSetting:
    op, attribute = name.split(".", 1)
    op = values.layer_name(op, Span(field.start, field.start + len(op)))
    if re.match(r"[<>=]", text) or ".." in text:
        return HasSetting(op, attribute, "", values.bounds(text, place), span)
    return HasSetting(op, attribute, text.strip().lower().replace("×", "x"), None, span)
