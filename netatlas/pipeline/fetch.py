"""PDFs of found papers, one after the other at the crawler's pace, kept by their content."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from catalog import Catalog, UnknownVersion, WorkDatabase
from catalog.work import Item
from crawler.errors import TooLarge, Unavailable
from crawler.files import FileStore
from crawler.pdf import NoPdf, fetch_pdf
from crawler.robots import RobotsReader
from crawler.transport import Transport

HOUR = 3600.0
WAITS: dict[str, tuple[float, ...]] = {
    # A new paper's PDF may still be in the making; a withdrawn version never gets one.
    "missing": (6 * HOUR, 24 * HOUR, 72 * HOUR),
    "not-a-pdf": (6 * HOUR, 24 * HOUR, 72 * HOUR),
    "truncated": (0.5 * HOUR, 6 * HOUR, 24 * HOUR),
}
"""How long is waited after each try, by what came instead of a PDF; after the last there is none."""
LONGEST = 24 * HOUR
Code = Literal["", "missing", "not-a-pdf", "truncated", "too large", "unavailable", "robots.txt"]


@dataclass(frozen=True, slots=True)
class Got:
    """What came of fetching one paper: its PDF is kept, or `code` says in a word why not, and `reason` in a sentence.

    `again`: whether it will be tried once more.
    """

    code: Code = ""
    reason: str = ""
    again: bool = False


class Fetcher:
    """Fetches the PDFs of claimed items.

    Args:
        catalog: told of papers that never get a PDF.
        work: told what came of each.
        transport: makes the requests.
        files: where PDFs are kept.
        robots: what the hosts allow.
        address: under which PDFs stand, by their id and version.
        max_bytes: of a PDF.
    """

    def __init__(
        self,
        catalog: Catalog,
        work: WorkDatabase,
        transport: Transport,
        files: FileStore,
        robots: RobotsReader,
        address: str,
        max_bytes: int,
    ) -> None:
        self._catalog, self._work, self._transport, self._files = catalog, work, transport, files
        self._robots, self._address, self._max_bytes = robots, address, max_bytes

    def fetch(self, item: Item) -> Got:
        """Fetch one paper's PDF.

        Raises:
            StoreFull: there is no room for it; the item is as it was.
            Forbidden: see crawler.errors; the item is as it was.
        """
        key = item.key
        try:
            if not self._robots.of(self._address).allows(f"{self._address}/{key}"):
                return self._give_up(item, "robots.txt", f"robots.txt does not allow {self._address}/{key}")
            got = fetch_pdf(
                self._transport,
                key.arxiv_id,
                key.version,
                endpoint=self._address,
                max_bytes=self._max_bytes,
            )
        except TooLarge as error:
            return self._give_up(item, "too large", str(error))
        except Unavailable as error:
            wait = max(error.retry_after or 0.0, min(LONGEST, HOUR * 2**item.tries))
            self._work.items.wait(key, str(error), wait)
            return Got("unavailable", str(error), again=True)
        if isinstance(got, NoPdf):
            waits = WAITS[got.code]
            if item.tries >= len(waits):
                return self._give_up(item, got.code, got.message)
            self._work.items.wait(key, got.message, waits[item.tries])
            return Got(got.code, got.message, again=True)
        sha256 = self._files.put(got.body)
        self._work.items.advance(key, "fetched", sha256=sha256)
        return Got()

    def _give_up(self, item: Item, code: Code, reason: str) -> Got:
        with suppress(UnknownVersion):
            self._catalog.store_failure(item.key, reason)
        self._work.items.give_up(item.key, reason)
        return Got(code, reason)
