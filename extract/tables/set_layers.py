"""A network's layers from its settings: "GRU units | 100", "GRU layers | 2", "Dropout | 0.5", "Output act. | tanh"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.tables.drafts import ACTIVATIONS, RECURRENT, Draft, pair
from extract.tables.labelled import parse
from extract.tables.model import Cell
from extract.tables.set_slots import Settings, Slot, UnknownSettingError, slots_of
from extract.tables.setting_heads import SettingHead, Tells
from extract.tables.setting_values import Item, is_width, items_of
from extract.tables.values import dims, is_no, is_yes
from graph import Dim, Value

_BOTH = re.compile(r"\bbi|2\s*[×x]\s*\d", re.I)
_COUNTED = re.compile(r"(?P<number>\d+)\s+(?P<name>[A-Za-z][\w -]*)")
_ASSIGNED = re.compile(r"(?P<name>[A-Za-z][\w -]*?)\s*[=:]?\s*(?P<number>\d+)")
_LAYERS = re.compile(r"(?:[a-z-]+ )*(?:layer|block)s?", re.I)
_BEHIND = re.compile(r"\((\|?[A-Za-z0-9]\w{0,3}\|?)\)$")
"""A width in brackets behind what it is of: "mean of Gaussian (|A|)"."""


@dataclass(slots=True)
class _Group:
    """A layer with what follows it, and of which kind it is."""

    part: str
    drafts: list[Draft]


def layers_set(settings: Settings, name: str) -> list[Draft]:
    """The layers of a network in the order in which its settings first speak of them.

    Args:
        settings: those that are printed for it, in their order.
        name: what the network is called, which may say of what kind its recurrent layers are.

    Raises:
        UnknownSettingError: a value is none that its head can have.
    """
    slots, common = slots_of(settings)
    acts = _activations(common["activation"][1].text) if "activation" in common else []
    norms = _norms(common["norm"][1].text) if "norm" in common else []
    groups: list[_Group] = []
    before = ""
    for slot in slots:
        if slot.part == "pool" and before == "conv":
            for group in groups:
                group.drafts.extend(_pool(slot) if group.part == "conv" else [])
        else:
            groups.extend(_Group(slot.part, each) for each in _layers(slot, acts, norms, name))
        before = slot.part
    if "dropout" in common:
        _drop(groups, *common["dropout"])
    return [draft for group in groups for draft in group.drafts]


def _layers(slot: Slot, acts: list[Draft], norms: list[Draft], name: str) -> list[list[Draft]]:
    if slot.part == "conv":
        return _convolutions(slot, acts, norms)
    if slot.part in ("hidden", "dense"):
        return _dense(slot, acts, norms)
    if slot.part in RECURRENT:
        return [[*_recurrent(slot, name), *_dropout(slot)]]
    read = {"input": _input, "output": _output, "embedding": _embedding, "dropout": _dropout, "pool": _pool}
    return [read.get(slot.part, _named)(slot)]


def _activations(text: str) -> list[Draft]:
    found = items_of(text)
    if found is None or any(item.number is not None for item in found):
        raise UnknownSettingError(text)
    return [draft for item in found for draft in item.layers]


def _norms(text: str) -> list[Draft]:
    if is_no(text):
        return []
    drafts = [Draft("batch_norm")] if is_yes(text) else parse(text)
    if not drafts or not drafts[0].op.endswith("norm"):
        raise UnknownSettingError(text)
    return drafts[:1]


def _following(slot: Slot, acts: list[Draft], norms: list[Draft]) -> list[Draft]:
    """What follows a layer: what is said of its kind, else of all."""
    own = _activations(slot.text("activation")) if "activation" in slot.cells else acts
    return [*(_norms(slot.text("norm")) if "norm" in slot.cells else norms), *own]


def _copies(drafts: Sequence[Draft]) -> list[Draft]:
    return [Draft(d.op, d.label, dict(d.attrs), d.repeat, text=d.text) for d in drafts]


def _placed(draft: Draft, cell: Cell) -> Draft:
    draft.bbox, draft.text = cell.bbox, cell.text
    return draft


def _dense(slot: Slot, acts: list[Draft], norms: list[Draft]) -> list[list[Draft]]:
    told = slot.main("units", "layer", "depth")
    items = _widths(slot.text(told))
    depth = _depth(slot) if told != "depth" else None
    if told == "depth" and len(items) == 1 and not (items[0].times or items[0].named):
        # So many layers, and nothing of how wide they are.
        raise UnknownSettingError(slot.text(told))
    if isinstance(depth, int) and len(items) not in (1, depth):
        raise UnknownSettingError(slot.text("depth"))
    last = items[-1].layers if len(items) > 1 and not any(item.layers for item in items[:-1]) else ()
    groups = []
    for number, item in enumerate(items):
        if not is_width(item.number):
            raise UnknownSettingError(slot.text(told))
        label = "" if number else slot.text(told)
        layer = _placed(Draft("dense", label, {"units": item.number}), slot.cells[told])
        own = [d for d in item.layers or last if d.op in ACTIVATIONS] or _following(slot, acts, norms)
        group = [layer, *_copies(own), *_copies([d for d in item.layers if d.op not in ACTIVATIONS])]
        for draft in group:
            draft.repeat = item.times or (depth if len(items) == 1 else None)
        groups.append([*group, *_dropout(slot)])
    return groups


def _widths(text: str) -> list[Item]:
    """The widths of dense layers, which a cell may name: "FC 256, FC 128"."""
    found = items_of(text)
    if found is not None:
        return found
    items = []
    for draft in parse(text):
        units = draft.attrs.get("units")
        if draft.op != "dense" or not is_width(units):
            raise UnknownSettingError(text)
        items.append(Item(units, draft.repeat if isinstance(draft.repeat, int) else None, named=True))
    return items


def _depth(slot: Slot) -> Dim | None:
    items = slot.items("depth")
    if not items:
        return None
    number = items[0].number
    if len(items) > 1 or not is_width(number):
        raise UnknownSettingError(slot.text("depth"))
    return number


def _recurrent(slot: Slot, name: str) -> list[Draft]:
    text = slot.text("type") or slot.text("layer")
    kinds = [*(parse(text) if text and not dims(text) else []), *parse(name)]
    kind = next((d for d in kinds if d.op in RECURRENT), None)
    if "units" not in slot.cells and items_of(text) is None:
        return _named(slot)
    told = slot.main("units", "layer")
    attrs: dict[str, Value] = {}
    if _BOTH.search(f"{text} {name}") or (kind is not None and kind.attrs.get("bidirectional")):
        attrs["bidirectional"] = True
    items, depth = slot.items(told), _depth(slot)
    out = []
    for item in items:
        if not is_width(item.number):
            raise UnknownSettingError(slot.text(told))
        op = kind.op if slot.part == "rnn" and kind is not None else slot.part
        draft = Draft(op, slot.text(told), {**attrs, "units": item.number})
        draft.repeat = depth or (kind.repeat if kind is not None else None)
        if item.times and not attrs:
            draft.repeat = item.times
        out.extend([_placed(draft, slot.cells[told]), *_copies(item.layers)])
    return out


def _convolutions(slot: Slot, acts: list[Draft], norms: list[Draft]) -> list[list[Draft]]:
    told: list[Tells] = [tells for tells in ("filters", "kernel", "stride") if tells in slot.cells]
    lists = {tells: _sizes(slot, tells) for tells in told}
    count = max(map(len, lists.values()), default=0)
    if not told or told == ["stride"] or any(len(sizes) not in (1, count) for sizes in lists.values()):
        raise UnknownSettingError(slot.part)
    depth = _depth(slot)
    if isinstance(depth, int) and count not in (1, depth):
        raise UnknownSettingError(slot.text("depth"))
    cell, names = slot.cells[told[0]], slot.head.names
    groups = []
    for number in range(count):
        attrs: dict[str, Value] = {
            str(tells): sizes[number if len(sizes) > 1 else 0] for tells, sizes in lists.items()
        }
        label = names[number] if len(names) == count else cell.text
        group = [_placed(Draft("conv2d", label, attrs), cell), *_copies(_following(slot, acts, norms))]
        for draft in group if count == 1 else []:
            draft.repeat = depth
        groups.append(group)
    return groups


def _sizes(slot: Slot, tells: Tells) -> list[Value]:
    """A number of filters for each convolution, or a size of a window."""
    text = slot.text(tells)
    whole = dims(text) if re.search(r"[×x]", text) else None
    if whole is not None and tells != "filters":
        return [pair(whole, "conv2d")]
    sizes: list[Value] = []
    for item in slot.items(tells):
        if not is_width(item.number):
            raise UnknownSettingError(text)
        sizes.append(item.number if tells == "filters" else pair((item.number,), "conv2d"))
    return sizes


def _pool(slot: Slot) -> list[Draft]:
    told = slot.main("layer", "type", "kernel", "units", "stride")
    cell = slot.cells[told]
    named = parse(cell.text) if re.search(r"[A-Za-z]", cell.text) else []
    draft = named[0] if named and "pool" in named[0].op else Draft("pool", cell.text)
    for name, tells in (("kernel", ("kernel", "units", "layer")), ("stride", ("stride",))):
        said = next((slot.text(t) for t in tells if t in slot.cells), "")
        sizes = dims(said)
        if sizes:
            draft.attrs[name] = pair(sizes, "pool")
    if not (named or draft.attrs):
        raise UnknownSettingError(cell.text)
    return [_placed(draft, cell)]


def _input(slot: Slot) -> list[Draft]:
    # "Input patch size" has no kernel.
    cell = slot.cells[slot.main("layer", "units", "kernel")]
    numbers = tuple(item.number for item in items_of(cell.text) or () if isinstance(item.number, int))
    draft = Draft("input", cell.text, shape=dims(cell.text) if re.search(r"\d", cell.text) else None)
    draft.shape = draft.shape or numbers or None
    return [_placed(draft, cell)]


def _output(slot: Slot) -> list[Draft]:
    acts = _activations(slot.text("activation")) if "activation" in slot.cells else []
    for act in acts:
        act.label = slot.text("activation")
        _placed(act, slot.cells["activation"])
    if not {"layer", "units"} & set(slot.cells):
        return acts
    cell = slot.cells[slot.main("layer", "units")]
    items, width = items_of(cell.text) or [], _BEHIND.search(cell.text)
    if len(items) == 1 and is_width(items[0].number) and not str(items[0].number).isalpha():
        dense = Draft("dense", cell.text, {"units": items[0].number})
        return [_placed(dense, cell), *_copies(items[0].layers), *acts]
    if width and not items:
        return [_placed(Draft("dense", cell.text, {"units": width[1]}), cell), *acts]
    return [*_named(slot), *acts]


def _embedding(slot: Slot) -> list[Draft]:
    cell = slot.cells[slot.main("units", "layer")]
    items = items_of(cell.text) or []
    if len(items) != 1 or not is_width(items[0].number):
        raise UnknownSettingError(cell.text)
    return [_placed(Draft("embedding", cell.text, {"dim": items[0].number}), cell)]


def _dropout(slot: Slot) -> list[Draft]:
    if "dropout" not in slot.cells:
        return []
    items = slot.items("dropout")
    rate = items[0].number if len(items) == 1 else None
    if not isinstance(rate, int | float) or not 0 <= rate < 1:
        raise UnknownSettingError(slot.text("dropout"))
    return [_placed(Draft("dropout", slot.text("dropout"), {"rate": rate}), slot.cells["dropout"])]


def _drop(groups: Sequence[_Group], head: SettingHead, cell: Cell) -> None:
    """Puts a dropout behind each layer that the head names: "Dropout [pooling, FC1, FC2] | [0.1, 0.7, 0.5]"."""
    rates = [item.number for item in items_of(cell.text) or ()]
    if len(rates) != len(head.names):
        raise UnknownSettingError(cell.text)
    for name, rate in zip(head.names, rates, strict=True):
        number = re.search(r"\d+$", name.strip())
        parts = ("conv",) if re.match(r"(?:conv|pool|block)", name, re.I) else ("dense", "hidden")
        of_kind = [group for group in groups if group.part in parts]
        for at, group in enumerate(of_kind, 1):
            if (number is None or int(number[0]) == at) and isinstance(rate, float):
                group.drafts.append(Draft("dropout", "", {"rate": rate}))


def _named(slot: Slot) -> list[Draft]:
    """A layer that a cell names, or a block that it sets: "2 × bi-GRU, 1024", "5 layers, 2 heads, FFN 2048"."""
    cell = next(iter(slot.cells.values()))
    drafts = parse(cell.text)
    terminal = len(drafts) == 1 and drafts[0].op in ("input", "feature_map", "output")
    if slot.part == "output" and terminal:
        return [_placed(Draft("output", cell.text), cell)]
    given = _settings(cell.text)
    if given and (slot.part == "block" or drafts[0].op in ("block", "feed_forward")):
        return [_placed(_block(slot.head.scope or slot.part, cell.text, given), cell)]
    if terminal or not re.search(r"[A-Za-z]", cell.text) or not drafts or drafts[0].op in ("block", "loss"):
        raise UnknownSettingError(cell.text)
    _placed(drafts[0], cell)
    return drafts


def _settings(text: str) -> dict[str, Value]:
    """What a list of settings says: "5 layers, 2 heads, FFN 2048"; empty for any other text."""
    given: dict[str, Value] = {}
    for part in re.split(r"\s*[,;]\s*", text):
        found = _COUNTED.fullmatch(part) or _ASSIGNED.fullmatch(part)
        if found is None:
            return {}
        given[found["name"]] = int(found["number"])
    return given if len(given) > 1 else {}


def _block(name: str, label: str, given: dict[str, Value]) -> Draft:
    draft = Draft("block", label, {"name": name[:1].upper() + name[1:]})
    for key, value in given.items():
        if _LAYERS.fullmatch(key) and isinstance(value, int):
            draft.repeat = value
        else:
            draft.attrs[key] = value
    return draft
