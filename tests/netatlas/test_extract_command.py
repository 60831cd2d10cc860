"""`netatlas extract` as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2

from graph import from_json, to_json
from graph.guide_form import graph_from_guide
from tests.extract.hazards import hostile_pdfs

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def netatlas(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "netatlas.cli", "extract", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_papers_become_json_and_overlays(tmp_path: Path) -> None:
    papers = sorted(SAMPLES.glob("*.pdf"))[:2]
    done = netatlas(
        *papers,
        "--json",
        tmp_path / "out",
        "--debug-dir",
        tmp_path / "debug",
        "--annotations",
        SAMPLES / "annotations",
    )
    assert done.returncode == 0, done.stderr
    for paper in papers:
        read = json.loads((tmp_path / "out" / f"{paper.stem}.json").read_text())
        assert read["items"], paper
        for item in read["items"]:
            assert item["kind"] in ("figure", "table")
            assert item["source"] in ("vector", "outlined", "raster", "text")
            assert 0 <= item["probability"] <= 1
            assert len(item["bbox"]) == 4 and item["caption"].startswith(item["label"].split()[0][:3])
            for each in item["graphs"]:
                graph = graph_from_guide(each)
                assert from_json(to_json(graph)) == graph
        overlays = list((tmp_path / "debug" / paper.stem).glob("*.png"))
        assert overlays
        assert all(cv2.imread(str(path)).std() > 1 for path in overlays)


def test_bad_input_is_exit_code_2_and_the_rest_is_read(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.pdf"
    wrong.write_text("no PDF")
    good = min(SAMPLES.glob("*.pdf"))
    done = netatlas(wrong, good, "--json", tmp_path / "out")
    assert done.returncode == 2
    assert "notes.pdf" in done.stderr and "not-a-pdf" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{good.stem}.json"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = netatlas(tmp_path / "gone.pdf", "--json", tmp_path / "out")
    assert done.returncode == 2
    assert "gone.pdf" in done.stderr


def test_too_little_time_is_exit_code_1(tmp_path: Path) -> None:
    path = hostile_pdfs.nested_forms(tmp_path / "endless.pdf")
    done = netatlas(path, "--json", tmp_path / "out", "--seconds", "3")
    assert done.returncode == 1
    assert "timeout" in done.stderr
