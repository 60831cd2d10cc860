"""Requests to arXiv: paced, bounded in size and time, retried with care, stopped for good by a 403."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import requests
import urllib3

from crawler.errors import Forbidden, TooLarge, Unavailable
from crawler.pace import Lane, Pace
from crawler.records import mail_date

RETRIED = frozenset({429, 500, 502, 503, 504})
CONTACT = re.compile(r"^(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+$|^https?://\S+$")


@dataclass(frozen=True, slots=True)
class Answer:
    """A host's answer. `body` is decoded from gzip; `truncated` says that it ended before its announced length."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how often.

    Attributes:
        connect, read: seconds to wait for a connection, and for the next piece of an answer.
        total: seconds for a whole answer, against one that drips.
        tries: how often a request is made at most.
        first_wait: seconds before the second try; doubled each time, with jitter.
        longest_wait: seconds that are waited at most, also where the host asks for more.
        breaker: failed tries in a row, over all requests, after which nothing more is tried.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 300.0
    tries: int = 5
    first_wait: float = 5.0
    longest_wait: float = 600.0
    breaker: int = 20


class Transport:
    """Makes requests for one operator.

    Args:
        pace: hands out the turns.
        contact: address or page of the operator, sent in the User-Agent as arXiv asks.
        limits: on time and tries.
        sleep: for tests with a compressed clock.

    Raises:
        ValueError: the contact is neither a mail address nor a URL.
    """

    def __init__(
        self,
        pace: Pace,
        contact: str,
        *,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
        version: str = "0.1",
    ) -> None:
        if not CONTACT.match(contact):
            raise ValueError(f"contact {contact!r}: a mail address or a URL was expected")
        self._pace, self._sleep = pace, sleep
        self._limits = limits or Limits()
        self._failures = 0
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"NetAtlas/{version} ({contact})"
        self._session.max_redirects = 3

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        lane: Lane = "metadata",
        max_bytes: int = 64 << 20,
        accept: frozenset[int] = frozenset({200}),
    ) -> Answer:
        """An answer with a status of `accept`, after as many tries as the limits allow.

        Raises:
            Forbidden: 403, now or at an earlier request.
            TooLarge: an answer over `max_bytes`.
            Unavailable: no good answer, or the breaker is open.
        """
        why = ""
        for attempt in range(self._limits.tries):
            if self._failures >= self._limits.breaker:
                raise Unavailable(f"{self._failures} requests in a row failed; the last: {why or url}")
            asked: float | None = None
            try:
                with self._pace.turn(lane):
                    answer = self._once(url, params, max_bytes)
            except requests.RequestException as error:
                why = f"{url}: {type(error).__name__}: {error}"
            else:
                if answer.status in accept:
                    self._failures = 0
                    return answer
                why = f"{url}: status {answer.status}"
                if answer.status == 403:
                    stopped = f"{url} answered 403; crawling has stopped until its operator looks into it"
                    self._pace.stop(stopped)
                    raise Forbidden(stopped)
                if answer.status not in RETRIED:
                    raise Unavailable(why)
                asked = retry_after(answer.headers)
            self._failures += 1
            if attempt + 1 < self._limits.tries:
                wait = self._wait(attempt, asked)
                self._pace.penalty(lane, wait)
                self._sleep(wait)
        raise Unavailable(f"{why} (after {self._limits.tries} tries)", asked)

    def _wait(self, attempt: int, asked: float | None) -> float:
        """Seconds before the next try: what the host asks for, else a doubled wait with jitter."""
        own = self._limits.first_wait * 2**attempt * random.uniform(0.75, 1.5)
        return float(min(max(own, asked or 0.0), self._limits.longest_wait))

    def _once(self, url: str, params: Mapping[str, str] | None, max_bytes: int) -> Answer:
        limits = self._limits
        began = time.monotonic()
        with self._session.get(
            url, params=dict(params or {}), timeout=(limits.connect, limits.read), stream=True
        ) as response:
            pieces, size = [], 0
            for piece in _pieces(response):
                size += len(piece)
                if size > max_bytes:
                    raise TooLarge(f"{url}: the answer is larger than {max_bytes} bytes")
                if time.monotonic() - began > limits.total:
                    raise requests.Timeout(f"the answer was not whole after {limits.total:.0f} s")
                pieces.append(piece)
            body = b"".join(pieces)
            return Answer(response.url, response.status_code, dict(response.headers), body)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it comes, decoded: one piece each time that something has arrived.

    `iter_content` waits until a piece is full, so that an answer that drips would never be asked how long it takes.
    """
    try:
        while piece := response.raw.read1(1 << 16, decode_content=True):
            yield piece
    except urllib3.exceptions.HTTPError as error:
        raise requests.ConnectionError(error) from error


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, given as a number or as a date; None where there is none."""
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = mail_date(text)
    except ValueError:
        return None
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
