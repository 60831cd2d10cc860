"""arXiv's RSS feed of the day: a cross-check on what OAI-PMH listed, never a source of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.errors import BadAnswer
from crawler.records import folded, mail_date, split_id
from crawler.transport import Transport
from crawler.xml import parse_xml

ENDPOINT = "https://rss.arxiv.org/rss"
DC = "{http://purl.org/dc/elements/1.1/}"
ARXIV = "{http://arxiv.org/schemas/atom}"


@dataclass(frozen=True, slots=True)
class Announced:
    """A paper of the feed: its id, version, kind ("new", "replace", "cross", ...) and licence."""

    arxiv_id: str
    version: int
    kind: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of a day.

    Attributes:
        built: when the server built it, in UTC.
        papers: announced that day; none on days without announcements.
        skipped_days: names of the weekdays on which nothing is announced.
    """

    built: datetime
    papers: tuple[Announced, ...]
    skipped_days: tuple[str, ...] = ()

    def stale(self, now: datetime, hours: float = 30.0) -> bool:
        """Whether the feed is older than a day and some hours: it must not be used to judge today."""
        return (now - self.built).total_seconds() > hours * 3600


def read_feed(transport: Transport, categories: Sequence[str], endpoint: str = ENDPOINT) -> Feed:
    """Today's feed of these categories.

    Raises:
        BadAnswer, Unavailable, Forbidden: see crawler.errors.
    """
    answer = transport.get(f"{endpoint}/{'+'.join(categories)}")
    return parse_feed(answer.body)


def parse_feed(body: bytes) -> Feed:
    """A feed out of its XML. Raises BadAnswer where it is none."""
    root = parse_xml(body, "RSS answer")
    channel = root.find("channel")
    built = folded(root.findtext("channel/lastBuildDate") or root.findtext("channel/pubDate"))
    if channel is None or not built:
        raise BadAnswer("RSS answer: no channel with a date")
    try:
        moment = mail_date(built)
    except ValueError as error:
        raise BadAnswer(f"RSS answer: date {built!r}") from error
    papers = []
    for item in channel.iterfind("item"):
        found = split_id((item.findtext("guid") or "").rpartition(":")[2]) or split_id(
            item.findtext("link") or ""
        )
        if found is None:
            continue
        kind = folded(item.findtext(f"{ARXIV}announce_type")) or "new"
        papers.append(Announced(found[0], found[1] or 1, kind, folded(item.findtext(f"{DC}rights")) or None))
    days = tuple(folded(day.text) for day in channel.iterfind("skipDays/day"))
    return Feed(moment, tuple(papers), days)
