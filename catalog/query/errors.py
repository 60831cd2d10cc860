"""What is wrong with a query, and where."""

from __future__ import annotations


class QueryError(Exception):
    """A query that cannot be understood.

    Attributes:
        message: one sentence for a person.
        position: index of the first character concerned.
        length: number of characters concerned.
    """

    def __init__(self, message: str, position: int, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.length = max(1, length)


class TooComplex(QueryError):
    """A query beyond the limits on length, nesting or number of terms."""
