"""The three sources of records and the PDFs, asked over HTTP of a server that answers as arXiv does."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.errors import BadAnswer, BadToken, Forbidden, Unavailable
from crawler.oai import OaiClient
from crawler.pace import LocalPace
from crawler.pdf import Fetched, NoPdf, fetch_pdf
from crawler.query import QueryClient
from crawler.rss import read_feed
from crawler.transport import Limits, Transport
from simulate.arxiv.papers import ServedPaper, made_up
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.pdf"))
SPEED = 200.0
START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
CONTACT = "operator@example.org"


@pytest.fixture
def papers() -> list[ServedPaper]:
    return made_up(60, date(2026, 3, 1), 2, SAMPLES)


@pytest.fixture
def standin(papers: list[ServedPaper]) -> Iterator[ArxivStandIn]:
    with ArxivStandIn(papers, clock=CompressedClock(START, SPEED), page_size=25) as server:
        yield server


@pytest.fixture
def transport(standin: ArxivStandIn) -> Transport:
    clock = standin.clock
    pace = LocalPace({"metadata": 3.0, "pdf": 3.0}, clock.seconds, clock.sleep)
    limits = Limits(tries=4, first_wait=3.0, longest_wait=60.0, breaker=10)
    return Transport(pace, CONTACT, limits=limits, sleep=clock.sleep)


def harvest(standin: ArxivStandIn, transport: Transport, of_set: str | None = None) -> dict[str, int]:
    client = OaiClient(transport, f"{standin.url}/oai")
    return {
        record.arxiv_id: record.newest.number
        for page in client.pages(date(2026, 3, 1), date(2026, 3, 2), of_set)
        for record in page.records
    }


def test_a_harvest_lists_every_record_of_the_set(
    standin: ArxivStandIn, transport: Transport, papers: list[ServedPaper]
) -> None:
    assert set(harvest(standin, transport)) == {paper.arxiv_id for paper in papers}
    expected = {paper.arxiv_id for paper in papers if "cs.CV" in paper.categories}
    assert set(harvest(standin, transport, "cs:cs:CV")) == expected


def test_the_log_proves_pace_single_connection_and_contact(
    standin: ArxivStandIn, transport: Transport
) -> None:
    harvest(standin, transport)
    for paper in standin.papers[:3]:
        fetch_pdf(transport, paper.arxiv_id, 1, endpoint=f"{standin.url}/pdf")
    assert standin.most_at_once == 1
    for lane in ("metadata", "pdf"):
        begins = [entry.began for entry in standin.log if entry.lane == lane]
        assert all(b - a >= 3 for a, b in itertools.pairwise(begins))
    assert all(CONTACT in entry.agent for entry in standin.log)


def test_a_record_carries_licence_versions_and_withdrawal(
    standin: ArxivStandIn, transport: Transport
) -> None:
    paper = standin.papers[0]
    standin.replace(paper.with_version(START, withdrawn=True))
    record = OaiClient(transport, f"{standin.url}/oai").record(paper.arxiv_id)
    assert record is not None
    assert record.withdrawn and [version.withdrawn for version in record.versions] == [False, True]
    assert record.licence == paper.licence
    assert record.authors == paper.authors


def test_a_quiet_day_is_no_failure(standin: ArxivStandIn, transport: Transport) -> None:
    page = OaiClient(transport, f"{standin.url}/oai").first(date(2020, 1, 1), date(2020, 1, 2))
    assert page.records == () and page.token is None


def test_an_expired_token_is_told_apart(standin: ArxivStandIn, transport: Transport) -> None:
    client = OaiClient(transport, f"{standin.url}/oai")
    page = client.first(date(2026, 3, 1))
    assert page.token
    standin.clock.jump(datetime(2026, 3, 3, 0, 0, 1, tzinfo=UTC))
    with pytest.raises(BadToken):
        client.after(page.token)


@pytest.mark.parametrize("kind", ["empty-200", "html", "truncated"])
def test_an_answer_that_is_no_list_is_an_error_and_no_quiet_day(
    standin: ArxivStandIn, transport: Transport, kind: str
) -> None:
    standin.trouble.add(kind)  # type: ignore[arg-type]
    with pytest.raises(BadAnswer):
        OaiClient(transport, f"{standin.url}/oai").first(date(2026, 3, 1))
    standin.trouble.add(kind)  # type: ignore[arg-type]
    with pytest.raises(BadAnswer):
        QueryClient(transport, f"{standin.url}/api/query").by_ids([standin.papers[0].arxiv_id])


@pytest.mark.parametrize("kind", ["429", "429-retry-after", "503", "reset"])
def test_passing_trouble_is_waited_out(standin: ArxivStandIn, transport: Transport, kind: str) -> None:
    standin.trouble.add(kind, kind)  # type: ignore[arg-type]
    assert OaiClient(transport, f"{standin.url}/oai").first(date(2026, 3, 1)).records
    began = [entry.began for entry in standin.log]
    asked = 9.0 if kind == "429-retry-after" else 2.25
    assert len(began) == 3 and all(b - a >= asked for a, b in itertools.pairwise(began))


def test_a_storm_gives_up_with_a_reason(standin: ArxivStandIn, transport: Transport) -> None:
    standin.trouble.add(*["429"] * 4)
    with pytest.raises(Unavailable, match="status 429"):
        OaiClient(transport, f"{standin.url}/oai").first(date(2026, 3, 1))


def test_403_stops_everything_at_once(standin: ArxivStandIn, transport: Transport) -> None:
    standin.trouble.add("403")
    with pytest.raises(Forbidden):
        OaiClient(transport, f"{standin.url}/oai").first(date(2026, 3, 1))
    with pytest.raises(Forbidden):
        fetch_pdf(transport, standin.papers[0].arxiv_id, 1, endpoint=f"{standin.url}/pdf")
    assert len(standin.log) == 1


def test_pdfs_are_judged_by_their_bytes(standin: ArxivStandIn, transport: Transport) -> None:
    endpoint = f"{standin.url}/pdf"
    paper = standin.papers[0]
    got = fetch_pdf(transport, paper.arxiv_id, 1, endpoint=endpoint)
    assert isinstance(got, Fetched) and got.body == paper.pdf_bytes(1)
    standin.replace(paper.with_version(START, withdrawn=True))
    withdrawn = fetch_pdf(transport, paper.arxiv_id, 2, endpoint=endpoint)
    assert isinstance(withdrawn, NoPdf) and withdrawn.code == "not-a-pdf"
    missing = fetch_pdf(transport, "2603.99999", 1, endpoint=endpoint)
    assert isinstance(missing, NoPdf) and missing.code == "missing"
    standin.trouble.add("truncated")
    short = fetch_pdf(transport, standin.papers[1].arxiv_id, 1, endpoint=endpoint)
    assert isinstance(short, NoPdf) and short.code == "truncated"
    standin.trouble.add("cut-off", "cut-off", "cut-off", "cut-off")
    with pytest.raises(Unavailable, match="IncompleteRead"):
        fetch_pdf(transport, standin.papers[1].arxiv_id, 1, endpoint=endpoint)


def test_a_file_over_the_cap_is_not_read_to_its_end(standin: ArxivStandIn, transport: Transport) -> None:
    with pytest.raises(Unavailable, match="larger than 1000 bytes"):
        fetch_pdf(transport, standin.papers[0].arxiv_id, 1, endpoint=f"{standin.url}/pdf", max_bytes=1000)


def test_single_ids_by_the_query_api(standin: ArxivStandIn, transport: Transport) -> None:
    client = QueryClient(transport, f"{standin.url}/api/query")
    wanted = [paper.arxiv_id for paper in standin.papers[:3]]
    assert {record.arxiv_id for record in client.by_ids(wanted)} == set(wanted)
    assert client.by_ids(["2603.99999"]) == []
    with pytest.raises(ValueError, match="nonsense"):
        client.by_ids(["nonsense"])


def test_a_day_by_the_query_api_needs_no_deep_offsets(standin: ArxivStandIn, transport: Transport) -> None:
    client = QueryClient(transport, f"{standin.url}/api/query", page_size=7)
    listed = [record.arxiv_id for record in client.by_day(["cs.LG"], date(2026, 3, 1))]
    expected = {
        paper.arxiv_id
        for paper in standin.papers
        if "cs.LG" in paper.categories and paper.versions[0].submitted.date() == date(2026, 3, 1)
    }
    assert len(listed) == len(set(listed)) and set(listed) == expected


def test_a_stale_feed_is_noticed(standin: ArxivStandIn, transport: Transport) -> None:
    fresh = read_feed(transport, ["cs.LG", "cs.CV"], f"{standin.url}/rss")
    assert fresh.papers and not fresh.stale(standin.clock.now())
    assert all(paper.licence for paper in fresh.papers)
    standin.trouble.add("stale-rss")
    assert read_feed(transport, ["cs.LG"], f"{standin.url}/rss").stale(standin.clock.now())


def test_without_a_contact_nothing_is_asked() -> None:
    with pytest.raises(ValueError, match="contact"):
        Transport(LocalPace(), "")


def test_an_answer_that_drips_ends_at_its_limit() -> None:
    """One byte at a time, each well within the time for a piece: only the time for the whole can end it."""
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(1000):
                connection.sendall(b"x")
                time.sleep(0.02)

    threading.Thread(target=drip, daemon=True).start()
    limits = Limits(total=0.4, tries=1)
    transport = Transport(LocalPace({"metadata": 0, "pdf": 0}), CONTACT, limits=limits)
    began = time.monotonic()
    with server, pytest.raises(Unavailable, match="not whole"):
        transport.get(f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert time.monotonic() - began < 5
