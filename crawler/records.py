"""What arXiv says of a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

ARXIV_ID = re.compile(r"^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})$")


@dataclass(frozen=True, slots=True)
class ArxivVersion:
    """One version of a paper.

    Attributes:
        number: from 1.
        submitted: when it was submitted, in UTC; None where the source does not say.
        size: of its source as printed ("312kb"), "" where unknown.
        flags: arXiv's source flags; "I" marks a version that withdraws the paper.
    """

    number: int
    submitted: datetime | None = None
    size: str = ""
    flags: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether this version withdraws the paper."""
        return "I" in self.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class ArxivRecord:
    """A paper with all its versions as one source gives it.

    Attributes:
        arxiv_id: without version ("1512.03385", "cs/0112017").
        title, abstract: with white space folded.
        authors: in order.
        categories: the primary one first.
        versions: oldest first; at least one.
        licence: URL of the newest version's licence; None where the source does not say.
        datestamp: day on which the record last changed; None where the source does not say.
        source: "oai", "query", "rss", or "disk".
    """

    arxiv_id: str
    title: str
    abstract: str = field(repr=False)
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    versions: tuple[ArxivVersion, ...]
    licence: str | None = None
    comments: str = ""
    doi: str = ""
    journal_ref: str = ""
    datestamp: date | None = None
    source: str = "oai"

    @property
    def newest(self) -> ArxivVersion:
        """The newest version."""
        return self.versions[-1]

    @property
    def withdrawn(self) -> bool:
        """Whether the newest version withdraws the paper."""
        return self.newest.withdrawn


def mail_date(text: str) -> datetime:
    """A moment as mail and HTTP write it ("Tue, 3 Mar 2026 06:30:00 GMT"), in UTC, which it is where no zone is given.

    Raises ValueError for what is none.
    """
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def folded(text: str | None) -> str:
    """Text on one line with single blanks."""
    return " ".join((text or "").split())


def split_id(text: str) -> tuple[str, int | None] | None:
    """An arXiv id and its version number, from "1512.03385v2", "arXiv:cs/0112017" or an abs or pdf address.

    None where the text holds no arXiv id.
    """
    plain = re.sub(
        r"^(?:arxiv:|https?://[^/]*arxiv\.org/(?:abs|pdf)/)", "", text.strip(), flags=re.IGNORECASE
    )
    found = re.match(r"^(.*?)(?:v(\d+))?(?:\.pdf)?$", plain)
    if found is None or not ARXIV_ID.match(found[1]):
        return None
    return found[1], int(found[2]) if found[2] else None
