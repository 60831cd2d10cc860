"""`netatlas networks` on a drawn paper: a layer table, a sentence of conventions, and what is written for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from small_paper import COUNT, draw

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netatlas.cli", "networks", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "small.pdf"
    draw(path)
    return path


@pytest.fixture(scope="module")
def written(paper: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("out")
    done = run(str(paper), "--json", str(folder))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((folder / "small.json").read_text(encoding="utf-8"))
    return found


def test_the_network_is_composed_built_and_counted(written: dict[str, Any]) -> None:
    (network,) = written["networks"]
    assert (network["status"], network["reason"], network["exhibits"]) == ("verified", "", ["Table 1"])
    assert network["parameters"] == COUNT
    assert (network["input_shape"], network["output_shape"]) == ([32, 32, 3], [10])


def test_what_was_read_inferred_and_assumed_is_counted(written: dict[str, Any]) -> None:
    (network,) = written["networks"]
    assert network["read"] > 20
    assert network["default"] > 0
    assert network["missing"] == []


def test_each_added_layer_carries_its_sentence(written: dict[str, Any]) -> None:
    nodes = written["networks"][0]["graph"]["nodes"]
    norms = [node for node in nodes if node["op"] == "batch_norm"]
    assert len(norms) == 5
    assert all("followed by batch normalization" in node["evidence"]["text"] for node in norms)


def test_a_file_that_is_no_pdf_is_wrong_input(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_text("no PDF at all")
    done = run(str(path), "--json", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "text.pdf" in done.stderr


def test_an_unknown_framework_and_a_missing_file_are_refused(paper: Path, tmp_path: Path) -> None:
    assert run(str(paper), "--json", str(tmp_path), "--framework", "abacus").returncode == 2
    assert run(str(tmp_path / "absent.pdf"), "--json", str(tmp_path)).returncode == 2
