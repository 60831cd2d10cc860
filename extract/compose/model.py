"""A network composed from a paper's exhibits and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Graph


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that say different things of one node.

    Attributes:
        node: its id.
        attribute: what they differ in.
        kept: the value in the graph, and where it was read.
        other: the value that was not taken, and where it was read.
    """

    node: str
    attribute: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Network:
    """A whole network of a paper.

    Attributes:
        name: as the paper prints it, or made from the exhibit's caption.
        exhibits: labels of the exhibits that it was made from, the one that names its layers first.
        graph: with every repeat and block written out as far as the paper tells; not yet completed by
            convention.
        missing: what the paper does not tell, or what could not be read, for a person.
        conflicts: contradictions between sources.
    """

    name: str
    exhibits: tuple[str, ...]
    graph: Graph
    missing: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
