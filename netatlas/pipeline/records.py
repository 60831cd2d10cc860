"""What the rooms give, as the catalog's records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import catalog.records as kept
import codegen
from extract.compose import Network
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Completion, Graph, Shape, to_json

ENGINES = {
    "onnx": "onnxruntime",
    "pytorch": "torch",
    "keras": "keras",
    "tensorflow": "tensorflow",
    "caffe": "opencv",
}


def exhibit_facts(reading: ExhibitReading) -> kept.ExhibitFacts:
    """An exhibit and the decision on it."""
    exhibit: Exhibit = reading.exhibit
    return kept.ExhibitFacts(
        label=exhibit.label,
        kind=exhibit.kind,
        page=exhibit.page,
        bbox=exhibit.bbox,
        caption=exhibit.caption,
        source=reading.source,
        figure_type=reading.figure_type,
        is_architecture=reading.is_architecture,
        probability=reading.probability,
        confidence=reading.confidence,
        reader=reading.reader,
        reason=reading.reason,
    )


def graph_facts(exhibits: tuple[str, ...], read: Graph, completion: Completion) -> kept.ArchitectureFacts:
    """A graph read from exhibits of these labels, completed, with what was filled in marked."""
    buildable = completion.buildable
    return kept.ArchitectureFacts(
        exhibits=exhibits,
        name=read.name,
        graph=to_json(completion.graph),
        confidence=read.confidence,
        parameters=sum(completion.parameters.values()) if buildable else None,
        input_shape=_only(list(completion.input_shapes.values())),
        output_shape=output_shape(completion) if buildable else None,
        origins={str(name): count for name, count in completion.facts().items()},
        problems=tuple(problem.message for problem in completion.problems),
    )


def network_facts(network: Network, completion: Completion) -> kept.ArchitectureFacts:
    """A network composed from several exhibits and the text, with what the paper leaves open or says in two ways."""
    facts = graph_facts(network.exhibits, network.graph, completion)
    unknown = [problem.message for problem in completion.errors if problem.code != "unexplained-block"]
    conflicts = [
        f"{conflict.attribute} of {conflict.node}: {conflict.kept} is kept, against {conflict.other}"
        for conflict in network.conflicts
    ]
    return replace(
        facts,
        name=network.name,
        composed=True,
        missing=tuple(dict.fromkeys((*network.missing, *unknown))),
        problems=tuple(dict.fromkeys((*conflicts, *facts.problems))),
    )


def output_shape(completion: Completion) -> Shape | None:
    """Shape of what leaves the network; None where it has several ends or none."""
    feeds = {edge.source for edge in completion.graph.edges}
    ends = [node.id for node in completion.graph.nodes if node.id not in feeds]
    return _only([completion.shapes[end][0] for end in ends if completion.shapes.get(end)])


def _only(shapes: Sequence[Shape]) -> Shape | None:
    return shapes[0] if len(shapes) == 1 else None


def implementation(made: codegen.Implementation, run: codegen.Verification | None) -> kept.Implementation:
    """Generated code and what came of running it. Weights are not kept: they are drawn, and say nothing."""
    status: kept.Status = "ok" if made.status == "complete" else made.status
    return kept.Implementation(
        framework=made.framework,
        status=status,
        reason=made.reason,
        verification=None if run is None else verification(run),
        files=tuple(code_file(name, content) for name, content in made.files.items()),
    )


def code_file(name: str, content: str | bytes) -> kept.CodeFile:
    """A file with its hash."""
    data = content.encode() if isinstance(content, str) else content
    return kept.CodeFile(name, data, hashlib.sha256(data).hexdigest())


def verification(run: codegen.Verification) -> kept.Verification:
    """What came of a run."""
    return kept.Verification(
        status=run.status,
        reason=run.reason,
        engine=ENGINES[run.framework],
        parameters=run.parameters,
        output_shapes=run.output_shapes,
        seconds=run.seconds,
        largest_difference=run.difference,
    )


def reading_facts(reading: PaperReading, architectures: Sequence[kept.ArchitectureFacts]) -> kept.Reading:
    """All that was read from a paper."""
    return kept.Reading(
        sha256=reading.sha256,
        pages=reading.pages,
        reader_version=reading.reader_version,
        seconds=reading.seconds,
        exhibits=tuple(exhibit_facts(exhibit) for exhibit in reading.exhibits),
        architectures=tuple(architectures),
        text=reading.text,
    )
