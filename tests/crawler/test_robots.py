"""robots.txt: asked once a host at the pace, and followed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.errors import Forbidden, Unavailable
from crawler.pace import LocalPace
from crawler.robots import RobotsReader, parse_robots
from crawler.transport import Limits, Transport
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock


@pytest.fixture
def standin():
    with ArxivStandIn([], clock=CompressedClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC), 500.0)) as server:
        yield server


@pytest.fixture
def reader(standin: ArxivStandIn) -> RobotsReader:
    clock = standin.clock
    pace = LocalPace({"metadata": 3.0, "pdf": 3.0}, clock.seconds, clock.sleep)
    limits = Limits(tries=2, first_wait=3.0)
    return RobotsReader(Transport(pace, "operator@example.org", limits=limits, sleep=clock.sleep))


def test_a_host_is_asked_once_and_its_rules_hold(standin: ArxivStandIn, reader: RobotsReader) -> None:
    rules = reader.of(f"{standin.url}/pdf/1512.03385v1")
    assert rules.allows(f"{standin.url}/pdf/1512.03385v1")
    assert not rules.allows(f"{standin.url}/e-print/1512.03385v1")
    assert rules.delay == 15.0
    assert reader.of(f"{standin.url}/abs/1512.03385") is rules
    assert [entry.path for entry in standin.log] == ["/robots.txt"]


def test_a_host_that_does_not_answer_gives_no_leave(standin: ArxivStandIn, reader: RobotsReader) -> None:
    standin.trouble.add("503", "503")
    with pytest.raises(Unavailable):
        reader.of(standin.url)
    standin.trouble.add("403")
    with pytest.raises(Forbidden):
        reader.of(standin.url)


def test_the_longest_rule_and_our_own_name_count() -> None:
    rules = parse_robots(
        "h", b"User-agent: *\nDisallow: /\nAllow: /pdf/\n\nUser-agent: Other\nDisallow: /pdf/\n"
    )
    assert rules.allows("https://h/pdf/1") and not rules.allows("https://h/abs/1")
    named = parse_robots(
        "h", b"User-agent: *\nDisallow:\n\nUser-agent: NetAtlas\nCrawl-delay: 30\nDisallow: /pdf\n"
    )
    assert not named.allows("https://h/pdf/1") and named.delay == 30.0


def test_a_host_without_the_file_allows_everything() -> None:
    rules = parse_robots("h", None)
    assert rules.allows("https://h/anything") and rules.delay is None
