"""Whole networks on their way out of the catalog: graph, code, README and record as stored, each accounted for."""

from __future__ import annotations

import ast
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_paper import COUNT, draw

import codegen
import extract
import graph
from catalog import open_catalog, open_work
from catalog.export.folder import export_folder
from catalog.records import Architecture
from catalog.stored import StoredCatalog
from netatlas.pipeline.ingest import ingest
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.sources import find_sources

NETWORK = "2601.20001v1.network.1"
FOLDER = "2601.20001v1/network.1"


@dataclass(frozen=True, slots=True)
class Export:
    """What `source:composed` gave, and the catalog that it is from."""

    catalog: StoredCatalog
    folder: Path
    members: dict[str, bytes]

    @property
    def stored(self) -> Architecture:
        found = self.catalog.architecture(NETWORK)
        assert isinstance(found, Architecture)
        return found


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Export]:
    """Exported: the networks composed from a paper drawn here."""
    path = tmp_path_factory.mktemp("papers") / "2601.20001v1.pdf"
    draw(path)
    catalog = open_catalog("", "", tmp_path_factory.mktemp("home"))
    plan = Plan(extract.Limits(), codegen.Limits())
    (outcome,) = ingest(catalog, open_work(catalog.database), find_sources([path]), plan)
    assert outcome.outcome == "done"
    folder = tmp_path_factory.mktemp("export")
    assert export_folder(catalog, folder, ["zip", "jsonl"], "source:composed").papers == 1
    with zipfile.ZipFile(folder / "code-00001.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    yield Export(catalog, folder, members)
    catalog.close()


def test_its_graph_is_the_stored_one(export: Export) -> None:
    text = export.members[f"{FOLDER}/graph.json"].decode()
    assert text == export.stored.graph
    assert sum(graph.complete(graph.load(text)).parameters.values()) == COUNT


@pytest.mark.parametrize("framework", codegen.FRAMEWORKS)
def test_its_code_is_there_for_every_framework(export: Export, framework: codegen.Framework) -> None:
    code = export.catalog.code(NETWORK, framework)
    assert code is not None and code.files
    start = f"{FOLDER}/{framework}/"
    held = {
        name.removeprefix(start): content
        for name, content in export.members.items()
        if name.startswith(start)
    }
    assert held == {file.name: file.content for file in code.files}
    for name, content in held.items():
        if name.endswith(".py"):
            ast.parse(content)


def test_its_readme_tells_whence_it_is_and_what_was_read(export: Export) -> None:
    told = export.members["2601.20001v1/README.md"].decode()
    (own,) = [part for part in told.split("\n### ") if part.startswith("network.1:")]
    assert "- Composed from the text and Table 1 (page 1)" in own
    assert f"- Parameters: {COUNT:,}" in own
    assert f"{export.stored.origins['read']} read" in own
    for each in export.stored.implementations:
        assert f"- {each.framework}: {'verified' if each.verified else each.status}" in own
    assert "- onnx: verified" in own


def test_its_record_is_a_line_with_the_graph(export: Export) -> None:
    lines = (export.folder / "architectures-00001.jsonl").read_text().splitlines()
    first: dict[str, Any] = json.loads(lines[0])
    assert (first["id"], first["composed"], first["parameters"]) == (NETWORK, True, COUNT)
    assert first["graph"] == json.loads(export.stored.graph)
    assert first["origins"] == dict(export.stored.origins)
    assert (first["missing"], first["problems"]) == ([], list(export.stored.problems))
    assert {each["framework"] for each in first["implementations"]} == set(codegen.FRAMEWORKS)
    assert all(each["status"] == "ok" for each in first["implementations"])


def test_the_manifest_and_the_list_of_members_account_for_it(export: Export) -> None:
    manifest = json.loads((export.folder / "manifest.json").read_text())
    for file in manifest["files"]:
        assert file["sha256"] == hashlib.sha256((export.folder / file["name"]).read_bytes()).hexdigest()
    lines = (export.folder / "code-00001.zip.members.jsonl").read_text().splitlines()
    listed = {each["name"]: each["sha256"] for each in map(json.loads, lines)}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in export.members.items()}
    assert f"{FOLDER}/graph.json" in listed
