"""A workshop on a stand-in for arXiv, both by one compressed clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pymupdf

from catalog import open_catalog, open_work
from catalog.work import StoppableClock
from netatlas.crawling import crawl_of, files_of
from netatlas.settings import Settings, load_settings
from schedules.jobs import Jobs, Workshop
from simulate.arxiv.papers import ServedPaper, made_up
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def papers(day: str, count: int = 3, pdfs: list[Path] | None = None) -> list[ServedPaper]:
    """Some papers of one day, their ids above those of every day before."""
    when = date.fromisoformat(day)
    made = made_up(count, when, 1, pdfs or [], seed=when.toordinal())
    return [replace(paper, arxiv_id=f"{when:%y%m}.{when.day:02d}{n:03d}") for n, paper in enumerate(made)]


def one_page(path: Path) -> Path:
    """A PDF without exhibits, so that reading it takes next to nothing."""
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "A paper of one page")
    document.save(path)
    return path


def settings_for(server: ArxivStandIn, home: Path, **more: object) -> Settings:
    """Settings by which everything goes to a stand-in."""
    return load_settings(
        home=home,
        contact="operator@example.org",
        oai_url=f"{server.url}/oai",
        query_url=f"{server.url}/api/query",
        rss_url=f"{server.url}/rss",
        pdf_url=f"{server.url}/pdf",
        categories="cs.LG,cs.CV,cs.CL,cs.AI,cs.NE,stat.ML,eess.IV",
        verify="",
        **more,
    )


@dataclass(frozen=True)
class Trial:
    """A workshop with its stand-in."""

    shop: Workshop
    jobs: Jobs
    server: ArxivStandIn
    clock: CompressedClock


def trial_of(home: Path, start: str, speed: float, **more: object) -> Trial:
    """A trial that begins at a moment; papers are only listed unless `relevance` says otherwise."""
    clock = CompressedClock(moment(start), speed)
    server = ArxivStandIn([], clock=clock).__enter__()
    settings = settings_for(server, home, **{"relevance": 1.0, **more})
    catalog, stop = open_catalog("", "", home), Event()
    work = open_work(catalog.database, StoppableClock(clock, stop))
    shop = Workshop(
        catalog=catalog,
        work=work,
        crawl=crawl_of(settings, catalog, work, stop=stop),
        files=files_of(settings),
        quota=int(settings.files_quota_gb * (1 << 30)),
        stop=stop,
        trial=clock,
    )
    return Trial(shop, Jobs(shop), server, clock)
