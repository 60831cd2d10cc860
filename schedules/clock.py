"""The time by which jobs are due in trials and tests: a clock that runs faster than the system's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from netatlas.settings import SettingsError
from simulate.clock import CompressedClock

FASTEST = 1e6
FORM = re.compile(r"(?P<shows>\S+) x(?P<speed>[\d.e+]+)(?: at (?P<real>\S+))?")
EXPECTED = "a moment and a speed were expected, as in 2026-03-02T06:00+00:00 x600"


def clock_of(text: str) -> CompressedClock | None:
    """The clock that a setting names; None for "", the system's time.

    Args:
        text: "2026-03-02T06:00+00:00 x600" shows that moment now and runs 600 times as fast. With " at " and a moment
            of the system's time it shows it then, so that several processes have one clock.

    Raises:
        SettingsError: the text is none of these; the message says what was expected.
    """
    if not text.strip():
        return None
    found = FORM.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        shows, speed = datetime.fromisoformat(found["shows"]), float(found["speed"])
        real = datetime.fromisoformat(found["real"]) if found["real"] else datetime.now(UTC)
    except ValueError:
        raise SettingsError(f"NETATLAS_CLOCK: {text!r}: {EXPECTED}") from None
    if shows.tzinfo is None or real.tzinfo is None or not 0 < speed <= FASTEST:
        needed = f"moments need a time zone, and the speed lies above 0, up to {FASTEST:.0f}"
        raise SettingsError(f"NETATLAS_CLOCK: {text!r}: {needed}")
    passed = (datetime.now(UTC) - real).total_seconds() * speed
    return CompressedClock(shows + timedelta(seconds=passed), speed)


def setting_of(clock: CompressedClock) -> str:
    """The setting by which another process has this clock."""
    return f"{clock.now().isoformat()} x{clock.speed:g} at {datetime.now(UTC).isoformat()}"
