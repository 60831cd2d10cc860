"""Single layers by their number, and operations that follow certain layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.labels import parse_label
from extract.labels.families import family
from extract.prose.model import Counted, Inserted, NumberedLayer, Sentence
from extract.prose.phrases import COUNT, ORDINAL, count, networks_in, operations_in, ordinals_in
from graph import FrozenMap, Value

_KIND = r"(?P<kind>conv(?:olution(?:al)?)?\.?|fully[- ]connected|FC|pooling|max[- ]pooling)"
_SUBJECT = re.compile(
    rf"(?P<ordinal>\b{ORDINAL}) {_KIND} layers?(?: \([^)]*\))?,? (?:has"
    rf"|have|filters?|uses?|takes?|consists?|contains?"
    r"|is|are|with|applies|employs?|comprises?|outputs?|produces?)\b",
    re.IGNORECASE,
)
_WIDTH = re.compile(
    r"(?P<filters>\d+) (?:\d ?× ?\d )?(?:convolution(?:al)? )?(?:kernels?|filters?|feature maps?|channels)"
    r"(?: (?:of|with)(?: a)?(?: size| shape)? (?P<size>\d+(?: ?× ?\d+)+))?",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"(?P<units>\d+)(?:-dimensional)? (?:neurons?|units?|hidden units?|nodes?|outputs?)", re.IGNORECASE
)
_STRIDE = re.compile(r"strides? (?:of |is |= ?)?(?P<stride>\d+)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<count>{COUNT}) (?:\w+ )?(?P<kind>convolution(?:al)?|conv\.?|fully[- ]connected|FC) layers",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?P<op>[A-Z][\w -]{2,40}?)(?: layers?| operations?)? (?:follows?"
    r"|(?:is|are) (?:inserted|applied|added|used|placed|performed) after)"
    r" (?P<targets>.+)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    rf"(?P<ordinals>(?:\b{ORDINAL}\b(?:,? and |, "
    rf"| & )?)+) (?P<kind>convolution(?:al)?|conv\.?|fully[- ]connected|FC) layers?",
    re.IGNORECASE,
)


def _family(kind: str) -> str:
    low = kind.lower()
    if low.startswith("conv"):
        return "convolution"
    return "pool" if "pool" in low else "dense"


def _settings(clause: str, kind: str) -> tuple[Mapping[str, Value], int | None]:
    """The settings in the words after a layer, and the channels that its kernels see."""
    attrs: dict[str, Value] = {}
    depth: int | None = None
    if kind == "dense":
        units = _UNITS.search(clause)
        return (FrozenMap({"units": int(units.group("units"))}) if units else FrozenMap()), None
    width = _WIDTH.search(clause)
    if width is not None:
        attrs["filters"] = int(width.group("filters"))
        if width.group("size"):
            size = [int(n) for n in re.findall(r"\d+", width.group("size"))]
            attrs["kernel"] = tuple(size[:2])
            depth = size[2] if len(size) == 3 else None
    stride = _STRIDE.search(clause)
    if stride is not None:
        attrs["stride"] = (int(stride.group("stride")),) * 2
    return FrozenMap(attrs), depth


def numbered_layers(sentence: Sentence) -> Iterator[NumberedLayer]:
    """ "The third convolutional layer has 384 kernels of size 3×3×256"."""
    matches = list(_SUBJECT.finditer(sentence.text))
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(sentence.text)
        kind = _family(match.group("kind"))
        attrs, depth = _settings(sentence.text[match.end() : end], kind)
        numbers = ordinals_in(match.group("ordinal"))
        if attrs and numbers:
            yield NumberedLayer(
                sentence.evidence(), 0.85, networks_in(sentence.text), kind, numbers[0], attrs, depth
            )


def counted_layers(sentence: Sentence) -> Iterator[Counted]:
    """ "five convolutional layers and three fully-connected layers"."""
    for match in _COUNTED.finditer(sentence.text):
        number = count(match.group("count"))
        if number:
            yield Counted(
                sentence.evidence(), 0.6, networks_in(sentence.text), _family(match.group("kind")), number
            )


def inserted_operations(sentence: Sentence) -> Iterator[Inserted]:
    """ "Response-normalization layers follow the first and second convolutional layers"."""
    match = _FOLLOW.search(sentence.text)
    if match is None:
        return
    ops = operations_in(match.group("op"))
    if len(ops) != 1:
        parsed = parse_label(match.group("op")).operations
        ops = tuple(
            found.op for found in parsed if family(found.op) in ("norm", "pool", "activation", "dropout")
        )
    for target in _TARGET.finditer(match.group("targets")):
        numbers = ordinals_in(target.group("ordinals"))
        if len(ops) == 1 and numbers:
            yield Inserted(
                sentence.evidence(),
                0.8,
                networks_in(sentence.text),
                ops[0],
                _family(target.group("kind")),
                numbers,
            )
