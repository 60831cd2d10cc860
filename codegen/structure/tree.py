"""A program's steps as a tree of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.core.steps import Port, Program, Source, Step

Signature = tuple[object, ...]

MOST_ITEMS = 24
"""Items of a named part in which nothing else is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One step, by its number in the program."""

    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Items that belong together, in an order in which they can run.

    Attributes:
        title: what its class is named after.
        items: leaves and blocks.
        source: the node that it comes from, if any.
        field: names what holds one; "" to take the title.
        given: whether the paper or the registry names it; otherwise it was found by its repeating.
    """

    title: str
    items: tuple[Item, ...]
    source: Source | None = None
    field: str = ""
    given: bool = False

    @property
    def whole(self) -> bool:
        """Whether it reads well as it is: a part with a name of its own and not many items."""
        return self.given and len(self.items) <= MOST_ITEMS


Item = Leaf | Block


def leaves(item: Item) -> Iterator[int]:
    """The numbers of the steps in an item, in order."""
    if isinstance(item, Leaf):
        yield item.step
    else:
        for inner in item.items:
            yield from leaves(inner)


def blocks(item: Item) -> Iterator[Block]:
    """All blocks in an item, inner ones first."""
    if isinstance(item, Block):
        for inner in item.items:
            yield from blocks(inner)
        yield item


class Wiring:
    """Which values enter and leave the items of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.readers: dict[Port, list[int]] = {}
        for number, step in enumerate(program.steps):
            for port in step.inputs:
                self.readers.setdefault(port, []).append(number)
        self.results = set(program.outputs)
        self._members: dict[int, frozenset[int]] = {}
        self._inputs: dict[int, tuple[Port, ...]] = {}
        self._outputs: dict[int, tuple[Port, ...]] = {}
        self._keep: list[Item] = []

    def step(self, leaf: Leaf) -> Step:
        """The step of a leaf."""
        return self.program.steps[leaf.step]

    def members(self, item: Item) -> frozenset[int]:
        """The steps in an item."""
        if id(item) not in self._members:
            self._members[id(item)] = frozenset(leaves(item))
            self._keep.append(item)  # an id is only good while its object lives
        return self._members[id(item)]

    def inputs(self, item: Item) -> tuple[Port, ...]:
        """Values an item reads from outside. A leaf has one for each of its step's inputs, a block each once."""
        if isinstance(item, Leaf):
            return self.step(item).inputs
        inside = self.members(item)
        if id(item) not in self._inputs:
            found: dict[Port, None] = {}
            for number in leaves(item):
                for port in self.program.steps[number].inputs:
                    if port.step not in inside:
                        found[port] = None
            self._inputs[id(item)] = tuple(found)
        return self._inputs[id(item)]

    def outputs(self, item: Item) -> tuple[Port, ...]:
        """Values of an item that something outside reads; of a leaf all of its step's outputs."""
        if isinstance(item, Leaf):
            return tuple(Port(item.step, n) for n in range(len(self.step(item).out_shapes)))
        inside = self.members(item)
        if id(item) not in self._outputs:
            found = []
            for number in leaves(item):
                for n in range(len(self.program.steps[number].out_shapes)):
                    port = Port(number, n)
                    outside = any(reader not in inside for reader in self.readers.get(port, ()))
                    if outside or port in self.results:
                        found.append(port)
            self._outputs[id(item)] = tuple(found)
        return self._outputs[id(item)]

    def sole_reader(self, port: Port) -> bool:
        """Whether a value is read once and is no result of the program."""
        return len(self.readers.get(port, ())) == 1 and port not in self.results

    def read_only_by(self, port: Port, item: Item) -> bool:
        """Whether all readers of a value are in one item, and it is no result of the program."""
        inside = self.members(item)
        return port not in self.results and all(r in inside for r in self.readers.get(port, ()))


class Signatures:
    """Signatures of items: equal for items that are the same operations in the same wiring, whatever the sizes."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self._known: dict[int, int] = {}
        self._numbers: dict[Signature, int] = {}
        self._keep: list[Item] = []

    def of(self, item: Item) -> int:
        """A number that stands for the signature."""
        if id(item) not in self._known:
            self._known[id(item)] = self.number(self._signature(item))
            self._keep.append(item)
        return self._known[id(item)]

    def number(self, signature: Signature) -> int:
        """The number of a signature, the same for equal ones."""
        return self._numbers.setdefault(signature, len(self._numbers))

    def _signature(self, item: Item) -> Signature:
        if isinstance(item, Leaf):
            step = self.wiring.step(item)
            words = tuple(
                (k, v if isinstance(v, (str, bool)) else len(v) if isinstance(v, tuple) else None)
                for k, v in sorted(step.settings.items())
            )
            return ("leaf", step.op, words, step.rank, len(step.inputs), tuple(w.name for w in step.weights))
        return ("block", item.title, self.of_body(item.items, self.wiring.inputs(item)))

    def of_body(self, items: tuple[Item, ...], inputs: tuple[Port, ...]) -> Signature:
        """The signature of items in a row that read these values from outside."""
        names: dict[Port, tuple[int, int]] = {port: (-1, n) for n, port in enumerate(inputs)}
        parts: list[object] = []
        for place, item in enumerate(items):
            parts.append((self.of(item), tuple(names[port] for port in self.wiring.inputs(item))))
            names.update({port: (place, n) for n, port in enumerate(self.wiring.outputs(item))})
        return tuple(parts)
