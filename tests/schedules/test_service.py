"""The service in this process, and the jobs beside the nightly one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from trials import Trial, moment, one_page, papers

import extract
from catalog.records import Metadata, Paper, VersionKey
from catalog.tallies import Run
from netatlas.pipeline.crawl import RUN
from schedules.service import Service

Make = Callable[..., Trial]


@pytest.mark.parametrize(
    ("friday", "papers_of", "monday", "begins"),
    [
        ("2026-03-06T06:31Z", "2026-03-05", "2026-03-09T05:10Z", "2026-03-09T05:30Z"),
        ("2026-10-30T05:31Z", "2026-10-29", "2026-11-02T06:10Z", "2026-11-02T06:30Z"),
    ],
    ids=["clocks went forward", "clocks went back"],
)
def test_the_night_begins_in_time_after_clocks_were_changed(
    trial: Make, friday: str, papers_of: str, monday: str, begins: str
) -> None:
    night = trial(friday)
    night.server.papers = papers(papers_of)
    assert isinstance(night.jobs.nightly(), Run)
    night.clock.jump(moment(monday))
    lines: list[str] = []
    serving = threading.Thread(target=Service(night.shop, lines.append).run)
    serving.start()
    end = time.monotonic() + 30
    while len(night.shop.catalog.runs()) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    night.shop.stop.set()
    serving.join(20)
    assert not serving.is_alive()
    assert lines[0] == "scheduling; settled: new papers have come"
    newest = night.shop.catalog.runs()[0]
    assert newest.kind == "nightly"
    assert timedelta() <= newest.started - moment(begins) < timedelta(minutes=20)


def test_withdrawals_are_found_weeks_later(trial: Make) -> None:
    week = trial("2026-03-03T06:31Z")
    week.server.papers = papers("2026-03-02")
    week.jobs.nightly()
    withdrawn = week.server.papers[0].with_version(moment("2026-03-04T12:00Z"), withdrawn=True)
    week.clock.jump(moment("2026-03-21T17:00Z"))
    week.server.replace(withdrawn)
    run = week.jobs.withdrawals()
    assert isinstance(run, Run) and run.status == "done"
    assert str(run.since) == "2026-02-28" and run.counts["withdrawn"] == 1
    item = week.shop.work.items.get(VersionKey(withdrawn.arxiv_id, 2))
    assert item is not None and item.state == "withdrawn"


def test_nothing_is_read_again_before_a_night_begins(trial: Make) -> None:
    idle = trial("2026-03-03T20:00Z", speed=1.0)
    assert idle.jobs.reread() == "nothing was read by an older reader"
    idle.clock.jump(moment("2026-03-04T05:45Z"))
    assert idle.jobs.reread() == "a night begins soon"


def test_what_an_older_reader_read_is_read_again_in_idle_time(trial: Make, tmp_path: Path) -> None:
    idle = trial("2026-03-03T20:00Z", speed=10.0)
    shop, key = idle.shop, VersionKey("2603.00001", 1)
    sha256 = shop.files.put(one_page(tmp_path / "page.pdf").read_bytes())
    shop.catalog.store_paper(Metadata(key=key, title="A paper of one page"))
    shop.work.items.add(key, sha256=sha256)
    shop.work.items.claim(["found"], 60)
    shop.work.items.advance(key, "indexed", reader_version="older")
    run = idle.jobs.reread()
    assert isinstance(run, Run) and (run.kind, run.status) == ("reread", "done"), run
    assert run.counts["done"] == 1 and not idle.server.log
    item = shop.work.items.get(key)
    assert item is not None and (item.state, item.reader_version) == ("indexed", extract.reader_version())
    assert idle.jobs.reread() == "nothing was read by an older reader"


def test_licences_are_asked_for_in_idle_time(trial: Make) -> None:
    idle = trial("2026-03-03T20:00Z")
    (paper,) = idle.server.papers = papers("2026-03-02", 1)
    idle.shop.catalog.store_paper(Metadata(key=VersionKey(paper.arxiv_id, 1), title="A paper of an archive"))
    idle.shop.work.items.add(VersionKey(paper.arxiv_id, 1), state="indexed")
    run = idle.jobs.licences()
    assert isinstance(run, Run) and (run.kind, run.status, run.counts["found"]) == ("licences", "done", 1)
    stored = idle.shop.catalog.paper(paper.arxiv_id)
    assert isinstance(stored, Paper) and stored.version.metadata.licence == paper.licence
    assert idle.jobs.licences() == "every licence is known, or was asked for lately"
    idle.clock.jump(moment("2026-03-04T05:45Z"))
    assert idle.jobs.licences() == "a night begins soon"


def keep(trial: Trial, arxiv_id: str, size: int, reader: str) -> str:
    """A paper with a kept file, done by a reader of this version; gives the file's SHA-256."""
    sha256 = trial.shop.files.put(arxiv_id.encode().ljust(size, b"x"))
    key, items = VersionKey(arxiv_id, 1), trial.shop.work.items
    items.add(key, sha256=sha256, state="fetched")
    items.claim(["fetched"], 60)
    items.give_up(key, "a paper of this test", reader_version=reader)
    return sha256


def test_cleaning_keeps_to_the_quota_and_spares_what_is_still_to_be_read(trial: Make) -> None:
    day = trial("2026-03-03T18:00Z", files_quota_gb=5e-6)
    shop, now = day.shop, extract.reader_version()
    old = keep(day, "2603.00001", 1500, "older")
    first, second, third = (keep(day, f"2603.0000{n}", 1200, now) for n in (2, 3, 4))
    shop.work.leases.take("something", -5.0)
    left = shop.files.path(first) + ".abc.partial"
    Path(left).write_bytes(b"half")
    run = day.jobs.clean()
    assert isinstance(run, Run) and run.status == "done"
    assert run.counts == {"files": 1, "leases": 1, "half-written files": 1}
    assert shop.files.get(first) is None and not Path(left).exists()
    assert all(shop.files.get(each) is not None for each in (old, second, third))
    gone = shop.work.items.get(VersionKey("2603.00002", 1))
    assert gone is not None and gone.sha256 == ""


def test_cleaning_waits_for_a_run_that_is_under_way(trial: Make) -> None:
    day = trial("2026-03-03T18:00Z", speed=1.0)
    with day.shop.work.leases.hold(RUN):
        assert day.jobs.clean() == "another run is under way"
    assert day.shop.catalog.runs() == ()
