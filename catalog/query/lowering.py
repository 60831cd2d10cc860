"""From the tree of a query to clauses.

A word of the query is looked for in all text fields; what it counts is that of the field where it counts most, and
a little of the others. Words that follow each other in the query count more where they do so in a title or an
abstract. On papers, a condition on architectures holds where one of the paper's architectures meets it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from catalog.query.clauses import (
    NOTHING,
    Adjacent,
    All,
    Best,
    Between,
    Clause,
    Close,
    Combined,
    Filter,
    KeywordBetween,
    Term,
    Weighted,
)
from catalog.query.tree import (
    And,
    Bounds,
    Everything,
    HasLayer,
    HasSequence,
    HasSetting,
    InRange,
    Is,
    Not,
    Or,
    Phrase,
    Tree,
    Words,
)
from catalog.results import SearchKind
from catalog.search.analysis import STOPWORDS, words
from catalog.search.documents import (
    HIGHEST_COUNT,
    count_fact,
    encode_number,
    number_fact_prefix,
    setting_fact,
)
from catalog.search.fields import BY_NAME, searched
from catalog.structure import LONGEST_SEQUENCE

TIE = 0.15
"""What a word counts in the fields where it does not count most."""
PHRASE_WEIGHTS = {"title": 12.0, "abstract": 2.0}
"""What it counts that all words of the query follow each other in a field."""
PAIR_WEIGHTS = {"title": 3.0, "abstract": 0.7}
"""What it counts that two neighbours of the query are neighbours there."""
MOST_PAIRS = 8
SMALLEST = 1e-6
"""The step between two values of a numeric setting (see `documents.encode_number`)."""
LONG_WORD = 8
"""Letters from which two edits are forgiven."""
ENOUGH = 0.6
"""The part of the words that has to be found where not all can be."""


@dataclass(frozen=True, slots=True)
class Leniency:
    """How far a query may be stretched.

    Attributes:
        misspelt: words of the query (as written, lower case) for which close ones are taken too.
        most: whether most of the words are enough.
    """

    misspelt: frozenset[str] = field(default_factory=frozenset)
    most: bool = False


STRICT = Leniency()


def lower(tree: Tree, kind: SearchKind, leniency: Leniency = STRICT) -> Clause:
    """The clauses of a query for one index."""
    return _Lowering(kind, leniency).clause(tree)


def is_scored(tree: Tree) -> bool:
    """Whether hits of a query differ in how well they match: whether it has words."""
    match tree:
        case Words() | Phrase():
            return True
        case And(parts) | Or(parts):
            return any(is_scored(part) for part in parts)
        case _:
            return False


def close_words(word: str) -> list[Clause]:
    """Documents with words written almost like this one, closer ones counting more."""
    clauses: list[Clause] = [Weighted(Close("spelled", word, 1), 4.0)]
    if len(word) >= LONG_WORD:
        clauses.append(Weighted(Close("spelled", word, 2), 1.0))
    return clauses


def plain_words(tree: Tree) -> tuple[str, ...]:
    """The words of a query that are looked for, as written, in lower case; those behind NOT are left out."""
    match tree:
        case Words(text):
            return tuple(words(text, stem=False))
        case And(parts) | Or(parts):
            return tuple(word for part in parts for word in plain_words(part))
        case _:
            return ()


def marked_words(tree: Tree) -> dict[str, frozenset[str]]:
    """The words to highlight by field, "" for all fields; stemmed, and as they are."""
    found: dict[str, set[str]] = {}
    _collect_marked(tree, found)
    return {name: frozenset(several) for name, several in found.items()}


def _collect_marked(tree: Tree, found: dict[str, set[str]]) -> None:
    match tree:
        case Words(text, name) | Phrase(text, name):
            several = [word for word in words(text, stem=False) if word not in STOPWORDS]
            found.setdefault(name, set()).update(several, words(" ".join(several)))
        case And(parts) | Or(parts):
            for part in parts:
                _collect_marked(part, found)
        case _:
            pass


class _Lowering:
    """One lowering: the index asked, and how far the query may be stretched."""

    def __init__(self, kind: SearchKind, leniency: Leniency) -> None:
        self._leniency = leniency
        self._fields = searched(kind)

    def clause(self, tree: Tree) -> Clause:
        match tree:
            case Everything():
                return Filter(All())
            case Words():
                return self._words([tree])
            case Phrase():
                return self._phrase(tree)
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return Combined(should=tuple(self.clause(part) for part in parts), at_least=1)
            case Not(part):
                return Combined(must=(Filter(All()),), must_not=(self.clause(part),))
            case HasLayer(op, count):
                return _layer(op, count)
            case HasSetting(op, name, value, bounds):
                return _setting(op, name, value, bounds)
            case HasSequence(ops):
                return _sequence(ops)
            case InRange(name, bounds):
                return _in_range(name, bounds)
            case Is(name, value):
                return Filter(Term(name, value))

    def _and(self, parts: Sequence[Tree]) -> Clause:
        bare = [part for part in parts if isinstance(part, Words)]
        others = [part for part in parts if not isinstance(part, (Words, Not))]
        refused = [part.part for part in parts if isinstance(part, Not)]
        must = [self.clause(part) for part in others]
        if bare:
            must.append(self._words(bare))
        return Combined(
            must=tuple(must) or (Filter(All()),), must_not=tuple(self.clause(part) for part in refused)
        )

    def _words(self, leaves: Sequence[Words]) -> Clause:
        """Words that must all occur, wherever; words of one leaf and neighbouring leaves may form phrases."""
        several = [(word, leaf.field) for leaf in leaves for word in words(leaf.text, stem=False)]
        telling = [pair for pair in several if pair[0] not in STOPWORDS] or several
        if not telling:
            return Filter(All())
        clauses = tuple(self._word(word, name) for word, name in telling)
        extra = tuple(self._closeness([word for word, name in several if not name]))
        if self._leniency.most and len(clauses) > 2:
            enough = Combined(should=clauses, at_least=math.ceil(ENOUGH * len(clauses)))
            return Combined(must=(enough,), should=extra)
        if len(clauses) == 1 and not extra:
            return clauses[0]
        return Combined(must=clauses, should=extra)

    def _word(self, word: str, name: str) -> Clause:
        fields = [BY_NAME[name]] if name else self._fields
        parts: list[Clause] = []
        for each in fields:
            form = _form(word, each.name)
            weight = 1.0 if name else each.weight
            parts.append(Weighted(Term(each.name, form), weight))
        if word in self._leniency.misspelt and not name:
            parts += close_words(word)
        return parts[0] if len(parts) == 1 else Best(tuple(parts), TIE)

    def _closeness(self, several: Sequence[str]) -> Iterable[Clause]:
        if len(several) < 2:
            return
        stems = [_form(word, "title") for word in several]
        for name, weight in PHRASE_WEIGHTS.items():
            yield Weighted(Adjacent(name, tuple(stems)), weight)
        if len(several) > 2:
            for name, weight in PAIR_WEIGHTS.items():
                for pair in islice(pairwise(stems), MOST_PAIRS):
                    yield Weighted(Adjacent(name, pair), weight)

    def _phrase(self, phrase: Phrase) -> Clause:
        fields = [BY_NAME[phrase.field]] if phrase.field else self._fields
        several = words(phrase.text, stem=False)
        if not several:
            return Filter(All())
        if len(several) == 1:
            return self._word(several[0], phrase.field)
        parts = [
            Weighted(
                Adjacent(each.name, tuple(_form(word, each.name) for word in several)),
                1.0 if phrase.field else each.weight,
            )
            for each in fields
            if each.places
        ]
        return parts[0] if len(parts) == 1 else Best(tuple(parts), TIE)


def _form(word: str, name: str) -> str:
    """A word as it stands in a field; a word without accents and capitals stays one word when stemmed."""
    if BY_NAME[name].kind == "names":
        return word
    stemmed = words(word)
    return stemmed[0] if len(stemmed) == 1 else word


def _layer(op: str, count: Bounds | None) -> Clause:
    if count is None:
        return Filter(Term("layer", op))
    low, high = _whole(count)
    if (high is not None and high < 0) or (low is not None and high is not None and low > high):
        return NOTHING
    absent = Combined(must=(Filter(All()),), must_not=(Term("layer", op),))
    if high == 0:
        return absent
    present = Filter(
        KeywordBetween(
            "fact", f"{op}=", _count(max(1, low or 1)), _count(HIGHEST_COUNT if high is None else high)
        )
    )
    # Asked for as "at least none" or "at most 3 from 0", architectures without it fit too; "<3" alone means some.
    return Combined(should=(present, absent), at_least=1) if low == 0 else present


def _count(number: int) -> str:
    return count_fact("", number).removeprefix("=")


def _setting(op: str, name: str, value: str, bounds: Bounds | None) -> Clause:
    if bounds is None:
        return Filter(Term("fact", setting_fact(op, name, _plain_number(value))))
    low = encode_number((bounds.low or 0.0) + (SMALLEST if bounds.above else 0.0))
    high = (
        "9" * 20 if bounds.high is None else encode_number(bounds.high - (SMALLEST if bounds.below else 0.0))
    )
    if low is None or high is None:
        return NOTHING
    return Filter(KeywordBetween("fact", number_fact_prefix(op, name), low, high))


def _plain_number(value: str) -> str:
    """A number as settings are kept: "0.5" for "0.50", "7" for "7.0"; other texts as they are."""
    try:
        return f"{float(value):.6g}" if "." in value else value
    except ValueError:
        return value


def _sequence(ops: tuple[str, ...]) -> Clause:
    if len(ops) == 1:
        return Filter(Term("layer", ops[0]))
    size = min(len(ops), LONGEST_SEQUENCE)
    windows = dict.fromkeys(" ".join(ops[start : start + size]) for start in range(len(ops) - size + 1))
    return Combined(must=tuple(Filter(Term("sequence", window)) for window in windows))


def _in_range(name: str, bounds: Bounds) -> Clause:
    if not BY_NAME[name].integer:
        low, high = bounds.low, bounds.high
        if low is not None and bounds.above:
            low = math.nextafter(low, math.inf)
        if high is not None and bounds.below:
            high = math.nextafter(high, -math.inf)
        return Filter(Between(name, low, high))
    least, most = _whole(bounds)
    if least is not None and most is not None and least > most:
        return NOTHING
    return Filter(Between(name, least, most))


def _whole(bounds: Bounds) -> tuple[int | None, int | None]:
    """Bounds on whole numbers, both included."""
    low = high = None
    if bounds.low is not None:
        low = math.floor(bounds.low) + 1 if bounds.above else math.ceil(bounds.low)
    if bounds.high is not None:
        high = math.ceil(bounds.high) - 1 if bounds.below else math.floor(bounds.high)
    return low, high
