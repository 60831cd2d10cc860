"""The facts of a paper, asked by kind and by the network that they are needed for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.prose import Constant, Fact

F = TypeVar("F", bound=Fact)


def _stem(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, seen from one exhibit: the nearer a sentence stands to it, the sooner it is believed.

    Attributes:
        all: in reading order.
        name: the network's name.
        page: page of the exhibit that shows its layers.
        exhibit: that exhibit's label.
    """

    all: Sequence[Fact]
    name: str = ""
    page: int = 1
    exhibit: str = ""

    def of(self, kind: type[F]) -> list[F]:
        """Facts of a kind that can be said of this network, surest and nearest first."""
        found = [fact for fact in self.all if isinstance(fact, kind) and self._fits(fact)]
        return sorted(found, key=self._rank)

    def count(self, kind: type[F], /, **wanted: object) -> int:
        """How many sentences state a fact of a kind with these fields."""
        return sum(
            all(getattr(fact, name) == value for name, value in wanted.items()) for fact in self.of(kind)
        )

    def constant(self, *, symbol: str = "", name: str = "") -> Constant | None:
        """The nearest number of this letter or name."""
        return next(
            (
                fact
                for fact in self.of(Constant)
                if (symbol and fact.symbol == symbol) or (name and name in fact.name)
            ),
            None,
        )

    def _fits(self, fact: Fact) -> bool:
        """Whether a sentence that names networks names this one, or a family that it is of."""
        if not fact.scope:
            return True
        own = _stem(self.name)
        return bool(own) and any(_stem(other) in own or own in _stem(other) for other in fact.scope)

    def _rank(self, fact: Fact) -> tuple[bool, float, int]:
        here = fact.evidence.exhibit == self.exhibit and bool(self.exhibit)
        return (not here, -round(fact.confidence, 1), abs(fact.evidence.page - self.page))


def mentions(texts: Iterable[str], *words: str) -> int:
    """How many of the texts hold one of the words."""
    return sum(any(word in text.lower() for word in words) for text in texts)
