"""What the catalog keeps and gives back: plain, immutable records, independent of how they are stored.

Shapes are without the batch dimension and channels last, a dimension being an integer or a printed letter.
Times are UTC. Records named `...Facts` are what a writer hands in; the record of the same name without it is
what a reader gets, with the identifiers and counts that the catalog adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Dim = int | str
Shape = tuple[Dim, ...]
Box = tuple[float, float, float, float]
ExhibitKind = Literal["figure", "table"]
WorkState = Literal["waiting", "done", "failed"]
Status = Literal["ok", "partial", "unsupported", "failed"]
Framework = Literal["pytorch", "keras", "tensorflow", "caffe", "onnx"]
FRAMEWORKS: tuple[Framework, ...] = ("pytorch", "keras", "tensorflow", "caffe", "onnx")


@dataclass(frozen=True, slots=True, order=True)
class VersionKey:
    """One version of one paper: "1512.03385" and 1, written 1512.03385v1."""

    arxiv_id: str
    version: int

    def __str__(self) -> str:
        return f"{self.arxiv_id}v{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a source says of a version of a paper.

    Attributes:
        key: which version.
        title: one line.
        abstract: one paragraph.
        authors: as printed, in order.
        categories: arXiv categories ("cs.CV"), the primary one first.
        licence: URL or short name of the version's licence; None where none is known, which allows nothing.
        submitted: day on which this version was submitted.
        comments: the authors' comment ("12 pages, CVPR 2016").
        doi: of the published paper, "" where there is none.
        journal_ref: where it was published, "" where unknown.
        withdrawn: whether this version is a withdrawal.
    """

    key: VersionKey
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    licence: str | None = None
    submitted: date | None = None
    comments: str = ""
    doi: str = ""
    journal_ref: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How far a version has come.

    Attributes:
        state: waiting to be read, done, or failed.
        reason: for a person: why it failed or waits; "" where it is done.
        reader_version: version of the reader behind the result; "" before the first reading.
        sha256: of the PDF read, hexadecimal; "" before the first reading.
        pages: number of pages, 0 where unknown.
        seconds: wall-clock time of the reading.
        read_at: when it was read.
    """

    state: WorkState = "waiting"
    reason: str = ""
    reader_version: str = ""
    sha256: str = ""
    pages: int = 0
    seconds: float = 0.0
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitFacts:
    """A captioned figure or table and the decision whether it shows a network.

    Attributes:
        label: spelled out ("Figure 3", "Table 1").
        kind: figure or table.
        page: from 1.
        bbox: x0, y0, x1, y1 in PDF points from the page's top left.
        caption: the whole caption.
        source: vector, outlined, raster or text.
        figure_type: kind of drawing or table; None where it shows no network.
        is_architecture: whether it is taken for a network.
        probability: calibrated probability of that.
        confidence: calibrated probability that all that was read is right.
        reader: which reader's graphs these are, "" where there are none.
        reason: why there is no graph, or what is doubtful.
    """

    label: str
    kind: ExhibitKind
    page: int
    bbox: Box
    caption: str
    source: str
    figure_type: str | None = None
    is_architecture: bool = False
    probability: float = 0.0
    confidence: float = 0.0
    reader: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(ExhibitFacts):
    """An exhibit of the catalog.

    Attributes:
        id: stable identifier ("1512.03385v1.figure-3").
        key: the version that it is in.
        architectures: identifiers of the architectures read from it.
    """

    id: str
    key: VersionKey
    architectures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchitectureFacts:
    """A network or module read from one exhibit, or composed from several.

    Attributes:
        exhibits: labels of the exhibits it was read from, the main one first.
        name: as printed, or "".
        graph: the graph as JSON text in the project's own form.
        confidence: calibrated probability that the whole graph is right.
        composed: whether it is put together from several exhibits and the prose.
        parameters: trainable and running parameters of the network as built; None where it cannot be built.
        input_shape: None where it is not known.
        output_shape: None where it is not known.
        origins: number of facts by origin: read, inferred, default.
        missing: for a person: what is not known.
        problems: for a person: what does not fit.
    """

    exhibits: tuple[str, ...]
    graph: str = field(repr=False)
    name: str = ""
    confidence: float = 0.0
    composed: bool = False
    parameters: int | None = None
    input_shape: Shape | None = None
    output_shape: Shape | None = None
    origins: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of running an implementation.

    Attributes:
        status: ok, partial, unsupported or failed.
        reason: for a person; "" where it is ok.
        engine: what ran it ("onnxruntime 1.20").
        parameters: as counted in the framework; None where it did not build.
        output_shapes: without batch, channels last.
        seconds: wall-clock time of the run.
        largest_difference: largest relative difference from the reference's output; None where not compared.
    """

    status: Status
    reason: str = ""
    engine: str = ""
    parameters: int | None = None
    output_shapes: tuple[Shape, ...] = ()
    seconds: float = 0.0
    largest_difference: float | None = None


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A file of an implementation. `name` is a plain file name ("model.py"); `sha256` is hexadecimal."""

    name: str
    content: bytes = field(repr=False)
    sha256: str

    @property
    def is_text(self) -> bool:
        """Whether it can be shown as source code."""
        return self.name.endswith((".py", ".prototxt", ".json", ".txt", ".md"))

    @property
    def text(self) -> str:
        """The content as text; bytes that are not UTF-8 are replaced."""
        return self.content.decode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationSummary:
    """An architecture's code in one framework, without the code.

    Attributes:
        framework: one of FRAMEWORKS.
        status: of the generation: ok, partial (an unknown block is left open), unsupported or failed.
        reason: for a person: the operation concerned, or the message.
        verification: what came of running it; None where it was not run.
    """

    framework: Framework
    status: Status
    reason: str = ""
    verification: Verification | None = None

    @property
    def verified(self) -> bool:
        """Whether it was run and held."""
        return self.verification is not None and self.verification.status == "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation(ImplementationSummary):
    """An architecture's code in one framework, with its files (none where the framework is unsupported)."""

    files: tuple[CodeFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchitectureSummary:
    """An architecture as a list shows it: all but its graph.

    Attributes:
        id: stable identifier ("1512.03385v1.figure-3.1").
        key: the version that it is from.
        name, exhibits, confidence, composed, parameters, input_shape, output_shape: as in ArchitectureFacts.
        layers: how often each operation stands in it, repeats counted.
        depth: layers with weights on its longest path, repeats counted.
        implementations: one for each framework that was tried.
    """

    id: str
    key: VersionKey
    exhibits: tuple[str, ...]
    name: str = ""
    confidence: float = 0.0
    composed: bool = False
    parameters: int | None = None
    input_shape: Shape | None = None
    output_shape: Shape | None = None
    layers: Mapping[str, int] = field(default_factory=dict)
    depth: int = 0
    implementations: tuple[ImplementationSummary, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture(ArchitectureSummary):
    """An architecture with its graph, as JSON text in the project's form, and what is known of its making."""

    graph: str = field(repr=False)
    origins: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from a version's PDF, as a writer hands it in.

    Attributes:
        sha256: of the PDF, hexadecimal.
        pages: number of pages.
        reader_version: so that old results can be read again.
        seconds: wall-clock time.
        exhibits: in page order.
        architectures: each naming its exhibits by label.
        text: running text of each page.
    """

    sha256: str
    pages: int
    reader_version: str
    seconds: float = 0.0
    exhibits: tuple[ExhibitFacts, ...] = ()
    architectures: tuple[ArchitectureFacts, ...] = ()
    text: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a paper: what its source says and how far it has come."""

    metadata: Metadata
    work: Work

    @property
    def key(self) -> VersionKey:
        """Which version this is."""
        return self.metadata.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper's page.

    Attributes:
        arxiv_id: without version.
        version: the version asked for, or the newest.
        versions: all versions known, oldest first.
        exhibits: of this version, in page order.
        architectures: of this version; those composed come first.
    """

    arxiv_id: str
    version: Version
    versions: tuple[Version, ...]
    exhibits: tuple[Exhibit, ...] = ()
    architectures: tuple[ArchitectureSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """What once stood here and was taken away: for 410 instead of 404.

    Attributes:
        id: identifier of the paper, exhibit or architecture.
        reason: for a person.
        at: when it was removed.
        successor: identifier of what took its place, "" where there is none.
    """

    id: str
    reason: str
    at: datetime
    successor: str = ""
