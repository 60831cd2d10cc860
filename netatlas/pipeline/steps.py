"""The steps from a PDF to an indexed paper, each of which may be killed and is then done again, with the same result.

A paper's reading is stored before its code is made, and the code is made from what was stored: so a step begins with
what the one before has left in the catalog, and with nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

import extract
import graph
from catalog import Catalog, UnknownArchitecture, UnknownVersion, WorkDatabase
from catalog.records import Architecture, ArchitectureFacts, Implementation, Paper
from catalog.work import Item
from crawler.files import FileStore
from extract.compose import compose
from extract.model import PaperReading, Refused
from netatlas.pipeline import records
from netatlas.pipeline.implement import implement
from netatlas.pipeline.plan import Plan

SECOND_TRY = (900.0,)
BUSY = (900.0, 7200.0, 43200.0)
WAITS: Mapping[str, Sequence[float]] = {
    # The clock ran out, and the paper had not used up its processor time: the machine was busy, and will not always be.
    "timeout": BUSY,
    "cpu-time": SECOND_TRY,
    "memory": SECOND_TRY,
    "crashed": SECOND_TRY,
    "unreadable": SECOND_TRY,
}
"""Seconds to wait after each try, by refusals that another moment may not repeat; after the last there is none."""
MOST_CLAIMS = 10
"""A paper that so many processes in a row began and none ended has ended them."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of a paper's steps.

    Attributes:
        item: the work, as it was taken up.
        reason: why it could not be read; "" where it was.
        code: the reason in a word, for counting.
        again: whether it will be tried once more.
        exhibits: captioned figures and tables found.
        shown: of these, taken for networks.
        architectures: graphs read and networks composed.
        networks: of these, whole networks composed.
        verified: of these, ran in ONNX Runtime.
        seconds: for reading, generating and verifying.
    """

    item: Item
    reason: str = ""
    code: str = ""
    again: bool = False
    exhibits: int = 0
    shown: int = 0
    architectures: int = 0
    networks: int = 0
    verified: int = 0
    seconds: float = 0.0


class Worker:
    """Reads papers and makes the code of their networks.

    Args:
        catalog: what is stored into.
        work: what says how far each paper is.
        plan: what to do with each.
        files: where fetched PDFs are kept; None where all are read at their place.
    """

    def __init__(
        self, catalog: Catalog, work: WorkDatabase, plan: Plan, files: FileStore | None = None
    ) -> None:
        self._catalog, self._work, self._plan, self._files = catalog, work, plan, files

    def work_on(self, item: Item, described: bool = True) -> Worked:
        """Take a claimed item, fetched or read, to its generated code.

        Args:
            item: claimed by this process.
            described: False where the catalog has only the file's name for a title.
        """
        began = time.monotonic()
        if item.claims > MOST_CLAIMS:
            return self._given_up(
                item, "crashed", f"its reading was begun {MOST_CLAIMS} times and never came to an end"
            )
        try:
            worked = self._read(item, described) if item.state == "fetched" else Worked(item)
            if not worked.code:
                worked = self._generate(worked)
        except (UnknownVersion, UnknownArchitecture):
            reason = "the paper was taken away while it was worked on"
            # Nothing happens where a withdrawal has ended the work already.
            self._work.items.give_up(item.key, reason)
            return Worked(item, reason, "withdrawn")
        except SQLAlchemyError:
            raise
        except Exception as error:
            # A fault of ours over one paper must not end the others.
            worked = self._refused(item, Refused("crashed", f"{type(error).__name__}: {error}"))
        return replace(worked, seconds=time.monotonic() - began)

    def _read(self, item: Item, described: bool) -> Worked:
        with self._pdf(item) as path:
            if path is None:
                return self._lost(item)
            made = extract.read_paper(path, limits=self._plan.limits)
        if isinstance(made, Refused):
            return self._refused(item, made)
        if not described and made.title:
            self._name(item, made.title)
        self._catalog.store_reading(item.key, records.reading_facts(made, _facts(made)))
        if not self._work.items.advance(item.key, "read", reader_version=made.reader_version, keep=True):
            return Worked(item, "another process has taken it over", "taken over")
        return Worked(
            item,
            exhibits=len(made.exhibits),
            shown=sum(exhibit.is_architecture for exhibit in made.exhibits),
        )

    def _generate(self, worked: Worked) -> Worked:
        key = worked.item.key
        paper = self._catalog.paper(key.arxiv_id, key.version)
        ids = [summary.id for summary in paper.architectures] if isinstance(paper, Paper) else []
        stored = [self._catalog.architecture(architecture_id) for architecture_id in ids]
        read = [architecture for architecture in stored if isinstance(architecture, Architecture)]
        made, late = implement([graph.load(architecture.graph) for architecture in read], self._plan)
        for architecture, codes in zip(read, made, strict=True):
            for code in codes:
                self._catalog.store_implementation(architecture.id, code)
        if late and worked.item.tries_of("read") < len(BUSY):
            reason = f"running its code had not ended when its time was up: {', '.join(late)}"
            self._work.items.wait(key, reason, BUSY[worked.item.tries_of("read")])
            worked = replace(worked, reason=reason, code="late", again=True)
        else:
            self._work.items.advance(key, "generated")
        return replace(
            worked,
            architectures=len(read),
            networks=sum(architecture.composed for architecture in read),
            verified=sum(map(_verified, made)),
        )

    def _pdf(self, item: Item) -> AbstractContextManager[Path | None]:
        if item.place:
            path = Path(item.place)
            return nullcontext(path if path.is_file() else None)
        return nullcontext(None) if self._files is None else self._files.local(item.sha256)

    def _lost(self, item: Item) -> Worked:
        """A file that is not where it was: what was fetched is fetched again, what was read at its place is not."""
        if item.place:
            return self._given_up(item, "missing", f"there is no file {item.place} any more")
        reason = "its PDF is not kept any more and is fetched again"
        self._work.items.advance(item.key, "found", reason=reason, sha256="")
        return Worked(item, reason, "missing", again=True)

    def _refused(self, item: Item, refused: Refused) -> Worked:
        waits = WAITS.get(refused.code, ())
        if item.tries < len(waits):
            self._tell(item, refused.message)
            self._work.items.wait(item.key, refused.message, waits[item.tries])
            return Worked(item, refused.message, refused.code, again=True)
        return self._given_up(item, refused.code, refused.message)

    def _given_up(self, item: Item, code: str, reason: str) -> Worked:
        self._tell(item, reason)
        self._work.items.give_up(item.key, reason, reader_version=extract.reader_version())
        return Worked(item, reason, code)

    def _tell(self, item: Item, reason: str) -> None:
        """Have the paper's page say why it could not be read; one that was read lacks only its code, and stays so."""
        now = self._work.items.get(item.key)
        if now is not None and now.state == "fetched":
            with suppress(UnknownVersion):
                self._catalog.store_failure(item.key, reason, reader_version=extract.reader_version())

    def _name(self, item: Item, title: str) -> None:
        paper = self._catalog.paper(item.key.arxiv_id, item.key.version)
        if isinstance(paper, Paper):
            self._catalog.store_paper(replace(paper.version.metadata, title=title))


def index(catalog: Catalog, work: WorkDatabase) -> Sequence[str]:
    """Tell the search index of all that was stored; what it has taken is indexed.

    Returns, for a person, what it could not be told now.
    """
    told = catalog.sync()
    name = catalog.index_name()
    if name is not None:
        work.items.index(name)
    if told:
        work.items.postpone(["generated"], told[0], 0)
    return told


def _facts(made: PaperReading) -> list[ArchitectureFacts]:
    """What each exhibit shows, and the whole networks that the exhibits and the text make together."""
    facts = [
        records.graph_facts((exhibit.exhibit.label,), shown, graph.complete(shown))
        for exhibit in made.exhibits
        for shown in exhibit.graphs
    ]
    facts += [records.network_facts(network, graph.complete(network.graph)) for network in compose(made)]
    return facts


def _verified(codes: Sequence[Implementation]) -> bool:
    return any(code.framework == "onnx" and code.verified for code in codes)
