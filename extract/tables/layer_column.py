"""Which of a table's columns names the layers, and what the columns beside it hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.labels import parse_label
from extract.tables.abbreviations import abbreviations
from extract.tables.cells import is_layer, only_follows, only_sets
from extract.tables.drafts import MAIN, POOLS, SETTINGS
from extract.tables.headers import Role, plain
from extract.tables.numbered_rows import rows_counted
from extract.tables.records import Sheet, columns_like
from extract.tables.sides import deep_kernels
from extract.tables.values import channels_first, dim, is_empty, shape
from extract.tables.wired import input_column

_EXACT = re.compile(r"^(?:layer |block )?(?:type|operators?|operations?|op)\b")

_NUMBERED = re.compile(r"[A-Za-z-]+[-_ ]?\d*\w?(?:[._]\w+)?")

_DIMENSIONS = re.compile(r"[-_ ]?[1-3]-?d$", re.I)
"""Along how many dimensions a layer runs: "Conv1D" has a kind, and no number of its own."""

_PLACE = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|last|final|input|hidden|output|middle|intermediate)[ -]?)+"
    r"layers? ?(?:#?\d+|\(.*\))?",
    re.I,
)
"""A layer by its place among the others: "Hidden layer", "Output layer (D_cls)"."""

TIMES_NAMED = re.compile(
    r"^(?:[A-Za-z][A-Za-z -]{2,}\s*[×x]\s*\d+|[A-Za-z -]*block(?:[ -]?(?:up|down)(?:sample)?)?,?\s+\d{2,4})$",
    re.I,
)
"""A named block with the number of times that it stands, or with its width."""

_OF_FIRST = re.compile(r"\bstrides?\b[^.;]{0,40}\bfirst\b|\bfirst\b[^.;]{0,60}\bstrides?\b", re.I)

TYPED: frozenset[Role] = SETTINGS | frozenset(("repeat", "activation", "norm", "dropout"))
"""Roles of heads whose cells say how a layer is set, and name none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which head holds the layer, which its name, and which its shape.

    Attributes:
        op: place of the head whose cells name the layers.
        names: places of heads whose cells name a row.
        shapes: places of output shapes.
        turn: whether shapes are printed with the channels first.
        single: whether rows are named for others to take in: each is one layer, whatever its name.
        counted: whether the names of the layers end with the numbers of their rows.
        first: whether the caption says that strides are those of the first layer of a group.
        deep: whether kernels of three numbers have three dimensions.
        short: words for layers by the short names that the caption explains.
        cubes: whether the shapes that come out have three sides.
        flat: whether all layers that are named as such are dense: then what else has units is so as well.
    """

    op: int
    names: tuple[int, ...]
    shapes: tuple[int, ...]
    turn: bool
    single: bool = False
    deep: bool = False
    counted: bool = False
    first: bool = False
    short: Mapping[str, str] = field(default_factory=dict)
    cubes: bool = False
    flat: bool = False


def find_op(sheet: Sheet, caption: str) -> tuple[int, float] | None:
    """The head whose cells name layers, and the share of them that do; None where there is none.

    A head that says so counts more than the words in its cells, an often empty column less. The caption may explain
    short names of layers.
    """
    short = abbreviations(caption)
    said = [
        (layers, _EXACT.match(plain(sheet.heads[at].text)) is not None, at)
        for at, filled, layers in columns_like(sheet, short)
        if sheet.heads[at].role == "op"
        and filled >= 0.8
        and _worded(sheet, at)
        and not _only_named(sheet, at)
    ]
    if said:
        top = max(said)
        typed = [entry for entry in said if entry[1] and entry[0] >= 0.5 * top[0]]
        layers, _, at = max(typed) if typed else top
        return at, layers
    best: tuple[float, int, float] | None = None
    sources = input_column(sheet)
    for at, filled, layers in columns_like(sheet, short):
        head = sheet.heads[at]
        if head.role in ("measure", "repeat", "input", "output", "index") and layers < 0.5:
            continue
        if at == sources:
            # The rows that a row takes in are often named after their layers: "conv1".
            continue
        if head.role in TYPED and head.role != "kernel" and detailed(sheet, at) < 0.5:
            # "filters" is as well the head of a column of whole layers: "1×3², 24".
            continue
        if head.role == "kernel" and len(head.roles) > 1 and not _worded(sheet, at):
            # "Patch size/stride" is of the layers that are named beside it.
            continue
        if (
            filled < (0.5 if detailed(sheet, at) >= 0.9 else 0.7)
            or (head.role == "name" and _only_named(sheet, at))
            or _leads(sheet, at)
        ):
            continue
        texts = sheet.texts(at)
        if sum(map(only_sets, texts)) > 0.5 * len(texts) or (at and all(map(only_follows, texts))):
            # Words that only set a layer, or what only follows one, say nothing of which it is.
            continue
        bonus = 0.6 * detailed(sheet, at) if head.role in (None, "config", "op") else 0.0
        bonus += {"op": 0.35, "name": 0.15, "config": 0.1, "kernel": -0.2}.get(head.role or "", 0.0)
        rank = layers + bonus + 0.1 * filled - 0.01 * at
        if layers == 0 and head.role not in ("op", "name"):
            continue
        if best is None or rank > best[0]:
            best = (rank, at, layers)
    return (best[1], best[2]) if best else None


def _leads(sheet: Sheet, at: int) -> bool:
    """Whether most cells under a head lead to what stands beside them, with a colon ("(conv1):")."""
    texts = sheet.texts(at)
    return sum(text.rstrip().endswith(":") for text in texts) > 0.5 * len(texts)


def _only_named(sheet: Sheet, at: int) -> bool:
    """Whether cells are names with a number ("conv1"), or by place, while another column tells the layers."""
    texts = sheet.texts(at)
    named = sum(
        bool(
            _PLACE.fullmatch(t)
            or (_NUMBERED.fullmatch(t) and not (is_layer(t) and _DIMENSIONS.sub("", t).isalpha()))
        )
        for t in texts
    )
    others = [
        i for i, head in enumerate(sheet.heads) if i != at and head.role in (None, "config", "op", "filters")
    ]
    return named >= 0.5 * len(texts) and any(
        detailed(sheet, i) >= 0.5 and _filled(sheet, i, at) >= 0.7 and _tells_layers(sheet, i) for i in others
    )


def _tells_layers(sheet: Sheet, at: int) -> bool:
    """Whether cells under a head name layers with weights or poolings: "256, ReLU" only says more of one named beside."""
    texts = sheet.texts(at)
    told = (MAIN | POOLS) - {"block"}
    telling = sum(
        any(each.op in told for each in parse_label(text, role="cell").operations) for text in texts
    )
    return telling >= 0.4 * len(texts)


def detailed(sheet: Sheet, at: int) -> float:
    """The share of cells under a head that print a layer with its settings ("3×3 conv, 64", a bracket, "block × 2")."""
    cells = [
        c for r in sheet.records if at < len(r.fields) and (c := r.fields[at].cell) and not is_empty(c.text)
    ]
    told = [
        c
        for c in cells
        if c.groups or TIMES_NAMED.match(c.text) or (is_layer(c.text) and _has_settings(c.text))
    ]
    return len(told) / max(len(cells), 1)


def _has_settings(text: str) -> bool:
    return re.search(r"\d", text) is not None and _NUMBERED.fullmatch(text) is None


def _worded(sheet: Sheet, at: int) -> bool:
    """Whether most cells under a head have words."""
    texts = sheet.texts(at)
    return sum(bool(re.search(r"[A-Za-z]{2}", t)) for t in texts) >= 0.7 * len(texts)


def layout_of(sheet: Sheet, op: int, caption: str = "") -> Layout:
    """The parts of a sheet whose layers stand under the head at `op`; the caption may explain their names."""
    names = tuple(
        at
        for at, head in enumerate(sheet.heads)
        if at != op
        and (
            head.role in ("index", "name", "op")
            or (at == 0 and (not head.text or (head.role is None and _numbers_rows(sheet))))
        )
        and _filled(sheet, at) >= (0.8 if head.role == "op" else 0.5)
    )
    shapes = tuple(at for at, head in enumerate(sheet.heads) if head.role == "output")
    printed = [r.fields[at].text for at in shapes for r in sheet.records if at < len(r.fields)]
    turn = channels_first(printed) or _led_by_filters(sheet, shapes)
    return Layout(
        op,
        names,
        shapes,
        turn,
        single=input_column(sheet) is not None,
        deep=deep_kernels(sheet),
        counted=rows_counted(sheet, op),
        first=_OF_FIRST.search(caption) is not None,
        short=abbreviations(caption),
        cubes=_prints_cubes(printed),
        flat=_are_dense(sheet, op),
    )


def _numbers_rows(sheet: Sheet) -> bool:
    """Whether the first column numbers the rows, though its head names the network: "Input", "0", "1"."""
    texts = sheet.texts(0)
    numbers = [int(text) for text in texts if text.isdecimal()]
    others = [text for text in texts if not text.isdecimal()]
    ends = all(re.fullmatch(r"(?:in|out)puts?", text, re.I) for text in others)
    return ends and len(numbers) >= FEWEST_NUMBERED and set(numbers) <= set(range(MOST_NUMBERED))


FEWEST_NUMBERED = 3
"""Fewest numbers that tell a column of them."""
MOST_NUMBERED = 100
"""Most rows that are numbered."""


def _are_dense(sheet: Sheet, op: int) -> bool:
    """Whether the layers under a head that are named as such are dense, two of them at least, beside a head of units."""
    if "units" not in {role for head in sheet.heads for role in head.roles}:
        return False
    found = [parse_label(text, role="cell").operations for text in sheet.texts(op)]
    kinds = [operations[0].op for operations in found if operations and operations[0].op in MAIN | POOLS]
    return kinds.count("dense") > 1 and set(kinds) <= {"dense", "block"}


def _prints_cubes(texts: Sequence[str]) -> bool:
    """Whether most shapes print three sides: "16³", "16³×64"; a third number without that may be of channels."""
    sized = [text for text in texts if text and not is_empty(text)]
    return len(sized) > 1 and sum("³" in text for text in sized) > 0.5 * len(sized)


def _led_by_filters(sheet: Sheet, shapes: Sequence[int]) -> bool:
    """Whether shapes begin with the number of filters that their row prints: "F" beside "(F, C, T)"."""
    led = closed = 0
    for record in sheet.records:
        widths = [dim(item.text) for item in record.fields if item.head.role == "filters" and item.text]
        for found in (shape(record.fields[at].text) for at in shapes if at < len(record.fields)):
            if found is not None and len(found) == 3 and found[0] != found[-1]:
                led, closed = led + (found[0] in widths), closed + (found[-1] in widths)
    return led > closed


def _filled(sheet: Sheet, at: int, named: int | None = None) -> float:
    """The share of rows that print something at a place; only of those named with a number at another one, if given."""
    rows = [r for r in sheet.records if r.fields]
    if named is not None:
        rows = [r for r in rows if named < len(r.fields) and re.search(r"\d", r.fields[named].text)] or rows
    return sum(bool(r.fields[at].text) for r in rows if at < len(r.fields)) / max(len(rows), 1)
