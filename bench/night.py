"""The crawl, measured against the stand-in: a whole night, nights that are killed, lists of two lengths.

    python -m bench.night night [--records 1500] [--speed 30]
    python -m bench.night killed [--moments 50]
    python -m bench.night listing

Each writes its section of docs/benchmarks.md. `night` and `killed` end with an error where what they prove does not hold.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bench.section import put
from catalog.work import ENDED
from simulate.arxiv.server import ArxivStandIn, LoggedRequest
from simulate.arxiv.trouble import PASSING, Trouble
from simulate.clock import CompressedClock
from tests.crawl.rig import (
    NIGHT,
    PACE,
    Rig,
    Rows,
    differences,
    locked_paper,
    rows,
    schedule,
    served,
    start,
    tiny_papers,
)

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"


def night(records: int, speed: float, folder: Path) -> list[str]:
    """A night with trouble of every kind, then a second run, then one at the hour at which all may be tried again."""
    papers = served(records, tiny_papers(folder / "pdfs"), locked_paper(folder), every=20)
    clock = CompressedClock(NIGHT, speed)
    trouble = Trouble(rate=0.05)
    with ArxivStandIn(papers, trouble=trouble, clock=clock, page_size=100) as server:
        rig = Rig(folder / "home", server.url, clock, verified=("onnx",))
        began = time.monotonic()
        first = rig.night()
        real = time.monotonic() - began
        states, left = _settled(rig)
        asked = len(server.log)
        second = rig.night()
        again = [entry.path for entry in server.log[asked:] if entry.lane == "pdf"]
        clock.jump(clock.now() + timedelta(days=1))
        server.trouble = Trouble()
        asked = len(server.log)
        third = rig.night()
        late = {entry.path for entry in server.log[asked:] if entry.lane == "pdf"}
        after, still = _settled(rig)
        gaps = _proven(server.log, server.most_at_once)
        without = {f"/pdf/{paper.arxiv_id}v1" for paper in papers if paper.pdf is None}
        whole = Counter(
            entry.path
            for entry in server.log
            if entry.lane == "pdf" and entry.status == 200 and entry.trouble in (None, "duplicates", "slow")
        )
        twice = [path for path, number in whole.items() if number > 1 and path not in without]
        assert not twice, twice
        assert sum(states.values()) == sum(after.values()) == records
        assert set(again) <= left and late <= left and still == without & still
        met = Counter(entry.trouble for entry in server.log if entry.trouble)
        assert set(met) == set(PASSING) or records < 1000
    asked_first = sum(entry.lane == "pdf" for entry in server.log) - len(again) - len(late)
    counted = ("found", "new", "passed over", "withdrawn", "fetched", "done", "failed", "waiting")
    return [
        "## A night of the crawl",
        "",
        *_prose(
            f"`python -m bench.night night --records {records} --speed {speed:g}`: {records} records of two days, one in",
            "twenty withdrawn, without a PDF, locked or about something else; one request in twenty meets trouble, of",
            f"{len(met)} kinds: {', '.join(f'{n} {kind}' for kind, n in sorted(met.items()))}. Papers are small",
            "and drawn; all else is real: reading in child processes, code in five frameworks and its run in ONNX",
            "Runtime, SQLite, the search index.",
        ),
        "",
        "| | first run | second run at once | a day later |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {' | '.join(str(run.counts.get(name, 0)) for run in (first, second, third))} |"
            for name in counted
        ),
        f"| PDFs asked for | {asked_first} | {len(again)} | {len(late)} |",
        "",
        *_prose(
            f"After the first run: {_in_words(states)}; after the last: {_in_words(after)}. Every record has ended or",
            "waits with its reason",
            f"(first run: {', '.join(f'{n} {reason}' for reason, n in sorted(first.reasons.items()))}). No PDF was given",
            f"whole twice. {len(server.log)} requests, never two at once; the closest two of a lane, on the server's",
            f"clock: {gaps['metadata']:.2f} s for records (3 s are kept), {gaps['pdf']:.2f} s for PDFs (15 s are kept).",
            f"The first run took {(first.seconds or 0) / 3600:.1f} h of the clock, {real / 60:.0f} min in truth",
            f"({real / records:.2f} s a record).",
        ),
    ]


def _prose(*pieces: str) -> list[str]:
    """Pieces of a paragraph as lines of a width."""
    return textwrap.wrap(" ".join(pieces), 120, break_long_words=False, break_on_hyphens=False)


def _settled(rig: Rig) -> tuple[dict[str, int], set[str]]:
    """Items by state, and the paths of those that wait; fails where one neither has ended nor waits with a reason."""
    with rig.crawl() as (_, catalog, work):
        states = {str(state): number for state, number in work.items.counts().states.items()}
        waiting = set()
        for state in work.items.counts().states:
            for item in work.items.in_state(state, 10**6):
                assert item.owner == ""
                if item.state not in ENDED:
                    assert item.reason, item
                    waiting.add(f"/pdf/{item.key}")
        page = catalog.search("")
        assert getattr(page, "total", None) == catalog.statistics().papers
        return states, waiting


def _proven(log: Sequence[LoggedRequest], most_at_once: int) -> dict[str, float]:
    """The smallest gap of each lane; fails where it is below its interval, or two requests ran at once."""
    assert most_at_once == 1
    gaps = {}
    for lane, interval in PACE.items():
        begins = [entry.began for entry in log if entry.lane == lane]
        gaps[lane] = min(b - a for a, b in itertools.pairwise(begins))
        assert gaps[lane] >= interval, gaps
    return gaps


def _in_words(states: dict[str, int]) -> str:
    return ", ".join(f"{number} {state}" for state, number in sorted(states.items()))


MOST_KILLS = 8
"""Kills of one home."""


def killed(moments: int, folder: Path) -> list[str]:
    """Nights killed before every commit, of the crawl and of the scheduler, and at moments of chance.

    Each is taken up again and compared.
    """
    clock = CompressedClock(NIGHT, 100.0)
    with ArxivStandIn(served(1, tiny_papers(folder / "pdfs")[-1:]), clock=clock) as server:
        began = time.monotonic()
        crawls = _boundaries(folder / "crawl", server, scheduled=False)
        scheduled = _boundaries(folder / "scheduler", server, scheduled=True)
        server.papers = served(12, tiny_papers(folder / "pdfs"))
        kills, nights = _by_chance(folder, server, moments)
        minutes = (time.monotonic() - began) / 60
    return [
        "## Nights that are killed",
        "",
        *_prose(
            f"`python -m bench.night killed --moments {moments}`: a night with one paper is ended by SIGKILL before",
            f"each of its {crawls} commits in turn, in a home of its own, and taken up again by another process. So is",
            f"the scheduler's service with that night, before each of its {scheduled} commits, from the taking of its",
            f"lease to its return. All {crawls + scheduled} catalogs are that of an undisturbed night, row for row,",
            "apart from times and counts of tries. Nights of twelve records with two readers are killed at",
            f"{kills} moments of chance, over {nights} homes: {nights} of them are the same. It takes {minutes:.0f}",
            "minutes on two cores. Fewer of all, with new versions, withdrawals and killed readers, are tested with",
            "every change (`tests/crawl/test_killed.py`, `tests/schedules/test_killed_scheduler.py`).",
        ),
    ]


def _boundaries(folder: Path, server: ArxivStandIn, scheduled: bool) -> int:
    """Kill a night before each of its commits in turn; returns how many there are."""
    expected = _undisturbed(_home(folder / "undisturbed", server, processes=1))
    for commit in itertools.count(1):
        one = _home(folder / f"commit-{commit}", server, processes=1)
        process = start(one, commit, scheduled)
        process.join()
        if process.exitcode == 0:
            return commit - 1
        assert process.exitcode == -signal.SIGKILL
        if scheduled:
            told = schedule(one)
            assert any("nightly done" in line or "settled" in line for line in told), told
        _compare(one, expected, f"{folder.name} killed before commit {commit}")
    raise AssertionError("unreachable")


def _by_chance(folder: Path, server: ArxivStandIn, moments: int) -> tuple[int, int]:
    """Kill nights of two readers at moments of chance; returns how many kills there were, in how many homes."""
    chance = random.Random(5)
    expected = _undisturbed(_home(folder / "undisturbed-12", server))
    kills = nights = 0
    while kills < moments:
        nights += 1
        one = _home(folder / f"night-{nights}", server)
        # A paper that ten processes die over is given up, as it should be; so fewer die in one home.
        for _ in range(min(MOST_KILLS, moments - kills)):
            process = start(one)
            process.join(chance.uniform(0.05, 4.0))
            if process.exitcode is not None:
                break
            process.kill()
            process.join()
            kills += 1
        _compare(one, expected, f"night {nights}, {kills} kills so far")
    return kills, nights


def _home(home: Path, server: ArxivStandIn, processes: int = 2) -> Rig:
    """A home whose night begins at the same moment as that of all others, however long they took."""
    server.clock.jump(NIGHT)
    return Rig(home, server.url, server.clock, processes=processes, verified=("onnx",))


def _undisturbed(rig: Rig) -> Rows:
    rig.night()
    return _rows(rig)


def _compare(rig: Rig, expected: Rows, what: str) -> None:
    """Take a killed night up and compare; where rows differ, they are told and kept beside the database."""
    rig.night()
    differing = differences(expected, _rows(rig))
    print(f"{what}: {len(differing)} differences", file=sys.stderr, flush=True)
    if differing:
        kept = rig.home / "differences.txt"
        kept.write_text("\n".join(differing) + "\n", encoding="utf-8")
        raise Differing(f"{what}; see {kept}\n" + "\n".join(differing[:20]))


class Differing(Exception):
    """A night that was killed has left another catalog than one that was not."""


def _rows(rig: Rig) -> Rows:
    """All rows once whatever waits has been tried again."""
    for _ in range(MOST_HOURS):
        rig.clock.jump(rig.clock.now() + timedelta(minutes=20))
        assert rig.night().status == "done"
        with rig.crawl() as (_, catalog, work):
            if not work.items.counts().open:
                return rows(catalog.database)
    raise AssertionError(f"{rig.home}: work is still open")


MOST_HOURS = 60
"""Twenty minutes each: longer than a busy machine has a paper wait."""


LISTING = """
import json, resource, sys, time
from pathlib import Path
from catalog.work import WorkDatabase
from netatlas.pipeline.find import Found
from netatlas.pipeline.harvest import Window
from simulate.clock import CompressedClock
from tests.crawl.rig import NIGHT, Rig
rig = Rig(Path(sys.argv[1]), sys.argv[2], CompressedClock(NIGHT, 5.0))
with rig.crawl() as (_, catalog, work):
    parts = rig.parts(catalog, work)
    harvest = parts.harvest(parts.connect())
    before, found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, Found()
    began, clock, pages = time.process_time(), time.monotonic(), []
    assert harvest.list_sets(["cs"], Window(), found, lambda: pages.append(time.process_time())) == ()
    print(json.dumps({
        "records": found.records,
        "seconds": time.process_time() - began,
        "clock": time.monotonic() - clock,
        "pages": [after - before for before, after in zip([began, *pages], pages)],
        "before": before / 1024,
        "most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))
"""


def listing(folder: Path) -> list[str]:
    """What listing costs at 1,000 and at 20,000 records: processor time and memory of the process that lists."""
    measured = []
    for records in (1000, 20000):
        # Every record has a category of computer science, or it would not be in this set.
        papers = [
            paper for paper in served(records * 2, []) if any(c.startswith("cs.") for c in paper.categories)
        ]
        with ArxivStandIn(papers[:records], clock=CompressedClock(NIGHT, 5.0), page_size=1000) as server:
            done = subprocess.run(
                [sys.executable, "-c", LISTING, str(folder / str(records)), server.url],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
        measured.append(json.loads(done.stdout))
    return [
        "## Listing",
        "",
        *_prose(
            "`python -m bench.night listing`: one set by OAI-PMH in pages of a thousand, every record new and stored in",
            f"SQLite, in a process of its own. Within the list of {measured[-1]['records']} the first five pages cost",
            f"{_each(measured[-1]['pages'][:5])} a record, the last five {_each(measured[-1]['pages'][-5:])}; the",
            "clock's time is longer by the waits that the pace asks for, on a clock that runs five times as fast.",
        ),
        "",
        "| records | processor time a record | by the clock | memory before | at most |",
        "| ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {one['records']} | {1000 * one['seconds'] / one['records']:.2f} ms "
            f"| {1000 * one['clock'] / one['records']:.2f} ms "
            f"| {one['before']:.0f} MB | {one['most']:.0f} MB |"
            for one in measured
        ),
    ]


def _each(pages: Sequence[float]) -> str:
    """What a record costs, of the seconds of pages of a thousand."""
    return f"{sum(pages) / len(pages):.2f} ms"


def main() -> None:
    """Run what is asked for and write its section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("night", "killed", "listing"))
    parser.add_argument("--records", type=int, default=1500)
    parser.add_argument("--speed", type=float, default=30.0)
    parser.add_argument("--moments", type=int, default=50)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="netatlas-night-"))
    if asked.what == "night":
        lines = night(asked.records, asked.speed, folder)
    elif asked.what == "killed":
        lines = killed(asked.moments, folder)
    else:
        lines = listing(folder)
    # Only what holds: what does not is left to be looked at.
    shutil.rmtree(folder)
    put(DOCUMENT, f"bench.night {asked.what}", lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
