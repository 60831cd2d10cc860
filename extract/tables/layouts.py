"""Layer tables of each layout into drafts: one layer a record, or one network a column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.labels import parse_label, repeat_mark
from extract.tables.abbreviations import abbreviations, expanded
from extract.tables.assigned import assigned, named_block
from extract.tables.cell_layers import LayerLine, layer_lines, names_beside
from extract.tables.drafts import MAIN, POOLS, SETTINGS, Draft, Facts
from extract.tables.headers import Head, Role, plain
from extract.tables.layers import drafts_of, head_key, printed_shape
from extract.tables.records import Field, Record, Sheet, columns_like, is_layer
from extract.tables.values import channels_first, dim, dims, is_empty, shape
from extract.tables.wired import input_column
from graph import Box, Dim, Shape

_TYPED: frozenset[Role] = SETTINGS | frozenset(("repeat", "activation", "norm", "dropout"))
_EXACT = re.compile(r"^(?:layer |block )?(?:type|operators?|operations?|op)\b")
_NUMBERED = re.compile(r"[A-Za-z-]+[-_ ]?\d*\w?(?:[._]\w+)?")
_TIMES_NAMED = re.compile(
    r"^(?:[A-Za-z][A-Za-z -]{2,}\s*[×x]\s*\d+|[A-Za-z -]*block(?:[ -]?(?:up|down)(?:sample)?)?,?\s+\d{2,4})$",
    re.I,
)
"""A named block with the number of times that it stands, or with its width."""
_COUNT = re.compile(r"#|filter|channel|map|kernel", re.I)
_MODE = re.compile(r"\b(?:border[_ ])?mode\s*[=:]\s*[\"']?(same|valid|full|causal)\b[\"']?\s*[,;]?", re.I)
"""How Keras calls a padding."""
_TRAINED = re.compile(
    r"\b(?:max[- _]?norm|weight[ _]decay|momentum|eps(?:ilon)?|bias|init\w*|regulari[sz]er)\s*[=:]\s*[\w.]+\s*[,;]?",
    re.I,
)
"""What only says how a layer is trained."""
_PARTS: tuple[Role, ...] = ("output_height", "output_width", "output_side", "output_channels")


@dataclass(frozen=True, slots=True)
class Place:
    """A layer's place among the lines of its cell, and its baseline."""

    number: int
    count: int
    baseline: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Which head holds the layer, which its name, and which its shape.

    Attributes:
        op: place of the head whose cells name the layers.
        names: places of heads whose cells name a row.
        shapes: places of output shapes.
        turn: whether shapes are printed with the channels first.
        single: whether rows are named for others to take in: each is one layer, whatever its name.
        short: words for layers by the short names that the caption explains.
    """

    op: int
    names: tuple[int, ...]
    shapes: tuple[int, ...]
    turn: bool
    single: bool = False
    short: Mapping[str, str] = field(default_factory=dict)


def find_op(sheet: Sheet) -> tuple[int, float] | None:
    """The head whose cells name layers, and the share of them that do; None where there is none.

    A head that says so counts more than the words in its cells, an often empty column less.
    """
    said = [
        (layers, _EXACT.match(plain(sheet.heads[at].text)) is not None, at)
        for at, filled, layers in columns_like(sheet)
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
    for at, filled, layers in columns_like(sheet):
        head = sheet.heads[at]
        if head.role in ("measure", "repeat", "input", "output", "index") and layers < 0.5:
            continue
        if head.role in _TYPED and head.role != "kernel" and detailed(sheet, at) < 0.5:
            # "filters" is as well the head of a column of whole layers: "1×3², 24".
            continue
        if filled < 0.7 or (head.role == "name" and _only_named(sheet, at)) or _leads(sheet, at):
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
    texts = [r.fields[at].text for r in sheet.records if at < len(r.fields) and r.fields[at].text]
    return sum(text.rstrip().endswith(":") for text in texts) > 0.5 * len(texts)


def _only_named(sheet: Sheet, at: int) -> bool:
    """Whether the cells under a head are names with a number ("conv1") while another column tells the layers."""
    texts = [r.fields[at].text for r in sheet.records if at < len(r.fields) and r.fields[at].text]
    named = sum(bool(_NUMBERED.fullmatch(t)) and not (is_layer(t) and t.isalpha()) for t in texts)
    others = [i for i, head in enumerate(sheet.heads) if i != at and head.role in (None, "config", "op")]
    return named >= 0.5 * len(texts) and any(
        detailed(sheet, i) >= 0.5 and _filled(sheet, i) >= 0.7 and _tells_layers(sheet, i) for i in others
    )


def _tells_layers(sheet: Sheet, at: int) -> bool:
    """Whether cells under a head name layers with weights or poolings: "256, ReLU" only says more of one named beside."""
    texts = [r.fields[at].text for r in sheet.records if at < len(r.fields) and r.fields[at].text]
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
        if c.groups or _TIMES_NAMED.match(c.text) or (is_layer(c.text) and _has_settings(c.text))
    ]
    return len(told) / max(len(cells), 1)


def _has_settings(text: str) -> bool:
    return re.search(r"\d", text) is not None and _NUMBERED.fullmatch(text) is None


def _worded(sheet: Sheet, at: int) -> bool:
    """Whether most cells under a head have words."""
    texts = [r.fields[at].text for r in sheet.records if at < len(r.fields) and r.fields[at].text]
    return sum(bool(re.search(r"[A-Za-z]{2}", t)) for t in texts) >= 0.7 * len(texts)


def layout_of(sheet: Sheet, op: int, caption: str = "") -> Layout:
    """The parts of a sheet whose layers stand under the head at `op`; the caption may explain their names."""
    names = tuple(
        at
        for at, head in enumerate(sheet.heads)
        if at != op
        and (head.role in ("index", "name", "op") or (not head.text and at == 0))
        and _filled(sheet, at) >= (0.8 if head.role == "op" else 0.5)
    )
    shapes = tuple(at for at, head in enumerate(sheet.heads) if head.role == "output")
    printed = (r.fields[at].text for at in shapes for r in sheet.records if at < len(r.fields))
    turn = channels_first(printed) or _led_by_filters(sheet, shapes)
    single = input_column(sheet) is not None
    return Layout(op, names, shapes, turn, single, abbreviations(caption))


def _led_by_filters(sheet: Sheet, shapes: Sequence[int]) -> bool:
    """Whether shapes begin with the number of filters that their row prints: "F" beside "(F, C, T)"."""
    led = closed = 0
    for record in sheet.records:
        widths = [dim(item.text) for item in record.fields if item.head.role == "filters" and item.text]
        for found in (shape(record.fields[at].text) for at in shapes if at < len(record.fields)):
            if found is not None and len(found) == 3 and found[0] != found[-1]:
                led, closed = led + (found[0] in widths), closed + (found[-1] in widths)
    return led > closed


def _filled(sheet: Sheet, at: int) -> float:
    rows = [r for r in sheet.records if r.fields]
    return sum(bool(r.fields[at].text) for r in rows if at < len(r.fields)) / max(len(rows), 1)


def record_drafts(record: Record, layout: Layout, row: int) -> list[Draft]:
    """The layers of one record: one for each line of its layer cell, where that has several."""
    if layout.op >= len(record.fields):
        return []
    cell = record.fields[layout.op].cell
    name = " ".join(t for at in layout.names if at < len(record.fields) and (t := record.fields[at].text))
    if cell is None or is_empty(cell.text):
        if not name:
            return []
        facts = _facts(record, layout, name, expanded(name, layout.short), None)
        return _with_shape(drafts_of(facts), record, layout, None, row)
    own = [t for at in layout.names if at < len(record.fields) and (t := record.fields[at].text)]
    if own and (given := assigned(cell)):
        return _with_shape([named_block(own[-1], cell, given)], record, layout, None, row)
    lines = layer_lines(cell)
    places = _places(record, layout)
    if len(lines) == 1 and len(cell.lines) == len(places) > 1 and not cell.groups:
        # Names that say nothing by themselves, each with settings of its own.
        lines = [LayerLine(line.text, None, None, line.baseline) for line in cell.lines]
    if len(lines) <= 1:
        line = lines[0] if lines else LayerLine(cell.text, None, None, cell.bbox[3])
        out: list[Draft] = []
        for place in places:
            facts = _layer_facts(record, layout, f"{name} {line.text}".strip(), line.text, place, name)
            drafts = drafts_of(facts)
            for draft in drafts:
                draft.group = line.group
            out.extend(_with_shape(_repeated(drafts, line.repeat), record, layout, place, row))
        return out
    out = []
    named = names_beside(lines, [record.fields[at] for at in layout.names if at < len(record.fields)])
    for number, (line, own_name) in enumerate(zip(lines, named, strict=True)):
        place = Place(number, len(lines), line.baseline)
        text = line.text if is_layer(line.text) else f"{own_name} {line.text}".strip()
        drafts = drafts_of(_layer_facts(record, layout, text, text, place, own_name or name))
        for draft in drafts:
            draft.group = line.group
        out.extend(_with_shape(_repeated(drafts, line.repeat), record, layout, place, row))
    for draft in out:
        draft.stage = name
    return out


def _places(record: Record, layout: Layout) -> list[Place | None]:
    """One place, or one for each line where the settings of one named row have several lines each."""
    cells = [
        f.cell
        for i, f in enumerate(record.fields)
        if i not in (layout.op, *layout.names) and f.cell is not None and not f.cell.groups
        if f.head.role in _TYPED or f.head.role == "output"
    ]
    counts = [len(cell.lines) for cell in cells if len(cell.lines) > 1]
    if len(counts) < 2 or len(set(counts)) != 1:
        return [None]
    cell = next(cell for cell in cells if len(cell.lines) > 1)
    return [Place(i, counts[0], line.baseline) for i, line in enumerate(cell.lines)]


def _layer_facts(
    record: Record, layout: Layout, label: str, text: str, place: Place | None, name: str
) -> Facts:
    """The facts of one layer. Under a head of several roles ("Type / Stride") it stands before the first sign."""
    item = record.fields[layout.op]
    text = expanded(text, layout.short)
    facts = _facts(record, layout, label, text, place, name, item.cell.bbox if item.cell else None)
    roles = item.head.roles[1:]
    first, *rest = (part.strip() for part in re.split(r"\s*/\s*", text))
    if roles and len(rest) == len(roles):
        facts.text = first
        for role, part in zip(roles, rest, strict=True):
            if not is_empty(part):
                facts.values.setdefault(role, part)
    return facts


def _repeated(drafts: list[Draft], repeat: Dim | None) -> list[Draft]:
    if repeat is not None and repeat != 1:
        for draft in drafts:
            draft.repeat = repeat if draft.repeat is None else draft.repeat
    return drafts


def _facts(
    record: Record,
    layout: Layout,
    label: str,
    text: str,
    place: Place | None,
    context: str = "",
    bbox: Box | None = None,
) -> Facts:
    facts = Facts(label=label, text=text, context=context, bbox=bbox)
    for at, item in enumerate(record.fields):
        if at == layout.op or at in layout.names or at in layout.shapes:
            continue
        value = line_of(item, place)
        if not value:
            continue
        _put(facts, item.head, value)
    facts.depth = _depths(record, layout, place)
    facts.single = layout.single
    return facts


def _depths(record: Record, layout: Layout, place: Place | None) -> tuple[Dim, Dim] | None:
    """The channels that go in and come out, where both shapes are printed with three numbers."""
    before = [shape(line_of(f, place)) for f in record.fields if f.head.role == "input"]
    after = shape_of(record, layout, place)
    if before and before[0] and len(before[0]) == 3 and after and len(after) == 3:
        return before[0][2], after[2]
    return None


def _put(facts: Facts, head: Head, text: str) -> None:
    role = head.role
    if role is None and not head.text and repeat_mark(text) is not None:
        facts.values.setdefault("repeat", str(repeat_mark(text)))
    elif (role is None and not head.text) or role == "config":
        if head.text:
            facts.described = head_key(head), text
        _put_config(facts, text)
    elif role in ("op", "name"):
        facts.extras[head_key(head)] = text
        facts.label = f"{facts.label} {text}"
    elif role == "kernel":
        if re.match(r"^[(\[]?\d", text) or re.search(r"\d\s*[×x]\s*\d", text) or len(dims(text) or ()) > 1:
            _split_roles(facts, head, text)
        else:
            facts.config.append(text)
    elif role in _TYPED and role is not None:
        _split_roles(facts, head, text)
    elif role is None:
        facts.extras[head_key(head)] = text


def _put_config(facts: Facts, text: str) -> None:
    """Bare sizes in a column of parameters are a kernel, a bare whole number is a width."""
    said = _MODE.search(text)
    if said:
        facts.values.setdefault("padding", said[1])
        text = f"{text[: said.start()]}{text[said.end() :]}"
    text = _TRAINED.sub("", text).strip(" ,;")
    sizes = dims(text)
    if sizes and len(sizes) >= 2 and all(isinstance(s, int) for s in sizes[:2]):
        facts.values.setdefault("kernel", text)
    elif sizes and isinstance(sizes[0], int):
        facts.values.setdefault("filters", text)
    elif text:
        facts.config.append(text)


def _split_roles(facts: Facts, head: Head, text: str) -> None:
    """A head of several roles parts its cells at its own signs."""
    roles = [r for r in head.roles if r in _TYPED]
    counted = re.search(r"\s*\(\s*[×x]\s*(\d+)\s*\)$", text)
    if counted and "filters" not in roles:
        facts.values.setdefault("filters", counted[1])
        text = text[: counted.start()]
    parts = [p.strip() for p in re.split(r"[/,;]", text)]
    if len(roles) > 1 and len(parts) == len(roles):
        for role, part in zip(roles, parts, strict=True):
            if not is_empty(part):
                facts.values.setdefault(role, part)
                facts.heads.setdefault(role, role)
        return
    if roles[0] in facts.values:
        if (
            roles[0] != "filters"
            or not _COUNT.search(head.text)
            or _COUNT.search(facts.heads.get("filters", ""))
        ):
            facts.extras[head_key(head)] = text
            return
        # "# of Filters" says what "Dim.", or a bare number among settings, only might.
        facts.extras[facts.heads.get("filters", "filters")] = facts.values["filters"]
    facts.values[roles[0]] = text
    facts.heads[roles[0]] = head_key(head)


def line_of(item: Field, place: Place | None) -> str:
    """A field's text; of a cell with several lines, the line beside the layer's own.

    Lines are matched by their number where both cells have equally many, else by their baselines.
    """
    if item.cell is None:
        return ""
    if place is None or len(item.cell.lines) < 2 or item.cell.groups:
        return item.text
    if len(item.cell.lines) == place.count:
        text = item.cell.lines[place.number].text
    else:
        text = next((x.text for x in item.cell.lines if abs(x.baseline - place.baseline) < 2.5), "")
    return "" if is_empty(text) else text


def _with_shape(
    drafts: list[Draft], record: Record, layout: Layout, place: Place | None, row: int
) -> list[Draft]:
    found = shape_of(record, layout, place)
    for draft in drafts:
        draft.row = row
        if draft.op == "spatial_pyramid_pool":
            draft.shape = None
        if found is not None:
            draft.shape, draft.turned = found, layout.turn and len(found) == 3
    return drafts


def shape_of(record: Record, layout: Layout, place: Place | None) -> Shape | None:
    """The output shape that a record prints, put together from its columns where it has one each."""
    told: Shape | None = None
    for at in layout.shapes:
        if at >= len(record.fields):
            continue
        item = record.fields[at]
        found = printed_shape(line_of(item, place), layout.turn)
        if found is None and item.cell is not None and len(item.cell.lines) > 1:
            found = printed_shape(item.cell.lines[-1].text, layout.turn)
        if found is not None and (len(found) > 1 or isinstance(found[0], int)):
            return found
        # A letter alone may be what the output is called, where another column prints its size.
        told = told or found
    if told is not None:
        return told
    parts: dict[Role, Shape] = {}
    for item in record.fields:
        if item.head.role in _PARTS and (sizes := dims(line_of(item, place))):
            parts[item.head.role] = sizes
    side = parts.get("output_side")
    channels = parts.get("output_channels") or _channels(record, place)
    if side is not None:
        spatial: tuple[Dim, ...] = side if len(side) > 1 else (side[0], side[0])
        return (*spatial, *(channels or ()))
    if "output_height" in parts or "output_width" in parts:
        height, width = parts.get("output_height", ()), parts.get("output_width", ())
        return (*height, *width, *(channels or ()))
    return None


def _channels(record: Record, place: Place | None) -> Shape | None:
    for item in record.fields:
        if item.head.role == "filters" and (sizes := dims(line_of(item, place))):
            return sizes if len(sizes) == 1 else None
    return None
