"""An architecture as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from catalog import CatalogReader
from catalog.records import (
    Architecture,
    CodeFile,
    Framework,
    Implementation,
    ImplementationSummary,
)
from graph import Attribute, Dim, Evidence, Node, Origin, Shape
from web.drawing import Drawing, Family, family_of
from web.drawing.labels import REASON, format_value, operation_name
from web.views.code import highlighted
from web.views.graphs import Shown, shown
from web.views.words import anchor, by_framework, network, reason, standing

MOST_OPEN = 12
"""Layers up to which a table of them stands open."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a layer and where it comes from; `note` names the convention or the words it was read from."""

    name: str
    value: str
    origin: Origin
    note: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """That layers stand several times in a row: how many layers a round has, and how often it stands."""

    layers: int
    times: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of an architecture's table.

    Attributes:
        number: from 1, in the table.
        because: name of the convention by which the operation was chosen, if any.
        folded: whether it stands for the same layer of several rounds.
        begins: the rounds that begin with it; None where none do.
    """

    number: int
    node: Node
    operation: str
    family: Family
    settings: tuple[Setting, ...]
    shapes: tuple[Shape, ...]
    parameters: int | None
    repeat: Dim | None
    because: str
    folded: bool = False
    begins: Rounds | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an implementation: highlighted where it is source, with its size in bytes in any case."""

    file: CodeFile
    html: Markup | None
    lines: int

    @property
    def bytes(self) -> int:
        """The file's size."""
        return len(self.file.content)


@dataclass(frozen=True, slots=True)
class CodeView:
    """An architecture's code in one framework, as shown."""

    framework: Framework
    implementation: Implementation
    mark: str
    word: str
    reason: str
    files: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A framework's tab: how its code stands."""

    framework: Framework
    summary: ImplementationSummary
    mark: str
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outline:
    """An architecture as a list shows it, and as the head of its folded part of a page.

    Attributes:
        record: as the catalog has it.
        anchor: its name within a page's addresses.
        tabs: one for each framework tried.
    """

    record: Architecture
    anchor: str
    title: str
    tabs: tuple[Tab, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing of it, so that it can be built as it stands."""
        return self.record.parameters is not None and not self.record.missing

    @property
    def opens(self) -> Framework | None:
        """The framework whose code is shown first: the first that runs, or else the first that has any."""
        for marks in (("verified",), ("partial", "not-run"), ("failed",)):
            for tab in self.tabs:
                if tab.mark in marks:
                    return tab.framework
        return None


@dataclass(frozen=True, slots=True)
class ArchitectureView(Outline):
    """All that a page shows of an architecture.

    Attributes:
        drawing: of its graph.
        layers: the graph's nodes as a table.
        code: the code shown at once; None where it is fetched on demand, or no framework has any.
        folded: whether its table of layers is fetched on demand.
    """

    drawing: Drawing
    layers: tuple[Layer, ...]
    code: CodeView | None
    folded: bool = False


def _where(evidence: Evidence | None) -> str:
    """Where a fact was read: exhibit or page, and the words."""
    if evidence is None or not evidence.text:
        return ""
    place = evidence.exhibit or (f"page {evidence.page}" if evidence.page else "")
    return f"{place}: “{evidence.text}”" if place else f"“{evidence.text}”"


def _setting(name: str, attribute: Attribute) -> Setting:
    joint = ", " if name == "units" else " × "
    note = " ".join(part for part in (attribute.convention, _where(attribute.evidence)) if part)
    return Setting(name.replace("_", " "), format_value(attribute.value, joint), attribute.origin, note)


def _layers(found: Shown) -> tuple[Layer, ...]:
    begins = {
        group.nodes[0]: Rounds(len(group.nodes), len(found.rounds[group.nodes[0]]))
        for group in found.graph.groups
        if group.repeat is not None and group.nodes[0] in found.rounds
    }
    return tuple(
        Layer(
            number,
            node,
            operation_name(node.op),
            family_of(node.op),
            tuple(
                _setting(name, attribute)
                for name, attribute in node.attributes.items()
                if attribute.value is not None and name != REASON
            ),
            tuple(dict.fromkeys(found.shapes.get(node.id, ())))
            or ((node.output_shape,) if node.output_shape is not None else ()),
            found.parameters.get(node.id),
            node.repeat,
            format_value(node.value(REASON, "")),
            node.id in found.rounds,
            begins.get(node.id),
        )
        for number, node in enumerate(found.graph.nodes, 1)
    )


def code_view(implementation: Implementation) -> CodeView:
    """An implementation with its source highlighted."""
    mark, word = standing(implementation)
    files = tuple(
        SourceFile(
            file,
            highlighted(file.name, file.text) if file.is_text else None,
            file.text.count("\n") if file.is_text else 0,
        )
        for file in implementation.files
    )
    return CodeView(implementation.framework, implementation, mark, word, reason(implementation), files)


def outline(record: Architecture) -> Outline:
    """An architecture without drawing, layers and code."""
    tabs = tuple(
        Tab(summary.framework, summary, *standing(summary), reason(summary))
        for summary in by_framework(record.implementations)
    )
    return Outline(record, anchor(record.id), network(record), tabs)


def architecture_view(
    catalog: CatalogReader, record: Architecture, *, with_code: bool = True, folded: bool = False
) -> ArchitectureView:
    """An architecture as its page shows it, with the code of one framework.

    Where many share a page, they are `folded`: their code, and their layers where they are many, are links.
    """
    head = outline(record)
    found = shown(record.graph, head.anchor, head.title)
    implementation = catalog.code(record.id, head.opens) if with_code and not folded and head.opens else None
    code = code_view(implementation) if implementation else None
    layers = _layers(found)
    return ArchitectureView(
        record,
        head.anchor,
        head.title,
        head.tabs,
        found.drawing,
        layers,
        code,
        folded and len(layers) > MOST_OPEN,
    )
