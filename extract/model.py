"""What comes out of reading a paper: plain, immutable data that crosses the process boundary as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph import Box, Graph

ExhibitKind = Literal["figure", "table"]
ExhibitSource = Literal["vector", "outlined", "raster", "text"]
FigureType = Literal[
    "2d-box",
    "stacked-2d",
    "3d-box",
    "neurons",
    "pipeline",
    "table-row-major",
    "table-column-major",
    "table-variants",
]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A captioned figure or table.

    Attributes:
        label: as the caption prints it, spelled out ("Figure 3", "Table 1").
        kind: figure or table.
        page: from 1.
        bbox: the region of the drawing or table without its caption, in PDF points from the top left.
        caption: the caption's whole text, hyphens at line ends joined.
        caption_bbox: the caption's region.
    """

    label: str
    kind: ExhibitKind
    page: int
    bbox: Box
    caption: str
    caption_bbox: Box


@dataclass(frozen=True, slots=True)
class ExhibitReading:
    """An exhibit, the decision whether it shows a network, and what was read from it.

    Attributes:
        exhibit: the exhibit itself.
        source: vector, outlined, raster, or text (a table).
        is_architecture: whether it is taken for a network.
        probability: calibrated probability of that.
        figure_type: kind of drawing or table; None where it shows no network.
        graphs: one for each network or module shown; empty where none could be read.
        confidence: calibrated probability that all that was read is right.
        reader: name of the reader whose graphs these are ("drawing", "table", "pixels", "model"), or "".
        reason: for a person: why there is no graph, or what is doubtful; "" where there is nothing to say.
    """

    exhibit: Exhibit
    source: ExhibitSource
    is_architecture: bool
    probability: float
    figure_type: FigureType | None = None
    graphs: tuple[Graph, ...] = ()
    confidence: float = 0.0
    reader: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperReading:
    """Everything read from one PDF.

    Attributes:
        sha256: of the file's bytes, in hexadecimal.
        pages: number of pages.
        title: guessed from the first page's largest type; "" where there is none.
        exhibits: in page order.
        seconds: wall-clock time of the reading.
        reader_version: version of the reader, so that old results can be read again.
        text: the running text of each page, for full-text search and for prose readers.
    """

    sha256: str
    pages: int
    title: str
    exhibits: tuple[ExhibitReading, ...]
    seconds: float
    reader_version: str
    text: tuple[str, ...] = field(default=(), repr=False)


RefusalCode = Literal[
    "not-a-pdf",
    "truncated",
    "encrypted",
    "no-pages",
    "too-large",
    "timeout",
    "cpu-time",
    "memory",
    "crashed",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """A PDF that could not be read, with the reason for a person.

    An expected absence, hence a result and no exception.
    """

    code: RefusalCode
    message: str
