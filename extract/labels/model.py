"""What a printed label means: operations in the order of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph import Dim, FrozenMap, Shape, Value

Role = Literal["box", "symbol", "text", "volume", "cell", "arrow"]
"""Where a label stands: in a box, in a small circle, free beside the drawing, on a volume (a feature map
drawn
as a body), in a table's cell, or by an arrow."""

LabelKind = Literal[
    "operations", "block", "terminal", "tensor", "variable", "size", "repeat", "comment", "empty"
]
"""operations: named operations; block: a name that is no one operation; terminal: an input, output or loss;
tensor: a shape or a feature map; variable: a letter or example such as x, h_t, "cat", whose place tells what
    it is;
size: bare numbers that are a kernel; repeat: a mark such as ×6; comment: text that is no node."""


@dataclass(frozen=True, slots=True)
class ParsedOperation:
    """One operation that a label names.

    Attributes:
        op: name in the registry of operations.
        attrs: settings that are printed, by name; letters stay text.
        repeat: how often it stands in a row; None where nothing is printed.
        label: the printed text on the first operation of a label, "" on the others.
        output_shape: printed shape, (height, width, channels) where there are three numbers; None without
            one.
    """

    op: str
    attrs: Mapping[str, Value] = field(default_factory=FrozenMap)
    repeat: Dim | None = None
    label: str = ""
    output_shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class ParsedLabel:
    """A label and its meaning.

    Attributes:
        text: the label, cleaned, line breaks as spaces.
        operations: in the order of the data; empty where the label is no node (a repeat mark, a comment).
        kind: what sort of label it is.
        confidence: how sure the reading is, 0 to 1; a rank, to be calibrated by the reader that uses it.
        repeat: the number of a bare repeat mark ("×6"), else None.
    """

    text: str
    operations: tuple[ParsedOperation, ...] = ()
    kind: LabelKind = "empty"
    confidence: float = 0.0
    repeat: Dim | None = None

    @property
    def names_operation(self) -> bool:
        """Whether it names an operation of the registry, and not only blocks."""
        return self.kind == "operations" and any(operation.op != "block" for operation in self.operations)
