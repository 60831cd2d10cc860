"""Nights of the crawl against the stand-in: what is found, in what pace, and what becomes of each record."""

from __future__ import annotations

import io
import itertools
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import codegen
from catalog import Catalog
from catalog.records import Gone, Paper, VersionKey
from catalog.tallies import Run
from catalog.work import ENDED, WorkDatabase
from crawler.errors import Forbidden
from netatlas.pipeline.crawl import Busy, Crawl
from netatlas.pipeline.find import Found
from netatlas.pipeline.harvest import Window
from netatlas.pipeline.steps import Worker
from simulate.arxiv.papers import ServedPaper
from simulate.arxiv.server import ArxivStandIn, LoggedRequest
from simulate.arxiv.trouble import Kind, Trouble
from simulate.clock import CompressedClock
from tests.crawl.rig import NIGHT, PACE, Rig, locked_paper, served, tiny_papers

SPEED = 100.0
Serve = Callable[..., tuple[ArxivStandIn, Rig]]


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return tiny_papers(tmp_path_factory.mktemp("pdfs"))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a stand-in and gives it with a crawl of it."""
    running: list[ArxivStandIn] = []

    def start(
        papers: list[ServedPaper], trouble: Trouble | None = None, speed: float = SPEED, page_size: int = 10
    ) -> tuple[ArxivStandIn, Rig]:
        clock = CompressedClock(NIGHT, speed)
        server = ArxivStandIn(papers, trouble=trouble, clock=clock, page_size=page_size)
        running.append(server.__enter__())
        return server, Rig(tmp_path / "home", server.url, clock)

    yield start
    for server in running:
        server.close()


def prove_the_pace(log: list[LoggedRequest], most_at_once: int) -> None:
    """On the server's own clock: one connection, and no two requests of a lane closer than its interval."""
    assert most_at_once == 1
    for lane, interval in PACE.items():
        begins = [entry.began for entry in log if entry.lane == lane]
        assert all(b - a >= interval for a, b in itertools.pairwise(begins))


def whole(log: list[LoggedRequest]) -> Counter[str]:
    """How often each PDF was given whole."""
    return Counter(
        entry.path
        for entry in log
        if entry.lane == "pdf" and entry.status == 200 and entry.trouble in (None, "duplicates", "slow")
    )


def everything_is_settled(work: WorkDatabase) -> None:
    """Every record has ended, or waits with its reason."""
    for state in work.items.counts().states:
        for item in work.items.in_state(state, 100_000):
            assert item.owner == ""
            assert item.state in ENDED or (item.reason and item.due > item.changed), item


def test_a_night_with_every_kind_of_trouble(serve: Serve, pdfs: list[Path], tmp_path: Path) -> None:
    papers = served(16, pdfs, locked_paper(tmp_path), every=3)
    server, rig = serve(papers, Trouble(rate=0.2, seed=5), speed=150.0)
    run = rig.night()
    log = server.log
    prove_the_pace(log, server.most_at_once)
    with rig.crawl() as (_, catalog, work):
        everything_is_settled(work)
        states = work.items.counts().states
        assert sum(states.values()) == len(papers)
        assert states["withdrawn"] == 2 and states["passed-over"] == 1
        assert run.counts["done"] == states["indexed"] >= 6
        left = {f"/pdf/{item.key}" for item in work.items.in_state("found")}
        assert left and sum(run.reasons.values()) >= len(left)
        found = catalog.search("")
        assert found.total == catalog.statistics().papers  # type: ignore[union-attr]
    rig.clock.jump(rig.clock.now() + timedelta(hours=8))
    server.trouble = Trouble()
    again = rig.night()
    with rig.crawl() as (_, _, work):
        everything_is_settled(work)
        # All that waited for a passing trouble is done now; what has no PDF waits on.
        waiting = work.items.waiting()
        without = {paper.arxiv_id for paper in papers if paper.pdf is None}
        assert {item.key.arxiv_id for item in waiting} == without
        asked = {entry.path for entry in server.log[len(log) :] if entry.lane == "pdf"}
        assert asked == left and again.counts["new"] == 0
    fetched = {
        path: number for path, number in whole(server.log).items() if path.split("/")[-1][:10] not in without
    }
    assert set(fetched.values()) == {1}, "nothing is fetched twice"
    prove_the_pace(server.log, server.most_at_once)


def test_a_403_stops_the_run_and_all_to_come_until_a_person_lets_go_on(
    serve: Serve, pdfs: list[Path]
) -> None:
    server, rig = serve(served(1, pdfs), speed=400.0)
    server.trouble.add(None, None, "403")
    first = rig.night()
    assert first.status == "stopped" and "403" in first.message
    asked = len(server.log)
    assert rig.night().status == "stopped" and len(server.log) == asked
    with rig.crawl() as (crawl, _, work):
        assert "403" in work.pace().stopped()
        with pytest.raises(Forbidden):
            crawl.look()
        work.pace().go_on()
    assert rig.night().counts["done"] == 1


def test_a_403_for_a_pdf_leaves_it_with_its_reason(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(2, pdfs))
    while_listing = len(dry(server, rig))
    server.trouble.add(*after(while_listing + 2, "403", 1))
    assert rig.night().status == "stopped"
    with rig.crawl() as (_, _, work):
        items = work.items.in_state("found")
        assert len(items) == 2 and all("403" in item.reason for item in items)
        work.pace().go_on()
    assert rig.night().counts["done"] == 2


def after(passing: int, kind: Kind, times: int) -> list[Kind | None]:
    """A script of trouble: some requests pass, then several are met by this kind."""
    return [*[None] * passing, *[kind] * times]


def dry(server: ArxivStandIn, rig: Rig) -> list[LoggedRequest]:
    """What a listing asks, without a trace in the catalog."""
    before = len(server.log)
    with rig.crawl() as (crawl, catalog, work):
        found = crawl.look()
        assert found.verdicts["new"] == len(server.papers) or found.records
        assert catalog.statistics().papers == 0 and sum(work.items.counts().states.values()) == 0
    return server.log[before:]


def test_a_storm_of_429_slows_and_recovers(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(4, pdfs), speed=400.0)
    while_listing = len(dry(server, rig))
    server.trouble.add(*after(while_listing + 2, "429", 4))
    assert rig.night().counts["done"] == 4
    storm = [entry.began for entry in server.log if entry.trouble == "429"]
    gaps = [b - a for a, b in itertools.pairwise(storm)]
    assert len(storm) == 4 and gaps[0] >= PACE["pdf"] and gaps[-1] >= 15
    prove_the_pace(server.log, server.most_at_once)


def test_a_host_that_is_down_ends_the_fetching_and_is_tried_again(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(3, pdfs), speed=2000.0)
    while_listing = len(dry(server, rig))
    server.trouble.add(*after(while_listing + 2, "503", 15))
    run = rig.night()
    assert run.status == "failed" and "broken off" in run.message
    with rig.crawl() as (_, _, work):
        everything_is_settled(work)
        assert work.items.counts().waiting == 3
    rig.clock.jump(rig.clock.now() + timedelta(hours=3))
    assert rig.night().counts["done"] == 3


def test_a_token_that_expires_at_midnight_resumes(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(30, pdfs), page_size=5, speed=20.0)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        rig.clock.jump(datetime(2026, 3, 3, 23, 59, 50, tzinfo=UTC))
        found = Found()
        left = parts.harvest(parts.connect()).list_sets(["cs"], Window(), found)
        assert left == () and rig.clock.now().day == 4
        answers = [entry for entry in server.log if "resumptionToken" in entry.query]
        firsts = [entry for entry in server.log if "from=" in entry.query]
        assert answers and len(firsts) == 2, "the list was begun again after midnight"
        known = {item.key.arxiv_id for item in work.items.in_state("found", 100)}
        assert known == {p.arxiv_id for p in server.papers if any(c.startswith("cs.") for c in p.categories)}
        mark = work.bookmarks.get("oai", "cs")
        assert mark.position == "" and mark.complete is not None


def test_a_list_broken_off_goes_on_behind_its_last_page(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(30, pdfs), page_size=5, speed=2000.0)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        server.trouble.add(*after(2, "503", 5))
        found = Found()
        assert parts.harvest(parts.connect()).list_sets(["cs"], Window(), found) == ("cs",)
        assert work.bookmarks.get("oai", "cs").position
        before = len(server.log)
        assert parts.harvest(parts.connect()).list_sets(["cs"], Window(), found) == ()
        assert "resumptionToken" in server.log[before].query


def test_a_first_list_that_never_began_keeps_the_days_it_was_to_begin_with(
    serve: Serve, pdfs: list[Path]
) -> None:
    server, rig = serve(served(6, pdfs), speed=4000.0)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        nowhere = replace(parts.plan.addresses, oai=f"{server.url}/nowhere")
        found = Found()
        gone = replace(parts, plan=replace(parts.plan, addresses=nowhere))
        assert gone.harvest(gone.connect()).list_sets(["cs"], Window(), found) == ("cs",)
        rig.clock.jump(NIGHT + timedelta(days=5))
        assert parts.harvest(parts.connect()).list_sets(["cs"], Window(), found) == ()
        assert {item.key.arxiv_id for item in work.items.in_state("found")} == {
            paper.arxiv_id
            for paper in server.papers
            if any(name.startswith("cs.") for name in paper.categories)
        }


def test_a_run_of_code_that_was_late_is_not_the_last_word(serve: Serve, pdfs: list[Path]) -> None:
    _, rig = serve(served(1, pdfs[3:]), speed=400.0)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        plan = replace(parts.plan.plan, verified=("onnx",), run_limits=codegen.Limits(seconds=0.02))
        run = Crawl(replace(parts, plan=replace(parts.plan, plan=plan))).run("nightly")
        assert not isinstance(run, Busy) and run.status == "done" and run.reasons == {"late": 1}
        (item,) = work.items.in_state("read")
        assert item.reason.endswith("its time was up: onnx") and item.due > item.changed
        rig.clock.jump(rig.clock.now() + timedelta(minutes=20))
        patient = replace(parts.plan.plan, verified=("onnx",))
        run = Crawl(replace(parts, plan=replace(parts.plan, plan=patient))).run("nightly")
        assert not isinstance(run, Busy) and run.status == "done" and run.counts["done"] == 1
        paper = catalog.paper(item.key.arxiv_id)
        assert isinstance(paper, Paper) and paper.architectures
        assert all(
            code.verified
            for architecture in paper.architectures
            for code in architecture.implementations
            if code.framework == "onnx" and code.status == "ok"
        )


def test_where_oai_is_down_the_query_api_lists(serve: Serve, pdfs: list[Path]) -> None:
    papers = served(2, pdfs)
    server, rig = serve(papers, speed=4000.0)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        nowhere = replace(parts.plan.addresses, oai=f"{server.url}/nowhere")
        run = Crawl(replace(parts, plan=replace(parts.plan, addresses=nowhere))).run("nightly")
        assert not isinstance(run, Busy)
        assert run.status == "failed" and "query API" in run.message and run.counts["done"] == 2
        paper = catalog.paper(papers[0].arxiv_id)
        assert isinstance(paper, Paper) and paper.version.metadata.licence is None
        # The next harvest tells the licences, and nothing is fetched again.
        before = len(server.log)
        assert Crawl(parts).run("nightly").status == "done"  # type: ignore[union-attr]
        paper = catalog.paper(papers[0].arxiv_id)
        assert isinstance(paper, Paper) and paper.version.metadata.licence == papers[0].licence
        assert not [entry for entry in server.log[before:] if entry.lane == "pdf"]


def test_what_only_the_feed_has_is_asked_for_and_a_stale_feed_is_told(serve: Serve, pdfs: list[Path]) -> None:
    papers = [replace(paper, datestamp=NIGHT.date()) for paper in served(4, pdfs)]
    server, rig = serve(papers)
    with rig.crawl() as (_, catalog, work):
        parts = rig.parts(catalog, work)
        harvest, found = parts.harvest(parts.connect()), Found()
        harvest.check_feed(parts.plan.selection, found)
        assert found.verdicts["new"] == 4 and "4 papers were in the RSS feed" in found.notes[0]
        server.trouble.add("stale-rss")
        harvest.check_feed(parts.plan.selection, stale := Found())
        assert "stale" in stale.notes[0] and stale.records == 0


def test_a_new_version_supersedes_and_a_withdrawal_leaves_a_tombstone(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(3, pdfs), speed=400.0)
    rig.night()
    replaced, withdrawn, kept = server.papers
    rig.clock.jump(rig.clock.now() + timedelta(days=1))
    server.replace(replaced.with_version(rig.clock.now()))
    server.replace(withdrawn.with_version(rig.clock.now(), withdrawn=True))
    before = len(server.log)
    run = rig.night()
    assert run.counts["new"] == 1 and run.counts["withdrawn"] == 1
    assert [e.path for e in server.log[before:] if e.lane == "pdf"] == [f"/pdf/{replaced.arxiv_id}v2"]
    with rig.crawl() as (_, catalog, work):
        newest = catalog.paper(replaced.arxiv_id)
        assert isinstance(newest, Paper) and newest.version.key.version == 2
        old = catalog.paper(replaced.arxiv_id, 1)
        assert isinstance(old, Paper) and old.version.work.state == "done"
        gone = catalog.paper(withdrawn.arxiv_id)
        assert isinstance(gone, Gone) and "withdrawn from arXiv" in gone.reason
        assert work.items.get(VersionKey(withdrawn.arxiv_id, 1)).state == "withdrawn"  # type: ignore[union-attr]
        assert isinstance(catalog.paper(kept.arxiv_id), Paper)


def test_single_papers_whatever_they_are_about(serve: Serve, pdfs: list[Path]) -> None:
    papers = served(3, pdfs)
    primes = replace(papers[0], title="On primes", abstract="We prove a theorem on gaps.")
    server, rig = serve([primes, *papers[1:]])
    with rig.crawl() as (crawl, catalog, work):
        result = crawl.papers([(primes.arxiv_id, None), ("2603.99999", None), (papers[1].arxiv_id, 7)])
        assert not isinstance(result, Busy)
        run, unknown = result
        assert unknown == ("2603.99999", f"{papers[1].arxiv_id}v7") and run.counts["done"] == 1
        paper = catalog.paper(primes.arxiv_id)
        assert isinstance(paper, Paper) and paper.version.metadata.licence == primes.licence
        assert work.items.counts().states == {"indexed": 1}
        fetched = len([e for e in server.log if e.lane == "pdf"])
        crawl.papers([(primes.arxiv_id, None)])
        assert len([e for e in server.log if e.lane == "pdf"]) == fetched
        crawl.papers([(primes.arxiv_id, None)], again=True)
        assert len([e for e in server.log if e.lane == "pdf"]) == fetched + 1


def test_a_full_store_ends_the_fetching_and_loses_nothing(serve: Serve, pdfs: list[Path]) -> None:
    _, rig = serve(served(4, pdfs[:1]))
    with rig.crawl() as (_, catalog, work):
        run = Crawl(rig.parts(catalog, work, quota=2500)).run("nightly")
        assert not isinstance(run, Busy)
        assert run.status == "failed" and "do not fit" in run.message and run.counts["done"] >= 1
        everything_is_settled(work)
    rig.clock.jump(rig.clock.now() + timedelta(hours=2))
    assert rig.night().status == "done"
    with rig.crawl() as (_, _, work):
        assert work.items.counts().states == {"indexed": 4}


def test_an_older_readers_results_are_read_again(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(2, pdfs))
    rig.night()
    with rig.crawl() as (crawl, _, work):
        assert crawl.read_again(10) is None
        with work.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE work SET reader_version = 'older'")
        before = len(server.log)
        run = crawl.read_again(1)
        assert run is not None and not isinstance(run, Busy) and run.counts["done"] == 1
        assert len(server.log) == before, "the file is kept: nothing is fetched"
        assert crawl.read_again(10) is not None and crawl.read_again(10) is None


def licences_of(catalog: Catalog, papers: Sequence[ServedPaper]) -> list[str | None]:
    found = [catalog.paper(paper.arxiv_id) for paper in papers]
    return [paper.version.metadata.licence for paper in found if isinstance(paper, Paper)]


def test_a_second_run_at_the_same_time_does_nothing(serve: Serve, pdfs: list[Path]) -> None:
    server, rig = serve(served(1, pdfs))
    with rig.crawl() as (crawl, _, work), work.leases.hold("run") as hold:
        assert hold is not None
        assert isinstance(crawl.run("nightly"), Busy) and not server.log


def test_an_archive_is_read_from_disk(serve: Serve, pdfs: list[Path], tmp_path: Path) -> None:
    server, rig = serve(served(3, pdfs), speed=400.0)
    first, second, third = server.papers
    primes = replace(third, title="On primes", abstract="We prove a theorem on gaps.")
    server.replace(primes)
    path = tmp_path / "arXiv_pdf_2603_001.tar"
    with tarfile.open(path, "w") as archive:
        for paper, name in ((first, "v1"), (second, ""), (primes, "v1")):
            body = paper.pdf_bytes(1) or b""
            member = tarfile.TarInfo(f"2603/{paper.arxiv_id}{name}.pdf")
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    with rig.crawl() as (crawl, catalog, work):
        run = crawl.archives([path])
        assert not isinstance(run, Busy) and run.status == "done" and run.counts["done"] == 2
        assert work.items.counts().states == {"indexed": 2, "passed-over": 1}
        assert not [entry for entry in server.log if entry.lane == "pdf"]
        kept = rig.parts(catalog, work).files.usage().files
        assert kept == 2, "what is not wanted is not kept"
        again = crawl.archives([path])
        assert not isinstance(again, Busy) and again.counts["found"] == 0
        licences = [first.licence, second.licence]
        assert licences_of(catalog, (first, second)) == [None, None]
        asked = [crawl.licences(1), crawl.licences(1), crawl.licences(1)]
        assert [isinstance(run, Run) and run.status for run in asked] == ["done", "done", False]
        assert licences_of(catalog, (first, second)) == licences
        assert work.items.counts().states == {"indexed": 2, "passed-over": 1}


def test_a_fault_over_one_papers_code_ends_neither_the_run_nor_its_reading(
    serve: Serve, pdfs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, rig = serve(served(1, pdfs[3:]), speed=400.0)

    def fault(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    with monkeypatch.context() as patched:
        patched.setattr("netatlas.pipeline.steps.implement", fault)
        run = rig.night()
    assert run.status == "done" and run.reasons == {"crashed": 1}
    with rig.crawl() as (_, catalog, work):
        (item,) = work.items.in_state("read")
        assert "a fault of ours" in item.reason and item.due > item.changed
        paper = catalog.paper(item.key.arxiv_id)
        assert isinstance(paper, Paper) and paper.version.work.state == "done"
    rig.clock.jump(rig.clock.now() + timedelta(minutes=20))
    assert rig.night().counts["done"] == 1


def test_a_paper_taken_away_while_it_is_read_ends_its_work(serve: Serve, pdfs: list[Path]) -> None:
    _, rig = serve([])
    key = VersionKey("2603.00001", 1)
    with rig.crawl() as (_, catalog, work):
        # As after a removal that came between claim and reading: there is work, and no paper any more.
        item = work.items.take_up(key, "", str(pdfs[0]), 600)
        assert item is not None
        worked = Worker(catalog, work, rig.parts(catalog, work).plan.plan).work_on(item)
        assert worked.code == "withdrawn"
        ended = work.items.get(key)
        assert ended is not None and (ended.state, ended.owner) == ("given-up", "")
