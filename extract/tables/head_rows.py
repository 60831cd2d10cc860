"""Which rows at a table's top are heads, and the head of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from extract.tables.cells import DEPTH, is_layer, is_total, is_value
from extract.tables.headers import DIRECTION, PARTS, Head, Role, head_of, plain, role_of
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_NETWORKS = re.compile(
    r"(?:network |model )?(?:depth|width|size)s?\s*:?$|(?:model|network|config\w*)s?\s*:?$", re.I
)
"""What the first head says where the networks are named by numbers ("Depth: 9, 17, 29")."""

_SIZED = re.compile(
    r"[\w/]*(?:conv|cnn|net|mlp|lstm|rnn|gru|fc)\w*[- ](?:x{0,2}(?:small|large)|tiny|base|big|medium|huge"
    r"|mini|nano|micro|wide|narrow|deep|shallow|full|lite?|[SML])\b(?: (?:on|for) \w.*)?",
    re.I,
)
"""Networks that are named by what they are made of and their size: "Conv-Small on SVHN", "LSTM large"."""

_NAMED_LIKE_DATA = re.compile(r"(?:target|label|source|reference)s?(?: net(?:work)?| model)?", re.I)
"""Names of networks that are as well what a network gives ("Target | Predictor")."""

_DATA = re.compile(r"[∈∼~]|\d\s*[×x]\s*\d")
"""What a first row of data holds ("z ∈ R^128 ∼ N(0, I)", "image 32×32×3") and no head."""

_ASSIGNED = re.compile(r"[A-Za-z]\s*=\s*\d")
"""What no head prints: "K=3×3"."""

_OF_SETTINGS = re.compile(r"(?:hyper-?\s?)?param(?:eter)?s?|settings?|propert(?:y|ies)|options?|attributes?")
"""What stands over names of settings, whatever stands beside it."""

LONGEST_HEAD = 32
"""Most characters of a head that is no known one."""

HEAD_ROWS = 5
"""Most rows that a head has."""


def body_start(grid: Grid) -> int:
    """How many rows at the top are heads."""
    ruled = _first_ruled(grid)
    rows = [
        [c.text for c in grid.cells if c.row == row and not is_empty(c.text)]
        for row in range(min(len(grid.rows), HEAD_ROWS))
    ]
    # Titles may stand above the first row of heads, one a row.
    strong = [row for row, texts in enumerate(rows) if _is_head(texts, all(len(t) < 2 for t in rows[:row]))]
    # Heads that come after a row with values are those of a later part.
    apart = next((row for row in strong if any(map(is_value, chain(*rows[strong[0] : row])))), len(rows))
    strong = [row for row in strong if row < apart]
    count = strong[-1] + 1 if strong else 0
    for row in range(count, len(rows)):
        texts = rows[row]
        layers = sum(
            is_layer(text) and not (row == 0 and (_NAMED_LIKE_DATA.fullmatch(text) or _SIZED.fullmatch(text)))
            for text in texts
        )
        values = sum(map(is_value, texts))
        known = sum(role_of(t) is not None for t in texts)
        if not texts or (row and row == count and _under_wide(grid, row)):
            count = row + 1
        elif (row == 0 and not values and _names_columns(grid)) or (
            row == 0
            and _opens(texts, ruled > 0, known)
            and layers < 0.5 * len(texts)
            and (values < 0.5 * len(texts) or (ruled == 1 and not layers and _numbered(texts, grid)))
        ):
            count = 1
        elif (row and row == count and not (layers or values or _dashed(grid, row))) and _may_go_on(
            rows[:row], texts, ruled
        ):
            count = row + 1
        else:
            break
    return count if count < len(grid.rows) else 0


def _dashed(grid: Grid, row: int) -> bool:
    """Whether a row prints dashes for what it does not have, as no row of heads does."""
    return any(cell.row == row and cell.text.strip() and is_empty(cell.text) for cell in grid.cells)


def _names_columns(grid: Grid) -> bool:
    """Whether the first row can only name the columns: its corner is empty, or is the head of names of settings.

    Each row below begins with a name; the names of columns may be those of layers ("RNN | LSTM").
    """
    cells = [cell for cell in grid.cells if cell.row == 0 and not is_empty(cell.text)]
    corner = [cell for cell in cells if cell.column == 0]
    if any(cell.column_span > 1 or cell.row_span > 1 for cell in cells) or len(cells) - len(corner) < 2:
        return False
    if len(cells) - len(corner) < len(grid.columns) - 1 or not all(
        len(c.text) <= LONGEST_HEAD for c in cells
    ):
        return False
    below = [grid.at(row, 0) for row in range(1, len(grid.rows))]
    named = all(cell is not None and re.search(r"[A-Za-z]{2}", cell.text) for cell in below)
    return named and (not corner or _OF_SETTINGS.fullmatch(plain(corner[0].text)) is not None)


def _numbered(texts: Sequence[str], grid: Grid) -> bool:
    """Whether values in a ruled first row name networks: the first text says so, or all below are words or layers."""
    below = [cell.text for cell in grid.cells if cell.row > 0 and not is_empty(cell.text)]
    return bool(_NETWORKS.match(texts[0])) or not any(is_value(text) and not is_layer(text) for text in below)


def _may_go_on(above: Sequence[Sequence[str]], texts: Sequence[str], ruled: int) -> bool:
    """Whether a row below heads, without layers and values, may be a head as well.

    Below a ruling only one that is known, or tells depths; or the first one below titles.
    """
    told = any(role_of(text) is not None or DEPTH.match(text) for text in texts)
    titled = all(len(texts) < 2 for texts in above)
    if 0 < ruled <= len(above) and not (told or titled):
        return False
    return (
        len(texts) > 1
        and not is_total(texts[0])
        and not any(_ASSIGNED.search(text) or "∈" in text for text in texts)
    )


def _said_again(texts: Sequence[str]) -> bool:
    """Whether a row says the same over several parts ("Layer, Spec., Layer, Spec."): these are heads.

    One head for all parts may stand before them.
    """
    return any(
        repeats_every(parts, width) for parts in (texts, texts[1:]) for width in range(2, len(parts) // 2 + 1)
    )


def repeats_every(texts: Sequence[str], width: int) -> bool:
    """Whether the first texts, so many, come again and again until the end."""
    return len(texts) % width == 0 and list(texts) == [*texts[:width]] * (len(texts) // width)


def _is_head(texts: Sequence[str], first: bool) -> bool:
    """Whether most texts of a row are known heads and none names a layer.

    But for "Input" and "Output" in the first, or where heads are said again for each of the networks side by side.
    """
    known = sum(bool(head_of(t).roles) for t in texts)
    values = sum(map(is_value, texts))
    # Of two, one says that it is of layers or of their names: "Layer | Output", "Output | Layer".
    named = any(role_of(text) in ("op", "name", "index") for text in texts)
    whole = 0 < known == len(texts) and (known > 2 or named)
    return (
        known >= 2
        and (known >= 0.6 * len(texts) or _said_again(texts))
        and not values
        and (sum(map(is_layer, texts)) <= 0.2 * len(texts) or ((first or _said_again(texts)) and whole))
    )


def _under_wide(grid: Grid, row: int) -> bool:
    """Whether every cell of a row stands under a head that lies over several columns."""
    wide = [c for c in grid.cells if c.row == row - 1 and 1 < c.column_span < len(grid.columns)]
    cells = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
    named = [is_layer(c.text) for c in cells]
    if any(named) and all(layer or is_value(c.text) for layer, c in zip(named, cells, strict=True)):
        return False
    return (
        bool(wide)
        and len(cells) >= 2
        and all(any(w.column <= c.column < w.column + w.column_span for w in wide) for c in cells)
    )


_OF_TASKS = re.compile(
    r"\b(?:[CDRFT]?C?NNs?|MLPs?|networks?|nets?|models?|architectures?|classifiers?) (?:for|on|of|used|with|trained)\b"
)
"""Networks by what they are for: "CNN for SVHN", "The network with 20 layers"."""


def _opens(texts: Sequence[str], ruled: bool, known: int) -> bool:
    """Whether the first row may be a head: it has a known one, or is ruled off and short."""
    named = len(texts) > 1 and all(
        (PARTS.search(t) or _OF_TASKS.search(t)) and len(t) <= 2 * LONGEST_HEAD for t in texts
    )
    short = all(len(t) <= LONGEST_HEAD and not _DATA.search(t) for t in texts)
    return bool(known) or (ruled and (named or short))


def _first_ruled(grid: Grid) -> int:
    """The number of rows above the first ruling that runs through the table below its first row."""
    if not grid.columns:
        return 0
    width = grid.columns[-1][1] - grid.columns[0][0]
    for y, start, end in sorted(grid.horizontal):
        above = sum((a + b) / 2 < y for a, b in grid.rows)
        if above >= 1 and end - start >= 0.8 * width:
            return above
    return 0


NESTED: dict[str, Role] = {
    "size": "output_side",
    "spatial": "output_side",
    "spatial size": "output_side",
    "resolution": "output_side",
    "map size": "output_side",
    "width": "output_width",
    "w": "output_width",
    "x": "output_width",
    "height": "output_height",
    "h": "output_height",
    "y": "output_height",
    "depth": "output_channels",
    "d": "output_channels",
    "c": "output_channels",
    "channels": "output_channels",
    "z": "output_channels",
}
"""Roles of heads that stand under one for what goes in or comes out."""

_SIDED: frozenset[Role | None] = frozenset(("kernel", "stride", "dilation"))
"""Settings that have a value each way."""


def heads_of(grid: Grid, header_rows: int) -> list[Head]:
    """The head of each column; a head over several columns speaks for each of them."""
    whole = len(grid.columns)
    nested = {c.row for c in grid.cells if 1 < c.column_span < whole}
    heads: list[Head] = []
    for column in range(len(grid.columns)):
        texts: list[tuple[str, bool]] = []
        before: Cell | None = None
        for row in range(header_rows):
            cell = grid.at(row, column)
            if cell is None or cell is before or is_empty(cell.text):
                continue
            wide = cell.column_span > 1
            wrapped = before is not None and not wide and not _ruled_between(grid, before, cell)
            joined = f"{texts[-1][0]} {cell.text}" if texts else cell.text
            apart = before is not None and before.row in nested and role_of(joined) is None
            if texts and wrapped and not texts[-1][1] and not apart:
                texts[-1] = (joined, False)
            else:
                texts.append((cell.text, wide))
            before = cell
        heads.append(_head([t for t in texts if not DEPTH.match(t[0])]))
    return beside_filters(_sizes(heads))


def _sizes(heads: list[Head]) -> list[Head]:
    """ "Size" beside a head for the output, or before a stride, is the kernel's."""
    outputs = sum("output" in head.roles for head in heads)
    out = []
    for head in heads:
        bare = (
            re.match(r"^(?:size|dimensions?|shape)\b(?!.*(?:out|map|feature))", plain(head.text)) is not None
        )
        if head.role == "output" and bare and (outputs > 1 or "stride" in head.roles):
            head = Head(head.text, ("kernel", *head.roles[1:]))
        out.append(head)
    return out


def _ruled_between(grid: Grid, upper: Cell, lower: Cell) -> bool:
    middle = (lower.bbox[0] + lower.bbox[2]) / 2
    return any(upper.bbox[3] - 1 < y < lower.bbox[1] + 2 and a <= middle <= b for y, a, b in grid.horizontal)


def _head(texts: Sequence[tuple[str, bool]]) -> Head:
    """The head from its texts, top to bottom, each with whether it lies over several columns."""
    if not texts:
        return Head("")
    own = [t for t, wide in texts if not wide] or [texts[-1][0]]
    over = [t for t, wide in texts if wide]
    lowest = own[-1]
    if over and role_of(over[-1]) in ("output", "input") and plain(lowest) in NESTED:
        role = NESTED[plain(lowest)]
        return Head(lowest, (role,) if role_of(over[-1]) == "output" else ("input_channels",))
    if over and DIRECTION.fullmatch(plain(lowest)):
        # The width of what has two sides is its kernel's.
        sided = ("kernel",) if plain(over[-1]) == "width" else head_of(over[-1]).roles
        if sided and sided[0] in _SIDED:
            return Head(lowest, sided)
    for text in (lowest, *reversed(own[:-1])):
        found = head_of(text)
        if found.roles:
            return found
    for text in over:
        found = head_of(text)
        if found.role in ("output", "input", "filters", "repeat") or (
            found.role == "measure" and "model" not in plain(text)
        ):
            return Head(lowest, found.roles)
    return Head(lowest)


def beside_filters(heads: Sequence[Head]) -> list[Head]:
    """Heads in which "Dim." beside the number of filters is of what comes out, "Kernels" beside "Kernel" their number."""
    roles = [h.role for h in heads]
    if roles.count("kernel") == 2 and "filters" not in roles:
        heads = [Head(h.text, ("filters",)) if plain(h.text) == "kernels" else h for h in heads]
    filters = [h for h in heads if h.role == "filters"]
    if len(filters) == 2 and "kernel" not in roles and [plain(h.text) for h in filters].count("width") == 1:
        # "Width | Ch.": so wide are the filters.
        return [Head(h.text, ("kernel",)) if plain(h.text) == "width" else h for h in heads]
    sized = [h for h in filters if re.match(r"dims?\b", plain(h.text))]
    if len(sized) != 1 or len(filters) != 2 or any(h.role == "output" for h in heads):
        return list(heads)
    return [Head(h.text, ("output", *h.roles[1:])) if h is sized[0] else h for h in heads]
