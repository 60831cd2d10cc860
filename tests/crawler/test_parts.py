"""Parts of the crawler that need no server: ids, authors, bulk archives, relevance, files by content."""

from __future__ import annotations

import errno
import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.bulk import BulkPaper, read_tar
from crawler.errors import BadAnswer
from crawler.files import FileStore, StoreFull
from crawler.oai import parse_page, split_authors
from crawler.records import mail_date, split_id
from crawler.relevance import relevance
from crawler.transport import retry_after
from crawler.xml import parse_xml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1512.03385", ("1512.03385", None)),
        ("arXiv:1512.03385v2", ("1512.03385", 2)),
        ("https://arxiv.org/abs/cs/0112017v1", ("cs/0112017", 1)),
        ("http://export.arxiv.org/pdf/1512.03385v2.pdf", ("1512.03385", 2)),
        ("math.GT/0309136", ("math.GT/0309136", None)),
        ("hello", None),
        ("https://example.org/1512.03385", None),
        ("", None),
    ],
)
def test_ids(text: str, expected: tuple[str, int | None] | None) -> None:
    assert split_id(text) == expected


@given(st.text(max_size=60))
def test_any_text_is_an_id_or_is_not(text: str) -> None:
    found = split_id(text)
    assert found is None or split_id(found[0]) == (found[0], None)


def test_authors_without_their_notes() -> None:
    text = "A. One (1), B. Two (2 and 3) and C. Three ((1) Here, (2) There)"
    assert split_authors(text) == ("A. One", "B. Two", "C. Three")


def test_retry_after_as_number_and_as_date() -> None:
    now = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)
    assert retry_after({"retry-after": "120"}) == 120
    assert retry_after({"Retry-After": "Mon, 02 Mar 2026 12:00:30 GMT"}, now) == 30
    assert retry_after({}) is None and retry_after({"Retry-After": "soon"}) is None


def test_a_date_without_a_zone_is_of_utc() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert retry_after({"Retry-After": "Mon, 02 Mar 2026 12:00:30 -0000"}, now) == 30
    assert mail_date("Mon, 02 Mar 2026 12:00:30") == datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
    assert mail_date("Mon, 02 Mar 2026 12:00:30 -0500").hour == 17
    with pytest.raises(ValueError, match="soon"):
        mail_date("soon")


def test_entities_and_pages_of_another_kind_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'
    with pytest.raises(BadAnswer, match="entities"):
        parse_xml(bomb, "a page")
    with pytest.raises(BadAnswer):
        parse_page(b"<html/>")


def make_tar(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w") as archive:
        for name, body in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))


def test_a_bulk_archive_is_read_and_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "arXiv_pdf_1512_001.tar"
    make_tar(
        path,
        {
            "1512/1512.00001v1.pdf": b"one",
            "1512/readme.txt": b"x",
            "0703/cs0703001.pdf": b"two",
            "1512/strange.pdf": b"x",
            "1512/1512.00002.pdf": b"three!",
        },
    )
    found = list(read_tar(path, max_bytes=5))
    papers = [paper for paper in found if isinstance(paper, BulkPaper)]
    assert [(p.arxiv_id, p.version, p.body) for p in papers] == [
        ("1512.00001", 1, b"one"),
        ("cs/0703001", None, b"two"),
    ]
    assert [text for text in found if isinstance(text, str)] == [
        "arXiv_pdf_1512_001.tar: 1512/strange.pdf is not named as a paper",
        "arXiv_pdf_1512_001.tar: 1512/1512.00002.pdf is larger than 5 bytes",
    ]
    rest = [paper for paper in read_tar(path, after="0703/cs0703001.pdf") if isinstance(paper, BulkPaper)]
    assert [paper.arxiv_id for paper in rest] == ["1512.00002"]


def test_a_bulk_archive_cut_short_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    make_tar(path, {"1512/1512.00001v1.pdf": b"x" * 5000})
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(BadAnswer, match=r"a\.tar"):
        list(read_tar(path))


@pytest.mark.parametrize(
    ("title", "abstract", "about"),
    [
        ("Residual Networks for Leaves", "We train a deep neural network with skip connections.", True),
        ("Attention for Tides", "A transformer with multi-head attention forecasts water levels.", True),
        ("A BERT-like encoder for code", "We pre-train a language model on source code.", True),
        ("On a conjecture about primes", "We prove a theorem on the gaps between primes.", False),
        ("Magnetic fields of dwarf galaxies", "We observe three galaxies with a radio telescope.", False),
        ("A faster sorting algorithm", "We sort integers in place with fewer comparisons.", False),
    ],
)
def test_relevance(title: str, abstract: str, about: bool) -> None:
    assert (relevance(title, abstract) >= 0.5) is about


def test_a_keyword_makes_a_paper_relevant() -> None:
    assert relevance("On primes", "A theorem.", ["primes"]) == 1.0


def test_files_are_kept_once_by_content_and_within_the_quota(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path / "store"), quota=10, fullest=1.0)
    name = store.put(b"12345")
    assert store.put(b"12345") == name
    assert store.get(name) == b"12345" and store.usage().files == 1
    with pytest.raises(StoreFull, match="5 of 10 bytes"):
        store.put(b"123456")
    store.remove(name)
    assert store.get(name) is None
    store.put(b"123456")


def test_files_in_another_kind_of_store() -> None:
    store = FileStore("memory://papers-test")
    name = store.put(b"body")
    assert store.get(name) == b"body"


def test_a_disk_that_fills_up_while_a_file_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FileStore(str(tmp_path))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(StoreFull, match="No space left"):
            store.put(b"a file")
    assert store.usage().files == 0
    assert store.get(store.put(b"a file")) == b"a file"


def test_what_a_killed_writer_left_is_cleaned(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "abc.pdf.123.partial").write_bytes(b"x")
    assert store.clean() == 1 and store.usage().files == 0
