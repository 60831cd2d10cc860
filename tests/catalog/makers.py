"""Makers of the facts that catalog tests store: graphs, exhibits, readings, code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from catalog.records import (
    ArchitectureFacts,
    CodeFile,
    ExhibitFacts,
    Framework,
    Implementation,
    Metadata,
    Reading,
    Status,
    Verification,
    VersionKey,
)

READER = "test-reader 1"


def graph(
    *ops: str | tuple[str, Mapping[str, Any]],
    extra: Iterable[tuple[int, int]] = (),
    name: str = "",
    repeats: Mapping[int, int] | None = None,
) -> str:
    """A chain of operations with `extra` edges between positions, as JSON text."""
    nodes = []
    for place, item in enumerate(ops):
        op, attrs = item if isinstance(item, tuple) else (item, {})
        node: dict[str, Any] = {"id": f"n{place}", "op": op, "label": attrs.get("label", "")}
        values = {key: value for key, value in attrs.items() if key != "label"}
        if values:
            node["attrs"] = values
        if repeats and place in repeats:
            node["repeat"] = repeats[place]
        nodes.append(node)
    edges = [[f"n{place}", f"n{place + 1}"] for place in range(len(ops) - 1)]
    edges += [[f"n{source}", f"n{target}"] for source, target in extra]
    return json.dumps({"name": name, "nodes": nodes, "edges": edges})


def conv(kernel: object = 3, filters: int = 64, **more: Any) -> tuple[str, dict[str, Any]]:
    """A convolution with its settings."""
    return "conv2d", {
        "kernel": [kernel, kernel] if isinstance(kernel, int) else kernel,
        "filters": filters,
        **more,
    }


def exhibit(label: str, caption: str, source: str = "vector", network: bool = True) -> ExhibitFacts:
    """An exhibit on the page of its number."""
    number = int(label.split()[-1])
    return ExhibitFacts(
        label=label,
        kind="table" if label.startswith("Table") else "figure",
        page=number,
        bbox=(10.0, 20.0, 300.0, 400.0),
        caption=caption,
        source=source,
        figure_type="2d-box" if network else None,
        is_architecture=network,
        probability=0.97 if network else 0.02,
        confidence=0.8 if network else 0.0,
        reader="drawing" if network else "",
    )


def architecture(label: str, text: str, **facts: Any) -> ArchitectureFacts:
    """An architecture of one exhibit."""
    return ArchitectureFacts(exhibits=(label,), graph=text, **facts)


def file(name: str, text: str) -> CodeFile:
    """A file of code."""
    raw = text.encode()
    return CodeFile(name, raw, hashlib.sha256(raw).hexdigest())


def implementation(
    framework: Framework, status: Status = "ok", verified: bool = True, parameters: int | None = None
) -> Implementation:
    """Code in one framework."""
    written = status in ("ok", "partial")
    return Implementation(
        framework=framework,
        status=status,
        reason="" if written else f"{framework} has no operation multi_head_attention",
        verification=Verification(
            status="ok", engine="onnxruntime", parameters=parameters, output_shapes=((1000,),), seconds=0.2
        )
        if verified and status == "ok"
        else None,
        files=(file("model.py", f"# {framework}\nx = 1\n"),) if written else (),
    )


def metadata(
    arxiv_id: str, title: str, abstract: str, authors: Iterable[str], day: str | None, **more: Any
) -> Metadata:
    """A version's metadata; version 1 unless `version` says otherwise."""
    return Metadata(
        key=VersionKey(arxiv_id, more.pop("version", 1)),
        title=title,
        abstract=abstract,
        authors=tuple(authors),
        submitted=date.fromisoformat(day) if day else None,
        **more,
    )


def reading(
    exhibits: Iterable[ExhibitFacts], architectures: Iterable[ArchitectureFacts], text: str = ""
) -> Reading:
    """What was read of a paper."""
    told = repr((text, len(text))).encode()
    return Reading(
        sha256=hashlib.sha256(told).hexdigest(),
        pages=10,
        reader_version=READER,
        seconds=1.5,
        exhibits=tuple(exhibits),
        architectures=tuple(architectures),
        text=(text,),
    )
