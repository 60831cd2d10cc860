"""What crawling arXiv needs: a contact, the pace, room for files, the calendar, a scheduler; and hosts that answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import fsspec

from catalog import CatalogError, open_work
from catalog.storage.database import schema_state
from catalog.stored import StoredCatalog
from catalog.work import WorkDatabase
from crawler.errors import Forbidden, Unavailable
from crawler.pace import Lane, LocalPace
from crawler.robots import RobotsReader
from crawler.transport import Limits, Transport
from netatlas.catalogs import opened
from netatlas.crawling import NOBODY, lacking
from netatlas.doctor.check import Check, State
from netatlas.settings import Settings
from schedules import calendar
from schedules.nights import SCHEDULER

ASKED_DELAY = 15.0
"""Seconds between two PDFs that arxiv.org's robots.txt asks for."""
NEXT_YEAR = 12
"""Month from which on the next year's holidays should be known."""


def contact(settings: Settings) -> Iterator[Check]:
    """Whether arXiv would be told whom to ask."""
    missing = lacking(settings.model_copy(update={"clock": ""}))
    if missing:
        mend = "set NETATLAS_CONTACT to your mail address or page; without it nothing is crawled"
        yield Check("contact", "missing", "; ".join(missing), mend)
    else:
        yield Check(
            "contact", "ok", settings.contact or "none, and none is needed for a server of this machine"
        )


def pace(settings: Settings) -> Iterator[Check]:
    """How fast is crawled."""
    told = f"a request for records every {settings.metadata_interval:g} s, a PDF every {settings.pdf_interval:g} s"
    on_arxiv = urlsplit(settings.pdf_url).hostname == "arxiv.org"
    if on_arxiv and settings.pdf_interval < ASKED_DELAY:
        mend = f"set NETATLAS_PDF_INTERVAL to {ASKED_DELAY:g}, which arxiv.org's robots.txt asks for"
        yield Check("pace", "warning", told, mend)
    else:
        yield Check("pace", "ok", told)


def files(settings: Settings) -> Iterator[Check]:
    """Whether the place for PDFs can be reached, and how much of its quota is used."""
    quota = settings.files_quota_gb * 1e9
    try:
        system, root = fsspec.core.url_to_fs(settings.files)
        sizes = [entry["size"] or 0 for entry in system.find(root, detail=True).values()]
    except (ImportError, OSError, ValueError) as error:
        told = f"{settings.files} cannot be reached: {error}"
        mend = "correct NETATLAS_FILES_URL; a store such as S3 needs its own package of fsspec and its access"
        yield Check("files", "missing", told, mend)
        return
    told = f"{len(sizes)} PDFs, {sum(sizes) / 1e9:.1f} of {settings.files_quota_gb:g} GB"
    if sum(sizes) > 0.95 * quota:
        yield Check(
            "files", "warning", told, "raise NETATLAS_FILES_QUOTA_GB; the oldest are let go of otherwise"
        )
    else:
        yield Check("files", "ok", told)


def holidays(settings: Settings, today: date | None = None) -> Iterator[Check]:
    """Whether arXiv's holidays of this year, and from December on of the next, are known."""
    today = today or datetime.now(UTC).date()
    years = [today.year, today.year + 1] if today.month >= NEXT_YEAR else [today.year]
    more = calendar.given(settings.holidays)
    unknown = [str(year) for year in years if not calendar.documented(year, more)]
    if not unknown:
        yield Check("holidays", "ok", f"those of {' and '.join(map(str, years))} are known")
        return
    told = f"none are known of {' and '.join(unknown)}: on such a day it is tried every hour in vain"
    mend = "set NETATLAS_HOLIDAYS to the days on https://info.arxiv.org/help/availability.html"
    yield Check("holidays", "warning", told, mend)


def clock(settings: Settings) -> Iterator[Check]:
    """Whether a trial's clock is left on; with it no host but this machine is crawled."""
    if settings.clock:
        told = f"a trial's clock is set: {settings.clock}"
        state: State = "missing" if lacking(settings) else "warning"
        yield Check("clock", state, told, "take NETATLAS_CLOCK away to crawl in earnest")


def crawling(settings: Settings) -> Iterator[Check]:
    """What the database says: whether requests were forbidden, who schedules, what the last night gave."""
    catalog = _existing(settings)
    if catalog is None:
        return
    with closing(catalog):
        work = open_work(catalog.database)
        yield _forbidden(work)
        yield _scheduler(work)


def _forbidden(work: WorkDatabase) -> Check:
    stopped = work.pace().stopped()
    if not stopped:
        return Check("requests", "ok", "nothing was forbidden")
    mend = "find out why, ask arXiv where that does not tell, then `netatlas schedule --after-403`"
    return Check("requests", "missing", stopped, mend)


def _scheduler(work: WorkDatabase) -> Check:
    holder = work.leases.holder(SCHEDULER)
    last = next((run for run in work.ledger.runs(200) if run.kind == "nightly"), None)
    told = (
        f"last night's run: {last.started:%Y-%m-%d %H:%M} UTC, {last.status}" if last else "no night so far"
    )
    if holder is None:
        return Check("scheduler", "warning", f"none runs; {told}", "start `netatlas schedule`")
    return Check("scheduler", "ok", f"runs since {holder.taken:%Y-%m-%d %H:%M} UTC; {told}")


def hosts(settings: Settings) -> Iterator[Check]:
    """Asks each of arXiv's hosts for its robots.txt, at the pace, and says whether it lets us in.

    The pace is the crawl's own where there is a database, so that a doctor beside a crawl makes it no faster, and a
    403 stops both.
    """
    if lacking(settings):
        yield Check("hosts", "missing", "not asked without a contact", "set NETATLAS_CONTACT first")
        return
    intervals: dict[Lane, float] = {"metadata": settings.metadata_interval, "pdf": settings.pdf_interval}
    catalog = _existing(settings)
    try:
        pace = open_work(catalog.database).pace(intervals) if catalog else LocalPace(intervals)
        limits = Limits(tries=1, connect=5, total=30)
        reader = RobotsReader(Transport(pace, settings.contact or NOBODY, limits=limits))
        of_host: dict[str, list[str]] = {}
        for url in (settings.oai_url, settings.query_url, settings.rss_url, settings.pdf_url):
            of_host.setdefault(urlsplit(url).netloc, []).append(url)
        for name, urls in of_host.items():
            yield _host(reader, name, urls, settings)
    except Forbidden as error:
        mend = "ask nothing more, and find out why; ask arXiv where that does not tell"
        yield Check("hosts", "missing", str(error), mend)
    finally:
        if catalog:
            catalog.close()


def _existing(settings: Settings) -> StoredCatalog | None:
    """The catalog where there is one of this schema; None where opening would make or change it."""
    try:
        state = schema_state(settings.database)
        return opened(settings) if state.current and state.revision else None
    except CatalogError:
        return None


def _host(reader: RobotsReader, name: str, urls: Sequence[str], settings: Settings) -> Check:
    try:
        rules = reader.of(urls[0])
    except Unavailable as error:
        return Check(name, "missing", str(error), "check network, proxy and the address")
    # arXiv's APIs are made for programs and have terms of their own; robots.txt is about its pages and PDFs.
    if settings.pdf_url in urls and not rules.allows(f"{settings.pdf_url}/"):
        return Check(name, "missing", f"its robots.txt forbids {settings.pdf_url}", "fetch no PDFs there")
    delay = rules.delay or 0.0
    told = "answers" + (f"; asks for {delay:g} s between requests" if delay else "")
    if settings.pdf_url in urls and delay > settings.pdf_interval:
        return Check(name, "warning", told, f"set NETATLAS_PDF_INTERVAL to {delay:g}")
    return Check(name, "ok", told)
