"""Tables with one network a row, whose cells list a value for each of its layers ("64, 64, 128")."""

from __future__ import annotations

import re

from extract.labels import parse_label
from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.drafts import Draft, Facts
from extract.tables.headers import Role
from extract.tables.layers import drafts_of
from extract.tables.model import Grid
from extract.tables.records import Record
from extract.tables.sheets import row_sheet
from graph import Graph

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LISTED: tuple[Role, ...] = ("filters", "kernel", "stride", "padding", "units", "dilation")
_FOLLOWED = re.compile(r"\b(?:convolution\w*|layers?)\s+(?:is|are)\s+followed\s+by\s+([^.;]+)[.;]", re.I)


def row_variants(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One network a row; None where the table is no such list."""
    sheet = row_sheet(grid, grid.header_rows)
    typed = [at for at, head in enumerate(sheet.heads) if head.role in _LISTED]
    if len({sheet.heads[at].role for at in typed}) < 2:
        return None
    rows = [(record, lists) for record in sheet.records if record.fields and (lists := _lists(record, typed))]
    if len(rows) < 2 or not any(len(next(iter(lists.values()))) > 1 for _, lists in rows):
        return None
    if len(rows) < 0.6 * sum(bool(record.fields) for record in sheet.records):
        return None
    tail = _tail(exhibit.caption)
    graphs = []
    for record, lists in rows:
        name = next((f.text for i, f in enumerate(record.fields) if i not in typed and f.text), "")
        drafts = _layers(record, lists, name)
        if not drafts:
            return None
        graphs.append(chain(name, [*drafts, *tail], exhibit))
    return "table-variants", tuple(graphs)


def _lists(record: Record, typed: list[int]) -> dict[int, list[str]] | None:
    """The values of each column for each layer; None where the columns do not list equally many."""
    texts = {at: record.fields[at].text for at in typed if record.fields[at].text}
    if any(_THOUSANDS.fullmatch(text) for text in texts.values()):
        return None
    lists = {at: re.split(r"\s*[,–]\s*", text) for at, text in texts.items()}
    lengths = {len(values) for values in lists.values()}
    if (
        len(lists) < 2
        or len(lengths) != 1
        or not all(v and re.search(r"\d", v) for vs in lists.values() for v in vs)
    ):
        return None
    return lists


def _layers(record: Record, lists: dict[int, list[str]], name: str) -> list[Draft]:
    op = next((d.op for d in parse_label(name, role="cell").operations if "conv" in d.op), "")
    dimension = re.search(r"\b([123])-?D\b", name)
    if dimension:
        op = f"conv{dimension[1]}d"
    drafts: list[Draft] = []
    for number in range(len(next(iter(lists.values())))):
        values = {record.fields[at].head.role: parts[number] for at, parts in lists.items()}
        texts = ", ".join(parts[number] for parts in lists.values())
        label = f"{dimension[0]} {texts}" if dimension else texts
        bbox = next((record.fields[at].cell.bbox for at in lists if record.fields[at].cell), None)  # type: ignore[union-attr]
        facts = Facts(label=label, text="conv", values={r: v for r, v in values.items() if r}, bbox=bbox)
        made = drafts_of(facts, op=op)
        for draft in made:
            draft.row = number
        drafts.extend(made)
    return drafts


def _tail(caption: str) -> list[Draft]:
    """Layers that the caption says follow in every network."""
    found = _FOLLOWED.search(caption)
    if not found:
        return []
    out: list[Draft] = []
    for part in re.split(r",\s*|\s+and\s+", found[1]):
        parsed = parse_label(part.strip(), role="cell")
        if parsed.kind != "operations":
            return []
        out.extend(
            Draft(
                o.op,
                part.strip(),
                dict(o.attrs),
                o.repeat,
                o.output_shape,
                text=found[0],
                row=1000 + len(out),
            )
            for o in parsed.operations
        )
    return out
