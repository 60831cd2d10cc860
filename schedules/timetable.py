"""When each job is due, and how late it may still begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from schedules.calendar import NIGHT_AT, ZONE
from simulate.clock import CompressedClock

Job = Literal["nightly", "withdrawals", "reread", "licences", "clean"]
JOBS: tuple[Job, ...] = get_args(Job)


@dataclass(frozen=True, slots=True)
class Due:
    """When a job is due.

    Attributes:
        trigger: its moments.
        late: seconds that it may begin late. APScheduler's default of one second drops runs silently.
        told: in words.
    """

    trigger: BaseTrigger
    late: float
    told: str


def timetable() -> Mapping[Job, Due]:
    """The moments of all jobs.

    The hourly moments of the nightly crawl are its retries, at which it does nothing where the night is settled. They
    are counted in UTC, so that no hour is skipped or doubled when clocks are changed; half past is half past in both.
    """
    weekdays = CronTrigger(day_of_week="mon-fri", hour=NIGHT_AT.hour, minute=NIGHT_AT.minute, timezone=ZONE)
    hourly = CronTrigger(minute=NIGHT_AT.minute, timezone=UTC)
    return {
        "nightly": Due(
            OrTrigger([weekdays, hourly]),
            6 * 3600,
            "01:30 New York time, Monday to Friday; every hour while the night is not settled",
        ),
        "withdrawals": Due(
            CronTrigger(day_of_week="sat", hour=12, timezone=ZONE),
            24 * 3600,
            "Saturday, 12:00 New York time",
        ),
        "reread": Due(
            CronTrigger(minute="*/15", timezone=UTC), 900, "every quarter of an hour, in idle time"
        ),
        "licences": Due(
            CronTrigger(minute=45, timezone=UTC), 1800, "every hour at a quarter to, in idle time"
        ),
        "clean": Due(CronTrigger(hour=13, timezone=ZONE), 12 * 3600, "every day, 13:00 New York time"),
    }


class OnClock(BaseTrigger):  # type: ignore[misc]
    """A trigger whose moments are those of a compressed clock, for a scheduler that lives by the system's time.

    Args:
        trigger: whose moments are meant.
        clock: by which they are meant.
    """

    def __init__(self, trigger: BaseTrigger, clock: CompressedClock) -> None:
        self._trigger, self._clock = trigger, clock
        self._last: tuple[datetime, datetime] | None = None

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The system's time at which the clock will show the trigger's next moment."""
        before = None
        if previous_fire_time is not None:
            # Going there and back loses fractions of a second, by which a moment would come twice.
            known = self._last is not None and self._last[0] == previous_fire_time
            before = self._last[1] if known and self._last else self._clock.shows_at(previous_fire_time)
        shown = self._trigger.get_next_fire_time(before, self._clock.shows_at(now))
        if shown is None:
            return None
        real = self._clock.real(shown)
        self._last = (real, shown)
        return real


def next_moments(moment: datetime) -> Mapping[Job, datetime]:
    """When each job is next due after a moment."""
    found: dict[Job, datetime] = {}
    for job, due in timetable().items():
        following = due.trigger.get_next_fire_time(None, moment + timedelta(microseconds=1))
        if following is not None:
            found[job] = following
    return found
