"""From a graph as a paper shows it to a graph that can be built.

In order: structure is checked (graph.validate); blocks with a known name become that block; attributes get the
registry's spelling; letters become numbers; arrows of recurrence are dropped; repeats are unrolled; inputs are
added where data must come in, and get shapes; then every node is completed in the order of the data
(graph.passes.walk).

What was added or chosen is marked: an added node has `printed=False`; it, and a node whose operation was
chosen (`pool` → `max_pool`), carry the attribute `because` with the convention; an attribute that was filled
in has origin "inferred" (it follows from other facts) or "default" (an assumption), and its convention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.errors import Problem, ShapeError
from graph.model import Graph, Origin, Shape
from graph.operations import REGISTRY
from graph.passes.ends import place_ends
from graph.passes.input_shapes import give_input_shapes
from graph.passes.letters import Letters, bind_letters
from graph.passes.named_blocks import resolve_named_blocks
from graph.passes.recurrence import drop_recurrence
from graph.passes.repeats import unroll
from graph.passes.spelling import spell
from graph.passes.unit_rows import write_out_rows
from graph.passes.walk import walk
from graph.validate import structure_problems

UNEXPLAINED = frozenset({"unexplained-block", "after-block"})


@dataclass(frozen=True, slots=True)
class Completion:
    """A completed graph and what is known of it.

    Attributes:
        graph: the graph with all that could be filled in; as given where its structure is broken.
        shapes: by node id, the shape of each output port; nodes that could not be worked out are left out.
        input_shapes: shape of each `input` node by id, in reading order.
        problems: what is wrong; errors keep the graph from being built, warnings do not.
        parameters: number of trainable parameters of each node that has any.
        running: number of values kept but not trained (running means and variances) of each node that has
            any.
    """

    graph: Graph
    shapes: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)
    input_shapes: Mapping[str, Shape] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    parameters: Mapping[str, int] = field(default_factory=dict)
    running: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the graph from being built."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def buildable(self) -> bool:
        """Whether the whole graph can be built: no errors, and every shape known."""
        return not self.errors and bool(self.shapes) and len(self.shapes) == len(self.graph.nodes)

    @property
    def partial(self) -> bool:
        """Whether all that is wrong is blocks that nobody explains, so that the rest can be written out."""
        return bool(self.errors) and all(problem.code in UNEXPLAINED for problem in self.errors)

    def facts(self) -> Mapping[Origin, int]:
        """How many facts of the graph were read, inferred and assumed.

        Facts are nodes, attributes and printed shapes; a node counts by how it came about.
        """
        counts: Counter[Origin] = Counter({"read": 0, "inferred": 0, "default": 0})
        for node in self.graph.nodes:
            chosen = node.attributes.get("because")
            counts["read" if chosen is None else chosen.origin] += 1
            counts["read"] += node.output_shape is not None and node.printed
        for _, name, attribute in self.graph.attributes():
            if name != "because":
                counts[attribute.origin] += 1
        return counts


def _counts(graph: Graph, shapes: Mapping[str, tuple[Shape, ...]]) -> tuple[dict[str, int], dict[str, int]]:
    trained: dict[str, int] = {}
    running: dict[str, int] = {}
    incoming: dict[str, list[Shape]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        ports = shapes.get(edge.source, ())
        if edge.port < len(ports):
            incoming[edge.target].append(ports[edge.port])
    for node in graph.nodes:
        if node.id not in shapes:
            continue
        operation = REGISTRY[node.op]
        try:
            for rule, found in ((operation.parameters, trained), (operation.running, running)):
                count = rule(node, incoming[node.id])
                if count:
                    found[node.id] = count
        except ShapeError:
            # A shape in letters has no number of parameters; the shape itself is there all the same.
            continue
    return trained, running


def complete(graph: Graph) -> Completion:
    """Complete a graph as far as conventions reach. Never raises: what is wrong comes back as Problems."""
    structure = structure_problems(graph)
    if structure:
        return Completion(graph, problems=structure)
    if not graph.nodes:
        return Completion(graph, problems=(Problem("empty", "the graph has no nodes"),))
    letters = Letters()
    graph, spelling = spell(resolve_named_blocks(graph))
    graph, lettering = bind_letters(write_out_rows(graph), letters)
    graph, repeating = unroll(drop_recurrence(graph))
    graph = give_input_shapes(place_ends(graph), letters)
    draft = walk(graph)
    graph = draft.graph()
    shapes = {node.id: draft.shapes[node.id] for node in graph.nodes if node.id in draft.shapes}
    parameters, running = _counts(graph, shapes)
    return Completion(
        graph,
        shapes,
        {node.id: shapes[node.id][0] for node in graph.nodes if node.op == "input" and node.id in shapes},
        (*spelling, *lettering, *repeating, *draft.problems),
        parameters,
        running,
    )
