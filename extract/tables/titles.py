"""Rows that open a part of a table: its title, its heads once more, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.cells import is_layer, is_value
from extract.tables.headers import PARTS, Head, head_of, plain
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_SET = re.compile(r"=\s*[\d.]|\(\d[\d\s.,×x]*\)$")
"""What stands behind a layer that is set so ("Gaussian noise, σ = 1", "Maxout (512, 512)") and in no title."""

_ALONE = re.compile(
    r"\b(?:network|net|module|head|branch|stream|tower|path(?:way)?|backbone|neck|trunk|extractor)s?(?:\s?\([^()\d]*\))?$",
    re.I,
)
"""How titles end that stand in the first column of many, besides those that name a part of a larger network."""

_FUNCTION = re.compile(r"[A-Z][a-z]?(?:_\w{1,2})?\s?\([a-zA-Z](?:\s?,\s?[a-zA-Z])*\)")
"""A network as a function of what goes in: "G(z)", "D(x, z)"."""

_GROUP = re.compile(
    r"(?:conv(?:olution(?:al)?)?|dense|fully[- ]connected|fc|linear|pool(?:ing)?|recurrent|lstm|gru|attention|feature"
    r"|hidden|classif\w+|embedding|transformer|upsampling|downsampling) (?:layers|blocks|part|stage|section)",
    re.I,
)
"""Layers of a kind as the title of those below it: "Dense layers"."""

_ENTERED = re.compile(rf"(?:\w+ )?{PARTS.pattern}\s*[:,(]\s*(?:the )?inputs?\b.*", re.I)
"""A part's name with what goes into it: "Generator: input z, 100"."""

LONGEST_TITLE = 60
_LONGEST_ALONE = 4
"""Most words of a title in the first column of many."""


def opened(grid: Grid, heads: Sequence[Head], row: int) -> str | None:
    """The title of the part that a row opens: "" for heads that come again without one; None for a row of a part."""
    cells = [grid.at(row, column) for column in range(len(heads))]
    own = {id(c): c for c in cells if c is not None and c.row == row}
    reached = any(cell is not None and cell.row < row for cell in cells)
    if len(own) == 1 and not reached:
        title = next(iter(own.values()))
        if is_title(title, len(heads)) or _stands_alone(title):
            return title.text
    counted = _counted_title(heads, list(own.values()))
    if counted is not None and not reached and _goes_on(grid, row + 1):
        return counted.text
    again = _headed_again(heads, cells)
    if again is None and row + 1 < len(grid.rows):
        again = _over_heads(grid, heads, row, list(own.values()))
    return again


def _counted_title(heads: Sequence[Head], own: Sequence[Cell]) -> Cell | None:
    """The title of a part beside which there are only dashes, or what the whole part costs; None for any other row."""
    said = [cell for cell in own if not is_empty(cell.text) and not _counts(heads[cell.column])]
    return said[0] if len(own) > 1 and len(said) == 1 and _stands_alone(said[0]) else None


def _counts(head: Head) -> bool:
    return head.role == "measure" or re.match(r"(?:# ?)?param", plain(head.text)) is not None


def _goes_on(grid: Grid, row: int) -> bool:
    """Whether a row prints several cells, as those of a part do."""
    return sum(cell.row == row and not is_empty(cell.text) for cell in grid.cells) > 1


def title_above(grid: Grid, header_rows: int) -> str:
    """The title that stands above the heads, alone but for heads that reach down; it is that of the first part."""
    for row in range(max(header_rows - 1, 1) if header_rows else 0):
        cells = [c for c in grid.cells if c.row == row and c.row_span == 1 and not is_empty(c.text)]
        if len(cells) == 1 and is_title(cells[0], len(grid.columns)) and not head_of(cells[0].text).roles:
            return cells[0].text
    return ""


def is_title(cell: Cell, columns: int) -> bool:
    """Whether a cell that stands alone in its row may be a title: it reaches over columns, or there are few of them."""
    if 1 < columns == cell.column_span and _GROUP.fullmatch(cell.text.strip(" :.")):
        return True
    wide = cell.column_span > 1 or columns <= 3
    if columns == 1 and not (
        re.fullmatch(r"[A-Za-z][A-Za-z /-]{3,40}", cell.text) and len(cell.text.split()) <= 4
    ):
        return False
    return wide and _worded(cell)


def _worded(cell: Cell) -> bool:
    return (
        not cell.groups
        and (not is_layer(cell.text) or _ENTERED.fullmatch(cell.text) is not None)
        and not is_value(cell.text)
        and not _SET.search(cell.text)
        and len(cell.text) < LONGEST_TITLE
    )


def _stands_alone(cell: Cell) -> bool:
    """Whether a cell that stands alone in the first of many columns names a network or a part of one."""
    text = cell.text.strip(" :.")
    if cell.column == 0 and _FUNCTION.fullmatch(text):
        return True
    named = PARTS.search(text) or _ALONE.search(text)
    short = len(text.split()) <= _LONGEST_ALONE and not re.search(r"\d", text)
    return cell.column == 0 and bool(named) and short and _worded(cell)


def _over_heads(grid: Grid, heads: Sequence[Head], row: int, own: Sequence[Cell]) -> str | None:
    """The title in a row right above heads that come again: all else in the row reaches down into these."""
    below = [grid.at(row + 1, column) for column in range(len(heads))]
    titles = [cell for cell in own if not any(cell is other for other in below)]
    if len(titles) != 1 or titles[0].column_span < 2 or _headed_again(heads, below) != "":
        return None
    return titles[0].text if _worded(titles[0]) else None


def _headed_again(heads: Sequence[Head], cells: Sequence[Cell | None]) -> str | None:
    """The title of the part that a row of heads opens: all say again what the first ones say, but for one."""
    texts = ["" if cell is None else cell.text for cell in cells]
    pairs = [(head.text, text) for head, text in zip(heads, texts, strict=True) if head.text or text]
    other = [text for head, text in pairs if plain(head) != plain(text)]
    if (
        not any(head.roles for head in heads)
        or len(pairs) < 2
        or len(other) > 1
        or len(pairs) - len(other) < min(2, len(pairs) - 1)
    ):
        return None
    return other[0] if other else ""
