"""What sentences and captions say of a network: facts, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph import Dim, Evidence, FrozenMap, Shape, Value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the running text or of a caption.

    Attributes:
        text: one line, ligatures spelled out, hyphens at line ends joined.
        page: from 1.
        exhibit: label of the exhibit whose caption it is, "" for running text.
    """

    text: str
    page: int
    exhibit: str = ""

    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.page, self.exhibit, None, self.text)


@dataclass(frozen=True, slots=True)
class Fact:
    """Anything said of a network.

    Attributes:
        evidence: page, exhibit and sentence.
        confidence: 0 to 1, a rank.
        scope: names of networks that the sentence speaks of; empty where it names none.
    """

    evidence: Evidence
    confidence: float = 0.8
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surrounded(Fact):
    """A convention: operations that stand around every layer of a kind.

    "All convolutions are followed by batch normalisation and ReLU" has `after`; "each conv layer corresponds
    to the
    sequence BN-ReLU-Conv" has `before`.

    Attributes:
        families: kinds of layer that it speaks of: "convolution", "dense".
        before, after: operations in the order of the data.
        except_last: whether the last layer is excepted.
    """

    families: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    except_last: bool = False


@dataclass(frozen=True, slots=True)
class LayerSetting(Fact):
    """A setting of all layers of a kind: "max-pooling is performed over a 2×2 window, with stride 2".

    Attributes:
        op: operation in the registry, or a family ("convolution").
        attrs: settings by name.
        where: settings that the layer must have for it ("3×3 conv. layers").
    """

    op: str = ""
    attrs: Mapping[str, Value] = field(default_factory=FrozenMap)
    where: Mapping[str, Value] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class NumberedLayer(Fact):
    """What is said of one layer by its number: "the third convolutional layer has 384 kernels of size
    3×3×256".

    Attributes:
        family: "convolution", "dense" or "pool".
        number: from 1; -1 for the last.
        attrs: settings by name.
        depth: channels that each kernel sees, where three numbers are printed.
    """

    family: str = ""
    number: int = 0
    attrs: Mapping[str, Value] = field(default_factory=FrozenMap)
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Inserted(Fact):
    """An operation that follows certain layers: "max-pooling layers follow the first and second convolutional
    layers".

    Attributes:
        op: what is inserted.
        family: kind of layer that it follows.
        numbers: which layers of that kind, from 1; -1 for the last.
    """

    op: str = ""
    family: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted(Fact):
    """How many layers of a kind there are: "five convolutional layers"."""

    family: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class InputSize(Fact):
    """The size of the network's input, (height, width) or (height, width, channels)."""

    shape: Shape = ()


@dataclass(frozen=True, slots=True)
class Constant(Fact):
    """A number with a name: "growth rate k = 32", "we set θ = 0.5", "reduction ratio r to 16".

    Attributes:
        symbol: the letter, "" where none is printed.
        name: the words before it in small letters, "" where there are none.
        value: the number.
    """

    symbol: str = ""
    name: str = ""
    value: int | float = 0


@dataclass(frozen=True, slots=True)
class WidthRule(Fact):
    """How wide certain layers are, in terms of a constant: "each 1×1 convolution produces 4k feature-maps".

    Attributes:
        op: operation or family.
        where: settings that the layer must have ("1×1"), or place "initial".
        place: "initial" or "transition" where the sentence says so, "" for any.
        factor: multiple of the constant.
        symbol: the constant's letter; "m" stands for the number of incoming channels.
    """

    op: str = "convolution"
    where: Mapping[str, Value] = field(default_factory=FrozenMap)
    place: str = ""
    factor: float | str = 1
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Head(Fact):
    """How the network ends: operations and their settings in the order of the data."""

    operations: tuple[tuple[str, Mapping[str, Value]], ...] = ()


@dataclass(frozen=True, slots=True)
class Connected(Fact):
    """How blocks are wired.

    Attributes:
        kind: "residual" (a shortcut around a block), "dense" (each layer sees all before it in its block).
        projection: for residual wiring, whether shortcuts of another shape are projected; None where it is
            not said.
    """

    kind: str = ""
    projection: bool | None = None


@dataclass(frozen=True, slots=True)
class Downsampled(Fact):
    """Layers of their own that make maps smaller between stages: "2×2 conv layers with stride 2 for downsampling".

    Attributes:
        op: the operation.
        attrs: its settings.
    """

    op: str = "conv2d"
    attrs: Mapping[str, Value] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class LayerList(Fact):
    """Layers in the order of the data in one sentence or compact notation: "C64-C128-FC10".

    Attributes:
        layers: operation, settings and repeat of each.
    """

    layers: tuple[tuple[str, Mapping[str, Value], Dim | None], ...] = ()
