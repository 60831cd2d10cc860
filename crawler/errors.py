"""Errors of the crawler. Absences that are to be expected (a withdrawn PDF) are typed results instead."""

from __future__ import annotations


class CrawlError(Exception):
    """Root of the crawler's errors."""


class Forbidden(CrawlError):
    """The host answered 403. More requests would count as an attack: the run stops and its operator is told."""


class Unavailable(CrawlError):
    """The host gave no good answer after all tries.

    Attributes:
        retry_after: seconds after which the host asked to be tried again; None where it did not say.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooLarge(Unavailable):
    """An answer is larger than what is read; trying again would not change that."""


class BadAnswer(CrawlError):
    """An answer that breaks its protocol: XML cut short, a page of another kind, a form that is not known."""


class BadToken(BadAnswer):
    """A resumption token that is not, or no longer, valid."""
