"""Storing and reading back, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from catalog import Catalog, UnknownArchitecture, UnknownVersion, WrongDatabase, open_catalog
from catalog.records import Architecture, Gone, Paper, VersionKey
from catalog.storage.tables import Base
from catalog.stored import StoredCatalog
from catalog.tallies import Run
from tests.catalog import corpus, makers
from tests.catalog.conftest import Opener

both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
RESNET = VersionKey("2001.00001", 1)


def rows(catalog: StoredCatalog) -> dict[str, list[tuple[str, ...]]]:
    """Everything in the database but the time of reading and the outbox."""
    held = {}
    with catalog.database.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in ("outbox", "search_indexes"):
                columns = [column for column in table.c if column.name != "read_at"]
                found = connection.execute(table.select().with_only_columns(*columns)).all()
                held[table.name] = sorted(tuple(map(str, row)) for row in found)
    return held


@both
def test_everything_stored_comes_back(opener: Opener, database_url: str) -> None:
    catalog: Catalog = opener(database_url)
    corpus.fill(catalog)
    for described, read in corpus.PAPERS:
        paper = catalog.paper(described.key.arxiv_id)
        assert isinstance(paper, Paper)
        assert paper.version.metadata == described
        assert paper.version.work.state == ("waiting" if read is None else "done")
        if read is None:
            continue
        assert [exhibit.label for exhibit in paper.exhibits] == [exhibit.label for exhibit in read.exhibits]
        assert [exhibit.caption for exhibit in paper.exhibits] == [
            exhibit.caption for exhibit in read.exhibits
        ]
        for summary, facts in zip(paper.architectures, read.architectures, strict=True):
            whole = catalog.architecture(summary.id)
            assert isinstance(whole, Architecture)
            assert (whole.graph, whole.parameters, whole.input_shape) == (
                facts.graph,
                facts.parameters,
                facts.input_shape,
            )


@both
def test_code_and_counts(opener: Opener, database_url: str) -> None:
    catalog: Catalog = opener(database_url)
    corpus.fill(catalog)
    for architecture_id, several in corpus.CODE.items():
        for each in several:
            assert catalog.code(architecture_id, each.framework) == each
    assert catalog.code("2001.00001v1.figure-2.1", "tensorflow") is None
    numbers = catalog.statistics()
    assert (numbers.papers, numbers.architectures, numbers.exhibits) == (10, 9, 10)
    assert numbers.states == {"done": 9, "waiting": 1}
    assert numbers.verified == {"pytorch": 3, "onnx": 2, "caffe": 1, "keras": 1}
    common = {count.op: (count.architectures, count.papers) for count in catalog.layers()}
    assert common["conv2d"] == (5, 4)
    assert common["lstm"] == (1, 1)
    assert "input" not in common


@both
def test_storing_again_changes_nothing(opener: Opener, database_url: str) -> None:
    catalog = opener(database_url)
    corpus.fill(catalog)
    before = rows(catalog)
    corpus.fill(catalog)
    assert rows(catalog) == before


def test_an_exhibit_knows_its_architectures(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    exhibit = catalog.exhibit("2001.00001v1.table-1")
    assert not isinstance(exhibit, Gone) and exhibit is not None
    assert exhibit.architectures == ("2001.00001v1.table-1.1",)
    assert catalog.exhibit("2001.00001v1.table-9") is None


def test_repeats_count_in_layers_and_depth(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    found = catalog.architecture("2001.00001v1.table-1.1")
    assert isinstance(found, Architecture)
    assert found.layers["conv2d"] == 33
    assert found.depth == 34


@both
def test_a_new_reading_leaves_tombstones_and_keeps_the_code_of_what_is_unchanged(
    opener: Opener, database_url: str
) -> None:
    catalog: Catalog = opener(database_url)
    corpus.fill(catalog)
    read = corpus.PAPERS[0][1]
    assert read is not None
    changed = replace(read, reader_version="test-reader 2", architectures=read.architectures[:1])
    assert catalog.store_reading(RESNET, changed) == ("2001.00001v1.figure-2.1",)
    gone = catalog.architecture("2001.00001v1.table-1.1")
    assert isinstance(gone, Gone)
    assert gone.successor == "2001.00001v1"
    assert catalog.code("2001.00001v1.figure-2.1", "pytorch") is not None
    assert catalog.is_read(RESNET, "test-reader 2")
    assert not catalog.is_read(RESNET, makers.READER)

    catalog.store_reading(RESNET, replace(read, reader_version="test-reader 3"))
    assert isinstance(catalog.architecture("2001.00001v1.table-1.1"), Architecture)


def test_code_of_a_changed_graph_is_dropped(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    read = corpus.PAPERS[0][1]
    assert read is not None
    other = replace(read.architectures[0], graph=corpus.DENSE_NET)
    catalog.store_reading(RESNET, replace(read, architectures=(other, read.architectures[1])))
    assert catalog.code("2001.00001v1.figure-2.1", "pytorch") is None
    assert catalog.code("2001.00001v1.table-1.1", "pytorch") is not None


def test_a_new_version_is_shown_once_it_is_read_and_the_old_one_keeps_its_page(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    described, read = corpus.PAPERS[0]
    assert read is not None
    second = replace(described, key=VersionKey("2001.00001", 2), title="Deep Residual Nets, Revised")
    catalog.store_paper(second)
    paper = catalog.paper("2001.00001")
    assert isinstance(paper, Paper)
    assert paper.version.key.version == 1
    assert [version.key.version for version in paper.versions] == [1, 2]
    ids = catalog.store_reading(second.key, read)
    assert ids[0] == "2001.00001v2.figure-2.1"
    newest, oldest = catalog.paper("2001.00001"), catalog.paper("2001.00001", 1)
    assert isinstance(newest, Paper) and isinstance(oldest, Paper)
    assert newest.version.metadata.title == "Deep Residual Nets, Revised"
    assert oldest.version.metadata.title == described.title
    assert catalog.paper("2001.00001", 3) is None


@both
def test_a_removed_paper_is_gone_with_its_reason_and_may_come_back(opener: Opener, database_url: str) -> None:
    catalog: Catalog = opener(database_url)
    corpus.fill(catalog)
    catalog.remove_paper("2001.00001", "withdrawn by its authors")
    for answer in (
        catalog.paper("2001.00001"),
        catalog.architecture("2001.00001v1.figure-2.1"),
        catalog.exhibit("2001.00001v1.table-1"),
    ):
        assert isinstance(answer, Gone)
        assert answer.reason == "withdrawn by its authors"
        assert datetime.now(UTC) - answer.at < timedelta(minutes=5)
    catalog.remove_paper("2001.00001", "twice is once")
    corpus.fill(catalog)
    assert isinstance(catalog.paper("2001.00001"), Paper)
    assert isinstance(catalog.architecture("2001.00001v1.figure-2.1"), Architecture)


def test_a_failure_keeps_its_reason_and_the_reading_before_it(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    catalog.store_failure(VersionKey("cs/0112017", 1), "not a PDF")
    assert catalog.versions_in_state("failed") == (VersionKey("cs/0112017", 1),)
    paper = catalog.paper("cs/0112017")
    assert isinstance(paper, Paper)
    assert paper.version.work.reason == "not a PDF"
    catalog.store_failure(RESNET, "the parser crashed", reader_version="test-reader 2")
    kept = catalog.paper("2001.00001")
    assert isinstance(kept, Paper)
    assert len(kept.architectures) == 2


def test_what_is_unknown_is_refused(opener: Opener) -> None:
    catalog = opener()
    read = corpus.PAPERS[0][1]
    assert read is not None
    with pytest.raises(UnknownVersion, match="2001.00001v1"):
        catalog.store_reading(RESNET, read)
    with pytest.raises(UnknownVersion):
        catalog.store_failure(RESNET, "none")
    with pytest.raises(UnknownArchitecture, match="nothing"):
        catalog.store_implementation("nothing", makers.implementation("onnx"))


def test_a_wrong_graph_stores_nothing(opener: Opener) -> None:
    catalog = opener()
    corpus.fill(catalog)
    before = rows(catalog)
    read = corpus.PAPERS[0][1]
    assert read is not None
    wrong = replace(read, architectures=(replace(read.architectures[0], graph='{"nodes": 3}'),))
    with pytest.raises(Exception, match="nodes"):
        catalog.store_reading(RESNET, wrong)
    assert rows(catalog) == before


@both
def test_runs_are_updated_by_their_id(opener: Opener, database_url: str) -> None:
    catalog: Catalog = opener(database_url)
    began = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    catalog.store_run(Run(id="a", kind="nightly", started=began, counts={"found": 3}))
    catalog.store_run(Run(id="b", kind="ingest", started=began + timedelta(hours=1)))
    ended = Run(id="a", kind="nightly", started=began, finished=began, status="done", counts={"found": 4})
    catalog.store_run(ended)
    assert [run.id for run in catalog.runs()] == ["b", "a"]
    assert catalog.runs()[1] == ended


@both
def test_the_migrations_make_the_schema_that_the_code_expects(opener: Opener, database_url: str) -> None:
    catalog = opener(database_url)
    with catalog.database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_newer_database_is_refused(opener: Opener, tmp_path: Path) -> None:
    catalog = opener()
    with catalog.database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongDatabase, match="9999"):
        open_catalog("", "", tmp_path)


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://x/y", "postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/x.db"]
)
def test_a_database_that_cannot_be_opened_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(WrongDatabase, match="cannot be opened"):
        open_catalog(url, "", tmp_path)


ANY_TEXTS = st.lists(st.tuples(st.text(max_size=80), st.text(max_size=40), st.text(max_size=80)), max_size=12)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=ANY_TEXTS)
def test_any_text_can_be_stored(opener: Opener, texts: list[tuple[str, str, str]]) -> None:
    catalog = opener()
    for number, (title, author, caption) in enumerate(texts):
        described = makers.metadata(f"2101.{number:05d}", title, caption, [author], "2021-01-01")
        catalog.store_paper(described)
        catalog.store_reading(described.key, makers.reading([makers.exhibit("Figure 1", caption)], [], title))
        paper = catalog.paper(described.key.arxiv_id)
        assert isinstance(paper, Paper)
        assert paper.version.metadata.title == " ".join(title.replace("\x00", "").split())
    assert catalog.sync() == ()
