"""Numbers, dates and names as people write them; the templates' filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from catalog.identifiers import parse_arxiv_id
from catalog.records import FRAMEWORKS, ArchitectureSummary, Dim, ImplementationSummary, VersionKey
from web.drawing.labels import operation_name

FRAMEWORK_NAMES = {
    "pytorch": "PyTorch",
    "keras": "Keras",
    "tensorflow": "TensorFlow",
    "caffe": "Caffe",
    "onnx": "ONNX",
}
SOURCE_WORDS = {
    "vector": "drawn, with live text",
    "outlined": "drawn, its text as outlines",
    "raster": "an image",
    "text": "a table set in type",
}


def thousands(value: int) -> str:
    """1234567 as 1,234,567."""
    return f"{value:,}"


def magnitude(value: int | None) -> str:
    """A count to three digits: 138 M, 1.2 k; "unknown" for None."""
    if value is None:
        return "unknown"
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if value >= size * 0.9995:
            return f"{value / size:.3g}\u202f{letter}"
    return str(value)


def counted(value: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 paper, 2,000 papers."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def day(value: date | datetime | None) -> str:
    """A date as 24 November 2026; "" for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def moment(value: datetime | None) -> str:
    """A time to the minute in UTC; "" for None."""
    return f"{value.day} {value:%B %Y, %H:%M} UTC" if value else ""


def shape(value: Sequence[Dim] | None) -> str:
    """A shape as 224 × 224 × 3; "unknown" for None."""
    return "unknown" if value is None else " × ".join(str(dim) for dim in value) or "scalar"


def percent(value: float) -> str:
    """A probability as a whole percentage."""
    return f"{value * 100:.0f}\u202f%"


def framework(name: str) -> str:
    """A framework's name as its makers write it."""
    return FRAMEWORK_NAMES.get(name, name)


def size(count: int) -> str:
    """A file's size."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def standing(found: ImplementationSummary) -> tuple[str, str]:
    """What came of an implementation: (verified, partial, unsupported, failed or not-run; the words for it)."""
    if found.status in ("unsupported", "failed"):
        return found.status, "Unsupported" if found.status == "unsupported" else "Failed"
    if found.verification is None:
        return ("partial", "Partial") if found.status == "partial" else ("not-run", "Not run")
    return {
        "ok": ("verified", "Verified"),
        "partial": ("partial", "Partial"),
        "unsupported": ("not-run", "Could not be run here"),
        "failed": ("failed", "Did not run"),
    }[found.verification.status]


def sentence(text: str) -> str:
    """A reason as a sentence: with a capital and a full stop."""
    text = text.strip()
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def network(found: ArchitectureSummary) -> str:
    """A network's name, or where it is from: "Network of Figure 1", "Network 2 of Figure 1"."""
    if found.name:
        return found.name
    number = found.id.rpartition(".")[2]
    which = f"Network {number}" if number.isdigit() and number != "1" else "Network"
    return f"{which} of {' and '.join(found.exhibits) or 'the paper'}"


def by_framework(found: Iterable[ImplementationSummary]) -> list[ImplementationSummary]:
    """Implementations in the order in which frameworks are always named."""
    return sorted(found, key=lambda each: FRAMEWORKS.index(each.framework))


def reason(found: ImplementationSummary) -> str:
    """Why an implementation stands as it does, in words; "" where there is nothing to say."""
    parts = [found.reason, found.verification.reason if found.verification else ""]
    return " ".join(dict.fromkeys(sentence(part) for part in parts if part))


def anchor(identifier: str) -> str:
    """An identifier as a name that can stand in an element's id: "a-1512-03385v1-figure-3-1"."""
    return "a-" + re.sub(r"[^A-Za-z0-9]+", "-", identifier).strip("-")


def source(name: str) -> str:
    """How an exhibit is made, in words."""
    return SOURCE_WORDS.get(name, name)


def on_arxiv(key: VersionKey) -> bool:
    """Whether a version is one of arXiv's; a sample, or a file of one's own, has an id of another form."""
    return parse_arxiv_id(key.arxiv_id) is not None


FILTERS: dict[str, Callable[..., object]] = {
    "thousands": thousands,
    "magnitude": magnitude,
    "counted": counted,
    "day": day,
    "on_arxiv": on_arxiv,
    "moment": moment,
    "shape": shape,
    "percent": percent,
    "framework": framework,
    "size": size,
    "standing": standing,
    "reason": reason,
    "by_framework": by_framework,
    "sentence": sentence,
    "network": network,
    "operation": operation_name,
    "anchor": anchor,
    "source": source,
}
