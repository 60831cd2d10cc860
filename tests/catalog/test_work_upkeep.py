"""Leases and files that are not needed any more, on both kinds of database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from catalog import open_work
from catalog.records import VersionKey
from catalog.work import State, upkeep
from simulate.clock import CompressedClock
from tests.catalog.conftest import Opener

START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@both
def test_leases_that_have_run_out_are_taken_away(opener: Opener, database_url: str) -> None:
    clock = CompressedClock(START)
    work = open_work(opener(database_url).database, clock, "one")
    assert work.leases.take("short", 10) and work.leases.take("long", 100)
    assert upkeep.expire_leases(work.engine, clock) == 0
    clock.jump(START + timedelta(seconds=50))
    assert upkeep.expire_leases(work.engine, clock) == 1
    assert work.leases.holder("long") is not None and work.leases.take("short", 10)


@both
def test_only_files_that_nobody_needs_are_given_oldest_first(opener: Opener, database_url: str) -> None:
    clock = CompressedClock(START)
    work = open_work(opener(database_url).database, clock, "one")

    def paper(number: int, state: State, sha256: str, reader: str = "now", place: str = "") -> None:
        key = VersionKey(f"2603.{number:05d}", 1)
        work.items.add(key, sha256=sha256, place=place)
        work.items.claim(["found"], 60)
        work.items.advance(key, state, reader_version=reader)
        clock.jump(clock.now() + timedelta(minutes=1))

    paper(1, "indexed", "read")
    paper(2, "indexed", "read by an older one", reader="before")
    paper(3, "fetched", "to be read")
    paper(4, "given-up", "shared")
    paper(5, "fetched", "shared")
    paper(6, "superseded", "never read", reader="")
    paper(7, "indexed", "elsewhere", place="/papers/a.pdf")
    assert upkeep.files_done_with(work.engine, "now") == ("read", "never read")
    upkeep.forget_file(work.engine, "read")
    assert upkeep.files_done_with(work.engine, "now") == ("never read",)
    item = work.items.get(VersionKey("2603.00001", 1))
    assert item is not None and item.sha256 == "" and item.state == "indexed"
    assert work.items.read_again("later", 10) == 3, (
        "all that was read or given up but the one without its file"
    )
