"""What comments of generated code say of where a step was read, and of what was not read."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.core.steps import Source
from codegen.source.literals import printable

MOST_LABELS = 3
_SILENT = {"name", "because", "integers", "shape"}


def describe(sources: Sequence[Source]) -> list[str]:
    """Lines for a step that comes from these sources: exhibit, page, printed labels; then values not read."""
    places = dict.fromkeys(_place(s) for s in sources)
    places.pop("", None)
    labels = dict.fromkeys(printable(s.label, 40) for s in sources if s.printed)
    labels.pop("", None)
    words = ", ".join(list(places)[:MOST_LABELS])
    if labels:
        shown = ", ".join(f"'{label}'" for label in list(labels)[:MOST_LABELS])
        more = ", …" if len(labels) > MOST_LABELS else ""
        words = f"{words}: {shown}{more}" if words else f"{shown}{more}"
    lines = [words] if words else []
    if sources and not any(s.printed for s in sources):
        lines.append("not drawn: " + (_convention(sources[0], "because") or "implied by the paper"))
    for origin in ("inferred", "default"):
        names = _marked(sources, origin)
        if names:
            lines.append(f"{origin}: {', '.join(names)}")
    return [printable(line) for line in lines]


def _place(source: Source) -> str:
    evidence = source.evidence
    if evidence is None or not (evidence.exhibit or evidence.page):
        return ""
    page = f"page {evidence.page}" if evidence.page else ""
    return ", ".join(part for part in (printable(evidence.exhibit, 30), page) if part)


def _convention(source: Source, name: str) -> str:
    attribute = source.attributes.get(name)
    return attribute.convention if attribute is not None else ""


def _marked(sources: Sequence[Source], origin: str) -> list[str]:
    """Attributes of this origin in any of the sources, with the convention's name."""
    found: dict[str, None] = {}
    for source in sources:
        for name, attribute in source.attributes.items():
            if attribute.origin == origin and name not in _SILENT:
                found[printable(name, 20)] = None
    return list(found)
