"""Trials of the schedule, ended after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from trials import Trial, trial_of


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Callable[..., Trial]]:
    """Makes a trial; see `trials.trial_of`."""
    made: list[Trial] = []

    def make(start: str, speed: float = 1000.0, **more: object) -> Trial:
        made.append(trial_of(tmp_path, start, speed, **more))
        return made[-1]

    yield make
    for each in made:
        each.shop.stop.set()
        each.server.close()
        each.shop.catalog.close()
