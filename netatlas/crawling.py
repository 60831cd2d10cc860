"""The crawl that the settings name, and what they lack to crawl the real arXiv."""

from __future__ import annotations

import ipaddress
import math
import threading
from collections.abc import Iterable
from urllib.parse import urlsplit

import codegen
import extract
import netatlas
from catalog import WorkDatabase, open_work
from catalog.stored import StoredCatalog
from catalog.work import Clock
from crawler.files import FileStore
from crawler.transport import CONTACT, Transport
from netatlas.pipeline.crawl import Crawl
from netatlas.pipeline.find import Selection
from netatlas.pipeline.harvest import Addresses
from netatlas.pipeline.plan import Plan, installed
from netatlas.pipeline.running import CrawlPlan, Parts
from netatlas.settings import Settings, SettingsError

NOBODY = "http://localhost"
"""The contact told to a server of this machine, which needs none."""


def lacking(settings: Settings) -> tuple[str, ...]:
    """What must be set before arXiv may be crawled, each in a sentence; nothing where all is there."""
    if settings.contact and not CONTACT.match(settings.contact):
        return (
            f"NETATLAS_CONTACT is {settings.contact!r}; a mail address or the address of a page was expected",
        )
    away = [address for address in _addresses(settings) if not _is_here(address)]
    if away and settings.clock:
        # The pace is counted by the clock: a fast one would break arXiv's rules.
        return ("NETATLAS_CLOCK is for trials against a server of this machine",)
    if away and not settings.contact:
        host = urlsplit(away[0]).hostname
        return (
            f"NETATLAS_CONTACT is not set; {host} is not asked without the operator's mail address or page",
        )
    return ()


PATIENCE = 4
"""Seconds by the clock for each of processor time: a busy machine shall not decide what is read, and a process that
waits for something shall end."""


def plan_of(settings: Settings, again: bool = False) -> Plan:
    """What to do with each paper."""
    return Plan(
        limits=extract.Limits(
            seconds=PATIENCE * settings.read_seconds,
            cpu_seconds=math.ceil(settings.read_seconds),
            memory_bytes=settings.read_memory_mb << 20,
            pdf_bytes=settings.max_pdf_mb << 20,
        ),
        run_limits=codegen.Limits(
            seconds=PATIENCE * settings.verify_seconds, cpu_seconds=math.ceil(settings.verify_seconds)
        ),
        verified=installed(settings.verify),
        processes=settings.processes,
        again=again,
    )


def selection_of(settings: Settings) -> Selection:
    """Which papers are wanted."""
    return Selection(
        categories=_parts(settings.categories),
        keywords=_parts(settings.keywords),
        relevance=settings.relevance,
    )


def files_of(settings: Settings) -> FileStore:
    """Where PDFs are kept."""
    return FileStore(settings.files, quota=int(settings.files_quota_gb * (1 << 30)))


def crawl_of(
    settings: Settings,
    catalog: StoredCatalog,
    work: WorkDatabase | None = None,
    clock: Clock | None = None,
    stop: threading.Event | None = None,
) -> Crawl:
    """The crawl of these settings.

    Args:
        settings: of the run.
        catalog: what is found and read is stored in.
        work: opened on the catalog's database; None to open it here.
        clock: for trials with a compressed one, where the work is opened here.
        stop: set when the process is to end.

    Raises:
        SettingsError: something must be set first; the message says what.
    """
    missing = lacking(settings)
    if missing:
        raise SettingsError("; ".join(missing))
    work = work or open_work(catalog.database, clock)
    pace = work.pace({"metadata": settings.metadata_interval, "pdf": settings.pdf_interval})
    sleep = work.clock.sleep

    def connect() -> Transport:
        return Transport(pace, settings.contact or NOBODY, sleep=sleep, version=netatlas.__version__)

    plan = CrawlPlan(
        selection=selection_of(settings),
        addresses=Addresses(
            oai=settings.oai_url, query=settings.query_url, rss=settings.rss_url, pdf=settings.pdf_url
        ),
        plan=plan_of(settings),
        max_bytes=settings.max_pdf_mb << 20,
        first_days=settings.first_days,
    )
    return Crawl(
        Parts(
            catalog=catalog,
            work=work,
            files=files_of(settings),
            connect=connect,
            pace=pace,
            plan=plan,
            stop=stop or threading.Event(),
        )
    )


def _addresses(settings: Settings) -> Iterable[str]:
    return settings.oai_url, settings.query_url, settings.rss_url, settings.pdf_url


def _is_here(address: str) -> bool:
    """Whether an address is of this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
