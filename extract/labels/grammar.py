"""From items to operations: what each part of a label names, and which values belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.labels.attach import (
    LARGEST_INDEX,
    Draft,
    accepts_before,
    give_arguments,
    give_number,
    give_setting,
    give_size,
    settle_numbers,
)
from extract.labels.families import Family, family, spread
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, Size
from extract.labels.segments import is_value

_NAMED_FREELY: frozenset[Family] = frozenset(
    {
        "convolution",
        "pool",
        "dense",
        "mlp",
        "recurrent",
        "embedding",
        "attention",
        "upsample",
        "dropout",
        "activation",
        "tensor",
        "norm",
    }
)
"""Families whose operations stay what they are behind an unknown word ("sentiment LSTM")."""


def is_block(items: Sequence[Item]) -> bool:
    """Whether the words of a part name something that is not one operation."""
    named = [at for at, item in enumerate(items) if isinstance(item, Named)]
    others = [at for at, item in enumerate(items) if isinstance(item, Other)]
    if any(items[at].role == "block" and (not named or at > named[-1]) for at in others):  # type: ignore[union-attr]
        return not _in_brackets(items, others[-1]) or not named
    alternatives = any(isinstance(item, Separator) and item.kind == "slash" for item in items)
    if alternatives and any(items[at].role == "block" for at in others):  # type: ignore[union-attr]
        return True
    if not named:
        return any(items[at].role != "function" for at in others)  # type: ignore[union-attr]
    if any(
        item.prefix and not _is_modifier(items, at) for at in named if isinstance(item := items[at], Named)
    ):
        return True
    if any(_counts(items, at) for at in others if items[at].role == "block"):  # type: ignore[union-attr]
        return True
    unknown = [at for at in others if items[at].role == "unknown" and _is_long(items[at])]  # type: ignore[union-attr,arg-type]
    if not unknown:
        return False
    if any(items[at].weak for at in named) and len(named) == 1:  # type: ignore[union-attr]
        return not _in_brackets(items, unknown[0])
    after = [at for at in unknown if at > named[-1] and not _apart(items, named[-1], at)]
    if after:
        return True
    before = [at for at in unknown if at < named[0] and not _apart(items, at, named[0])]
    first = items[named[0]]
    assert isinstance(first, Named)
    return bool(before) and family(first.meaning.op) not in _NAMED_FREELY


def _counts(items: Sequence[Item], at: int) -> bool:
    """Whether a number that touches it tells one block from another, as in bottleneck4.0."""
    return at + 1 < len(items) and isinstance(items[at + 1], Number) and items[at + 1].start == items[at].end


def _is_modifier(items: Sequence[Item], at: int) -> bool:
    before = items[at - 2] if at > 1 else None
    return isinstance(before, Other) and before.role in ("modifier", "function")


def _is_long(item: Other) -> bool:
    return len(item.text) > 2 and any(char.isalpha() for char in item.text)


def _in_brackets(items: Sequence[Item], at: int) -> bool:
    depth = 0
    for item in items[:at]:
        if isinstance(item, Separator):
            depth += (item.kind == "open") - (item.kind == "close")
    return depth > 0


def _apart(items: Sequence[Item], left: int, right: int) -> bool:
    """Whether a comma, bracket or value stands between two items."""
    return any(
        is_value(item) or (isinstance(item, Separator) and item.kind in ("comma", "open", "close", "then"))
        for item in items[left + 1 : right]
    )


def block(items: Sequence[Item], text: str) -> Draft:
    """A part as a block: its words are the name, its values the attributes."""
    draft = Draft("block")
    words: list[Item] = []
    values: list[Item] = []
    for at, item in enumerate(items):
        after = bool(words) and any(value.start > words[0].start for value in values)
        if words and (after or isinstance(item, Separator)) and _closes_name(items, at):
            values.extend(later for later in items[at:] if is_value(later))
            break
        if isinstance(item, (Named, Other)) or (words and _counts_blocks(item, words[-1])):
            words.append(item)
        elif is_value(item):
            values.append(item)
    if words:
        end = words[-1].end
        name = text[words[0].start : end]
        if name.count("(") > name.count(")") and text[end : end + 1] == ")":
            name += ")"
        draft.name = name.strip(" ,:;-_")
    for item in values:
        _give(draft, item)
    return draft


def _closes_name(items: Sequence[Item], at: int) -> bool:
    """Whether a block's name ends at an item: at a comma, at a bracket with values, at words after values."""
    item = items[at]
    if isinstance(item, Separator):
        following = items[at + 1] if at + 1 < len(items) else None
        return item.kind == "comma" or (item.kind == "open" and following is not None and is_value(following))
    return not is_value(item)


def _counts_blocks(item: Item, before: Item) -> bool:
    """Whether a number belongs to a block's name, as in "Block 1" and "bottleneck2.3"."""
    return isinstance(item, Number) and item.sign in ("", "-", "_") and item.start - before.end <= 1


def operations(items: Sequence[Item]) -> list[Draft]:
    """A part that names operations: drafts in printed order with their values."""
    drafts: list[Draft] = []
    pending: list[Item] = []
    values_first = _values_first(items)
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Named):
            drafts.append(_ranked_by(_draft(item), pending))
            if _is_unnamed_convolution(drafts, pending):
                drafts[-1:-1] = bare(pending, False)
            else:
                for waiting in pending:
                    _give(drafts[-1], waiting)
            pending = []
            at = _arguments(drafts[-1], items, at + 1)
            continue
        if is_value(item):
            following = items[at + 1] if at + 1 < len(items) else None
            if not drafts or _belongs_forward(drafts[-1], item, items, at, following, values_first):
                pending.append(item)
            elif isinstance(item, Number) and (wide := _widened(drafts)) is not None:
                _give(wide, item)
            elif _lists_layers(drafts[-1], item):
                drafts.extend(_one_for_each(drafts.pop(), item))
            else:
                target = _continued(drafts, item)
                if not _give(target, item):
                    _give_earlier(drafts, item)
        at += 1
    for waiting in pending:
        if drafts:
            _give(drafts[-1], waiting)
    return drafts


def _is_unnamed_convolution(drafts: list[Draft], pending: list[Item]) -> bool:
    """Whether a kernel stands before an operation that has none: "3×3, 64, BN, ReLU" begins with a convolution."""
    sized = any(isinstance(item, Size) and _is_kernel(item.dims) for item in pending)
    return len(drafts) == 1 and sized and family(drafts[0].op) in ("norm", "activation", "dropout")


def _lists_layers(draft: Draft, item: Item) -> bool:
    """Whether a list is that of several layers, as in "fc, [16, 256]"."""
    return draft.op == "dense" and isinstance(item, Size) and item.listed and "units" not in draft.attrs


def _widened(drafts: list[Draft]) -> Draft | None:
    """The layer before an activation or norm whose width is not known yet: the 64 of "Conv-BN-ReLU (64)"."""
    if family(drafts[-1].op) not in ("activation", "norm"):
        return None
    for draft in reversed(drafts[:-1]):
        if family(draft.op) in ("convolution", "dense"):
            return None if {"filters", "units"} & set(draft.attrs) else draft
    return None


def _one_for_each(draft: Draft, item: Item) -> list[Draft]:
    assert isinstance(item, Size)
    return [replace(draft, attrs={**draft.attrs, "units": units}) for units in item.dims]


def _draft(item: Named) -> Draft:
    draft = Draft(item.meaning.op, dict(item.meaning.attrs), item.index, start=item.start, end=item.end)
    draft.prefix = item.prefix
    if item.index.isdigit() and int(item.index) > LARGEST_INDEX:
        give_number(draft, Number(int(item.index), item.start, item.end))
        draft.index = ""
    return draft


def _values_first(items: Sequence[Item]) -> bool:
    """Whether the label prints values before names ("3×3 conv") rather than after ("conv 3×3")."""
    for item in items:
        if isinstance(item, Named):
            return False
        if isinstance(item, (Size, Number, Setting)):
            return True
    return False


def _belongs_forward(
    draft: Draft, item: Item, items: Sequence[Item], at: int, following: Item | None, values_first: bool
) -> bool:
    """Whether a value between two operations is the later one's."""
    target = following
    if isinstance(target, (Size, Number, Setting, Repeat)):
        target = items[at + 2] if at + 2 < len(items) else None
    if not isinstance(target, Named):
        return False
    later = _draft(target)
    if isinstance(item, Repeat):
        return item.leading
    assert isinstance(item, (Size, Number, Setting))
    if isinstance(item, Number) and item.sign in ("/", "-", "@", "→", "_"):
        return False
    if not accepts_before(later, item):
        return False
    before = items[at - 1] if at else None
    after_comma = isinstance(before, Separator) and before.kind in ("comma", "slash", "close")
    taken = isinstance(item, Size) and draft.has_kernel
    if isinstance(item, Number) and isinstance(item.value, float):
        return False
    cannot = family(draft.op) in ("activation", "norm", "arithmetic", "dropout", "other", "tensor")
    return values_first or after_comma or taken or cannot


def _arguments(draft: Draft, items: Sequence[Item], at: int) -> int:
    """Reads what stands directly after a name: "3-64" of conv3-64, "-3-128", or a bracket. Returns where to
    go on."""
    if family(draft.op) == "convolution" and at < len(items):
        first, second = items[at], items[at + 1] if at + 1 < len(items) else None
        if isinstance(first, Number) and first.sign == "-" and first.touching:
            if isinstance(second, Number) and second.sign == "-" and isinstance(first.value, int):
                draft.attrs["kernel"] = spread(draft.op, first.value)
                draft.attrs["filters"] = second.value
                return at + 2
            if draft.index.isdigit() and not draft.has_kernel:
                draft.attrs["kernel"] = spread(draft.op, int(draft.index))
                draft.index = ""
            draft.attrs.setdefault("filters", first.value)
            return at + 1
    if at < len(items) and isinstance(items[at], Size) and items[at].listed:  # type: ignore[union-attr]
        listed = items[at]
        assert isinstance(listed, Size)
        if len(listed.dims) == 2 and family(draft.op) in ("pool", "upsample"):
            return at
        give_arguments(draft, listed.dims)
        return at + 1
    if at < len(items) and isinstance(items[at], Separator) and items[at].kind == "open":  # type: ignore[union-attr]
        inner: list[Item] = []
        end = at + 1
        while end < len(items) and not (isinstance(items[end], Separator) and items[end].kind == "close"):  # type: ignore[union-attr]
            inner.append(items[end])
            end += 1
        if any(isinstance(item, Named) and family(item.meaning.op) != "tensor" for item in inner):
            return at
        numbers = tuple(item.value for item in inner if isinstance(item, Number) and item.sign == "")
        for item in inner:
            if is_value(item) and not (isinstance(item, Number) and item.sign == ""):
                _give(draft, item)
        if numbers:
            give_arguments(draft, numbers)
        return end + 1
    return at


def _continued(drafts: list[Draft], item: Item) -> Draft:
    """The draft that a value goes to: the last, or a new one of its kind where a list of layers goes on."""
    last = drafts[-1]
    complete = family(last.op) == "convolution" and last.has_kernel and "filters" in last.attrs
    if complete and isinstance(item, Size) and not item.listed and last.shape is None:
        small = all(isinstance(d, str) or d <= 7 for d in item.dims[:2])
        if len(item.dims) == 3 and small:
            drafts.append(Draft(last.op, start=item.start, end=item.end))
    return drafts[-1]


def _give(draft: Draft, item: Item) -> bool:
    if isinstance(item, Size):
        return give_size(draft, item)
    if isinstance(item, Number):
        return give_number(draft, item)
    if isinstance(item, Setting):
        return give_setting(draft, item)
    if isinstance(item, Repeat):
        if family(draft.op) == "upsample" and "scale" not in draft.attrs and isinstance(item.count, int):
            draft.attrs["scale"] = item.count
        else:
            draft.repeat = item.count
        return True
    return False


def _give_earlier(drafts: list[Draft], item: Item) -> None:
    """A value that the last operation cannot have goes to the nearest one before that can: "conv + BN, 64
    filters"."""
    for draft in reversed(drafts[:-1]):
        if family(draft.op) in ("convolution", "dense", "pool", "recurrent") and _give(draft, item):
            return


def _ranked_by(draft: Draft, pending: list[Item]) -> Draft:
    """The draft of "1D or 2D invariant convolution" and "3D dilated conv": its dimensions stand apart from it."""
    ranks = [rank for item in pending if (rank := _rank(item))]
    if draft.op == "conv2d" and ranks:
        pending[:] = [item for item in pending if not _rank(item)]
        return replace(draft, op=_RANKED[ranks[0]])
    return draft


def _rank(item: Item) -> int:
    """The spatial dimensions that "2D" states; 0 for anything else."""
    if isinstance(item, Setting) and item.key == "dim" and isinstance(item.value, int):
        return item.value if item.value in _RANKED else 0
    return 0


_RANKED = {1: "conv1d", 2: "conv2d", 3: "conv3d"}


def _ranked(items: Sequence[Item]) -> list[Draft]:
    """ "1D 512, 5, 2": a convolution of so many dimensions with filters, kernel, stride; empty for all else."""
    rank = _rank(items[0])
    if not rank or len(items) < 3:
        return []
    draft = Draft(_RANKED[rank], start=items[0].start, end=items[0].end)
    for item in items[1:]:
        if is_value(item):
            _give(draft, item)
    return [draft]


def bare(items: Sequence[Item], volume: bool) -> list[Draft]:
    """A part of values only: kernels are convolutions ("3×3, 64, /2"), anything larger is a feature map's
    shape."""
    drafts = _ranked(items)
    if drafts:
        return drafts
    items = _paired(items)
    numbers = [item for item in items if isinstance(item, Number)]
    sizes = [item for item in items if isinstance(item, Size)]
    settings = [item for item in items if isinstance(item, Setting)]
    if volume or not _is_convolution(sizes, numbers, settings):
        return _tensor(items, sizes, numbers, settings, volume)
    for item in items:
        if isinstance(item, Size) and not (drafts and item.listed):
            last = drafts[-1] if drafts else None
            multiplied = last is not None and last.has_kernel and "filters" not in last.attrs
            if last is not None and multiplied and len(item.dims) == 2 and _is_multiple(item):
                last.attrs["filters"] = item.dims[0] * item.dims[1]  # type: ignore[operator]
                continue
            if last is None or (last.has_kernel and ("filters" in last.attrs or _is_kernel(item.dims))):
                drafts.append(Draft("conv2d", start=item.start, end=item.end))
        if is_value(item):
            if not drafts:
                drafts.append(Draft("conv2d", start=item.start, end=item.end))
            _give(drafts[-1], item)
    return drafts


def _paired(items: Sequence[Item]) -> Sequence[Item]:
    """Two equal small numbers side by side as the size that they are in a drawing: "3 3"."""
    if len(items) >= 2 and isinstance(items[0], Number) and isinstance(items[1], Number):
        first, second = items[0], items[1]
        if first.value == second.value and isinstance(first.value, int) and 1 <= first.value <= 13:
            return [Size((first.value, first.value), first.start, second.end), *items[2:]]
    return items


def _is_multiple(item: Size) -> bool:
    first, second = item.dims
    return isinstance(first, int) and isinstance(second, int) and first > 13 and second <= 13


def _is_kernel(dims: tuple[object, ...]) -> bool:
    return all(isinstance(dim, str) or (isinstance(dim, int) and dim <= 13) for dim in dims[:2])


def _is_convolution(sizes: Sequence[Size], numbers: Sequence[Number], settings: Sequence[Setting]) -> bool:
    if sizes:
        dims = sizes[0].dims
        if len(dims) == 2:
            letters = all(isinstance(dim, str) for dim in dims)
            return (
                _is_kernel(dims)
                and not (letters and dims[0] != dims[1])
                and dims[0] not in ("H", "h", "N", "T")
            )
        if len(dims) == 3 and isinstance(dims[0], int):
            many = len(sizes) > 1 or bool(settings) or any(n.sign == "/" for n in numbers)
            cube = all(isinstance(dim, int) and dim <= 7 for dim in dims)
            return cube or (dims[0] == dims[1] and (dims[0] == 3 or (many and dims[0] <= 11)))
        return len(dims) == 4 and _is_kernel(dims) and dims[0] == dims[1]
    keys = {setting.key for setting in settings}
    if keys & {"kernel", "stride"} and keys <= {
        "kernel",
        "stride",
        "filters",
        "p",
        "padding",
        "dilation",
        "groups",
        "c",
    }:
        return True
    small = [n.value for n in numbers if isinstance(n.value, int) and n.value <= 13 and n.sign == ""]
    return len(numbers) >= 2 and len(small) >= 2 and small[:2] == [small[0]] * 2 and len(numbers) == 2


def _tensor(
    items: Sequence[Item],
    sizes: Sequence[Size],
    numbers: Sequence[Number],
    settings: Sequence[Setting],
    volume: bool,
) -> list[Draft]:
    if not sizes and not settings and len(numbers) == 1 and not volume:
        draft = Draft("dense")
        give_number(draft, numbers[0])
    elif not sizes and len(settings) == 1 and settings[0].key == "units" and not volume:
        draft = Draft("dense")
        give_setting(draft, settings[0])
    else:
        entry = len(items) == 1 and len(settings) == 1 and settings[0].key == "dim"
        draft = Draft("input" if entry else "feature_map")
        spatial = tuple(dim for size in sizes[:1] for dim in size.dims)
        counts = tuple(n.value for n in numbers if not isinstance(n.value, float))
        widths = tuple(
            s.value
            for s in settings
            if s.key in ("filters", "dim", "units", "c") and isinstance(s.value, (int, str))
        )
        if spatial and len(spatial) == 2:
            draft.shape = (*spatial, *counts[:1], *widths[:1])
        elif spatial:
            give_size(draft, sizes[0])
        else:
            give_size(draft, Size((*counts, *widths), 0, 0))
    return [draft]


def finish(draft: Draft) -> Draft:
    """The draft with its numbers settled and its operation made fit for its kernel's dimensions."""
    settle_numbers(draft)
    kernel = draft.attrs.get("kernel")
    if draft.op == "graph_conv" and kernel is not None:
        draft = replace(draft, op="conv2d")
    if draft.op == "conv2d" and isinstance(kernel, tuple) and len(kernel) == 3:
        draft = replace(draft, op="conv3d")
    return draft
