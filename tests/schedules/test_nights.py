"""When a night is settled, and what is tried again, against a stand-in for arXiv."""

from __future__ import annotations

from collections.abc import Callable

from trials import Trial, moment, papers

from catalog.tallies import Run
from simulate.arxiv.trouble import Trouble

Make = Callable[..., Trial]


def ran(done: Run | str, status: str = "done") -> Run:
    assert isinstance(done, Run) and done.status == status, done
    return done


def test_a_night_with_new_papers_is_settled_by_one_run(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00")
    night.server.papers = papers("2026-03-02")
    assert night.jobs.nights.standing().why == "not crawled yet"
    run = ran(night.jobs.nightly())
    assert run.kind == "nightly" and run.counts["passed over"] == 3
    assert night.jobs.nightly() == "settled: new papers have come"
    night.clock.jump(moment("2026-03-04T06:30+00:00"))
    assert night.jobs.nights.standing().due


def test_without_anything_new_it_is_tried_again_until_there_is(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00")
    night.server.papers = papers("2026-03-02")
    ran(night.jobs.nightly())
    night.clock.jump(moment("2026-03-04T06:31+00:00"))
    ran(night.jobs.nightly())
    standing = night.jobs.nights.standing()
    assert standing.due and standing.why == "arXiv has listed nothing new yet"
    night.server.papers += papers("2026-03-04")
    night.clock.jump(moment("2026-03-04T07:30+00:00"))
    ran(night.jobs.nightly())
    assert not night.jobs.nights.standing().due


def test_a_holiday_needs_nothing_new(trial: Make) -> None:
    night = trial("2026-11-26T06:31+00:00")
    night.server.papers = papers("2026-11-25")
    ran(night.jobs.nightly())
    night.clock.jump(moment("2026-11-27T06:31+00:00"))
    ran(night.jobs.nightly())
    why = night.jobs.nightly()
    assert why == "settled: 2026-11-26 is one of arXiv's holidays"


def test_a_failed_run_is_tried_again(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00", speed=5000.0)
    night.server.papers = papers("2026-03-02")
    night.server.trouble = Trouble(1.0, ("503",))
    run = ran(night.jobs.nightly(), "failed")
    assert "status 503" in run.message
    assert night.jobs.nights.standing().why == "the last run failed"
    night.server.trouble = Trouble()
    night.clock.jump(moment("2026-03-03T09:30+00:00"))
    ran(night.jobs.nightly())
    assert not night.jobs.nights.standing().due


def test_work_that_falls_due_again_is_taken_up_in_the_same_night(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00", relevance=0.0)
    night.server.papers = papers("2026-03-02")  # without PDFs: each waits for its next try
    run = ran(night.jobs.nightly())
    assert run.counts["waiting"] == 3 and sum(run.reasons.values()) == 3
    assert not night.jobs.nights.standing().due
    night.clock.jump(moment("2026-03-03T13:30+00:00"))
    standing = night.jobs.nights.standing()
    assert standing.due and standing.why == "work on 3 papers is left"


def test_after_403_nothing_is_asked_until_a_person_lets_it(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00")
    night.server.papers = papers("2026-03-02")
    night.server.trouble.add("403")
    ran(night.jobs.nightly(), "stopped")
    asked = len(night.server.log)
    for hour in ("07:30", "08:30"):
        night.clock.jump(moment(f"2026-03-03T{hour}+00:00"))
        assert "requests were forbidden" in str(night.jobs.nightly())
    ran(night.jobs.withdrawals(), "stopped")
    assert len(night.server.log) == asked == 1
    night.shop.work.pace().go_on()
    ran(night.jobs.nightly())


def test_a_stale_feed_is_noticed_and_told_in_the_ledger(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00")
    night.server.papers = papers("2026-03-02")
    night.server.trouble = Trouble(1.0, ("stale-rss",))
    run = ran(night.jobs.nightly())
    assert "the RSS feed is stale: it was built 2026-03-01 " in run.message


def test_a_run_whose_process_was_killed_is_closed_and_taken_up(trial: Make) -> None:
    night = trial("2026-03-03T06:31+00:00")
    night.server.papers = papers("2026-03-02")
    left = night.shop.work.ledger.begin("nightly")
    night.clock.jump(moment("2026-03-03T07:30+00:00"))
    ran(night.jobs.nightly())
    closed = next(run for run in night.shop.catalog.runs() if run.id == left.id)
    assert closed.status == "failed" and "ended before it did" in closed.message
