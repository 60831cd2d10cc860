"""The work, leases, pace and ledger in the database: on both kinds, and between real processes."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from catalog import WorkDatabase, open_work
from catalog.records import VersionKey
from catalog.work import Bookmark, Stopped
from catalog.work.owner import is_dead, this_process
from simulate.clock import CompressedClock
from tests.catalog.conftest import Opener

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
KEY = VersionKey("2603.00001", 1)
both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


def work_on(opener: Opener, url: str, owner: str = "one", speed: float = 1.0) -> WorkDatabase:
    return open_work(opener(url).database, CompressedClock(START, speed), owner)


def later(work: WorkDatabase, seconds: float) -> None:
    assert isinstance(work.clock, CompressedClock)
    work.clock.jump(work.clock.now() + timedelta(seconds=seconds))


@both
def test_an_item_goes_its_way_once(opener: Opener, database_url: str) -> None:
    items = work_on(opener, database_url).items
    assert items.add(KEY) and not items.add(KEY)
    claimed = items.claim(["found"], 60)
    assert claimed is not None and claimed.key == KEY and claimed.claims == 1
    assert items.claim(["found"], 60) is None
    assert items.advance(KEY, "fetched", sha256="ab")
    assert not items.advance(KEY, "read"), "without a lease nothing is moved"
    found = items.get(KEY)
    assert found is not None and (found.state, found.sha256, found.owner) == ("fetched", "ab", "")
    assert items.claim(["found"], 60) is None
    for state in ("read", "generated", "indexed"):
        assert items.claim(["fetched", "read", "generated"], 60) is not None
        assert items.advance(KEY, state)
    assert items.claim(["fetched", "read", "generated"], 60) is None
    assert items.counts().states == {"indexed": 1} and items.counts().open == 0


@both
def test_waiting_keeps_reason_and_time(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url)
    work.items.add(KEY)
    assert work.items.claim(["found"], 60)
    assert work.items.wait(KEY, "HTML for a PDF", 3600)
    assert work.items.claim(["found"], 60) is None
    (waiting,) = work.items.waiting()
    assert (waiting.reason, waiting.tries, work.items.counts().waiting) == ("HTML for a PDF", 1, 1)
    later(work, 3601)
    assert work.items.claim(["found"], 60) is not None
    assert work.items.give_up(KEY, "never a PDF")
    given_up = work.items.in_state("given-up")
    assert [item.reason for item in given_up] == ["never a PDF"]


@both
def test_a_lease_that_ran_out_is_taken_over_and_its_holder_changes_nothing(
    opener: Opener, database_url: str
) -> None:
    work = work_on(opener, database_url)
    other = open_work(work.engine, work.clock, "two")
    work.items.add(KEY)
    assert work.items.claim(["found"], 60)
    later(work, 50)
    assert work.items.beat(60) == 1
    later(work, 50)
    assert other.items.claim(["found"], 60) is None
    later(work, 11)
    assert other.items.claim(["found"], 60) is not None
    assert not work.items.advance(KEY, "fetched")
    assert not work.items.wait(KEY, "too late", 60)
    assert other.items.advance(KEY, "fetched")


@both
def test_what_a_process_holds_no_thread_of_it_takes_however_late_its_heartbeat(
    opener: Opener, database_url: str
) -> None:
    work = work_on(opener, database_url)
    work.items.add(KEY)
    assert work.items.claim(["found"], 60)
    later(work, 3600)
    assert work.items.claim(["found"], 60) is None
    assert work.items.release_own() == 1
    assert work.items.claim(["found"], 60) is not None


@both
def test_a_clock_that_was_set_back_stops_no_lane_for_long(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url, speed=20000.0)
    pace = work.pace({"metadata": 3.0})
    with pace.turn("metadata"):
        pass
    later(work, -86400.0)
    before = work.clock.now()
    with pace.turn("metadata"):
        waited = (work.clock.now() - before).total_seconds()
    assert 3000 < waited < 40000


@both
def test_new_papers_go_before_those_to_read_again(opener: Opener, database_url: str) -> None:
    items = work_on(opener, database_url).items
    items.add(KEY, state="fetched", sha256="ab")
    assert items.claim(["fetched"], 60)
    items.advance(KEY, "indexed", reader_version="1")
    assert items.read_again("1", 10) == 0
    assert items.read_again("2", 10) == 1
    newer = VersionKey("2603.00009", 1)
    items.add(newer, state="fetched")
    claimed = [items.claim(["fetched"], 60), items.claim(["fetched"], 60)]
    assert [item.key for item in claimed if item] == [newer, KEY]


@both
def test_a_newer_version_and_a_withdrawal_end_what_is_open(opener: Opener, database_url: str) -> None:
    items = work_on(opener, database_url).items
    second = VersionKey(KEY.arxiv_id, 2)
    items.add(KEY)
    items.add(second)
    assert items.supersede(second) == 1
    found = items.get(KEY)
    assert found is not None and (found.state, found.reason) == ("superseded", "version 2 came first")
    assert items.claim(["found"], 60) is not None
    assert items.withdraw(KEY.arxiv_id, "withdrawn by its authors") == 2
    assert not items.advance(second, "fetched"), "whoever works on it finds out"
    assert items.highest_id() == KEY.arxiv_id
    assert items.known([KEY, VersionKey(KEY.arxiv_id, 3)]) == {KEY}


@both
def test_threads_never_claim_the_same_item(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url)
    keys = [VersionKey(f"2603.{number:05d}", 1) for number in range(40)]
    for key in keys:
        work.items.add(key)
    claimed: list[VersionKey] = []

    def drain() -> None:
        while item := work.items.claim(["found"], 60):
            claimed.append(item.key)

    threads = [threading.Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == keys


@both
def test_a_lease_is_held_by_one_and_renewed_while_it_is(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url, speed=100)
    other = open_work(work.engine, work.clock, "two")
    with work.leases.hold("night", 30) as hold:
        assert hold is not None
        time.sleep(0.6)  # twice the lease
        assert not other.leases.take("night", 30)
        with work.leases.hold("night", 30) as again:
            assert again is None, "a second thread does not hold it either"
        holder = work.leases.holder("night")
        assert holder is not None and holder.owner == "one" and not hold.lost.is_set()
    assert other.leases.take("night", 30)
    assert not work.leases.renew("night", 30)
    other.leases.release("night")
    assert work.leases.holder("night") is None


@both
def test_a_stop_holds_for_all_until_a_person_lets_go_on(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url)
    other = open_work(work.engine, work.clock, "two").pace()
    pace = work.pace()
    pace.stop("https://arxiv.org answered 403")
    for each in (pace, other):
        with pytest.raises(Stopped, match="403"), each.turn("pdf"):
            pass
    assert other.stopped() == "https://arxiv.org answered 403"
    other.go_on()
    with pace.turn("pdf"):
        assert work.leases.holder("connection to arXiv") is not None
    assert work.leases.holder("connection to arXiv") is None


@both
def test_a_penalty_of_one_holds_for_the_others(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url, speed=200)
    other = open_work(work.engine, work.clock, "two").pace()
    before = work.clock.now()
    work.pace().penalty("metadata", 900)
    with other.turn("pdf"):
        assert (work.clock.now() - before).total_seconds() < 900
    with other.turn("metadata"):
        assert (work.clock.now() - before).total_seconds() >= 900


TAKING_TURNS = """
import sys, time
from pathlib import Path
from catalog import open_catalog, open_work
catalog = open_catalog(sys.argv[1], "", Path(sys.argv[2]))
pace = open_work(catalog.database).pace({"metadata": 0.2, "pdf": 0.2})
for lane in ("metadata", "pdf") * 3:
    with pace.turn(lane):
        began = time.time()
        time.sleep(0.02)
        print(lane, began, time.time(), flush=True)
"""


@both
def test_processes_share_one_connection_and_one_pace(
    opener: Opener, database_url: str, tmp_path: Path
) -> None:
    opener(database_url)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TAKING_TURNS, database_url, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    turns = []
    for process in running:
        text, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        turns += [
            (lane, float(began), float(ended)) for lane, began, ended in map(str.split, text.splitlines())
        ]
    assert len(turns) == 18
    in_order = sorted(turns, key=lambda turn: turn[1])
    assert all(one[2] <= other[1] for one, other in itertools.pairwise(in_order)), "two at once"
    for lane in ("metadata", "pdf"):
        begins = [began for name, began, _ in in_order if name == lane]
        assert all(after - before >= 0.2 for before, after in itertools.pairwise(begins))


HOLDING = """
import sys, time
from pathlib import Path
from catalog import open_catalog, open_work
from catalog.records import VersionKey
catalog = open_catalog(sys.argv[1], "", Path(sys.argv[2]))
work = open_work(catalog.database)
work.items.add(VersionKey("2603.00001", 1))
assert work.items.claim(["found"], 3600) and work.leases.take("night", 3600)
work.ledger.begin("nightly", None, None)
print("held", flush=True)
time.sleep(600)
"""


@both
def test_what_a_killed_process_held_is_free_at_once_on_its_machine(
    opener: Opener, database_url: str, tmp_path: Path
) -> None:
    work = open_work(opener(database_url).database)
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLDING, database_url, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holding.stdout is not None and holding.stdout.readline() == "held\n"
    assert not work.leases.take("night", 60)
    assert work.items.release_dead() == 0 and work.ledger.close_lost() == ()
    holding.kill()
    holding.wait()
    assert work.leases.take("night", 60)
    assert work.items.claim(["found"], 60) is None
    assert work.items.release_dead() == 1
    assert work.items.claim(["found"], 60) is not None
    (lost,) = work.ledger.close_lost()
    assert (lost.status, lost.message) == ("failed", "its process ended before it did")


def test_owners_are_dead_only_where_that_is_sure() -> None:
    mine = this_process()
    assert not is_dead(mine)
    machine, pid, began = mine.rsplit(" ", 2)
    assert is_dead(f"{machine} {pid} {int(began) + 1}"), "the number was given to another process"
    assert not is_dead(f"elsewhere {pid} {began}")
    assert not is_dead("") and not is_dead("one")


@both
def test_bookmarks_and_runs_are_kept(opener: Opener, database_url: str) -> None:
    work = work_on(opener, database_url)
    assert work.bookmarks.get("oai", "cs:cs:LG") == Bookmark(source="oai", part="cs:cs:LG")
    mark = Bookmark(source="oai", part="cs:cs:LG", since=date(2026, 3, 1), position="token", began=START)
    work.bookmarks.put(mark)
    assert work.bookmarks.get("oai", "cs:cs:LG") == mark
    run = work.ledger.begin("nightly", date(2026, 3, 1), date(2026, 3, 2))
    later(work, 1800)
    run = work.ledger.update(run, {"found": 90, "done": 40}, {"HTML for a PDF": 2})
    assert work.ledger.runs()[0].status == "running"
    later(work, 1800)
    ended = work.ledger.finish(run)
    (kept,) = work.ledger.runs()
    assert kept == ended and kept.reasons == {"HTML for a PDF": 2}
    assert kept.speed == pytest.approx(40, rel=0.01) and kept.since == date(2026, 3, 1)
