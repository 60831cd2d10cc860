"""Tables that name the rows that a row takes its input from ("conv2 | … | pool1", "iconv4 | … | upconv4+conv3b")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.tables.drafts import JOINS, Draft
from extract.tables.headers import plain
from extract.tables.numbered_rows import leading_number
from extract.tables.records import Record, Sheet
from extract.tables.sources import Source, Sources, cited, joined_by, raised_by, row_name, sources_of
from extract.tables.values import as_number, shape
from graph import Value

LEAST_NAMED = 0.6
"""Share of the rows whose input must be a row's name."""
_MOST_NAME = 0.7
"""Share of the rows that must name their input for one that does not to be an input itself."""
_JOINS = JOINS | {"attention", "cross_attention"}
_WORDED = ("op", "config", "name", None)
_NAMED = ("name", "index", "op", "output", None)
_KIND = re.compile(r"\s+\([A-Za-z]\w*\)?$")
"""A layer's kind behind its name: "conv2d_1 (Conv2D)"."""

_SKIP = re.compile(
    r"^(?:skips?|shortcuts?|concat\w*)(?: (?:connections?|from|to|with|input|source|layer))*$|^residual from$"
)
"""Heads of columns that name rows at the other end of a skip connection."""

_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
MOST_ROWS = 40
"""Most rows that one row stands for by a range of numbers."""
_INPUT = re.compile(r"(?:network |model )?inputs?(?: data)?")
_BEFORE = re.compile(r"(?:the )?(?:previous|preceding|prev|above|last)(?: (?:layer|row|output|block))?")
"""How a row says that it takes in the one before."""
_CALLED = re.compile(r"^(?:(?:output (?:of )?)?(?:layer|row|step|line|block|no\b|l(?=\d)|#)[. ]*)(?=\d)")
"""Words before the number of a row where others name it: "layer 5", "#5"."""

Name = tuple[int, int]
"""A row by its number, and which of its layers a name speaks of: -1 for the last."""


@dataclass(slots=True)
class Wired:
    """Layers with the joins and inputs that the table names, in order, and edges between their places."""

    drafts: list[Draft] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)


def input_column(sheet: Sheet) -> int | None:
    """The column of inputs whose cells name rows; None where there is none."""
    for at, head in enumerate(sheet.heads):
        if head.role not in ("input", "input_channels"):
            continue
        names = row_names(sheet, at)
        texts = [(n, r.fields[at].text) for n, r in enumerate(sheet.records) if at < len(r.fields)]
        filled = [(n, text) for n, text in texts if text]
        told = sum(any(_row(names, s, n) is not None for s in sources_of(text).parts) for n, text in filled)
        if len(names) >= 3 and told >= max(2, LEAST_NAMED * len(filled)):
            return at
    return None


def row_names(sheet: Sheet, column: int | None) -> dict[str, Name]:
    """Rows by the names that other rows may use for them: the whole one, and its parts ("pr6+loss6")."""
    found: dict[str, Name] = {}
    parts: dict[str, Name] = {}
    besides = {column, *skip_columns(sheet)}
    for number, record in enumerate(sheet.records):
        for at, item in enumerate(record.fields):
            if at in besides or not item.text or item.head.role not in _NAMED:
                continue
            if item.head.role == "output" and shape(item.text) is not None:
                continue
            found.setdefault(row_name(item.text), (number, -1))
            kind = _KIND.search(item.text)
            if kind:
                parts.setdefault(plain(item.text[: kind.start()]), (number, -1))
            parts |= {text: (number, -1) for text in _numbers(item.text) if text not in parts}
            if led := leading_number(item.text):
                parts.setdefault(str(led[0]), (number, -1))
            pieces = re.split(r"\s*[+/]\s*", item.text)
            for place, piece in enumerate(pieces if len(pieces) > 1 else []):
                parts.setdefault(plain(piece), (number, place))
    return {**parts, **found}


def _numbers(text: str) -> list[str]:
    """The numbers of the rows that one row stands for: "2–5"."""
    found = _RANGE.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2])) if found else (1, 0)
    return [str(number) for number in range(first, last + 1)] if last - first < MOST_ROWS else []


def _row(names: Mapping[str, Name], source: Source, number: int) -> Name | None:
    """The row that a source of the row `number` names; None where it names none, or that row itself."""
    if _BEFORE.fullmatch(source.name) and number > 0:
        return number - 1, -1
    shorter = re.sub(r"\s*\([^()]*\)$", "", source.name)
    # "conv2_16" is the last of the layers that "conv2_x" stands for.
    for text in (
        source.name,
        shorter,
        _CALLED.sub("", source.name),
        re.sub(r"[_.]\d+$", "_x", shorter),
        re.sub(r"[_.]\d+$", ".x", shorter),
    ):
        found = names.get(text)
        if found is not None and found[0] != number:
            return found
    return None


def joins_sections(sheet: Sheet, parts: Sequence[Sequence[Draft]]) -> bool:
    """Whether a row names one of another section as its input: they are one network."""
    home = {draft.row: at for at, drafts in enumerate(parts) for draft in drafts}
    return len(parts) > 1 and names_across(sheet, home)


def names_across(sheet: Sheet, home: Mapping[int, int]) -> bool:
    """Whether a row takes in one of another part of the table; `home` tells each row's part."""
    column = input_column(sheet)
    names = row_names(sheet, column)
    for number, record in enumerate(sheet.records):
        for source in _told(record, column).parts:
            found = _row(names, source, number)
            if found and {found[0], number} <= set(home) and home[found[0]] != home[number]:
                return True
    return False


def _told(record: Record, column: int | None) -> Sources:
    """What a row says that goes in: in the column of inputs or, without one, in the words for its layer."""
    if column is not None:
        return sources_of(record.fields[column].text) if column < len(record.fields) else Sources(())
    found = (cited(item.text) for item in record.fields if item.text and item.head.role in _WORDED)
    return next((told for told in found if told.parts), Sources(()))


def skips(sheet: Sheet, names: Mapping[str, Name]) -> list[tuple[int, int, bool]]:
    """Pairs of rows of which the first goes into the second besides what that takes in anyway, down the rows.

    A column of skips names in each row where one comes from, or where it goes to. Where two rows name each other, the
    third value tells that they meet behind the later one.
    """
    pairs: list[tuple[int, int]] = []
    for at in skip_columns(sheet):
        for number, record in enumerate(sheet.records):
            text = record.fields[at].text if at < len(record.fields) else ""
            told = [_row(names, part, number) for part in sources_of(text).parts] if text else []
            pairs += [(min(row[0], number), max(row[0], number)) for row in told if row]
    return [(a, b, pairs.count((a, b)) > 1) for a, b in dict.fromkeys(pairs)]


def skip_columns(sheet: Sheet) -> list[int]:
    """The columns that tell skip connections by their heads."""
    return [at for at, head in enumerate(sheet.heads) if _SKIP.search(plain(head.text))]


class _Wiring:
    """The network of a sheet in the making. Sources may stand below the rows that name them, so edges come last."""

    def __init__(self, sheet: Sheet, column: int | None, caption: str, drafts: Sequence[Draft]) -> None:
        self.sheet, self.column, self.caption = sheet, column, caption
        self.names = row_names(sheet, column)
        self.rows: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.rows.setdefault(draft.row, []).append(draft)
        self.out = Wired()
        self.places: dict[int, list[int]] = {}
        self.outer: dict[str, int] = {}
        self.wires: list[tuple[int | Name, int]] = []
        self.plain = True
        self.beside = self._parallel()

    def run(self) -> Wired | None:
        before: int | None = None
        for number, layers in self.rows.items():
            record = self.sheet.records[number] if 0 <= number < len(self.sheet.records) else None
            entry = self._entry(number, layers, record, before)
            self.places[number] = [self._put(layer) for layer in layers]
            self.out.edges += pairwise(self.places[number])
            self.wires += [(source, self.places[number][0]) for source in entry]
            before = self.places[number][-1]
        self._skip()
        if self.plain:
            return None
        for source, target in self.wires:
            place = source if isinstance(source, int) else self._place(source)
            if place is not None:
                self.out.edges.append((place, target))
        return self.out

    def _parallel(self) -> dict[int, int]:
        """Rows that stand side by side, as those of one stem that a row joins right below them ("branch_1", "branch_2").

        Gives for each but the first the row that all of them take in.
        """
        out: dict[int, int] = {}
        for number, record in enumerate(self.sheet.records) if self.column is None else ():
            names = {
                name[0]: part.name
                for part in _told(record, None).parts
                if (name := _row(self.names, part, number))
            }
            first = number
            while first - 1 in names and _stem(names[first - 1]) == _stem(names[number - 1]):
                first -= 1
            above = [row for row in self.rows if row < first]
            if first < number - 1 and above:
                out |= dict.fromkeys(range(first + 1, number), above[-1])
        return out

    def _skip(self) -> None:
        """Adds what goes in besides the row before, as a column of skips says."""
        order = list(self.rows)
        for source, target, behind in skips(self.sheet, self.names):
            if target not in self.places or source not in self.places:
                continue
            if behind:
                target = next(iter(order[order.index(target) + 1 :]), target)
            edge = (self.places[source][-1], self.places[target][0])
            if edge not in self.out.edges and ((source, -1), edge[1]) not in self.wires:
                self.wires.append(edge)
                self.plain = False

    def _put(self, draft: Draft) -> int:
        self.out.drafts.append(draft)
        return len(self.out.drafts) - 1

    def _place(self, name: Name) -> int | None:
        places = self.places.get(name[0])
        if not places:
            return None
        return places[name[1]] if name[1] < len(places) else places[-1]

    def _entry(
        self, number: int, layers: Sequence[Draft], record: Record | None, before: int | None
    ) -> list[int | Name]:
        """Where a row's data come from; its joins and inputs are put before it."""
        told = _told(record, self.column) if record is not None else Sources(())
        if record is None or not told.parts:
            if number in self.beside:
                return [(self.beside[number], -1)]
            if before is not None and self._enters(layers):
                layers[0].op = "input"
                layers[0].attrs.pop("name", None)
                self.plain = False
            return [] if before is None or layers[0].op == "input" else [before]
        if (
            before is None
            and layers[0].op in ("feature_map", "input")
            and _INPUT.fullmatch(told.parts[0].name)
        ):
            # "(1) | Input | vertex features": data that are said to be the input.
            layers[0].op, self.plain = "input", False
            return []
        found: list[int | Name] = []
        widths: list[Value | None] = []
        for part in told.parts:
            source = self._source(part, number)
            if source is None:
                continue
            self.plain = self.plain and len(told.parts) == 1 and source == (number - 1, -1)
            widths.append(self._width(source))
            found.append(self._raised(source, part, number))
        if self.column is None and not found:
            return [] if before is None else [before]
        if self.column is None and len(told.parts) == 1 and layers[0].op in _JOINS and before is not None:
            # "Concat with conv2": what comes from the row before goes in as well.
            return [before, *found]
        if len(found) < 2 or layers[0].op in _JOINS:
            return found
        op = joined_by(told, self.caption, _entering(record), widths)
        if not op:
            return found
        text = record.fields[self.column].text if self.column is not None else ""
        join = self._put(Draft(op, text, bbox=layers[0].bbox, text=text, row=number))
        self.wires += [(source, join) for source in found]
        return [join]

    def _enters(self, layers: Sequence[Draft]) -> bool:
        """Whether a row that names no input of its own is one of the network's, as the others name theirs."""
        if (
            self.column is None
            or len(layers) != 1
            or layers[0].op != "block"
            or set(layers[0].attrs) > {"name"}
        ):
            return False
        rows = [r.fields[self.column] for r in self.sheet.records if self.column < len(r.fields)]
        return sum(bool(item.text) for item in rows) >= _MOST_NAME * len(rows)

    def _source(self, part: Source, number: int) -> int | Name | None:
        """The row that a part names, or the network's input that it is; None for a part that says nothing."""
        named = _row(self.names, part, number)
        if named is not None:
            return named
        if self.column is None or not re.search(r"[A-Za-z]", part.text) or part.name in self.names:
            return None
        if part.name not in self.outer:
            self.outer[part.name] = self._put(Draft("input", part.text, text=part.text, row=number))
        return self.outer[part.name]

    def _raised(self, source: int | Name, part: Source, number: int) -> int | Name:
        """A source, or the upsampling that it goes through first."""
        scale = raised_by(self.caption, part)
        if scale is None:
            return source
        attrs: dict[str, Value] = {"scale": scale} if scale else {}
        for layer in [] if isinstance(source, int) else self.rows.get(source[0], []):
            if layer.op == "conv_transpose2d" and layer.attrs.get("stride") == (1, 1):
                # "upconv5" that keeps the size, upsampled where it is taken in, is a convolution.
                layer.op = "conv2d"
        place = self._put(Draft("upsample", part.text, attrs, text=part.text, row=number))
        self.wires.append((source, place))
        return place

    def _width(self, source: int | Name) -> Value | None:
        layers = [] if isinstance(source, int) else self.rows.get(source[0], [])
        widths = [d.attrs.get("filters", d.attrs.get("units")) for d in layers]
        return next((width for width in widths if width is not None), None)


def _stem(name: str) -> str:
    return re.sub(r"\d+$", "", name)


def _entering(record: Record) -> int | float | None:
    """The number of channels that go into a row's layer, where it is printed."""
    texts = [item.text for item in record.fields if item.head.role == "input_channels" and item.text]
    return as_number(texts[0]) if texts else None


def named_inputs(sheet: Sheet, caption: str, drafts: Sequence[Draft]) -> Wired | None:
    """The layers wired as the table says; None where it does not, or only names the row before.

    Args:
        sheet: the table's records.
        caption: may say what "+" and "*" among the inputs mean.
        drafts: the layers of the records, each with its record's number.
    """
    return _Wiring(sheet, input_column(sheet), caption, drafts).run()
