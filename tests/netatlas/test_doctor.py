"""`netatlas doctor`: what it finds in homes of every kind, and that looking changes nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from catalog import open_catalog, open_work
from catalog.records import Metadata, VersionKey
from crawler.files import FileStore
from netatlas.cli import app
from netatlas.doctor import live
from netatlas.settings import load_settings
from schedules.nights import SCHEDULER
from simulate.arxiv.server import ArxivStandIn


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one paper in its catalog."""
    folder = tmp_path / "home"
    catalog = open_catalog("", "", folder)
    catalog.store_paper(Metadata(key=VersionKey("2603.90001", 1), title="A paper"))
    assert not catalog.sync()
    catalog.close()
    return folder


def examined(home: Path, *, quick: bool = True, code: int = 0, **settings: str) -> dict[str, dict[str, Any]]:
    """Each check of a run by its name."""
    given = {"NETATLAS_HOME": str(home), "NETATLAS_CONTACT": "operator@example.org", **settings}
    result = CliRunner(env=given).invoke(app, ["doctor", "--json", *(["--quick"] if quick else [])])
    assert result.exit_code == code, result.output
    answer = json.loads(result.output)
    assert answer["ok"] is (code == 0)
    return {check["name"]: check for check in answer["checks"]}


def test_a_good_home_is_well(home: Path) -> None:
    found = examined(home, quick=False)
    for name in ("settings", "home", "database", "catalog", "search index", "reader", "text recognition"):
        assert found[name]["state"] == "ok", found[name]
        assert found[name]["mend"] == ""
    assert found["catalog"]["told"].startswith("1 paper")


def test_looking_makes_nothing(tmp_path: Path) -> None:
    found = examined(tmp_path / "new")
    assert found["home"]["state"] == found["database"]["state"] == "ok"
    assert not (tmp_path / "new").exists()


def test_a_mistyped_variable_is_told_with_what_was_meant(home: Path) -> None:
    check = examined(home, NETATLAS_PROT="8001")["settings"]
    assert check["state"] == "warning" and "NETATLAS_PORT" in check["mend"]


def test_a_value_that_does_not_fit(home: Path) -> None:
    check = examined(home, code=1, NETATLAS_PORT="many")["settings"]
    assert check["state"] == "missing" and "NETATLAS_PORT" in check["told"]


def test_a_home_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check = examined(tmp_path / "file" / "home", code=1)["home"]
    assert check["state"] == "missing" and "NETATLAS_HOME" in check["mend"]


def set_revision(home: Path, revision: str) -> None:
    with sqlite3.connect(home / "netatlas.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def test_an_older_schema_is_a_warning_and_is_left_as_it_is(home: Path) -> None:
    set_revision(home, "0001")
    check = examined(home)["database"]
    assert check["state"] == "warning" and "0001" in check["told"]
    with sqlite3.connect(home / "netatlas.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    connection.close()


def test_a_schema_of_a_newer_netatlas(home: Path) -> None:
    set_revision(home, "9999")
    check = examined(home, code=1)["database"]
    assert check["state"] == "missing" and "newer" in check["mend"]


def test_a_database_that_is_none(home: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but long enough to be taken for one by its size")
    check = examined(home, code=1, NETATLAS_DATABASE_URL=f"sqlite:///{tmp_path / 'text.db'}")["database"]
    assert check["state"] == "missing"
    secret = "postgresql://user:secret@127.0.0.1:9/netatlas"
    check = examined(home, code=1, NETATLAS_DATABASE_URL=secret)["database"]
    assert check["state"] == "missing" and "secret" not in check["told"]


def test_search_that_does_not_answer(home: Path) -> None:
    check = examined(home, code=1, NETATLAS_SEARCH_URL="http://127.0.0.1:9")["search index"]
    assert check["state"] == "missing" and "Elasticsearch" in check["mend"]


def test_an_index_that_is_gone(home: Path) -> None:
    (home / "index" / "current").unlink()
    check = examined(home, code=1)["search index"]
    assert check["state"] == "missing" and "reindex" in check["mend"]


def test_a_reader_without_room(home: Path) -> None:
    check = examined(home, quick=False, code=1, NETATLAS_READ_SECONDS="0.01")["reader"]
    assert check["state"] == "missing" and "NETATLAS_READ_SECONDS" in check["mend"]


def test_a_table_for_people(home: Path) -> None:
    given = {"NETATLAS_HOME": str(home), "NETATLAS_PROT": "1", "COLUMNS": "120"}
    result = CliRunner(env={**given, "NETATLAS_CONTACT": "https://example.org/crawler"}).invoke(
        app, ["doctor", "--quick"]
    )
    assert result.exit_code == 0
    assert "→ set NETATLAS_PORT instead" in result.output and "missing" not in result.output


def test_no_contact_or_a_wrong_one(home: Path) -> None:
    for contact in ("", "somebody"):
        check = examined(home, code=1, NETATLAS_CONTACT=contact)["contact"]
        assert check["state"] == "missing" and "NETATLAS_CONTACT" in check["mend"]


def test_a_pace_faster_than_robots_txt_asks_for(home: Path) -> None:
    assert examined(home)["pace"]["state"] == "ok"
    check = examined(home, NETATLAS_PDF_INTERVAL="5")["pace"]
    assert check["state"] == "warning" and "15" in check["mend"]


def test_files_and_their_quota(home: Path) -> None:
    store = FileStore(str(home / "papers"))
    store.put(b"%PDF-" + b"x" * 20_000_000)
    assert examined(home)["files"]["told"].startswith("1 PDFs, 0.0 of 50 GB")
    assert examined(home, NETATLAS_FILES_QUOTA_GB="0.02")["files"]["state"] == "warning"
    check = examined(home, code=1, NETATLAS_FILES_URL="nostore://papers")["files"]
    assert check["state"] == "missing" and "NETATLAS_FILES_URL" in check["mend"]


def test_holidays_that_are_not_known() -> None:
    settings = load_settings(contact="operator@example.org")
    assert next(live.holidays(settings, date(2026, 11, 24))).state == "ok"
    check = next(live.holidays(settings, date(2026, 12, 1)))
    assert check.state == "warning" and "2027" in check.told and "NETATLAS_HOLIDAYS" in check.mend
    later = load_settings(contact="operator@example.org", holidays="2027-01-01")
    assert next(live.holidays(later, date(2027, 1, 4))).state == "ok"


def test_a_trials_clock_that_was_left_on(home: Path) -> None:
    assert "clock" not in examined(home)
    check = examined(home, code=1, NETATLAS_CLOCK="2026-03-02T06:00+00:00 x600")["clock"]
    assert check["state"] == "missing" and "NETATLAS_CLOCK" in check["mend"]


def test_requests_that_were_forbidden_and_a_scheduler_that_runs(home: Path) -> None:
    found = examined(home)
    assert found["requests"]["state"] == "ok" and found["scheduler"]["state"] == "warning"
    catalog = open_catalog("", "", home)
    work = open_work(catalog.database)
    work.pace().stop("https://arxiv.org/pdf answered 403")
    with work.leases.hold(SCHEDULER):
        found = examined(home, code=1)
    catalog.close()
    assert "403" in found["requests"]["told"] and "--after-403" in found["requests"]["mend"]
    assert found["scheduler"]["state"] == "ok"


def asked(home: Path, server: ArxivStandIn, **more: str) -> dict[str, dict[str, Any]]:
    """Checks with the hosts asked, all of them a stand-in's."""
    settings = load_settings(
        home=home,
        contact="operator@example.org",
        oai_url=f"{server.url}/oai",
        query_url=f"{server.url}/api/query",
        rss_url=f"{server.url}/rss",
        **{"pdf_url": f"{server.url}/pdf", **more},
    )
    return {check.name: asdict(check) for check in live.hosts(settings)}


def test_hosts_are_asked_for_their_rules(tmp_path: Path) -> None:
    with ArxivStandIn([]) as server:
        (check,) = asked(tmp_path, server).values()
        assert check["state"] == "ok" and "15 s" in check["told"]
        (check,) = asked(tmp_path, server, pdf_interval="5").values()
        assert check["state"] == "warning" and "NETATLAS_PDF_INTERVAL" in check["mend"]
        (check,) = asked(tmp_path, server, pdf_url=f"{server.url}/e-print").values()
        assert check["state"] == "missing" and "robots.txt forbids" in check["told"]
        assert [entry.path for entry in server.log] == ["/robots.txt"] * 3
    (check,) = asked(tmp_path, server).values()
    assert check["state"] == "missing" and "network" in check["mend"]


def test_a_403_to_the_doctor_stops_the_crawl_too(home: Path) -> None:
    with ArxivStandIn([]) as server:
        server.trouble.add("403")
        assert "403" in asked(home, server)["hosts"]["told"]
        assert asked(home, server)["hosts"]["state"] == "missing"
        assert len(server.log) == 1
    assert examined(home, code=1)["requests"]["state"] == "missing"
