"""A small catalog of our own making for the site's tests: every state that a page has to show."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from catalog import Catalog, open_catalog
from catalog.records import (
    ArchitectureFacts,
    CodeFile,
    ExhibitFacts,
    Implementation,
    Metadata,
    Reading,
    Verification,
    VersionKey,
)
from catalog.tallies import Run
from graph import Attribute, Edge, Graph, Group, Node, to_json

OPEN = "http://creativecommons.org/licenses/by/4.0/"
CLOSED = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"
FERNS = VersionKey("2601.10001", 2)
MOSSES = VersionKey("2601.10002", 1)
MARKUP = VersionKey("2601.10003", 1)
BROKEN = VersionKey("2601.10004", 1)
WAITING = VersionKey("2601.10005", 1)
REMOVED = VersionKey("2601.10006", 1)
WITHDRAWN = VersionKey("2601.10007", 1)
OLD_ID = VersionKey("cs/0501001", 1)
EVIL = '<script>alert("x")</script> & <b>bold</b> \'"'
REASON = "Taken away at the request of its authors."
MANY = 45
"""Papers without a figure, for lists of several pages."""

SOURCE = '''"""A block for pictures of ferns."""

import torch
from torch import nn


class Block(nn.Module):
    """Two convolutions and a shortcut; input (batch, 16, 32, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(16, 16, 3, padding=1)  # a convention: the paper says nothing

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.conv1(x) + x)
'''
PROTOTXT = (
    'name: "block"\nlayer {\n  type: "Convolution"  # first\n  convolution_param { num_output: 16 }\n}\n'
)


def block_graph() -> Graph:
    """A residual block whose padding is a convention."""
    same = Attribute("same", "default", convention="size kept")
    conv = {"kernel": Attribute((3, 3)), "filters": Attribute(16), "padding": same}
    return Graph(
        "fern block",
        (
            Node("in", "input", "x", output_shape=(32, 32, 16)),
            Node("c1", "conv2d", "3×3 conv, 16", conv),
            Node("b1", "batch_norm", "BN"),
            Node("r1", "relu", "ReLU"),
            Node("c2", "conv2d", "3×3 conv, 16", conv),
            Node("add", "add", "+"),
            Node("r2", "relu", "ReLU"),
            Node("out", "output", "y"),
        ),
        tuple(
            Edge(a, b)
            for a, b in (
                ("in", "c1"),
                ("c1", "b1"),
                ("b1", "r1"),
                ("r1", "c2"),
                ("c2", "add"),
                ("in", "add"),
                ("add", "r2"),
                ("r2", "out"),
            )
        ),
    )


def chain_graph() -> Graph:
    """A plain network with a bracket that stands three times."""
    nodes = [Node("in", "input", "image", output_shape=(64, 64, 3))]
    for i, filters in enumerate((16, 32, 64)):
        attributes = {"kernel": Attribute((3, 3)), "filters": Attribute(filters), "stride": Attribute((2, 2))}
        nodes.append(Node(f"c{i}", "conv2d", f"conv {filters}", attributes))
    nodes += [Node("p", "global_avg_pool", "avg"), Node("fc", "dense", "fc 12", {"units": Attribute(12)})]
    edges = tuple(Edge(a.id, b.id) for a, b in itertools.pairwise(nodes))
    return Graph("fern net", tuple(nodes), edges, (Group("g", ("c1",), "stage", 3),))


def evil_graph() -> Graph:
    """A graph whose every word is markup."""
    nodes = (
        Node("a", "block", EVIL, {"name": Attribute(EVIL), EVIL: Attribute(EVIL)}),
        Node("b", "output", EVIL, output_shape=(EVIL, 3)),
    )
    return Graph(EVIL, nodes, (Edge("a", "b"),), (Group("g", ("a", "b"), EVIL, EVIL),))


def file(name: str, content: str | bytes) -> CodeFile:
    """A file of an implementation."""
    data = content.encode() if isinstance(content, str) else content
    return CodeFile(name, data, hashlib.sha256(data).hexdigest())


def implementations() -> tuple[Implementation, ...]:
    """One of every way in which an implementation can stand."""
    ran = Verification(
        status="ok", engine="torch 2.13.0", parameters=4640, output_shapes=((32, 32, 16),), seconds=0.1
    )
    differs = Verification(status="failed", engine="onnxruntime 1.23", reason="Node “add” has two shapes.")
    return (
        Implementation(framework="pytorch", status="ok", verification=ran, files=(file("model.py", SOURCE),)),
        Implementation(framework="keras", status="ok", files=(file("model.py", SOURCE),)),
        Implementation(framework="tensorflow", status="partial", reason="The block is left open."),
        Implementation(framework="caffe", status="unsupported", reason="Caffe has no layer for GELU."),
        Implementation(
            framework="onnx",
            status="ok",
            verification=differs,
            files=(file("model.onnx", bytes(range(256))), file("net.prototxt", PROTOTXT)),
        ),
    )


def _reading(graphs: tuple[Graph, ...], words: str) -> Reading:
    first = ExhibitFacts(
        label="Figure 1",
        kind="figure",
        page=3,
        bbox=(72, 72, 300, 300),
        caption=f"Figure 1: {words}",
        source="vector",
        figure_type="2d-box",
        is_architecture=True,
        probability=0.97,
        confidence=0.88,
        reader="drawing",
    )
    other = ExhibitFacts(
        label="Figure 2",
        kind="figure",
        page=5,
        bbox=(72, 72, 300, 300),
        caption=f"Figure 2: {words}",
        source="raster",
        probability=0.04,
    )
    architectures = tuple(
        ArchitectureFacts(
            exhibits=("Figure 1",),
            graph=to_json(graph),
            name=graph.name,
            confidence=0.91 - 0.1 * i,
            parameters=4640 if i == 0 else None,
            input_shape=(32, 32, 16),
            output_shape=(32, 32, 16),
            origins={"read": 12, "inferred": 1, "default": 2},
            missing=() if i == 0 else ("the number of classes",),
        )
        for i, graph in enumerate(graphs)
    )
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Reading(
        sha256=digest,
        pages=8,
        reader_version="test",
        seconds=0.5,
        exhibits=(first, other),
        architectures=architectures,
        text=(f"Running text about {words}.",),
    )


def _paper(key: VersionKey, title: str, licence: str | None, **more: object) -> Metadata:
    fields: dict[str, object] = {
        "abstract": f"We show that {title.lower()} can be told apart by a small network. " * 3,
        "authors": ("Ada Lindqvist", "Tomas Okafor"),
        "categories": ("cs.CV", "cs.LG"),
        "submitted": date(2026, 1, 5),
    }
    return Metadata(key=key, title=title, licence=licence, **{**fields, **more})  # type: ignore[arg-type]


def runs() -> tuple[Run, ...]:
    """A run of every state, one with nothing told and one with much."""
    night = datetime(2026, 1, 6, 6, 30, tzinfo=UTC)
    return (
        Run(
            id="r1",
            kind="nightly",
            started=night,
            finished=night + timedelta(hours=4, minutes=12),
            beat=night + timedelta(hours=4, minutes=12),
            status="done",
            since=date(2026, 1, 4),
            until=date(2026, 1, 6),
            counts={"found": 1312, "new": 1187, "done": 640, "waiting": 3, "failed": 6, "passed over": 538},
            reasons={"the PDF is encrypted": 2, "status 503": 3, "no answer from " + "x" * 90: 4},
            message="3 papers wait for their next try",
        ),
        Run(id="r2", kind="ingest", started=night - timedelta(days=1), counts={"new": 3}),
        Run(
            id="r3",
            kind="withdrawals",
            started=night - timedelta(days=2),
            finished=night - timedelta(days=2) + timedelta(seconds=200),
            status="stopped",
            message=f"arXiv answered 403: {EVIL}",
        ),
        Run(id="r4", kind="reread", started=night - timedelta(days=3), status="failed", message="killed"),
    )


def fill(catalog: Catalog) -> None:
    """Store everything."""
    catalog.store_paper(_paper(VersionKey(FERNS.arxiv_id, 1), "Ferns", CLOSED))
    alike = "Sporophytes photographed under lanterns are told apart by small networks."
    catalog.store_paper(
        _paper(FERNS, "Residual Networks for Ferns", OPEN, doi="10.1000/ferns", abstract=alike)
    )
    catalog.store_paper(
        _paper(MOSSES, "Plain Networks for Mosses", CLOSED, submitted=date(2026, 1, 4), abstract=alike)
    )
    catalog.store_paper(
        _paper(
            MARKUP,
            f"Markup {EVIL}",
            OPEN,
            authors=(EVIL, "B"),
            abstract=EVIL,
            comments=EVIL,
            journal_ref=EVIL,
        )
    )
    catalog.store_paper(_paper(BROKEN, "A paper that could not be read", None))
    catalog.store_paper(_paper(WAITING, "A paper that waits", None))
    catalog.store_paper(_paper(REMOVED, "A paper that was removed", None))
    catalog.store_paper(
        _paper(WITHDRAWN, "A withdrawn paper", OPEN, withdrawn=True, comments="An error in section 2.")
    )
    catalog.store_paper(_paper(OLD_ID, "A paper with an old identifier", None, submitted=date(2005, 1, 1)))
    readings = (
        (FERNS, (block_graph(), chain_graph()), "the caption of ferns"),
        (MOSSES, (chain_graph(),), "the caption of mosses"),
        (MARKUP, (evil_graph(),), EVIL),
        (OLD_ID, (), "an old figure"),
    )
    for key, graphs, words in readings:
        for architecture_id in catalog.store_reading(key, _reading(graphs, words)):
            for implementation in implementations():
                catalog.store_implementation(architecture_id, implementation)
    catalog.store_failure(BROKEN, "The PDF is encrypted.")
    catalog.remove_paper(REMOVED.arxiv_id, REASON)
    for n in range(MANY):
        key = VersionKey(f"2512.{n + 1:05d}", 1)
        catalog.store_paper(
            _paper(key, f"Lichens, part {n + 1}", None, authors=("Wu Chen",), submitted=date(2025, 12, 1))
        )
    for run in runs():
        catalog.store_run(run)
    waiting = catalog.sync()
    assert not waiting, waiting


def made(home: Path) -> Catalog:
    """A filled catalog in a folder."""
    catalog = open_catalog("", "", home)
    fill(catalog)
    return catalog
