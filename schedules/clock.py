"""The time by which jobs are due in trials and tests: a clock that runs faster than the system's."""

from __future__ import annotations

from datetime import datetime

from simulate.clock import CompressedClock

FASTEST = 1e6


def clock_of(text: str) -> CompressedClock | None:
    """The clock that a setting names; None for "", the system's time.

    Args:
        text: "2026-03-02T06:00+00:00 x600" is a clock that shows that moment now and runs 600 times as fast.

    Raises:
        ValueError: the text is none of these; the message says what was expected.
    """
    if not text.strip():
        return None
    moment, _, speed = text.strip().partition(" x")
    try:
        start, factor = datetime.fromisoformat(moment), float(speed or 1)
    except ValueError:
        raise ValueError(
            f"{text!r}: a moment and a speed were expected, as in 2026-03-02T06:00Z x600"
        ) from None
    if start.tzinfo is None or not 0 < factor <= FASTEST:
        raise ValueError(
            f"{text!r}: the moment needs a time zone, and the speed lies above 0, up to {FASTEST:.0f}"
        )
    return CompressedClock(start, factor)
