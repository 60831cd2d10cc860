"""Papers on disk and what their names and metadata files tell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from catalog.records import VersionKey
from netatlas.pipeline.sources import WrongInput, find_sources, from_json, from_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("1512.03385.pdf", VersionKey("1512.03385", 1)),
        ("1512.03385v2.pdf", VersionKey("1512.03385", 2)),
        ("0704.0001v3.pdf", VersionKey("0704.0001", 3)),
        ("cs_0112017v1.pdf", VersionKey("cs/0112017", 1)),
        ("My best paper (final).pdf", VersionKey("local.my-best-paper-final", 1)),
        ("...pdf", VersionKey("local.paper", 1)),
    ],
)
def test_a_files_name_gives_its_key(name: str, key: VersionKey) -> None:
    assert from_name(Path(name)).key == key


def test_a_folder_with_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    entry = {
        "slug": "b",
        "arxiv_id": "2601.00009",
        "version": 2,
        "title": "Two\n lines",
        "authors": ["A. One"],
        "categories": ["cs.LG", "cs.CV"],
        "primary_category": "cs.CV",
        "submitted": "2026-01-31",
        "license": None,
    }
    (tmp_path / "papers.json").write_text(json.dumps([entry]))
    first, second = find_sources([tmp_path])
    assert not first.described and first.metadata.key.arxiv_id == "local.a"
    assert second.described and second.metadata.key == VersionKey("2601.00009", 2)
    assert second.metadata.title == "Two lines"
    assert second.metadata.categories == ("cs.CV", "cs.LG")
    assert second.metadata.submitted == date(2026, 1, 31)
    assert second.metadata.licence is None


def test_a_file_named_twice_is_one_source(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert len(find_sources([tmp_path, tmp_path / "a.pdf"])) == 1


@pytest.mark.parametrize("content", ["{", "{}", "[1]", '[{"slug": "a", "version": "x"}]'])
def test_metadata_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "papers.json").write_text(content)
    with pytest.raises(WrongInput, match="papers.json"):
        find_sources([tmp_path])


def test_an_empty_folder_and_a_missing_path_are_named(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no PDF in this folder"):
        find_sources([tmp_path])
    with pytest.raises(WrongInput, match="missing.pdf"):
        find_sources([tmp_path / "missing.pdf"])


@pytest.mark.parametrize(("text", "day"), [("2021-11", date(2021, 11, 1)), ("2021", date(2021, 1, 1))])
def test_a_month_or_year_is_a_date(text: str, day: date) -> None:
    assert from_json({"submitted": text}, Path("2111.06377.pdf")).submitted == day
