"""When arXiv announces papers, and on which evenings it does not.

Announcements are made at 20:00 US Eastern from Sunday to Thursday. Holidays (`holidays.txt`) are those of arXiv's help
page on the availability of submissions (https://info.arxiv.org/help/availability.html), which lists them a year ahead;
those of years to come are given by a setting.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from netatlas.settings import SettingsError

ZONE = ZoneInfo("America/New_York")
ANNOUNCED_AT = time(20)
NIGHT_AT = time(1, 30)
"""When a night's crawl begins, Eastern: OAI-PMH is ready by 22:30, the query API and RSS by midnight."""

MONDAY, FRIDAY, SUNDAY = 0, 4, 6
NIGHTS = range(MONDAY, FRIDAY + 1)
EVENINGS = (SUNDAY, MONDAY, 1, 2, 3)

HOLIDAYS = frozenset(
    date.fromisoformat(line)
    for line in files("schedules").joinpath("holidays.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


def local(moment: datetime) -> datetime:
    """A moment as clocks in New York show it."""
    return moment.astimezone(ZONE)


def begins(night: date) -> datetime:
    """When a night's crawl begins, in UTC. `night` is the date of the morning after the announcement."""
    return datetime.combine(night, NIGHT_AT, ZONE).astimezone(UTC)


def night_of(moment: datetime) -> date:
    """The newest night, Monday to Friday, whose crawl has begun at this moment."""
    night = local(moment).date()
    while night.weekday() not in NIGHTS or begins(night) > moment:
        night -= timedelta(days=1)
    return night


def after(night: date) -> date:
    """The next night."""
    following = night + timedelta(days=1)
    while following.weekday() not in NIGHTS:
        following += timedelta(days=1)
    return following


def quiet(night: date, more: Collection[date] = ()) -> str:
    """Why nothing new needs to be there on a night, for a person; "" where something has to be.

    A holiday on a Friday stops the work of which Sunday's announcement would be made; arXiv has listed either day
    for it, so both excuse the night after Sunday. An excused night is crawled all the same.

    Args:
        night: the date of the morning.
        more: holidays besides those that are built in.
    """
    evening = night - timedelta(days=1)
    if evening.weekday() not in EVENINGS:
        return f"arXiv announces nothing on {evening:%A}s"
    friday = evening - timedelta(days=2)
    for day in (evening, friday) if evening.weekday() == SUNDAY else (evening,):
        if day in HOLIDAYS or day in more:
            return f"{day.isoformat()} is one of arXiv's holidays"
    return ""


def given(text: str) -> frozenset[date]:
    """Days out of a setting: "2027-01-01,2027-01-18". SettingsError for what is none."""
    try:
        return frozenset(date.fromisoformat(day) for day in text.split(",") if day)
    except ValueError as error:
        raise SettingsError(f"NETATLAS_HOLIDAYS: {error}") from error


def documented(year: int, more: Collection[date] = ()) -> bool:
    """Whether any holiday of a year is known; arXiv has some in every year."""
    return any(day.year == year for day in (*HOLIDAYS, *more))
