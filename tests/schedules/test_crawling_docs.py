"""docs/crawling.md and deploy/ name what there is: settings, jobs, options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from netatlas.cli import app
from netatlas.crawling import lacking
from netatlas.settings import Settings, load_settings
from schedules.timetable import JOBS

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "crawling.md").read_text()
DEPLOYED = [path for path in (ROOT / "deploy").rglob("netatlas*") if path.is_file()]


def test_every_setting_named_is_one() -> None:
    known = {f"NETATLAS_{name.upper()}" for name in Settings.model_fields}
    for text in (DOCS, *(path.read_text() for path in DEPLOYED)):
        assert set(re.findall(r"NETATLAS_[A-Z_]+", text)) <= known


def test_every_job_is_described_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", DOCS, re.MULTILINE) == list(JOBS)


@pytest.mark.parametrize("path", DEPLOYED, ids=lambda path: path.name)
def test_commands_that_are_deployed_exist_with_their_options(path: Path) -> None:
    calls = re.findall(
        r"bin/netatlas ([a-z-]+)((?: --?[a-z]+)*)(?: ([a-z]+))?$", path.read_text(), re.MULTILINE
    )
    assert calls
    for command, options, value in calls:
        told = CliRunner(env={"COLUMNS": "200"}).invoke(app, [command, "--help"])
        assert told.exit_code == 0
        assert all(option in told.output for option in options.split())
        assert not value or value in JOBS


def test_a_fast_clock_is_refused_for_other_hosts() -> None:
    fast = load_settings(contact="operator@example.org", clock="2026-03-02T06:00+00:00 x600")
    assert "NETATLAS_CLOCK" in lacking(fast)[0]
    here = "http://127.0.0.1:1/x"
    local = dict.fromkeys(("oai_url", "query_url", "rss_url", "pdf_url"), here)
    assert lacking(load_settings(clock="2026-03-02T06:00+00:00 x600", **local)) == ()
