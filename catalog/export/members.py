"""What the folder of a paper holds: for each architecture its graph and code, and a README that says whence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.citation import bibtex
from catalog.identifiers import stem
from catalog.interface import CatalogReader
from catalog.licences import licence_name
from catalog.records import FRAMEWORKS, Architecture, ArchitectureSummary, Paper

LONGEST_NAME = 80
FACTS = {"read": "read", "inferred": "inferred", "default": "by convention"}


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
    pages = {exhibit.label: exhibit.page for exhibit in paper.exhibits}
    told: list[str] = []
    for summary in paper.architectures:
        architecture = catalog.architecture(summary.id)
        if isinstance(architecture, Architecture):
            told += ["", *_about(architecture, pages)]
            yield from _of_architecture(catalog, folder, architecture)
    yield Member(f"{folder}/README.md", readme(paper, told).encode())


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


def readme(paper: Paper, told: Sequence[str]) -> str:
    """Where the code is from, what is told of each architecture, and how to cite the paper."""
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
        *told,
    ]
    return "\n".join([*lines, "", "## Citation", "", "```bibtex", bibtex(metadata).strip(), "```", ""])


def _about(architecture: Architecture, pages: Mapping[str, int]) -> Iterator[str]:
    yield f"### {architecture_folder(architecture)}: {_line(architecture.name) or 'without a name'}"
    yield ""
    shown = [f"{label} (page {pages[label]})" if label in pages else label for label in architecture.exhibits]
    whence = "Composed from the text and" if architecture.composed else "Read from:"
    yield f"- {whence} {', '.join(map(_line, shown)) or 'the text'}"
    yield f"- Confidence: {architecture.confidence:.2f}"
    if architecture.parameters is not None:
        yield f"- Parameters: {architecture.parameters:,}"
    facts = [
        f"{number:,} {told}" for origin, told in FACTS.items() if (number := architecture.origins.get(origin))
    ]
    if facts:
        yield f"- Facts: {', '.join(facts)}"
    for kind, several in (("Not known", architecture.missing), ("Does not fit", architecture.problems)):
        yield from (f"- {kind}: {_line(each)}" for each in several)
    for each in architecture.implementations:
        told = "verified" if each.verified else each.status
        yield f"- {each.framework}: {told}" + (f" ({_line(each.reason)})" if each.reason else "")


def _line(text: str) -> str:
    """A text on one line, its marks of Markdown and HTML made harmless."""
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", " ".join(text.split()))
