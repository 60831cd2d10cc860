"""Exports: complete, accounted for, the same bytes every time, taken up where they were broken off."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import zstandard

from catalog import open_catalog
from catalog.export.errors import OtherExport, SelectionRefused
from catalog.export.folder import FORMS, export_folder
from catalog.export.members import Member, safe_name
from catalog.export.stream import STREAM_FORMS, stream
from catalog.stored import StoredCatalog
from tests.catalog import corpus, makers
from tests.catalog.conftest import Opener


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredCatalog]:
    """The corpus, not to be changed."""
    opened = open_catalog("", "", tmp_path_factory.mktemp("exported"))
    corpus.fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def own(opener: Opener) -> StoredCatalog:
    """The corpus, to be changed."""
    opened = opener()
    corpus.fill(opened)
    return opened


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_twice_the_same_bytes(catalog: StoredCatalog, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_folder(catalog, tmp_path / name, FORMS, part=4)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_manifest_accounts_for_every_file_and_member(catalog: StoredCatalog, tmp_path: Path) -> None:
    done = export_folder(catalog, tmp_path / "out", ["zip", "tar.zst", "jsonl"], part=4)
    files = contents(tmp_path / "out")
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["papers"] == done.papers == len(corpus.PAPERS)
    assert {f["name"]: f["sha256"] for f in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    members = {}
    for name, content in files.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members[name] = {each: archive.read(each) for each in archive.namelist()}
        elif name.endswith(".tar.zst"):
            raw = zstandard.ZstdDecompressor().decompressobj().decompress(content)
            with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
                members[name] = {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]
    for name, held in members.items():
        listed = [json.loads(line) for line in files[f"{name}.members.jsonl"].splitlines()]
        assert {each["name"]: each["sha256"] for each in listed} == {
            member: hashlib.sha256(content).hexdigest() for member, content in held.items()
        }
    assert members["code-00001.zip"] == members["code-00001.tar.zst"]


def test_a_paper_is_a_folder_with_its_code_graph_and_origin(catalog: StoredCatalog) -> None:
    raw = b"".join(stream(catalog, "zip", "id:2001.00001"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(held) == {
        "2001.00001v1/README.md",
        "2001.00001v1/figure-2.1/graph.json",
        "2001.00001v1/figure-2.1/pytorch/model.py",
        "2001.00001v1/figure-2.1/onnx/model.py",
        "2001.00001v1/figure-2.1/caffe/model.py",
        "2001.00001v1/table-1.1/graph.json",
        "2001.00001v1/table-1.1/pytorch/model.py",
        "2001.00001v1/table-1.1/keras/model.py",
    }
    for name, text in held.items():
        if name.endswith(".py"):
            ast.parse(text)
    told = held["2001.00001v1/README.md"]
    for word in ("cc-by-4.0", "Figure 2 (page 2)", "@misc{perez2020deep", "arxiv.org/abs/2001.00001v1"):
        assert word in told
    assert held["2001.00001v1/figure-2.1/graph.json"] == corpus.RESIDUAL_BLOCK


def test_an_export_that_was_broken_off_is_taken_up(catalog: StoredCatalog, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    export_folder(catalog, whole, ["zip", "jsonl"], part=3)

    class Broken(Exception):
        pass

    def breaking(number: int) -> None:
        if (tmp_path / "broken" / "code-00002.zip").exists():
            raise Broken

    with pytest.raises(Broken):
        export_folder(catalog, tmp_path / "broken", ["zip", "jsonl"], part=3, progress=breaking)
    assert not (tmp_path / "broken" / "manifest.json").exists()
    (tmp_path / "broken" / "code-00003.zip.part").write_bytes(b"half")
    again = export_folder(catalog, tmp_path / "broken", ["zip", "jsonl"], part=3)
    assert again.taken_up == 2
    assert contents(tmp_path / "broken") == contents(whole)


def test_a_damaged_part_is_written_again(catalog: StoredCatalog, tmp_path: Path) -> None:
    export_folder(catalog, tmp_path / "out", ["zip"], part=3)
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "code-00002.zip").write_bytes(b"damaged")
    again = export_folder(catalog, tmp_path / "out", ["zip"], part=3)
    assert again.taken_up == 1
    assert contents(tmp_path / "out") == before


def test_a_folder_with_something_else_is_left_alone(own: StoredCatalog, tmp_path: Path) -> None:
    catalog = own
    export_folder(catalog, tmp_path / "out", ["zip"], part=3)
    with pytest.raises(OtherExport, match="query"):
        export_folder(catalog, tmp_path / "out", ["zip"], "residual", part=3)
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="Changed"))
    with pytest.raises(OtherExport, match="date"):
        export_folder(catalog, tmp_path / "out", ["zip"], part=3)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "manifest.json").write_text("{")
    with pytest.raises(OtherExport, match="no manifest"):
        export_folder(catalog, tmp_path / "bad", ["zip"])


def test_json_lines_and_parquet_hold_the_same_records(catalog: StoredCatalog, tmp_path: Path) -> None:
    export_folder(catalog, tmp_path, ["jsonl", "parquet"])
    for name in ("papers", "architectures", "layers"):
        lines = [json.loads(line) for line in (tmp_path / f"{name}-00001.jsonl").read_text().splitlines()]
        rows = pq.read_table(tmp_path / f"{name}-00001.parquet").to_pylist()
        assert len(lines) == len(rows) > 0
        for line, row in zip(lines, rows, strict=True):
            assert set(line) == set(row)
            for key, value in row.items():
                assert value == line[key] or json.loads(value) == line[key]


def test_a_query_selects_and_a_wrong_one_is_refused_before_anything_is_sent(catalog: StoredCatalog) -> None:
    lines = b"".join(stream(catalog, "papers.jsonl", "layer:conv2d")).splitlines()
    assert [json.loads(line)["arxiv_id"] for line in lines] == [
        "2005.00005",
        "2009.00009",
        "2006.00006",
        "2001.00001",
    ]
    for form in STREAM_FORMS:
        with pytest.raises(SelectionRefused, match="no field"):
            stream(catalog, form, "foo:bar")


def test_citations(catalog: StoredCatalog) -> None:
    bib = b"".join(stream(catalog, "bib")).decode()
    assert len(re.findall(r"^@misc\{", bib, re.MULTILINE)) == len(corpus.PAPERS)
    assert r"\& a/b?c" in bib
    ris = b"".join(stream(catalog, "ris", "id:2001.00001")).decode()
    assert ris.startswith("TY  - UNPB\nTI  - Deep Residual Nets for Image Recognition\nAU  - Ana Pérez\n")


def test_parts_of_a_stream_join_to_the_whole(catalog: StoredCatalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.export.stream.PART", 4)
    whole = b"".join(stream(catalog, "papers.jsonl"))
    assert b"".join(b"".join(stream(catalog, "papers.jsonl", part=part)) for part in (1, 2, 3)) == whole
    assert b"".join(stream(catalog, "papers.jsonl", part=4)) == b""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("model.py", "model.py"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.exe", "x.exe"),
        (".hidden", "hidden"),
        ("/", "file"),
        ("a b\n*.py", "a_b_.py"),
        ("ｍodel.py", "_odel.py"),
        ("-rf", "rf"),
        ("x" * 500, "x" * 80),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_hostile_names_of_code_files_stay_inside(own: StoredCatalog) -> None:
    catalog = own
    hostile = replace(
        makers.implementation("tensorflow"),
        files=(makers.file("../../evil.py", "x"), makers.file("evil.py", "y"), makers.file("a/../b.py", "z")),
    )
    catalog.store_implementation("2001.00001v1.figure-2.1", hostile)
    with zipfile.ZipFile(io.BytesIO(b"".join(stream(catalog, "zip", "id:2001.00001")))) as archive:
        names = [name for name in archive.namelist() if "/tensorflow/" in name]
    start = "2001.00001v1/figure-2.1/tensorflow/"
    assert sorted(names) == [start + "b.py", start + "evil.py", start + "evil.py_"]


def test_packing_holds_no_more_than_a_member(monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    from catalog.export.archives import pack_tar_zst

    def many(number: int) -> Iterator[Member]:
        for place in range(number):
            yield Member(f"p/{place}.txt", hashlib.sha256(str(place).encode()).digest() * 300)

    def peak(number: int) -> int:
        tracemalloc.start()
        for _ in pack_tar_zst(many(number)):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(4000) < peak(400) + 2_000_000
