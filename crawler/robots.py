"""What a host's robots.txt allows (RFC 9309), and how slowly it asks to be crawled.

Reads through the transport, so at its pace; each host is asked once. A host without the file allows everything; one
that does not answer is an error of the transport, and nothing is to be fetched from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from crawler.transport import Transport

AGENT = "NetAtlas"
MAX_BYTES = 512 << 10
"""RFC 9309 has crawlers read at least 500 KiB."""
ABSENT = frozenset({400, 401, 404, 405, 410, 451})


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host. `delay`: seconds between two requests that it asks for; None where it does not."""

    host: str
    delay: float | None
    _rules: Protego | None = field(default=None, repr=False)

    def allows(self, url: str) -> bool:
        """Whether an address of this host may be fetched."""
        return self._rules is None or bool(self._rules.can_fetch(url, AGENT))


class RobotsReader:
    """Reads and remembers the rules of hosts."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._known: dict[str, Robots] = {}

    def of(self, url: str) -> Robots:
        """The rules of an address's host.

        Raises:
            Unavailable, Forbidden: see crawler.errors.
        """
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._known:
            answer = self._transport.get(
                f"{root}/robots.txt", max_bytes=MAX_BYTES, accept=frozenset({200}) | ABSENT
            )
            self._known[root] = parse_robots(parts.netloc, answer.body if answer.status == 200 else None)
        return self._known[root]


def parse_robots(host: str, body: bytes | None) -> Robots:
    """The rules of a host out of its file; None for a host that has none."""
    if body is None:
        return Robots(host, None)
    rules = Protego.parse(body.decode("utf-8", errors="replace"))
    delay = rules.crawl_delay(AGENT)
    return Robots(host, None if delay is None else float(delay), rules)
