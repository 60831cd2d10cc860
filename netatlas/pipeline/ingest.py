"""From PDFs on disk to catalog rows: read, complete, generate, verify, store."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import extract
import graph
from catalog import Catalog
from catalog.records import ArchitectureFacts, Implementation, VersionKey
from extract.model import PaperReading, Refused
from netatlas.pipeline import records
from netatlas.pipeline.implement import implement
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.sources import Source

Outcome = Literal["done", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    """What became of one paper.

    Attributes:
        key: which version.
        title: for a person.
        outcome: done; unchanged, as it was done before; or failed.
        reason: why it failed.
        exhibits: captioned figures and tables found.
        shown: of these, taken for networks.
        architectures: graphs read.
        verified: of these, ran in ONNX Runtime.
        seconds: for reading, generating and verifying.
    """

    key: VersionKey
    title: str
    outcome: Outcome
    reason: str = ""
    exhibits: int = 0
    shown: int = 0
    architectures: int = 0
    verified: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper's reading with the code of its graphs, ready to be stored."""

    reading: PaperReading
    architectures: tuple[ArchitectureFacts, ...]
    implementations: tuple[tuple[Implementation, ...], ...]
    seconds: float


def ingest(catalog: Catalog, sources: Sequence[Source], plan: Plan) -> Iterator[PaperOutcome]:
    """Take papers into the catalog; gives the outcome of each as soon as it is stored.

    Papers are read side by side; storing happens here, one after the other. A paper that fails leaves its reason
    in the catalog and does not stop the others.
    """
    with ThreadPoolExecutor(plan.processes, thread_name_prefix="paper") as pool:
        running: dict[Future[_Made | Refused], Source] = {}
        waiting = iter(sources)
        try:
            while True:
                for source in waiting:
                    sha256 = _sha256(source.path)
                    if not plan.again and catalog.is_read(
                        source.metadata.key, extract.reader_version(), sha256
                    ):
                        yield PaperOutcome(source.metadata.key, source.metadata.title, "unchanged")
                        continue
                    catalog.store_paper(source.metadata)
                    running[pool.submit(make, source.path, plan)] = source
                    if len(running) > plan.processes:
                        break
                if not running:
                    break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield _store(catalog, running.pop(future), future)
                catalog.sync()
        finally:
            pool.shutdown(cancel_futures=True)
            catalog.sync()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def make(path: Path, plan: Plan) -> _Made | Refused:
    """Read a paper and make the code of its graphs."""
    reading = extract.read_paper(path, limits=plan.limits)
    if isinstance(reading, Refused):
        return reading
    read = [(exhibit, shown) for exhibit in reading.exhibits for shown in exhibit.graphs]
    completions = [graph.complete(shown) for _, shown in read]
    began = time.monotonic()
    implementations = implement(completions, plan)
    architectures = [
        records.architecture_facts(exhibit.exhibit, shown, completion)
        for (exhibit, shown), completion in zip(read, completions, strict=True)
    ]
    return _Made(reading, tuple(architectures), implementations, reading.seconds + time.monotonic() - began)


def _store(catalog: Catalog, source: Source, future: Future[_Made | Refused]) -> PaperOutcome:
    metadata = source.metadata
    error = future.exception()
    if error is not None and not isinstance(error, Exception):
        raise error
    made = Refused("crashed", f"{type(error).__name__}: {error}") if error is not None else future.result()
    if isinstance(made, Refused):
        catalog.store_failure(metadata.key, made.message, reader_version=extract.reader_version())
        return PaperOutcome(metadata.key, metadata.title, "failed", made.message)
    if not source.described and made.reading.title:
        metadata = replace(metadata, title=made.reading.title)
        catalog.store_paper(metadata)
    ids = catalog.store_reading(metadata.key, records.reading_facts(made.reading, made.architectures))
    for architecture_id, implementations in zip(ids, made.implementations, strict=True):
        for one in implementations:
            catalog.store_implementation(architecture_id, one)
    return PaperOutcome(
        metadata.key,
        metadata.title,
        "done",
        exhibits=len(made.reading.exhibits),
        shown=sum(exhibit.is_architecture for exhibit in made.reading.exhibits),
        architectures=len(made.architectures),
        verified=sum(_verified(codes) for codes in made.implementations),
        seconds=made.seconds,
    )


def _verified(codes: Sequence[Implementation]) -> bool:
    return any(code.framework == "onnx" and code.verified for code in codes)
