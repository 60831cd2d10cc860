"""Whole networks on their way into the catalog: composed, with their code, found by search, stored once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_paper import COUNT, draw

import codegen
import extract
from catalog import open_catalog, open_work
from catalog.records import Architecture, ArchitectureSummary, Paper
from catalog.stored import StoredCatalog
from netatlas.pipeline.ingest import PaperOutcome, ingest
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.sources import find_sources

PLAN = Plan(extract.Limits(), codegen.Limits())


def taken(catalog: StoredCatalog, path: Path, plan: Plan = PLAN) -> PaperOutcome:
    (outcome,) = ingest(catalog, open_work(catalog.database), find_sources([path]), plan)
    return outcome


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "2601.20001v1.pdf"
    draw(path)
    return path


@pytest.fixture(scope="module")
def catalog(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredCatalog]:
    """A catalog that took in the drawn paper."""
    opened = open_catalog("", "", tmp_path_factory.mktemp("home"))
    outcome = taken(opened, path)
    assert outcome.worked is not None
    assert (outcome.outcome, outcome.worked.networks, outcome.worked.architectures) == ("done", 1, 2)
    yield opened
    opened.close()


def networks(catalog: StoredCatalog) -> tuple[ArchitectureSummary, ...]:
    paper = catalog.paper("2601.20001")
    assert isinstance(paper, Paper)
    return paper.architectures


def test_the_composed_network_comes_before_the_table_that_it_is_from(catalog: StoredCatalog) -> None:
    whole, table = networks(catalog)
    assert (whole.id, whole.composed, whole.exhibits) == ("2601.20001v1.network.1", True, ("Table 1",))
    assert (whole.parameters, whole.input_shape, whole.output_shape) == (COUNT, (32, 32, 3), (10,))
    assert not table.composed
    assert table.depth < whole.depth


def test_its_record_tells_what_was_read_and_what_not(catalog: StoredCatalog) -> None:
    found = catalog.architecture("2601.20001v1.network.1")
    assert isinstance(found, Architecture)
    assert min(found.origins["read"], found.origins["default"]) > 0
    assert found.missing == ()


def test_it_has_code_in_all_frameworks_and_ran(catalog: StoredCatalog) -> None:
    whole = networks(catalog)[0]
    by_name = {each.framework: each for each in whole.implementations}
    assert {name for name, each in by_name.items() if each.status == "ok"} == set(codegen.FRAMEWORKS)
    run = by_name["onnx"].verification
    assert run is not None and (run.status, run.parameters, run.output_shapes) == ("ok", COUNT, ((10,),))


@pytest.mark.parametrize("query", ["source:composed", f"params:{COUNT}", "layer:batch_norm layer:softmax"])
def test_it_is_found_by_search(catalog: StoredCatalog, query: str) -> None:
    page = catalog.search(query, kind="architectures")
    assert "2601.20001v1.network.1" in [own.id for each in page.results for own in each.architectures]


def test_a_second_ingest_changes_nothing(catalog: StoredCatalog, path: Path) -> None:
    before = catalog.statistics()
    assert taken(catalog, path).outcome == "unchanged"
    again = taken(catalog, path, Plan(extract.Limits(), codegen.Limits(), again=True))
    assert again.worked is not None
    assert (again.outcome, again.worked.networks) == ("done", 1)
    assert catalog.statistics() == before
