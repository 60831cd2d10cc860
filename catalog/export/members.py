"""What the folder of a paper holds: for each architecture its graph and code, and a README that says whence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.citation import bibtex
from catalog.identifiers import stem
from catalog.interface import CatalogReader
from catalog.licences import licence_name
from catalog.records import FRAMEWORKS, Architecture, ArchitectureSummary, Paper

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive; `name` is a relative path of plain letters, digits, dots, hyphens and slashes."""

    name: str
    content: bytes


def members(catalog: CatalogReader, paper: Paper) -> Iterator[Member]:
    """The files of a paper's folder; none where it has no architecture."""
    if not paper.architectures:
        return
    folder = safe_name(stem(paper.version.key))
    yield Member(f"{folder}/README.md", readme(paper).encode())
    for summary in paper.architectures:
        architecture = catalog.architecture(summary.id)
        if isinstance(architecture, Architecture):
            yield from _of_architecture(catalog, folder, architecture)


def _of_architecture(catalog: CatalogReader, folder: str, architecture: Architecture) -> Iterator[Member]:
    place = f"{folder}/{architecture_folder(architecture)}"
    yield Member(f"{place}/graph.json", architecture.graph.encode())
    taken = {f"{place}/graph.json"}
    for framework in FRAMEWORKS:
        implementation = catalog.code(architecture.id, framework)
        if implementation is None:
            continue
        for file in implementation.files:
            name = f"{place}/{framework}/{safe_name(file.name)}"
            while name in taken:
                name += "_"
            taken.add(name)
            yield Member(name, file.content)


def architecture_folder(architecture: ArchitectureSummary) -> str:
    """The folder of an architecture: what its identifier has behind the version's."""
    return safe_name(architecture.id.removeprefix(stem(architecture.key) + "."))


def safe_name(text: str) -> str:
    """A name for a file: no path, nothing hidden, no character that a system might take for more than a letter."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", text.replace("\\", "/").rsplit("/", 1)[-1])
    return name.lstrip(".-")[:LONGEST_NAME] or "file"


def readme(paper: Paper) -> str:
    """Where the code is from, what is known of it, and how to cite the paper."""
    metadata = paper.version.metadata
    lines = [
        f"# {_line(metadata.title)}",
        "",
        _line(", ".join(metadata.authors)),
        "",
        f"- Paper: https://arxiv.org/abs/{metadata.key}",
        f"- Licence of the paper: {_line(metadata.licence or 'not known')} ({licence_name(metadata.licence)})",
        "- The graphs and the code here were made from the paper by NetAtlas; nothing of the paper's own text or",
        "  drawings is in this folder.",
        "",
        "## Architectures",
    ]
    pages = {exhibit.label: exhibit.page for exhibit in paper.exhibits}
    for architecture in paper.architectures:
        lines += ["", *_about(architecture, pages)]
    return "\n".join([*lines, "", "## Citation", "", "```bibtex", bibtex(metadata).strip(), "```", ""])


def _about(architecture: ArchitectureSummary, pages: dict[str, int]) -> Iterator[str]:
    yield f"### {architecture_folder(architecture)}: {_line(architecture.name) or 'without a name'}"
    yield ""
    shown = [f"{label} (page {pages[label]})" if label in pages else label for label in architecture.exhibits]
    yield f"- Read from: {', '.join(map(_line, shown)) or 'the text'}"
    yield f"- Confidence: {architecture.confidence:.2f}"
    if architecture.parameters is not None:
        yield f"- Parameters: {architecture.parameters:,}"
    for each in architecture.implementations:
        told = "verified" if each.verified else each.status
        yield f"- {each.framework}: {told}" + (f" ({_line(each.reason)})" if each.reason else "")


def _line(text: str) -> str:
    """A text on one line, its marks of Markdown and HTML made harmless."""
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", " ".join(text.split()))
