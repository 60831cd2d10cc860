"""A piece of work ends when its processor time is used up, and not because the machine has others to serve."""

from __future__ import annotations

import time

import pytest

from extract.patience import TookTooLong, at_most


def test_work_ends_and_waiting_does_not_count() -> None:
    with at_most(0.1):
        time.sleep(0.3)
    began = time.process_time()
    with pytest.raises(TookTooLong), at_most(0.1):
        while True:
            sum(range(1000))
    assert 0.08 < time.process_time() - began < 1.0


def test_after_the_work_nothing_is_counted_any_more() -> None:
    with at_most(0.05):
        pass
    began = time.process_time()
    while time.process_time() - began < 0.15:
        sum(range(1000))
