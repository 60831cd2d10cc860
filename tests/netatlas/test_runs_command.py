"""`netatlas runs`: the ledger on the command line, the same as on the site."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from catalog import open_catalog
from catalog.tallies import Run
from netatlas.cli import app

NIGHT = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)


def asked(home: Path, *arguments: str) -> str:
    result = CliRunner(env={"NETATLAS_HOME": str(home), "COLUMNS": "220"}).invoke(app, ["runs", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    catalog = open_catalog("", "", tmp_path)
    catalog.store_run(Run(id="a", kind="ingest", started=NIGHT - timedelta(days=1)))
    catalog.store_run(
        Run(
            id="b",
            kind="nightly",
            started=NIGHT,
            finished=NIGHT + timedelta(hours=2),
            status="failed",
            since=date(2026, 3, 1),
            until=date(2026, 3, 3),
            counts={"found": 40, "new": 30, "done": 20, "failed": 2},
            reasons={"[bold]encrypted[/bold]": 2},
            message="no answer",
        )
    )
    catalog.close()
    return tmp_path


def test_a_table_for_people(home: Path) -> None:
    text = asked(home)
    assert "Nightly crawl" in text and "1–3 March 2026" in text and "2 h" in text
    assert "2 [bold]encrypted[/bold]" in text and "no answer" in text
    assert text.index("Nightly crawl") < text.index("Ingest")


def test_json_for_programs(home: Path) -> None:
    first, second = json.loads(asked(home, "--json"))["runs"]
    assert first["id"] == "b" and first["speed"] == 10 and first["reasons"] == {"[bold]encrypted[/bold]": 2}
    assert second["finished"] is None and second["seconds"] is None
    assert len(json.loads(asked(home, "--json", "--limit", "1"))["runs"]) == 1


def test_an_empty_ledger(tmp_path: Path) -> None:
    assert "Nothing has run" in asked(tmp_path / "new")
