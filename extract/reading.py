"""From a PDF's bytes to a paper's reading: pages, exhibits, the decision about each, its graphs.

Runs in the limited child process; a reader that fails or takes too long costs one exhibit, not the paper.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.confidence import rate, whole_of
from extract.decide import WORTH, WORTH_TRACING, decide, glance, source_of, type_of_drawing, worth_reading
from extract.document import Document, Opening, Page, find_exhibits, open_document, title_of
from extract.figures import read_figure
from extract.model import Exhibit, ExhibitReading, ExhibitSource, FigureType, PaperReading, Refused
from extract.patience import TookTooLong, at_most
from extract.pixels import read_picture
from extract.process.limits import Limits
from extract.scene.model import Scene
from extract.subject import Dimensions, along, dimensions_of
from extract.tables import Account, account_of, join_continued, prints_sides, read_table
from extract.version import reader_version
from graph import Graph


@dataclass(frozen=True, slots=True)
class Read:
    """What the readers made of one exhibit, before it is decided whether that counts.

    Attributes:
        graphs: one for each network or module.
        reader: name of the reader whose graphs these are, or "".
        figure_type: where the reader knows it.
        scene: the drawing, for overlays; None for tables.
        reason: why there are no graphs, or what is doubtful.
        account: what of a table the graphs account for; None for drawings and pictures.
    """

    graphs: tuple[Graph, ...] = ()
    reader: str = ""
    figure_type: FigureType | None = None
    scene: Scene | None = None
    reason: str = ""
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Debug:
    """Where overlays go.

    Attributes:
        folder: for one picture an exhibit.
        known: what a person wrote down, by kind and number of the exhibit; None without annotations.
    """

    folder: Path
    known: Mapping[tuple[str, str], tuple[Graph, ...]] | None = None

    @classmethod
    def into(cls, folder: Path, annotations: str | None) -> Debug:
        """Overlays into a folder, with the differences from an annotation file where there is one."""
        from extract.differences import known_graphs

        return cls(folder, known_graphs(Path(annotations)) if annotations else None)

    def show(self, document: Document, reading: ExhibitReading, scene: Scene | None) -> None:
        """Write the overlay of one exhibit."""
        # Imported here, since alignment and drawing take half a second to load and most readings need neither.
        from extract.differences import label_key
        from extract.overlay import write_overlay

        known = self.known.get(label_key(reading.exhibit.label)) if self.known is not None else None
        write_overlay(document, reading, scene, self.folder, known)


def read_file(path: Path, limits: Limits, debug: Debug | None) -> PaperReading | Refused:
    """Everything that a PDF shows, or the reason why it can't be read."""
    begin = time.monotonic()
    opened = open_document(path, Opening(limits.pdf_bytes, limits.pages))
    if isinstance(opened, Refused):
        return opened
    with opened as document:
        pages = tuple(document)
        dimensions = dimensions_of(pages)
        readings = tuple(
            _guarded(document, pages[exhibit.page - 1], exhibit, dimensions, limits.exhibit_seconds, debug)
            for exhibit in find_exhibits(pages)
        )
    readings = join_continued(readings)
    return PaperReading(
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=len(pages),
        title=title_of(pages),
        exhibits=readings,
        seconds=round(time.monotonic() - begin, 3),
        reader_version=reader_version(),
        text=tuple(page.text for page in pages),
    )


def _guarded(
    document: Document,
    page: Page,
    exhibit: Exhibit,
    dimensions: Dimensions,
    seconds: float,
    debug: Debug | None,
) -> ExhibitReading:
    """An exhibit's reading; where a reader fails, one without graphs that says so."""
    source = source_of(exhibit, page.within(exhibit.bbox))
    try:
        with at_most(seconds):
            return _read(document, page, exhibit, source, dimensions, debug)
    except MemoryError:
        raise
    except TookTooLong:
        reason = f"reading it took more than {seconds:g} s of processor time"
    except Exception as error:
        # Whatever a strange drawing brings a reader to, the other exhibits of the paper are still to be read.
        reason = f"reading it failed: {type(error).__name__}: {error}"
    return ExhibitReading(exhibit, source, False, 0.0, reason=reason)


def _read(
    document: Document,
    page: Page,
    exhibit: Exhibit,
    source: ExhibitSource,
    dimensions: Dimensions,
    debug: Debug | None,
) -> ExhibitReading:
    content = page.within(exhibit.bbox)
    seen = glance(exhibit, content, source, document.render(page.number, exhibit.bbox, 72.0))
    first = worth_reading(seen)
    if first < (WORTH_TRACING if source == "raster" else WORTH):
        return ExhibitReading(exhibit, source, False, first)
    read = read_by_reader(document, page, exhibit, source, dimensions)
    decision = decide(seen, read.reader, read.graphs, read.scene)
    reading = ExhibitReading(exhibit, source, False, decision.probability)
    if decision.is_architecture:
        figure_type = read.figure_type or type_of_drawing(content, source, read.scene)
        shapes = [shape.bbox for shape in read.scene.shapes] if read.scene is not None else []
        whole = whole_of(
            exhibit.kind, figure_type, read.graphs, shapes, read.reader == "pixels", read.account
        )
        rated = rate(whole, read.graphs, decision.probability)
        reading = ExhibitReading(
            exhibit=exhibit,
            source=source,
            is_architecture=True,
            probability=decision.probability,
            figure_type=figure_type,
            graphs=rated.graphs,
            confidence=rated.confidence,
            reader=read.reader if read.graphs else "",
            reason=read.reason,
        )
    if debug is not None:
        debug.show(document, reading, read.scene)
    return reading


def read_by_reader(
    document: Document, page: Page, exhibit: Exhibit, source: ExhibitSource, dimensions: Dimensions
) -> Read:
    """What the reader for an exhibit's source makes of it.

    Args:
        document, page, exhibit, source: what to read, and where it stands.
        dimensions: along which the paper's convolutions run, which figures and tables often don't print.
    """
    if source == "text":
        table = read_table(page, exhibit)
        graphs = table.graphs if prints_sides(table.grids) else along(table.graphs, dimensions)
        return Read(graphs, "table", table.figure_type, None, table.reason, account_of(page, table))
    if source in ("vector", "outlined"):
        figure = read_figure(page, exhibit)
        reason = "" if figure.graphs else "no boxes joined by lines were found"
        return Read(along(figure.graphs, dimensions), "drawing", None, figure.scene, reason)
    picture = read_picture(document, page, exhibit) if exhibit.kind == "figure" else None
    if picture is None:
        return Read(reason="photographs and pictures of tables are not read")
    reason = "" if picture.graphs else "no boxes joined by lines were found"
    return Read(along(picture.graphs, dimensions), "pixels", None, picture.scene, reason)
