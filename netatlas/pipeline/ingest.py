"""PDFs on disk into the catalog, by the same steps as fetched ones, read where they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import extract
from catalog import Catalog, WorkDatabase
from catalog.work import Item
from netatlas.pipeline.heartbeat import LEASE, beating
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.sources import Source
from netatlas.pipeline.steps import Worked, Worker, index

Outcome = Literal["done", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    """What became of one paper: done; unchanged, as it was done before or another process is at it; or failed."""

    source: Source
    outcome: Outcome
    worked: Worked | None = None

    @property
    def reason(self) -> str:
        """Why it failed."""
        return self.worked.reason if self.worked else ""


def ingest(
    catalog: Catalog, work: WorkDatabase, sources: Sequence[Source], plan: Plan
) -> Iterator[PaperOutcome]:
    """Take papers into the catalog; gives the outcome of each as soon as it is stored.

    A paper that fails leaves its reason in the catalog and does not stop the others.
    """
    work.items.release_dead()
    worker = Worker(catalog, work, plan)
    with beating(work), ThreadPoolExecutor(plan.processes, thread_name_prefix="paper") as pool:
        running: dict[Future[Worked], Source] = {}
        waiting = iter(sources)
        try:
            while True:
                for source in waiting:
                    item = _take_up(catalog, work, source, plan)
                    if item is None:
                        yield PaperOutcome(source, "unchanged")
                        continue
                    running[pool.submit(worker.work_on, item, source.described)] = source
                    if len(running) > plan.processes:
                        break
                if not running:
                    break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    source, worked = running.pop(future), future.result()
                    yield PaperOutcome(source, "failed" if worked.code else "done", worked)
                index(catalog, work)
        finally:
            pool.shutdown(cancel_futures=True)
            index(catalog, work)


def _take_up(catalog: Catalog, work: WorkDatabase, source: Source, plan: Plan) -> Item | None:
    """Claim what is to be done with a file; None where nothing is."""
    key, sha256 = source.metadata.key, _sha256(source.path)
    known = work.items.get(key)
    if not plan.again and catalog.is_read(key, extract.reader_version(), sha256) and known is not None:
        if known.state in ("generated", "indexed"):
            return None
        if known.state == "read" and known.due <= work.clock.now():
            # Killed between reading and code: only the code is missing.
            return work.items.claim(["read"], LEASE, [key])
    catalog.store_paper(source.metadata)
    return work.items.take_up(key, sha256, str(source.path.absolute()), LEASE)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
