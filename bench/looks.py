"""Every exhibit of the shared papers, read whatever the decision says of it, for what is learned from annotations.

Kept in a file a paper under CACHE, by a hash of the reader's code: learning again after a change of what is learned
from, or of the models alone, reads nothing twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import pickle
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from rich.progress import track

from bench.shared import ROOT, grader, shared_folder
from extract.decide import WORTH_TRACING, glance, source_of, type_of_drawing, worth_reading
from extract.decide.features import Features
from extract.document import find_exhibits, open_document
from extract.model import Exhibit, ExhibitSource, FigureType, Refused
from extract.patience import TookTooLong, at_most
from extract.reading import Read, read_by_reader
from extract.scene.model import Scene
from extract.subject import dimensions_of
from extract.tables import Account
from graph import Graph

CACHE = Path("/tmp/netatlas-looks")
PATIENCE: dict[ExhibitSource, float] = {"vector": 4.0, "outlined": 4.0, "text": 4.0, "raster": 20.0}
"""Seconds of processor time for one exhibit's reader."""

LEARNED = ("confidence", "decide/drawn.py", "decide/decide.py", "decide/model.py")
"""Parts of the reader that a look does not depend on."""


@dataclass(frozen=True, slots=True)
class Look:
    """One exhibit and what is known of it.

    Attributes:
        paper: stem of its PDF.
        exhibit, source: see there.
        item: what people wrote down of it where it shows a network; None else.
        truth: whether it shows a network; None where nobody has said.
        glance: its features before a reader looked.
        reader: whose graphs these are; "" where no reader could look or it took too long.
        figure_type, graphs, scene, account: what the reader made of it.
    """

    paper: str
    exhibit: Exhibit
    source: ExhibitSource
    item: Mapping[str, Any] | None
    truth: bool | None
    glance: Features
    reader: str
    figure_type: FigureType
    graphs: tuple[Graph, ...]
    scene: Scene | None
    account: Account | None = None

    @property
    def pictured(self) -> bool:
        """Whether it was read from pixels."""
        return self.reader == "pixels"


def all_looks(cache: Path = CACHE) -> list[Look]:
    """Every exhibit of all shared papers, by two processes."""
    return looks_of(shared_folder() / "papers", shared_folder() / "bench" / "annotations", cache)


def looks_of(papers: Path, notes: Path, cache: Path = CACHE) -> list[Look]:
    """Every exhibit of all papers of a folder, by two processes.

    Args:
        papers: folder of their PDFs.
        notes: folder of annotations in the guide's form, of the same stems; not every paper need have any.
        cache: where what was read is kept.
    """
    folder = cache / _code() / hashlib.sha256(str(papers.resolve()).encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    pdfs = sorted(papers.glob("*.pdf"))
    with ProcessPoolExecutor(2) as pool:
        waiting = [pdf for pdf in pdfs if not _kept(folder, pdf).exists()]
        said = [notes / f"{pdf.stem}.json" for pdf in waiting]
        for _ in track(pool.map(_look, waiting, said, repeat(folder)), "reading", total=len(waiting)):
            pass
    return [look for pdf in pdfs for look in pickle.loads(_kept(folder, pdf).read_bytes())]


def annotated(looks: list[Look]) -> list[Look]:
    """Those of which people have said whether they show a network."""
    return [look for look in looks if look.truth is not None]


def annotated_drawings() -> list[Look]:
    """The drawings of networks of all shared papers."""
    return [look for look in annotated(all_looks()) if look.truth and look.source in ("vector", "outlined")]


def _kept(folder: Path, pdf: Path) -> Path:
    return folder / f"{pdf.stem}.pickle"


def _code() -> str:
    """A hash of the reader's code and word lists, without what is learned."""
    digest = hashlib.sha256()
    extract = ROOT / "extract"
    for path in sorted(extract.rglob("*")):
        name = path.relative_to(extract).as_posix()
        if path.suffix in (".py", ".txt", ".npz", ".gz") and not name.startswith(LEARNED):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _look(pdf: Path, notes: Path, folder: Path) -> None:
    """Read one paper's exhibits and keep them."""
    said = json.loads(notes.read_text()) if notes.exists() else {"items": [], "others": []}
    _kept(folder, pdf).write_bytes(pickle.dumps(look_at(pdf, said)))


def look_at(pdf: Path, said: Mapping[str, Any]) -> list[Look]:
    """Read every exhibit of a paper.

    Args:
        pdf: the paper.
        said: its annotations in the guide's form.
    """
    score = grader()
    items = {score.key(item): item for item in said["items"]}
    others = {score.key(item) for item in said.get("others", ())}
    document = open_document(pdf)
    if isinstance(document, Refused):
        raise SystemExit(f"{pdf}: {document.message}")
    found = []
    with document:
        dimensions = dimensions_of(pages := tuple(document))
        for exhibit in find_exhibits(pages):
            page = pages[exhibit.page - 1]
            content = page.within(exhibit.bbox)
            source = source_of(exhibit, content)
            seen = glance(exhibit, content, source, document.render(exhibit.page, exhibit.bbox, 72.0))
            read = Read()
            if source != "raster" or worth_reading(seen) >= WORTH_TRACING / 2:
                # Tracing a picture costs most: those that are clearly none of a network are spared here as in use.
                with contextlib.suppress(TookTooLong), at_most(PATIENCE[source]):
                    read = read_by_reader(document, page, exhibit, source, dimensions)
            key = score.key({"label": exhibit.label})
            found.append(
                Look(
                    paper=pdf.stem,
                    exhibit=exhibit,
                    source=source,
                    item=items.get(key),
                    truth=True if key in items else False if key in others else None,
                    glance=seen,
                    reader=read.reader,
                    figure_type=read.figure_type or type_of_drawing(content, source, read.scene),
                    graphs=read.graphs,
                    scene=read.scene,
                    account=read.account,
                )
            )
    return found
