"""Tables of whole models by their sizes: one model a row or a column, told by its depth, width and heads.

"Model | Layers | Hidden size | Heads" prints no layer at all: each model is one block, as often as it has layers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.cells import is_layer, is_value
from extract.tables.drafts import Draft, Facts
from extract.tables.headers import role_of
from extract.tables.layers import drafts_of
from extract.tables.model import Cell, Grid
from extract.tables.model_heads import Kind, block_of, is_symbol, kind_of, part_of
from extract.tables.values import as_number, is_empty, is_no, is_yes, unmarked, value
from graph import Graph

_LAYER = re.compile(
    r"\bconv\w*\W*\d\s*[×x]\s*\d|\bpool|\bfc\b|\blinear\b|fully[- ]connected|\bresidual block", re.I
)
"""Names of layers, and no model's."""
_STAGE = re.compile(
    r"(?:(?:stage|layer|block|level|module|conv\w*|cell|scale|unit|branch|res|input|output|stem|step)s?\b"
    r"[\s_-]*)?[\d.–-]*",
    re.I,
)
"""What rows in the order of the data are named by, and no models."""
_STATED = re.compile(r"hyper-?\s?parameters?|\bconfigurations?\b|\bspecifications?\b", re.I)
"""What a caption says of tables that print how models are set."""
_NAMED = re.compile(r"\b(?:of|for|in) (?:the|our|all) (?:\w+ )?([A-Z]\w*-?[Nn]et|Transformer)\b")
"""A network that a caption says the settings are of: "hyper-parameters for the U-Net model"."""
_TASK = re.compile(
    r"→|->|\d\s*[×x]\s*\d|\b\d{2,4}(?:px|²)|\b(?:ImageNet|CIFAR|LSUN|CelebA|FFHQ|MNIST|SVHN|STL|COCO|CUB|KITTI"
    r"|ADE20K|Cityscapes|PASCAL|VOC|LJSpeech|VCTK|LibriSpeech|WMT|Enwik8|Wiki\w*|bedrooms?|churches|faces|QM9|ZINC"
    r"|data ?set)\b",
    re.I,
)
"""Tasks and data sets, which no network is called by."""
_TO = re.compile(r"\d\s*(?:→|->|⇒)\s*\d")
"""From which size to which: a task."""
_SIZED = re.compile(r"\b(?:tiny|small|base|large|huge|XS|XL|[SML])\b")
KNOWN = 0.6
"""Share of the settings of a table of models that are known as such."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A size that models have: its printed head, what it tells, and what is printed of it for each model."""

    head: str
    kind: Kind
    cells: tuple[Cell | None, ...]


def models(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One model for each row, or for each column; None where what is printed are no sizes of models."""
    if len(grid.columns) < 3 or not grid.header_rows or _typed(grid):
        return None
    stated = _STATED.search(exhibit.caption) is not None
    down = _down(grid, stated)
    if down is not None:
        return _graphs("table-row-major", *down, exhibit)
    along = _along(grid)
    return _graphs("table-variants", *along, exhibit) if along is not None else None


def _typed(grid: Grid) -> bool:
    """Whether a row tells by its head what kinds of layers the columns are, and another what kernels they have."""
    roles = {role_of(grid.text(row, 0)): row for row in range(grid.header_rows, len(grid.rows))}
    if not {"op", "kernel"} <= roles.keys():
        return False
    kinds = [grid.text(roles["op"], at) for at in range(1, len(grid.columns))]
    return sum(map(is_layer, kinds)) > 0.5 * len(kinds)


def _down(grid: Grid, stated: bool) -> tuple[list[str], list[_Setting]] | None:
    """Names of models down the first column, and a setting in each other column."""
    heads = [_printed(grid, at) for at in range(len(grid.columns))]
    rows = [
        row
        for row in range(grid.header_rows, len(grid.rows))
        if any(c.row == row and c.column_span == 1 and c.column for c in grid.cells)
    ]
    settings = [_setting(head, [grid.at(row, at) for row in rows]) for at, head in enumerate(heads) if at]
    names = [grid.text(row, 0) for row in rows]
    one_head = grid.at(grid.header_rows - 1, 0) is grid.at(grid.header_rows - 1, 1)
    if settings and (settings[0].kind == "other" or one_head) and len(set(names)) < len(names):
        # "BERT | Base": the sizes of one family.
        names = [f"{name} {grid.text(row, 1)}" for name, row in zip(names, rows, strict=True)]
        settings = settings[1:]
    return _checked(names, settings, stated)


def _printed(grid: Grid, column: int) -> str:
    """What the head prints over a column, with its symbols: "Hidden size d"."""
    cells = [grid.at(row, column) for row in range(grid.header_rows)]
    return " ".join(
        dict.fromkeys(cell.text for cell in cells if cell is not None and not is_empty(cell.text))
    )


def _along(grid: Grid) -> tuple[list[str], list[_Setting]] | None:
    """Names of models along the head, and a setting in each row."""
    columns = range(1, len(grid.columns))
    rows = range(grid.header_rows, len(grid.rows))
    settings = [_setting(grid.text(row, 0), [grid.at(row, at) for at in columns]) for row in rows]
    return _checked([grid.text(grid.header_rows - 1, at) for at in columns], settings)


def _setting(head: str, cells: Sequence[Cell | None]) -> _Setting:
    printed = tuple(cell if cell is not None and not is_empty(cell.text) else None for cell in cells)
    return _Setting(head, kind_of(head, [cell.text for cell in printed if cell is not None]), printed)


def _checked(
    names: Sequence[str], settings: Sequence[_Setting], stated: bool = False
) -> tuple[list[str], list[_Setting]] | None:
    """The names and settings, if the names are those of models and the settings those of models as a whole.

    Symbols alone tell no sizes ("P", "R") unless it is stated that settings are printed.
    """
    clean = [unmarked(name) for name in names]
    if len(clean) < 2 or len(set(clean)) < len(clean) or any(map(_STAGE.fullmatch, clean)):
        return None
    kinds = [setting.kind for setting in settings]
    known = sum(kind != "other" for kind in kinds)
    core = sum(kind in ("depth", "width", "heads", "units", "channels") for kind in kinds)
    told = [setting.head for setting in settings]
    if len(set(told)) < len(told):
        # The same sizes again are those of a further stage.
        return None
    if stated and all(map(_by_symbol, settings)):
        core = known = len(told)
        settings = [replace(setting, kind="size") for setting in settings]
    valued = any(is_value(name) and not _TO.search(name) for name in clean)
    if "score" in kinds or core < 2 or known < KNOWN * len(kinds) or valued:
        return None
    if sum(_LAYER.search(name) is not None for name in clean) >= 0.5 * len(clean):
        # Rows of layers, each with how often it stands and how wide it is.
        return None
    return clean, list(settings)


def _by_symbol(setting: _Setting) -> bool:
    """Whether a setting is told by a symbol, and by numbers or lists of them: "k_r" over "[3, 7, 11]"."""
    texts = [cell.text for cell in setting.cells if cell is not None]
    return is_symbol(setting.head) and bool(texts) and not any(re.search("[A-Za-z]{2}", t) for t in texts)


def _graphs(
    form: FigureType, names: list[str], settings: list[_Setting], exhibit: Exhibit
) -> tuple[FigureType, tuple[Graph, ...]] | None:
    graphs = []
    whole = _network(exhibit.caption, names)
    for at, name in enumerate(names):
        drafts = _whole(whole, name, at, settings) if whole else _layers(name, at, settings)
        drafts = drafts or _blocks(name, at, settings)
        if drafts:
            graphs.append(chain(name, drafts, exhibit))
    return (form, tuple(graphs)) if len(graphs) > 1 else None


def _network(caption: str, names: Sequence[str]) -> str:
    """The network that a caption names where rows or columns are the tasks that it is set for; "" for any other table."""
    found = set(_NAMED.findall(" ".join(caption.split())))
    tasks = all(_TASK.search(name) is not None and not _SIZED.search(name) for name in names)
    return found.pop() if len(found) == 1 and tasks else ""


def _whole(network: str, name: str, at: int, settings: Sequence[_Setting]) -> list[Draft]:
    """A network as one block with all that is set for a task."""
    block = Draft("block", network, {"name": network}, text=name, confidence=0.8)
    for setting in settings:
        cell = setting.cells[at]
        if cell is not None and setting.kind not in ("measure", "score", "other"):
            block.bbox = block.bbox or cell.bbox
            block.attrs[setting.head] = value(cell.text)
    return [block] if len(block.attrs) > 1 else []


def _layers(name: str, at: int, settings: Sequence[_Setting]) -> list[Draft]:
    """Layers of neurons: "Hidden layers | Neurons | Activation"; none where other sizes tell of something else."""
    own = {s.kind: cell for s in settings if (cell := s.cells[at]) is not None}
    if not {"depth", "units"} <= set(own) <= {"depth", "units", "activation", "measure"}:
        return []
    values = {"units": own["units"].text, "repeat": own["depth"].text}
    if "activation" in own:
        values["activation"] = own["activation"].text
    facts = Facts(label=name, text="fc", values=values, bbox=own["units"].bbox)  # type: ignore[arg-type]
    return drafts_of(facts, op="dense")


def _blocks(name: str, at: int, settings: Sequence[_Setting]) -> list[Draft]:
    """A model as one block, or as the parts that its settings are named by ("Encoder layers", "Decoder layers")."""
    parts = list(dict.fromkeys(p for s in settings if s.kind == "depth" and (p := part_of(s.head))))
    counted = next((b for s in settings if s.kind == "depth" and (b := block_of(s.head))), "")
    blocks = {part: _block(part, name) for part in (parts if len(parts) > 1 else [counted])}
    end: list[Draft] = []
    last = ""
    for setting in settings:
        cell = setting.cells[at]
        said = part_of(setting.head)
        last = said if said in blocks else last
        if cell is None or setting.kind in ("measure", "other"):
            continue
        if setting.kind == "loss":
            end.append(Draft("loss", cell.text, bbox=cell.bbox, text=cell.text))
            continue
        for part in [last] if last in blocks else list(blocks):
            _set(blocks[part], setting, cell)
    return [b for b in blocks.values() if b.repeat is not None or set(b.attrs) > {"name"}] + end


def _block(part: str, name: str) -> Draft:
    return Draft("block", part or name, {"name": part or name}, text=name, confidence=0.8)


def _set(block: Draft, setting: _Setting, cell: Cell) -> None:
    block.bbox = block.bbox or cell.bbox
    number = as_number(cell.text)
    if setting.kind == "depth":
        counted = re.fullmatch(r"[A-Za-z]|\d+", cell.text.strip())
        if counted:
            block.repeat = number if isinstance(number, int) else cell.text.strip()
            return
    if is_no(cell.text) or (is_yes(cell.text) and number is None):
        block.attrs[setting.head] = not is_no(cell.text)
    else:
        block.attrs[setting.head] = value(cell.text)
