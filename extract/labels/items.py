"""What the scanner finds in a label: operations, sizes, numbers, settings, repeats, separators, other words.
What the scanner finds in a label: operations, sizes, numbers, settings, repeats, separators, other words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.labels.vocabulary import Meaning
from graph import Dim, Value

SeparatorKind = Literal["then", "plus", "slash", "comma", "open", "close", "dash"]
"""then: an arrow or a semicolon; plus: +, & or "and"; open and close: brackets."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name an operation.

    Attributes:
        meaning: the operation.
        text: the words as printed.
        index: the number that distinguishes layers of one kind ("1_2" in conv1_2), or "".
        weak: a short word that names an operation only where nothing speaks against it ("max", "in", "up").
        prefix: unknown letters that touch the phrase with a hyphen or point ("C." in C.ReLU), or "".
    """

    meaning: Meaning
    text: str
    start: int
    end: int
    index: str = ""
    weak: bool = False
    prefix: str = ""

    @property
    def plural(self) -> bool:
        """Whether the words speak of several layers."""
        return "layer" in self.text.lower() or self.text.endswith("s")


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers or letters joined by multiplication signs, or a list in brackets."""

    dims: tuple[Dim, ...]
    start: int
    end: int
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A lone number, or a letter that stands for one.

    Attributes:
        sign: what stands directly before it: "-" in FC-4096, "/" in /2, "@" in 64@5×5, "→" in 96→384, or "".
        touching: whether it touches the words or sign before it.
    """

    value: Dim | float
    start: int
    end: int
    sign: str = ""
    touching: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A named value: "stride 2", "k=3", "64 filters"."""

    key: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """×6, N×, 3 times."""

    count: Dim
    start: int
    end: int
    leading: bool


@dataclass(frozen=True, slots=True)
class Separator:
    """A sign between parts of a label."""

    kind: SeparatorKind
    text: str
    start: int
    end: int

    @property
    def parts(self) -> bool:
        """Whether what stands behind is done apart from what stands before."""
        return self.kind in ("then", "plus")


@dataclass(frozen=True, slots=True)
class Other:
    """A word that names no operation.

    Attributes:
        role: function word, modifier of an operation, head of a block's name, or unknown.
    """

    text: str
    role: Literal["function", "modifier", "block", "unknown"]
    start: int
    end: int


Item = Named | Size | Number | Setting | Repeat | Separator | Other


def is_value(item: Item) -> bool:
    """Whether an item is a size, number, setting or repeat."""
    return isinstance(item, (Size, Number, Setting, Repeat))
