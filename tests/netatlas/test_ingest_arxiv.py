"""`netatlas ingest` with arXiv ids, days and sets, against the stand-in; and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netatlas.cli import main
from simulate.arxiv.server import ArxivStandIn
from simulate.clock import CompressedClock
from tests.crawl.rig import NIGHT, ROOT, served, tiny_papers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArxivStandIn]:
    papers = served(3, tiny_papers(tmp_path_factory.mktemp("pdfs"))[:1])
    papers = [replace(paper, categories=("cs.LG",)) for paper in papers]
    with ArxivStandIn(papers, clock=CompressedClock(NIGHT, 200.0)) as server:
        yield server


def ingest(home: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "NETATLAS_HOME": str(home),
        "NETATLAS_VERIFY": "",
        "NETATLAS_CATEGORIES": "cs.LG",
        "NETATLAS_CLOCK": f"{NIGHT.isoformat()} x200",
        "NETATLAS_OAI_URL": f"{url}/oai",
        "NETATLAS_QUERY_URL": f"{url}/api/query",
        "NETATLAS_RSS_URL": f"{url}/rss",
        "NETATLAS_PDF_URL": f"{url}/pdf",
        "COLUMNS": "200",
    }
    return subprocess.run(
        [sys.executable, "-m", "netatlas.cli", "ingest", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_one_paper_by_its_id_then_all_of_these_days(server: ArxivStandIn, tmp_path: Path) -> None:
    first = ingest(tmp_path, server.url, server.papers[0].arxiv_id)
    assert first.returncode == 0, first.stderr
    assert "1 new" in first.stdout and "1 read" in first.stdout
    looked = ingest(tmp_path, server.url, "--since", "2026-03-01", "--set", "cs:cs:LG", "--dry-run")
    assert looked.returncode == 0, looked.stderr
    assert "3 records: 2 new, 1 known" in looked.stdout
    done = ingest(tmp_path, server.url, "--since", "2026-03-01", "--set", "cs.LG")
    assert done.returncode == 0, done.stderr
    assert "2 new" in done.stdout and "2 read, 0 failed, 0 waiting" in done.stdout


def test_an_id_that_arxiv_does_not_know(server: ArxivStandIn, tmp_path: Path) -> None:
    unknown = ingest(tmp_path, server.url, "2603.99999")
    assert unknown.returncode == 2 and "2603.99999: arXiv does not know it" in unknown.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2603.10000"], "NETATLAS_CONTACT is not set; oaipmh.arxiv.org is not asked"),
        (["2603.10000", "samples"], "one kind at a time"),
        (["--since", "yesterday"], "--since 'yesterday': a day was expected"),
        (["--since", "2026-03-02", "--until", "2026-03-01"], "--since lies after --until"),
        (["nothing.tar"], "there is no such file"),
        (["nothing"], "nothing"),
        ([], "name files, arXiv ids or archives"),
    ],
)
def test_what_is_refused_before_anything_is_asked(
    tmp_path: Path,
    arguments: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NETATLAS_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["netatlas", "ingest", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert told in " ".join(capfd.readouterr().err.split())
