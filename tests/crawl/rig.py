"""A crawl of the stand-in for arXiv with a compressed clock, in this process or in one that is killed.

Everything is real but the host and the time: HTTP, the database, the reader's child processes, the search index.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pymupdf
from sqlalchemy import Engine, event, select

import codegen
import extract
from catalog import WorkDatabase, open_catalog, open_work
from catalog.storage.tables import Base
from catalog.stored import StoredCatalog
from catalog.tallies import Run
from crawler.files import FileStore
from crawler.transport import Limits, Transport
from netatlas.pipeline.crawl import Busy, Crawl
from netatlas.pipeline.find import Selection
from netatlas.pipeline.harvest import Addresses
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.running import CrawlPlan, Parts
from schedules.jobs import Workshop
from schedules.service import Service
from simulate.arxiv.papers import CATEGORIES, ServedPaper, made_up
from simulate.clock import CompressedClock

ROOT = Path(__file__).resolve().parents[2]
NIGHT = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
FIRST_DAY = date(2026, 3, 1)
CONTACT = "operator@example.org"
PACE = {"metadata": 3.0, "pdf": 15.0}


@dataclass(frozen=True, slots=True)
class Rig:
    """A crawl that any process can set up.

    Attributes:
        home: folder of database, index and files.
        url: of the stand-in.
        clock: that it shares with the stand-in.
        database_url: "" for SQLite in `home`.
        processes: papers read at the same time.
        verified: frameworks whose code is run.
    """

    home: Path
    url: str
    clock: CompressedClock
    database_url: str = ""
    processes: int = 2
    verified: tuple[codegen.Framework, ...] = ()

    def open(self) -> tuple[StoredCatalog, WorkDatabase]:
        """Its catalog and work."""
        catalog = open_catalog(self.database_url, "", self.home)
        return catalog, open_work(catalog.database, self.clock)

    def parts(self, catalog: StoredCatalog, work: WorkDatabase, quota: int | None = None) -> Parts:
        """What its crawl works with."""
        pace = work.pace({"metadata": PACE["metadata"], "pdf": PACE["pdf"]})
        limits = Limits(first_wait=5.0, longest_wait=600.0)
        return Parts(
            catalog=catalog,
            work=work,
            files=FileStore(str(self.home / "papers"), quota=quota, fullest=1.0),
            connect=lambda: Transport(pace, CONTACT, limits=limits, sleep=self.clock.sleep),
            pace=pace,
            plan=CrawlPlan(
                selection=Selection(categories=CATEGORIES),
                addresses=Addresses(
                    oai=f"{self.url}/oai",
                    query=f"{self.url}/api/query",
                    rss=f"{self.url}/rss",
                    pdf=f"{self.url}/pdf",
                ),
                plan=Plan(
                    limits=extract.Limits(),
                    run_limits=codegen.Limits(seconds=60),
                    verified=self.verified,
                    processes=self.processes,
                ),
            ),
        )

    @contextmanager
    def crawl(self) -> Iterator[tuple[Crawl, StoredCatalog, WorkDatabase]]:
        """Its crawl, with catalog and work to look at."""
        catalog, work = self.open()
        try:
            yield Crawl(self.parts(catalog, work)), catalog, work
        finally:
            catalog.close()

    def night(self) -> Run:
        """One run from its beginning to its end."""
        with self.crawl() as (crawl, _, _):
            run = crawl.run("nightly")
        assert not isinstance(run, Busy), run
        return run


def tiny_papers(folder: Path) -> list[Path]:
    """Papers of mixed sizes, drawn here, and one with a network."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for pages, ballast in ((1, 0), (2, 30_000), (6, 400_000)):
        document = pymupdf.open()
        for number in range(pages):
            page = document.new_page()
            page.insert_text((72, 72), f"Page {number + 1} of {pages}")
        if ballast:
            document.embfile_add("ballast", os.urandom(ballast))
        made.append(folder / f"pages-{pages}.pdf")
        document.save(made[-1])
    return [*made, ROOT / "samples" / "sample.3.pdf"]


def locked_paper(folder: Path) -> Path:
    """A paper that needs a password."""
    document = pymupdf.open()
    document.new_page()
    path = folder / "locked.pdf"
    document.save(path, encryption=pymupdf.mupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")
    return path


def served(count: int, pdfs: list[Path], locked: Path | None = None, every: int = 10) -> list[ServedPaper]:
    """Papers of two days; with a `locked` PDF one in `every` is of one kind of trouble of its own.

    In turn: withdrawn in its second version, without a PDF, locked, about something else.
    """
    papers = made_up(count, FIRST_DAY, 2, pdfs)
    if locked is None:
        return papers
    for place in range(0, count, every):
        paper = papers[place]
        kind = (place // every) % 4
        if kind == 0:
            papers[place] = paper.with_version(NIGHT.replace(day=2), withdrawn=True)
        elif kind == 1:
            papers[place] = replace(paper, pdf=None)
        elif kind == 2:
            papers[place] = replace(paper, pdf=locked)
        else:
            papers[place] = replace(paper, title=f"On primes {place}", abstract="We prove a theorem on gaps.")
    return papers


# What depends on the time or on how often something was tried, and not on what came of it.
VOLATILE_TABLES = {"leases", "lanes", "runs", "outbox", "search_indexes", "bookmarks"}
VOLATILE = {
    "papers": {"revision"},
    "versions": {"seconds", "read_at"},
    "tombstones": {"at"},
    "work": {"due", "changed", "tries", "claims", "owner", "leased_until"},
}


Rows = Mapping[str, Mapping[tuple[Any, ...], Mapping[str, Any]]]
"""Of each table, by their primary keys, the rows by the names of their columns."""


def rows(engine: Engine) -> Rows:
    """All rows of the catalog and the work, without what depends on the time."""
    found = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in VOLATILE_TABLES:
                continue
            keys = [column.name for column in table.primary_key.columns]
            left_out = VOLATILE.get(table.name, set())
            query = select(*(column for column in table.columns if column.name not in left_out))
            found[table.name] = {
                tuple(row[key] for key in keys): {name: _without_seconds(row[name]) for name in row}
                for row in connection.execute(query).mappings()
            }
    return found


def differences(expected: Rows, found: Rows) -> list[str]:
    """In which rows and columns two catalogs differ, a sentence each; none where they are the same."""
    told = []
    for table, wanted in expected.items():
        there = found[table]
        for key in sorted(wanted.keys() | there.keys()):
            if key not in there or key not in wanted:
                told.append(f"{table} {key}: {'missing' if key in wanted else f'too many: {there[key]}'}")
                continue
            told += [
                f"{table} {key}: {name} is {there[key][name]!r}, {value!r} was expected"
                for name, value in wanted[key].items()
                if there[key][name] != value
            ]
    return told


def _without_seconds(value: Any) -> Any:
    return {**value, "seconds": 0} if isinstance(value, dict) and "seconds" in value else value


def schedule(rig: Rig) -> list[str]:
    """Have the scheduler's service run until the night is settled, or has been crawled once; what it told."""
    catalog, work = rig.open()
    told: list[str] = []
    stop = threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        if line.startswith("nightly") or "settled" in line:
            stop.set()

    try:
        parts = rig.parts(catalog, work)
        shop = Workshop(
            catalog=catalog,
            work=work,
            crawl=Crawl(parts),
            files=parts.files,
            quota=1 << 40,
            stop=stop,
            trial=rig.clock,
        )
        Service(shop, tell).run()
        return told
    finally:
        catalog.close()


HEARTS = ("lease", "heartbeat")
"""Begins of the names of threads that commit by the clock, and not step by step."""


def _in_child(rig: Rig, killed_before: int | None, scheduled: bool) -> None:
    if killed_before is not None:
        commits = 0

        def count(_: object) -> None:
            nonlocal commits
            if threading.current_thread().name.startswith(HEARTS):
                return
            commits += 1
            if commits == killed_before:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "commit", count)
    if scheduled:
        schedule(rig)
    else:
        rig.night()


def start(rig: Rig, killed_before: int | None = None, scheduled: bool = False) -> BaseProcess:
    """A night in a process of its own, which kills itself by SIGKILL before one of its commits where that is named.

    With `scheduled` it is the scheduler's service that does it.
    """
    os.environ["PYTHONPATH"] = str(ROOT)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crawl.rig"])
    process = context.Process(target=_in_child, args=(rig, killed_before, scheduled))
    process.start()
    return process


def readers_of(pid: int) -> list[int]:
    """The reading processes that a process has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"extract.process.child" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except (OSError, IndexError):
            continue
    return found
