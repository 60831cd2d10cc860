"""The index follows the database, whatever happens to it: crashes, rebuilds, servers that are away."""

from __future__ import annotations

import random
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalog import SearchAccess, open_catalog
from catalog.records import Paper
from catalog.results import KINDS, SearchPage, SearchRefused
from catalog.search import upkeep
from catalog.search.documents import documents_of
from catalog.search.engine import Busy, SearchIndex, Unavailable
from catalog.storage import outbox
from catalog.stored import StoredCatalog
from tests.catalog import corpus, makers
from tests.catalog.conftest import ENGINES, ROOT, Opener, own_server


@pytest.fixture(params=ENGINES)
def catalog(request: pytest.FixtureRequest, opener: Opener) -> Iterator[StoredCatalog]:
    """The corpus on each engine, to be changed."""
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else ""
    opened = opener(search_url=url, prefix=f"test-{secrets.token_hex(4)}")
    corpus.fill(opened)
    yield opened
    for index in (opened.engine.current(), opened.engine.previous()):
        if index is not None:
            opened.engine.discard(index)


def total(catalog: StoredCatalog, query: str) -> int:
    """How many papers a query finds."""
    page = catalog.search(query)
    assert isinstance(page, SearchPage), page
    return page.total


def current(catalog: StoredCatalog) -> SearchIndex:
    """The index that is searched."""
    index = catalog.engine.current()
    assert index is not None
    return index


def test_changes_are_found_after_a_sync_and_not_before(catalog: StoredCatalog) -> None:
    described = makers.metadata("2011.00011", "Quokka Nets", "", ["Ann Other"], "2020-11-11")
    catalog.store_paper(described)
    assert total(catalog, "quokka") == 0
    assert "1 changes wait" in catalog.healthy()["search"]
    assert catalog.sync() == ()
    assert total(catalog, "quokka") == 1
    assert catalog.healthy() == {"database": "ok", "search": "ok"}
    catalog.store_paper(replace(described, title="Wombat Nets"))
    catalog.sync()
    assert (total(catalog, "quokka"), total(catalog, "title:wombat")) == (0, 1)


def test_removed_papers_and_architectures_leave_the_index(catalog: StoredCatalog) -> None:
    catalog.remove_paper("2006.00006", "test")
    described, read = corpus.PAPERS[0]
    assert read is not None
    catalog.store_reading(described.key, replace(read, architectures=read.architectures[:1]))
    assert catalog.sync() == ()
    assert total(catalog, "id:2006.00006") == 0
    page = catalog.search("id:2001.00001", kind="architectures")
    assert isinstance(page, SearchPage)
    assert [result.architectures[0].id for result in page.results] == ["2001.00001v1.figure-2.1"]
    assert current(catalog).count("architectures") == 7


def test_a_removed_paper_that_comes_back_is_found_again(catalog: StoredCatalog) -> None:
    catalog.remove_paper("2001.00001", "by mistake")
    catalog.sync()
    corpus.fill(catalog)
    assert total(catalog, "title:residual") == 1


def test_what_a_crash_left_in_the_outbox_is_told_again(catalog: StoredCatalog) -> None:
    index = current(catalog)
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="Renamed"))
    entries = outbox.waiting(catalog.database, index.name, 10)
    index.store(documents_of(catalog.database, [entry.arxiv_id for entry in entries]))
    # Here a crash: stored, but not settled. The same is stored once more, and changes nothing.
    assert outbox.count(catalog.database, index.name) == 1
    assert catalog.sync() == ()
    assert outbox.count(catalog.database, index.name) == 0
    assert total(catalog, "title:renamed") == 1
    assert index.count("papers") == len(corpus.PAPERS)


def test_an_entry_renewed_while_it_is_told_is_not_settled(catalog: StoredCatalog) -> None:
    name = current(catalog).name
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="First"))
    entries = outbox.waiting(catalog.database, name, 10)
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="Second"))
    outbox.settle(catalog.database, entries)
    assert outbox.count(catalog.database, name) == 1


def test_a_new_index_takes_the_place_of_the_old_and_the_way_back_is_kept(catalog: StoredCatalog) -> None:
    old = current(catalog).name
    steps: list[int] = []
    built = catalog.reindex(steps.append)
    assert (built.papers, built.architectures, built.refused) == (10, 9, ())
    assert sum(steps) == 10
    assert current(catalog).name == built.name != old
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="After the swap"))
    catalog.sync()
    assert catalog.go_back() == old
    assert current(catalog).name == old
    assert total(catalog, "title:swap") == 1
    assert catalog.go_back() == built.name
    third = catalog.reindex().name
    assert outbox.registered(catalog.database) == {third, built.name}


def test_changes_during_a_rebuild_are_in_the_new_index(catalog: StoredCatalog) -> None:
    def change(number: int) -> None:
        catalog.store_paper(replace(corpus.PAPERS[0][0], title="Meanwhile"))

    catalog.reindex(change)
    assert total(catalog, "title:meanwhile") == 1
    assert outbox.count(catalog.database, current(catalog).name) == 0


def test_searches_go_on_during_a_rebuild(catalog: StoredCatalog) -> None:
    found: list[int] = []
    catalog.reindex(lambda number: found.append(total(catalog, "residual")))
    assert found == [3]


def test_a_rebuild_that_fails_leaves_the_old_index(catalog: StoredCatalog) -> None:
    old = current(catalog).name

    def broken(number: int) -> None:
        raise RuntimeError("broken off")

    with pytest.raises(RuntimeError):
        catalog.reindex(broken)
    assert current(catalog).name == old
    assert outbox.registered(catalog.database) == {old}
    assert total(catalog, "residual") == 3


def test_what_a_killed_rebuild_left_is_swept_away_once_it_is_old(
    catalog: StoredCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = catalog.engine.create()
    outbox.register(catalog.database, left.name)
    catalog.reindex()
    kept = {current(catalog).name, left.name}
    assert catalog.sweep() == () and left.name in outbox.registered(catalog.database)
    for module in ("embedded", "elastic"):
        monkeypatch.setattr(f"catalog.search.{module}.OLDEST_BUILD_SECONDS", -1.0)
    assert catalog.sweep() == (left.name,)
    assert kept - outbox.registered(catalog.database) == {left.name}
    assert total(catalog, "") > 0 and catalog.go_back() is not None


def test_an_index_for_other_fields_is_built_anew(
    catalog: StoredCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = current(catalog).name
    for module in ("embedded", "elastic"):
        monkeypatch.setattr(f"catalog.search.{module}.FINGERPRINT", "of another version")
    fresh = type(catalog.engine)
    assert fresh is not None
    catalog.engine.__dict__.update(_open={}, _seen=(float("-inf"), None))
    refused = catalog.search("residual")
    assert isinstance(refused, SearchRefused) and refused.code == "unavailable"
    assert catalog.sync() == ()
    assert current(catalog).name != old
    assert total(catalog, "residual") == 3


def test_a_catalog_without_an_index_says_so(opener: Opener) -> None:
    catalog = opener()
    catalog.store_paper(corpus.PAPERS[0][0])
    refused = catalog.search("residual")
    assert isinstance(refused, SearchRefused)
    assert "netatlas reindex" in refused.message
    assert catalog.healthy()["search"] == refused.message
    catalog.sync()
    assert total(catalog, "residual") == 1


def test_a_lost_index_is_built_again(opener: Opener, tmp_path: Path) -> None:
    import shutil

    catalog = opener()
    corpus.fill(catalog)
    shutil.rmtree(tmp_path / "index")
    again = opener()
    again.sync()
    assert total(again, "residual") == 3


def test_a_database_from_elsewhere_gets_its_own_index(opener: Opener, tmp_path: Path) -> None:
    corpus.fill(opener())
    other = opener(f"sqlite:///{tmp_path / 'other.db'}")
    other.store_paper(corpus.PAPERS[1][0])
    other.sync()
    assert total(other, "") == 1


def test_two_processes_write_one_after_the_other(opener: Opener, tmp_path: Path) -> None:
    """While another process holds the writer nothing is lost; a reader sees what that process stored."""
    catalog = opener()
    corpus.fill(catalog)
    assert total(catalog, "residual") == 3
    holding = (
        "import sys; from pathlib import Path; from catalog.search.embedded import EmbeddedEngine\n"
        "index = EmbeddedEngine(Path(sys.argv[1])).current()\n"
        "writer = index._writer(index._parts['papers'])\n"
        "print('held', flush=True); sys.stdin.readline()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "index")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None and other.stdout is not None
    assert other.stdout.readline() == "held\n"
    catalog.store_paper(replace(corpus.PAPERS[0][0], title="Patience"))
    assert catalog.sync() == ("another process is writing to the search index",)
    with pytest.raises(Busy):
        current(catalog).store([])
    other.communicate("\n", timeout=30)
    storing = (
        "import sys; from pathlib import Path; from catalog import open_catalog\n"
        "catalog = open_catalog('', '', Path(sys.argv[1])); print(catalog.sync()); catalog.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", storing, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "()\n", done.stderr
    assert total(catalog, "title:patience") == 1


def test_a_server_killed_and_started_again(opener: Opener, tmp_path: Path) -> None:
    """Search says so in a sentence, pages still work, storing goes on, and afterwards nothing is missing."""
    with own_server() as server:
        server.run("start")
        catalog = opener(search_url=server.url)
        corpus.fill(catalog)
        server.run("kill")
        refused = catalog.search("residual")
        assert isinstance(refused, SearchRefused)
        assert refused.code == "unavailable"
        assert refused.message.startswith("the search server does not answer")
        assert "does not answer" in catalog.healthy()["search"]
        assert catalog.paper("2001.00001") is not None
        assert "conv2d" in {layer.op for layer in catalog.layers()}
        for number in range(5):
            described = makers.metadata(
                f"2012.0000{number}", f"Stored in the dark {number}", "", [], "2020-12-01"
            )
            catalog.store_paper(described)
        catalog.remove_paper("2007.00007", "while it was away")
        assert catalog.sync() == (refused.message,)
        with pytest.raises(Unavailable):
            catalog.reindex()
        server.run("start")
        assert catalog.sync() == ()
        assert total(catalog, '"stored in the dark"') == 5
        assert total(catalog, "id:2007.00007") == 0
        assert total(catalog, "residual") == 3
        assert catalog.healthy()["search"] == "ok"


def test_a_document_that_the_server_refuses_is_told_and_waits(
    opener: Opener, elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad document in a batch: the others are stored, it stays in the outbox with its reason."""
    catalog = opener(search_url=elasticsearch_url, prefix=f"test-{secrets.token_hex(4)}")
    corpus.fill(catalog)
    good = documents_of

    def bad(database: object, ids: list[str]) -> object:
        changes = []
        for change in good(database, ids):  # type: ignore[arg-type]
            if change.arxiv_id == "2002.00002":
                document = change.documents[-1]
                wrong = replace(document, values={**document.values, "surprise": "a field nobody declared"})
                change = replace(change, documents=(wrong,))
            changes.append(change)
        return tuple(changes)

    monkeypatch.setattr(upkeep, "documents_of", bad)
    catalog.store_paper(replace(corpus.PAPERS[1][0], title="Refused"))
    catalog.store_paper(replace(corpus.PAPERS[2][0], title="Accepted"))
    told = catalog.sync()
    assert len(told) == 1
    assert told[0].startswith("2002.00002:") and "surprise" in told[0]
    assert total(catalog, "title:accepted") == 1
    assert outbox.count(catalog.database, current(catalog).name) == 1
    monkeypatch.setattr(upkeep, "documents_of", good)
    assert catalog.sync() == ()
    assert total(catalog, "title:refused") == 1
    catalog.engine.discard(current(catalog))


def test_a_wrong_address_is_an_error_and_a_silent_one_is_not(tmp_path: Path) -> None:
    from catalog import WrongSearch

    with pytest.raises(WrongSearch):
        open_catalog("", "not an address", tmp_path)
    catalog = open_catalog("", "http://127.0.0.1:1", tmp_path, SearchAccess(seconds=1))
    refused = catalog.search("anything")
    assert isinstance(refused, SearchRefused) and refused.code == "unavailable"
    catalog.close()


def test_killed_at_any_moment_and_taken_up_again(tmp_path: Path) -> None:
    """Storing and indexing, ended by SIGKILL at moments of chance: the next run makes the same of it as one alone."""
    storing = (
        "import sys; from pathlib import Path\n"
        "from catalog import open_catalog; from tests.catalog import corpus\n"
        "catalog = open_catalog('', '', Path(sys.argv[1])); print('begun', flush=True)\n"
        "corpus.fill(catalog); print('done', flush=True)\n"
    )

    def run(home: Path, seconds: float | None) -> None:
        child = subprocess.Popen(
            [sys.executable, "-c", storing, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    chance = random.Random(3)
    for _ in range(4):
        run(tmp_path / "killed", chance.uniform(0.05, 0.9))
    run(tmp_path / "killed", None)
    run(tmp_path / "whole", None)
    killed, whole = (open_catalog("", "", tmp_path / name) for name in ("killed", "whole"))
    assert killed.statistics() == whole.statistics()
    for catalog in (killed, whole):
        assert catalog.healthy() == {"database": "ok", "search": "ok"}
        assert {kind: current(catalog).count(kind) for kind in KINDS} == {"papers": 10, "architectures": 9}
    for described, _ in corpus.PAPERS:
        one, other = (catalog.paper(described.key.arxiv_id) for catalog in (killed, whole))
        assert isinstance(one, Paper) and isinstance(other, Paper)
        assert one.architectures == other.architectures
        assert one.exhibits == other.exhibits
    killed.close()
    whole.close()
