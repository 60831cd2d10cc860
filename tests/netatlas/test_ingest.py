"""`netatlas ingest` from the command line: samples in, a catalog that finds them out; and all that can be wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def netatlas(home: Path, *arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "NETATLAS_HOME": str(home),
        "NETATLAS_VERIFY": "onnx",
        "COLUMNS": "200",
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "netatlas.cli", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which all samples were ingested."""
    folder = tmp_path_factory.mktemp("home")
    done = netatlas(folder, "ingest", SAMPLES)
    assert done.returncode == 0, done.stderr
    assert "6 papers: 6 read, 0 unchanged, 0 failed" in done.stdout
    # Written to a pipe the table is 80 columns wide: the titles give way, heads and counts don't.
    assert ["paper", "title", "exhibits", "networks", "graphs", "ran", "seconds", "outcome"] in [
        line.split() for line in done.stdout.splitlines()
    ]
    return folder


def found(home: Path, query: str) -> set[str]:
    answer = netatlas(home, "search", query, "--json")
    assert answer.returncode == 0, answer.stderr
    return {result["arxiv_id"] for result in json.loads(answer.stdout)["results"]}


def test_samples_are_found_by_title_author_and_layer(home: Path) -> None:
    assert found(home, "leaves residual") >= {"sample.1"}
    assert found(home, "author:Halvorsen") == {"sample.4", "sample.5"}
    assert found(home, "layer:lstm") == {"sample.4"}
    assert found(home, "layer:concat") >= {"sample.2", "sample.5"}


def test_networks_drawn_or_tabled_are_verified(home: Path) -> None:
    assert found(home, "verified:onnx") >= {
        "sample.1",
        "sample.2",
        "sample.3",
        "sample.4",
        "sample.5",
    }


def test_a_second_ingest_does_nothing_twice(home: Path) -> None:
    again = netatlas(home, "ingest", SAMPLES)
    assert again.returncode == 0
    assert "6 papers: 0 read, 6 unchanged, 0 failed" in again.stdout


def test_the_index_is_rebuilt_from_the_database(home: Path) -> None:
    shutil.rmtree(home / "index")
    assert netatlas(home, "reindex").returncode == 0
    assert found(home, "layer:lstm") == {"sample.4"}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are no readable papers."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "text.pdf").write_text("This is no PDF.")
    whole = (SAMPLES / "sample.3.pdf").read_bytes()
    (folder / "cut.pdf").write_bytes(whole[:700])
    locked = pymupdf.open(SAMPLES / "sample.3.pdf")
    locked.save(
        folder / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret"
    )
    return folder


@pytest.mark.parametrize("name", ["text.pdf", "cut.pdf", "locked.pdf"])
def test_a_file_that_is_no_readable_pdf_is_named_with_its_reason(
    tmp_path: Path, broken: Path, name: str
) -> None:
    done = netatlas(tmp_path, "ingest", broken / name)
    assert done.returncode == 2
    assert name.removesuffix(".pdf") in done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_paper_does_not_stop_the_others(tmp_path: Path, broken: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    shutil.copy(SAMPLES / "sample.3.pdf", folder)
    shutil.copy(broken / "text.pdf", folder)
    done = netatlas(tmp_path / "home", "ingest", folder)
    assert done.returncode == 1
    assert "2 papers: 1 read, 0 unchanged, 1 failed" in done.stdout


def test_an_empty_folder_and_a_wrong_setting_are_wrong_input(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    nothing = netatlas(tmp_path, "ingest", empty)
    assert nothing.returncode == 2 and "no PDF in this folder" in nothing.stderr
    wrong = netatlas(tmp_path, "ingest", SAMPLES, NETATLAS_PROCESSES="many")
    assert wrong.returncode == 2 and "NETATLAS_PROCESSES" in wrong.stderr


def test_a_database_that_is_none_is_wrong_input(tmp_path: Path) -> None:
    (tmp_path / "netatlas.db").write_text("no database" * 100)
    done = netatlas(tmp_path, "ingest", SAMPLES / "sample.3.pdf")
    assert done.returncode == 2 and "Traceback" not in done.stderr
