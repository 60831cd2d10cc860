"""arXiv's calendar: nights, holidays, and the days on which clocks are changed."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netatlas.settings import SettingsError
from schedules import calendar
from schedules.clock import clock_of, setting_of
from schedules.timetable import JOBS, OnClock, next_moments, timetable
from simulate.clock import CompressedClock


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("night", "moment"),
    [
        ("2026-03-06", "2026-03-06T06:30Z"),  # Friday, winter time
        ("2026-03-09", "2026-03-09T05:30Z"),  # Monday after clocks went forward on Sunday the 8th
        ("2026-10-30", "2026-10-30T05:30Z"),  # Friday, summer time
        ("2026-11-02", "2026-11-02T06:30Z"),  # Monday after clocks went back on Sunday the 1st
    ],
)
def test_a_night_begins_at_half_past_one_in_new_york(night: str, moment: str) -> None:
    assert calendar.begins(date.fromisoformat(night)) == at(moment)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-03-09T05:29:59Z", "2026-03-06"),
        ("2026-03-09T05:30Z", "2026-03-09"),
        ("2026-03-08T12:00Z", "2026-03-06"),
        ("2026-11-02T06:29:59Z", "2026-10-30"),
        ("2026-11-02T06:30Z", "2026-11-02"),
        ("2026-11-03T01:00Z", "2026-11-02"),
    ],
)
def test_the_newest_night_that_has_begun(moment: str, night: str) -> None:
    assert calendar.night_of(at(moment)) == date.fromisoformat(night)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)))
def test_every_moment_lies_between_its_night_and_the_next(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC)
    night = calendar.night_of(moment)
    assert night.weekday() < 5
    assert calendar.begins(night) <= moment < calendar.begins(calendar.after(night))


@pytest.mark.parametrize(
    ("night", "why"),
    [
        ("2026-11-27", "2026-11-26"),  # the night after Thanksgiving's evening
        ("2026-11-26", ""),  # Wednesday evening is announced
        ("2026-12-30", "2026-12-29"),
        ("2026-07-06", "2026-07-03"),  # a Friday: Sunday's announcement would be of its work
        ("2025-07-07", "2025-07-06"),  # the same holiday, listed as the Sunday
        ("2026-07-07", ""),
        ("2026-11-28", "Fridays"),
        ("2026-11-24", ""),
    ],
)
def test_quiet_nights_are_told_with_their_reason(night: str, why: str) -> None:
    told = calendar.quiet(date.fromisoformat(night))
    assert why in told and bool(told) is bool(why)


def test_holidays_of_years_to_come_are_given() -> None:
    assert not calendar.documented(2031) and calendar.documented(2026)
    day = date(2031, 1, 1)
    assert calendar.quiet(date(2031, 1, 2)) == ""
    assert "2031-01-01" in calendar.quiet(date(2031, 1, 2), {day})


def moments(job: str, start: str, end: str) -> list[datetime]:
    trigger, found = timetable()[job].trigger, []  # type: ignore[index]
    moment, last = trigger.get_next_fire_time(None, at(start)), at(end)
    while moment <= last:
        found.append(moment.astimezone(UTC))
        moment = trigger.get_next_fire_time(moment, moment)
    return found


@pytest.mark.parametrize("start", ["2026-03-06T00:00Z", "2026-10-30T00:00Z"])
def test_around_the_change_of_clocks_no_hour_is_skipped_or_doubled(start: str) -> None:
    end = at(start) + timedelta(days=5)
    found = moments("nightly", start, end.isoformat())
    assert [b - a for a, b in itertools.pairwise(found)] == [timedelta(hours=1)] * 119
    nights = {calendar.begins(night) for night in {calendar.night_of(moment) for moment in found[24:]}}
    assert nights <= set(found)


def test_the_weekly_and_daily_jobs_keep_new_yorks_time() -> None:
    assert moments("withdrawals", "2026-03-01T00:00Z", "2026-03-15T00:00Z") == [
        at("2026-03-07T17:00Z"),
        at("2026-03-14T16:00Z"),
    ]
    assert moments("clean", "2026-10-31T00:00Z", "2026-11-02T00:00Z") == [
        at("2026-10-31T17:00Z"),
        at("2026-11-01T18:00Z"),
    ]


def test_every_job_may_begin_late_by_minutes_at_least_and_has_a_next_moment() -> None:
    assert all(due.late >= 900 for due in timetable().values())
    now = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    assert set(next_moments(now)) == set(JOBS)
    assert next_moments(now)["nightly"] == now + timedelta(hours=1)


def test_on_a_compressed_clock_each_moment_comes_once_and_in_time() -> None:
    clock = CompressedClock(datetime(2026, 3, 2, 5, 0, tzinfo=UTC), 3600.0)
    trigger = OnClock(timetable()["nightly"].trigger, clock)
    before, shown = None, []
    for _ in range(5):
        before = trigger.get_next_fire_time(before, before or datetime.now(UTC))
        assert before is not None
        shown.append(clock.shows_at(before))
    expected = [datetime(2026, 3, 2, hour, 30, tzinfo=UTC) for hour in range(5, 10)]
    assert all(abs(a - b) < timedelta(seconds=30) for a, b in zip(shown, expected, strict=True))


def test_clocks_by_their_setting() -> None:
    assert clock_of("") is None
    clock = clock_of("2026-03-02T06:00+00:00 x600")
    assert isinstance(clock, CompressedClock) and clock.speed == 600
    assert abs((clock.now() - at("2026-03-02T06:00Z")).total_seconds()) < 60
    for wrong in ("tomorrow", "2026-03-02T06:00", "2026-03-02T06:00Z x0", "2026-03-02T06:00Z xfast"):
        with pytest.raises(SettingsError, match="NETATLAS_CLOCK.*(expected|need)"):
            clock_of(wrong)
    with pytest.raises(SettingsError, match="NETATLAS_HOLIDAYS"):
        calendar.given("2027-13-01")
    same = clock_of(setting_of(clock))
    assert same is not None and abs((same.now() - clock.now()).total_seconds()) < 60
