"""Boxes with a heading: lines set heavier or larger name the box, and the print below them says more of it.

What is said there in sentences and lists is no part of the name, and no operation of the figure's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.labels import ParsedLabel, parse_label
from extract.labels.families import family
from extract.labels.items import Other, Separator, Setting, is_value
from extract.labels.scan import scan
from extract.labels.spaces import space_of
from extract.labels.vocabulary import BLOCK_HEADS
from extract.scene.model import TextBlock
from extract.scene.text import marked_lines, rows_of

LARGER = 1.1
"""How much larger the type of a heading is than that below it, where it is not heavier."""

WORD = re.compile(r"[A-Za-z]{2,}")
GOES_ON = re.compile(r"(?:[&+,\-–/:(→]|\b(?:and|or|of|with|for|to))$", re.IGNORECASE)
"""The end of a line whose words go on below it."""

LISTS = re.compile(r"[,;](?![^()\[\]]*[)\]])")
"""A comma or semicolon outside brackets."""

BRACKETED = re.compile(r"\([^()]*\)")
"""What explains a name, and belongs to it."""

TENSORS = frozenset(
    ["representation", "representations", "features", "embeddings", "tokens", "vector", "output"]
)
"""Words for a tensor that end the name which the heading begins."""

LAYERS = frozenset({"convolution", "dense", "mlp", "recurrent", "attention", "feed_forward"})
"""Families of operations that work on embeddings."""

CHAIN = re.compile(r"→|->|⇒")

_PHRASES = re.compile(r"\s[·•∙|]\s|[,;]\s(?![^()\[\]]*[)\]])")
"""What keeps the phrases of a line apart."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    size: float


def headed_label(blocks: Sequence[TextBlock], whole: ParsedLabel) -> ParsedLabel | None:
    """What a box with a heading means; None where it has none, or where the heading changes nothing.

    Args:
        blocks: the text of the box, in reading order.
        whole: what all of it means when it is read as one label.
    """
    lines = [line for block in blocks for line in _lines(block)]
    parts = _parted(lines) or _parted_by_words(lines, whole)
    if parts is None:
        return None
    heading, below = parts
    named = parse_label(heading)
    if named.kind not in ("block", "operations", "terminal", "tensor"):
        return None
    details = " ".join(below)
    if BRACKETED.fullmatch(details.strip()):
        return None
    told = parse_label(details)
    if len(whole.operations) > len(named.operations) and _says_exactly(named, told, details):
        return _labelled(told, whole)
    if (
        _spells_out(details, told)
        and not _only_activates(named, told)
        and (named.kind == "block" or CHAIN.search(details))
    ):
        return _labelled(told, whole) if named.kind in ("block", "operations") else None
    shaped = _in_space(named, below)
    if shaped is not None:
        return _labelled(shaped, whole)
    if _is_worked_on(named, told):
        return _labelled(named, whole)
    ops = [operation.op for operation in named.operations]
    same = [operation.op for operation in whole.operations[: len(ops)]]
    if _same_operations(ops, same) and named.kind != "block":
        if ops == same and not _has_unknown(details):
            return None
        # Settings among the words below are settings of what the heading names.
        own = zip(ops, whole.operations, strict=False)
        found = replace(named, operations=tuple(replace(each, op=op) for op, each in own))
    else:
        found = parse_label(" ".join((heading, ", ".join(_settings(below)))))
        if [family(operation.op) for operation in found.operations] != [family(op) for op in ops]:
            found = named
        elif named.kind == "operations":
            pairs = zip(ops, found.operations, strict=True)
            found = replace(found, operations=tuple(replace(each, op=op) for op, each in pairs))
    return _labelled(found, whole)


def _says_exactly(named: ParsedLabel, told: ParsedLabel, details: str) -> bool:
    """Whether the print below begins with what the heading names, told once more with what belongs to it.

    "Upsample 1" over "PixelShuffle ×2" is a pixel shuffle, "Projection" over "Dense + LN" a dense layer and a norm.
    """
    if (
        named.kind != "operations"
        or len(named.operations) != 1
        or told.kind != "operations"
        or _has_unknown(details)
    ):
        return False
    kinds = [family(operation.op) for operation in (*named.operations, *told.operations)]
    chained = len(told.operations) == 1 or not LISTS.search(details)
    return chained and kinds[0] == kinds[1] != "other" and details.strip()[0].isalnum()


def _in_space(named: ParsedLabel, below: Sequence[str]) -> ParsedLabel | None:
    """What a heading names with the space that the print below it says that it lies in; None without one.

    "x ∈ R^{B×3×32}" gives the shape of one thing, data or a part.
    """
    spaces = [space for line in below if (space := space_of(line))]
    if len(spaces) != 1 or len(named.operations) != 1:
        return None
    one = named.operations[0]
    if one.output_shape is not None or not (one.op == "block" or family(one.op) == "tensor"):
        return None
    return replace(named, operations=(replace(one, output_shape=spaces[0]),))


def _is_worked_on(named: ParsedLabel, told: ParsedLabel) -> bool:
    """Whether the print below a layer's name only says which data it works on: "Word Embs" below "BiLSTM"."""
    kinds = {family(operation.op) for operation in told.operations}
    own = {family(operation.op) for operation in named.operations}
    plural = told.text.lower().rstrip(".").endswith("s")
    return named.kind == "operations" and own <= LAYERS and kinds == {"embedding"} and plural


def _labelled(found: ParsedLabel, whole: ParsedLabel) -> ParsedLabel:
    """A meaning with all that is printed as its label."""
    first, *others = found.operations
    return replace(found, text=whole.text, operations=(replace(first, label=whole.text), *others))


def _parted(lines: Sequence[_Line]) -> tuple[str, list[str]] | None:
    """The heading and the lines below it."""
    for count in range(1, len(lines)):
        head, below = lines[:count], lines[count:]
        # A number among the small print may be set as heavy as the heading.
        light = [line for line in below if WORD.search(line.text)] or below
        heavier = all(line.bold for line in head) and not any(line.bold for line in (below[0], *light))
        larger = min(line.size for line in head) > LARGER * max(line.size for line in below)
        if heavier or larger:
            break
    else:
        return None
    if _continues(below[0].text):
        head, below = lines[: count + 1], lines[count + 1 :]
    heading = " ".join(line.text for line in head)
    if not below or not WORD.search(heading.replace("_", "")) or GOES_ON.search(heading.strip()):
        return None
    return heading, [line.text for line in below]


def _parted_by_words(lines: Sequence[_Line], whole: ParsedLabel) -> tuple[str, list[str]] | None:
    """The first line and those below it, where it alone names a part of a network, and they would name operations.

    "Encoder f" over "3×3 conv + 4 residual blocks, group norm" is one part, though all is set in one type.
    """
    if len(lines) < 2 or [operation.op for operation in whole.operations] == ["block"]:
        return None
    first, below = lines[0].text.strip(), [line.text for line in lines[1:]]
    if GOES_ON.search(first) or not below[0][:1].isalnum() or _continues(below[0]):
        return None
    return (first, below) if _ends_with_part(first) or _is_told_again(first, " ".join(below)) else None


def _is_told_again(first: str, details: str) -> bool:
    """Whether a line names one layer by what it is for, and those below it say which layers do it.

    "Projection" over "Linear → LN → GELU" is one linear layer; "Linear" over "Linear" are two.
    """
    named, told = parse_label(first), parse_label(details)
    purpose = len(first.split()) > 1 or first.lower().startswith("proj")
    if not purpose or any(operation.attrs for operation in named.operations):
        return False
    return _says_exactly(named, told, details)


def _ends_with_part(line: str) -> bool:
    """Whether a line ends with the word for a part of a network, perhaps with its letter or number behind it."""
    words = [word for word in line.split() if len(word) > 2 and "_" not in word]
    return bool(words) and words[-1].lower() in BLOCK_HEADS and parse_label(line).kind == "block"


def _continues(line: str) -> bool:
    """Whether a line ends the name that the heading begins: "head" below "Boundary", "representation" below "User"."""
    words = line.split()
    return all(word.isalpha() for word in words) and (
        words[-1].lower() in BLOCK_HEADS or (len(words) == 1 and words[0].lower() in TENSORS)
    )


def _spells_out(details: str, told: ParsedLabel) -> bool:
    """Whether the print below is one chain of operations, and not a list of what there is to say."""
    if told.kind != "operations" or LISTS.search(details) or not details.strip()[0].isalnum():
        return False
    known = all(operation.op not in ("block", "feature_map", "input") for operation in told.operations)
    several = len(told.operations) == 1 and told.operations[0].repeat is not None
    return known and not several and not _has_unknown(details)


def _only_activates(named: ParsedLabel, told: ParsedLabel) -> bool:
    """Whether the print below names the function within what the heading names: "GELU" in a feed-forward network."""
    return [operation.op for operation in named.operations] == ["feed_forward"] and all(
        family(operation.op) == "activation" for operation in told.operations
    )


def _has_unknown(text: str) -> bool:
    return any(isinstance(item, Other) and item.role == "unknown" for item in scan(text))


def _same_operations(ops: Sequence[str], others: Sequence[str]) -> bool:
    """Whether operations are the same; attention of which the heads are counted below its name is attention."""
    if len(ops) != len(others):
        return False
    return all(
        a == b or (family(a) == family(b) == "attention" and a == "attention")
        for a, b in zip(ops, others, strict=True)
    )


def _settings(below: Sequence[str]) -> list[str]:
    """What the lines below say in values alone: whole lines, and settings between dots and commas among words."""
    found = []
    for line in below:
        phrases = [line] if _only_values(line) else _PHRASES.split(line)
        found += [each for each in phrases if each == line or _is_setting(each)]
    return [phrase for phrase in found if _only_values(phrase)]


def _is_setting(phrase: str) -> bool:
    """Whether a phrase names what it gives; a lone number among words may be anything."""
    return any(isinstance(item, Setting) for item in scan(parse_label(phrase).text))


def _only_values(line: str) -> bool:
    """Whether a line holds settings and sizes only."""
    items = scan(parse_label(line).text)
    return any(is_value(item) for item in items) and all(
        is_value(item) or isinstance(item, Separator) for item in items
    )


def _lines(block: TextBlock) -> list[_Line]:
    """The lines of a block with the type that most of each is set in."""
    found = []
    rows = rows_of(block)
    if len(rows) != len(block.lines):
        return []
    for text, taken in zip(marked_lines(block), rows, strict=True):
        heavy = sum(len(run.text) for run in taken if run.bold)
        all_of_it = sum(len(run.text) for run in taken)
        size = max(taken, key=lambda run: len(run.text)).size
        found.append(_Line(text, heavy > all_of_it / 2, size))
    return found
