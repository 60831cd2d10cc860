"""`netatlas schedule` as processes: two of them, killed, stopped, called by cron."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from trials import moment, one_page, papers

from catalog import open_catalog, open_work
from catalog.stored import StoredCatalog
from catalog.tallies import Run
from schedules.clock import setting_of
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock

ROOT = Path(__file__).resolve().parents[2]


class Night:
    """A stand-in, and processes that crawl it by its clock."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home, self.database_url = home, database_url
        home.mkdir()
        self.clock = CompressedClock(moment("2026-03-03T06:31Z"), 40.0)
        served = papers("2026-03-02", 4, [one_page(home / "page.pdf")])
        self.server = ArxivStandIn(served, clock=self.clock).__enter__()
        self.started: list[subprocess.Popen[str]] = []
        # The schema is made before two processes want it.
        self.open().close()

    def open(self) -> StoredCatalog:
        """Its catalog."""
        return open_catalog(self.database_url, "", self.home)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`netatlas schedule` with these arguments."""
        url = self.server.url
        process = subprocess.Popen(
            [sys.executable, "-m", "netatlas.cli", "schedule", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONUNBUFFERED": "1",
                "NETATLAS_HOME": str(self.home),
                "NETATLAS_DATABASE_URL": self.database_url,
                "NETATLAS_CLOCK": setting_of(self.clock),
                "NETATLAS_OAI_URL": f"{url}/oai",
                "NETATLAS_QUERY_URL": f"{url}/api/query",
                "NETATLAS_RSS_URL": f"{url}/rss",
                "NETATLAS_PDF_URL": f"{url}/pdf",
                "NETATLAS_CATEGORIES": "cs",
                "NETATLAS_RELEVANCE": "0",
                "NETATLAS_VERIFY": "",
                "NETATLAS_PROCESSES": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def runs(self) -> tuple[Run, ...]:
        """The nightly runs, newest first."""
        catalog = self.open()
        found = tuple(run for run in catalog.runs() if run.kind == "nightly")
        catalog.close()
        return found

    def fetched(self) -> Counter[str]:
        """How often each PDF was asked for."""
        return Counter(entry.path for entry in self.server.log if entry.lane == "pdf")

    def until(self, held: Callable[[], object], seconds: float = 90) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not held():
            assert time.monotonic() < end, (self.runs(), self.fetched())
            assert all(process.poll() in (None, 0, -9) for process in self.started)
            time.sleep(0.2)

    def end(self) -> None:
        """End what still runs."""
        for process in self.started:
            process.kill()
            process.wait(10)
        self.server.close()


@pytest.fixture
def night(tmp_path: Path, database_url: str) -> Iterator[Night]:
    made = Night(tmp_path / "home", database_url)
    yield made
    made.end()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()[20:].strip()


def gaps(night: Night, lane: str) -> list[float]:
    """Seconds of the clock between the beginnings of a lane's requests."""
    begins = [entry.began for entry in night.server.log if entry.lane == lane]
    return [after - before for before, after in itertools.pairwise(begins)]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_of_two_one_schedules_and_when_it_is_killed_the_other_takes_the_run_up(night: Night) -> None:
    both = [night.start(), night.start()]
    active, other = sorted(both, key=lambda process: first_line(process).startswith("standing by"))
    night.until(night.fetched)
    active.send_signal(signal.SIGKILL)
    active.wait(10)
    night.until(lambda: night.runs()[0].status == "done")
    done, lost = night.runs()
    assert lost.status == "failed" and "its process ended" in lost.message
    assert first_line(other).startswith("scheduling; ")
    assert "done" in done.counts and sum(run.counts.get("done", 0) for run in (done, lost)) == 4
    times = night.fetched()
    assert len(times) == 4 and sorted(times.values()) in ([1, 1, 1, 1], [1, 1, 1, 2])
    assert night.server.most_at_once == 1
    assert min(gaps(night, "metadata")) >= 3 and min(gaps(night, "pdf")) >= 15
    other.send_signal(signal.SIGTERM)
    assert other.wait(30) == 0 and len(night.runs()) == 2


def test_a_run_that_is_stopped_goes_on_with_the_next_process(night: Night) -> None:
    process = night.start()
    night.until(night.fetched)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    assert process.wait(60) == 0
    assert time.monotonic() - began < 30
    (stopped,) = night.runs()
    assert stopped.status == "stopped" and stopped.message == "stopped by its operator"
    assert stopped.finished is not None
    once = night.start("--once", "nightly")
    told, _ = once.communicate(timeout=90)
    assert once.returncode == 0 and "nightly done" in told
    assert sum(run.counts.get("done", 0) for run in night.runs()) == 4
    assert set(night.fetched().values()) <= {1, 2} and sum(night.fetched().values()) <= 5
    asked = len(night.server.log)
    again = night.start("--once", "nightly")
    assert "settled: new papers have come" in again.communicate(timeout=60)[0]
    assert again.returncode == 0 and len(night.server.log) == asked


def test_after_403_it_fails_until_a_person_lets_it_ask_again(night: Night) -> None:
    night.server.trouble.add("403")
    process = night.start("--once", "nightly")
    assert "nightly stopped" in process.communicate(timeout=60)[0]
    assert process.returncode == 1 and len(night.server.log) == 1
    allowed = night.start("--after-403")
    assert "answered 403" in allowed.communicate(timeout=60)[0] and allowed.returncode == 0
    catalog = night.open()
    assert open_work(catalog.database, night.clock).pace().stopped() == ""
    catalog.close()
