"""Rows into networks: one chain, one graph a section, or one graph a row."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.labels import parse_label
from extract.model import Exhibit
from extract.tables.cell_layers import layer_lines
from extract.tables.cells import is_layer
from extract.tables.drafts import SETTINGS, Draft
from extract.tables.headers import COUNTS_OUT, plain
from extract.tables.labelled import parse
from extract.tables.layer_column import Layout
from extract.tables.layers import printed_shape
from extract.tables.layouts import record_drafts
from extract.tables.listed_widths import is_arrow_chain
from extract.tables.records import Record, Sheet
from graph import Shape

_HEAD = re.compile(r"\bhead(?:\s?\([^()]*\))?:?$", re.I)
_BODY = re.compile(r"\b(?:backbone|trunk|body|neck|stem|(?:feature )?extractor)\b|^$", re.I)
"""Titles of a network's last part, and of what that stands on."""
_NEXT_INPUT = re.compile(
    r"(?:output|size)\b.{0,60}\binput (?:size |shape )?(?:of|to|for) the next\b", re.I | re.S
)
_REPEAT = re.compile(
    r"^repeat (?:section|stage|block|part|layers?)s?\s+(\w+)(?:.*?(?:without|except|excluding)\s+(\S+))?",
    re.I,
)

_END = re.compile(r"(?:input|output|in|out|stem|final|last|first)s?(?: (?:layer|block|conv))?$", re.I)
"""Names of the rows at a network's ends, which no list of modules has."""
_OF_LAYERS = re.compile(
    r"(?:conv|fc|full|dense|linear|pool|layer|block|stage|level|res|unit|group|up|down)", re.I
)
"""Words in the names of rows that are layers of one network, each kind numbered for itself."""


_APART = re.compile(
    r"(?:(?:task|output|prediction|classification|auxiliary)[ -])?heads?|tasks?|attributes?|branch(?:es)?"
    r"|(?:sub-?)?net(?:work)?s?|models?"
)
"""Heads over the names of parts that stand beside one another, each with layers of its own."""

MOST_COUNTED = 0.6
"""Share of the rows that must be numbered layers for them to be one network."""


def sections_of(sheet: Sheet, layout: Layout, exhibit: Exhibit) -> list[tuple[str, list[Draft]]]:
    """Named chains of layers, in the order of the rows."""
    if _modules(sheet, layout):
        return _one_a_row(sheet, layout)
    parts: list[tuple[str, list[Draft]]] = [("", [])]
    following = _NEXT_INPUT.search(exhibit.caption) is not None
    for number, record in enumerate(sheet.records):
        if not record.fields:
            again = _REPEAT.match(record.section)
            if again:
                parts[-1][1].extend(_again(parts[-1][1], again[1], again[2] or ""))
            else:
                name, _, rest = record.section.partition(":")
                parts.append((name.strip(), _named_block(rest.strip(), record.section, number)))
            continue
        drafts = record_drafts(record, layout, number)
        if following and number + 1 < len(sheet.records):
            shape = _input_of(sheet.records[number + 1])
            for draft in drafts:
                draft.shape = shape
        parts[-1][1].extend(drafts)
    entered = parts[0][1] and parts[0][1][0].op == "input"
    if len(parts) > 1 and (entered or _ends_in_a_head([name for name, drafts in parts if drafts])):
        # An input above all titles is that of the whole: they part one network.
        parts = [("", [draft for _, drafts in parts for draft in drafts])]
    if len(parts) == 1 and parts[0][1] and parts[0][1][0].op != "input":
        parts[0][1][:0] = implied_input(sheet)
    return [(name, drafts) for name, drafts in parts if drafts]


def _ends_in_a_head(titles: list[str]) -> bool:
    """Whether the only head of a network stands below what it is the head of: "Backbone", "Classification Head"."""
    if len(titles) < 2:
        return False
    *others, last = titles
    return _HEAD.search(last) is not None and all(map(_BODY.search, others))


def implied_input(sheet: Sheet) -> list[Draft]:
    """The input that a column of input sizes implies: its first shape. It is not a printed node."""
    first = next((r for r in sheet.records if r.fields), None)
    shape = _input_of(first) if first is not None else None
    if shape is None or len(shape) < 2:
        return []
    return [Draft("input", "", shape=shape, printed=False, row=-1)]


def _input_of(record: Record) -> Shape | None:
    texts = [f.text for f in record.fields if f.head.role == "input" and f.text]
    return printed_shape(texts[0], False) if texts else None


def _named_block(name: str, label: str, row: int) -> list[Draft]:
    """A title that names what stands there ("Backbone: ResNet-50") is a block, but for what goes in."""
    found = parse(name) if re.match(r"(?:the )?inputs?\b", name, re.I) else []
    if [draft.op for draft in found] == ["input"]:
        return [replace(found[0], label=name, text=label, row=row)]
    return [Draft("block", label, {"name": name}, text=label, row=row)] if name else []


def _again(drafts: list[Draft], section: str, without: str) -> list[Draft]:
    """The layers of a numbered section once more."""
    chosen = [
        d
        for d in drafts
        if re.match(rf"^\D*{re.escape(section)}\D", d.label) and not (without and d.label.startswith(without))
    ]
    return [
        Draft(
            d.op,
            d.label,
            dict(d.attrs),
            d.repeat,
            d.shape,
            d.bbox,
            d.text,
            d.confidence,
            d.group,
            d.stage,
            d.row + 1000,
        )
        for d in chosen
    ]


def _modules(sheet: Sheet, layout: Layout) -> bool:
    """Whether each row is a module of its own: named, with several layers in its cell."""
    rows = [r for r in sheet.records if r.fields]
    if not layout.names and layout.op == 0:
        return False
    several = sum(_layers_in(r, layout) >= 2 for r in rows)
    names = {r.fields[0].text for r in rows}
    apart = several == len(rows) and _APART.fullmatch(plain(sheet.heads[0].text)) is not None
    return (
        several >= 2
        and several >= 0.3 * len(rows)
        and len(names) == len(rows)
        and not _counted_on([r.fields[0].text for r in rows])
        and not any(
            h.role in ("output", "input") or h.role in SETTINGS
            for h in sheet.heads
            if not (apart and COUNTS_OUT.match(plain(h.text)))
        )
    )


def _counted_on(names: list[str]) -> bool:
    """Whether the rows follow one another: numbered in their order ("1", "2"; "Layer 1", "Layer 2"), or with an end.

    Names of several kinds of layers are numbered for each kind ("conv block 1", "FC1", "FC2").
    """
    between = [name.strip() for name in names if not _END.match(name.strip())]
    found = [match for name in between if (match := re.fullmatch(r"(\D*?)(\d+)", name))]
    kinds = {match[1].strip(" -_.").lower() for match in found}
    in_order = all(
        _in_order([int(match[2]) for match in found if match[1].strip(" -_.").lower() == kind])
        for kind in kinds
    )
    of_layers = all(_OF_LAYERS.search(kind) for kind in kinds)
    enough = len(found) > MOST_COUNTED * len(between) if of_layers else len(found) == len(between)
    return len(between) < len(names) or (
        bool(found) and enough and in_order and (of_layers or len(kinds) == 1)
    )


def _in_order(numbers: list[int]) -> bool:
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _layers_in(record: Record, layout: Layout) -> int:
    """The number of operations that a row's layer cell names."""
    if layout.op >= len(record.fields):
        return 0
    cell = record.fields[layout.op].cell
    lines = [x.text for x in layer_lines(cell) if x.group is None and is_layer(x.text)] if cell else []
    return sum(
        len(parse(text) if is_arrow_chain(text) else parse_label(text, role="cell").operations)
        for text in lines
    )


def _one_a_row(sheet: Sheet, layout: Layout) -> list[tuple[str, list[Draft]]]:
    parts = []
    for number, record in enumerate(sheet.records):
        if not record.fields:
            continue
        drafts = [
            d
            for d in record_drafts(record, layout, number)
            if d.op != "block" or {"kernel", "filters"} & set(d.attrs)
        ]
        name = record.fields[0].text
        if drafts:
            parts.append((name, drafts))
    return parts
