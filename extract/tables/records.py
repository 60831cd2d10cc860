"""Records of a table: one a layer, each field with its head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extract.tables.abbreviations import expanded
from extract.tables.cells import is_layer
from extract.tables.headers import Head
from extract.tables.model import Cell
from extract.tables.values import is_empty


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record: its head and the cell that holds it (None: nothing is printed)."""

    head: Head
    cell: Cell | None

    @property
    def text(self) -> str:
        return "" if self.cell is None or is_empty(self.cell.text) else self.cell.text


@dataclass(slots=True)
class Record:
    """The fields of a layer, and the title of the section that it stands under."""

    fields: list[Field]
    section: str = ""
    row: int = 0


@dataclass(slots=True)
class Sheet:
    """Records with common heads."""

    heads: list[Head]
    records: list[Record] = field(default_factory=list)

    def texts(self, at: int) -> list[str]:
        """What the records print under the head at a place."""
        return [r.fields[at].text for r in self.records if at < len(r.fields) and r.fields[at].text]


def columns_like(sheet: Sheet, short: Mapping[str, str]) -> Iterator[tuple[int, float, float]]:
    """For each head: its place, the share of records that fill it, and the share of those that name a layer.

    Args:
        sheet: the table's records.
        short: words for layers by the short names that the caption explains.
    """
    rows = [r for r in sheet.records if r.fields]
    for at in range(len(sheet.heads)):
        items = [r.fields[at] for r in rows if at < len(r.fields)]
        filled = sheet.texts(at)
        layers = sum(any(is_layer(expanded(line, short)) for line in _lines(item)) for item in items)
        yield at, len(filled) / max(len(rows), 1), layers / max(len(filled), 1)


def _lines(item: Field) -> list[str]:
    return [line.text for line in item.cell.lines] + [item.text] if item.cell is not None else []
