"""A scheduler that is ended by SIGKILL: another one takes the night up, and what comes of it is the same."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock
from tests.crawl.rig import NIGHT, Rig, Rows, differences, rows, schedule, served, start, tiny_papers

BOUNDARIES = (2, 4, 9)
"""Commits before which it is killed, one after the other; the benchmark takes each one, in a home of its own."""


def stored(rig: Rig) -> Rows:
    with rig.crawl() as (_, catalog, work):
        assert work.items.counts().open == 0
        assert work.leases.holder("scheduler") is None
        return rows(catalog.database)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_killed_before_some_of_its_commits(tmp_path: Path, database_url: str) -> None:
    clock = CompressedClock(NIGHT, 100.0)
    with ArxivStandIn(served(1, tiny_papers(tmp_path / "pdfs")[:1]), clock=clock) as server:
        undisturbed = Rig(tmp_path / "undisturbed", server.url, clock, processes=1)
        assert schedule(undisturbed)[-1].startswith("nightly done")
        expected = stored(undisturbed)
        clock.jump(NIGHT)
        rig = Rig(tmp_path / "home", server.url, clock, database_url, processes=1)
        for commit in BOUNDARIES:
            process = start(rig, commit, scheduled=True)
            process.join(60)
            assert process.exitcode == -signal.SIGKILL, commit
        told = schedule(rig)
        assert told[-1].startswith("nightly done"), told
        assert not differences(expected, stored(rig))
