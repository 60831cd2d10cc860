"""Nights that are ended by SIGKILL: taken up again, the catalog is that of a night that nobody disturbed, row for row."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from catalog.results import SearchPage
from simulate.arxiv.papers import ServedPaper
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock
from tests.crawl.rig import NIGHT, Rig, Rows, differences, readers_of, rows, served, start, tiny_papers

SPEED = 100.0
BOUNDARIES = (2, 9, 14, 20, 5, 17, 26, 11)
"""Commits before which a night is killed, one night after the other; the benchmark takes each one."""


class World:
    """Two nights of the stand-in: on the second one paper has a new version, and one is withdrawn."""

    def __init__(self, folder: Path) -> None:
        self.clock = CompressedClock(NIGHT, SPEED)
        self.papers = served(4, tiny_papers(folder / "pdfs"))
        self.server = ArxivStandIn(self.papers, clock=self.clock, page_size=10)
        self.later = [
            self.papers[0].with_version(NIGHT + timedelta(days=1)),
            self.papers[1].with_version(NIGHT + timedelta(days=1), withdrawn=True),
        ]

    def set_back(self, papers: list[ServedPaper]) -> None:
        """To the first night, with these papers changed."""
        self.server.papers = list(self.papers)
        for paper in papers:
            self.server.replace(paper)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("world"))
    with world.server:
        yield world


@pytest.fixture(scope="module")
def undisturbed(world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Rows]:
    """All rows after each of the two nights."""
    rig = Rig(tmp_path_factory.mktemp("undisturbed"), world.server.url, world.clock)
    world.set_back([])
    first = after_a_night(rig)
    world.set_back(world.later)
    return first, after_a_night(rig)


def after_a_night(rig: Rig) -> Rows:
    """Run a night to its end, and the next hours' retries; all rows then, checked against the index."""
    rig.night()
    rig.clock.jump(rig.clock.now() + timedelta(minutes=20))
    assert rig.night().status == "done"
    with rig.crawl() as (_, catalog, work):
        assert work.items.counts().open == 0
        page = catalog.search("")
        assert isinstance(page, SearchPage) and page.total == catalog.statistics().papers
        assert catalog.healthy() == {"database": "ok", "search": "ok"}
        return rows(catalog.database)


def kill_before(rig: Rig, commit: int) -> bool:
    """A night that kills itself before a commit, unless it has fewer; returns whether it did."""
    process = start(rig, commit)
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_killed_before_commits_of_every_stage(
    world: World, undisturbed: tuple[Rows, Rows], tmp_path: Path
) -> None:
    rig = Rig(tmp_path / "home", world.server.url, world.clock)
    for papers, expected in (([], undisturbed[0]), (world.later, undisturbed[1])):
        world.set_back(papers)
        killed = [kill_before(rig, commit) for commit in BOUNDARIES]
        assert killed.count(True) >= len(BOUNDARIES) - 1
        assert not differences(expected, after_a_night(rig))


def test_killed_at_moments_of_chance(world: World, undisturbed: tuple[Rows, Rows], tmp_path: Path) -> None:
    rig = Rig(tmp_path / "home", world.server.url, world.clock)
    world.set_back([])
    chance = random.Random(11)
    for _ in range(4):
        process = start(rig)
        process.join(chance.uniform(0.2, 2.0))
        process.kill()
        process.join()
    assert not differences(undisturbed[0], after_a_night(rig))


def test_readers_killed_at_moments_of_chance(
    world: World, undisturbed: tuple[Rows, Rows], tmp_path: Path
) -> None:
    rig = Rig(tmp_path / "home", world.server.url, world.clock)
    world.set_back([])
    chance = random.Random(12)
    process = start(rig)
    killed: set[int] = set()
    while process.is_alive():
        for reader in readers_of(process.pid or 0):
            if reader not in killed and len(killed) < 3:
                time.sleep(chance.uniform(0, 0.3))
                killed.add(reader)
                try:
                    os.kill(reader, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        process.join(0.02)
    assert killed and process.exitcode == 0
    # What was not read waits a quarter of an hour for its second try.
    rig.clock.jump(rig.clock.now() + timedelta(minutes=20))
    assert not differences(undisturbed[0], after_a_night(rig))
