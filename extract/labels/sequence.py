"""Parts of a label that name operations, in order, and the values that belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.labels.attach import accepts_before, give_arguments, give_number
from extract.labels.draft import LARGEST_INDEX, LARGEST_KERNEL, Draft
from extract.labels.families import family, spread
from extract.labels.give import give
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, Size, is_value
from extract.labels.ranks import ranked_by
from extract.labels.unnamed import is_kernel, unnamed
from extract.labels.windows import is_sized_behind, is_window, turned_again
from graph import Value

_LARGEST_STEP = 3
"""The largest window of a pool behind the count of its maps."""


def operations(items: Sequence[Item]) -> list[Draft]:
    """A part that names operations: drafts in printed order with their values."""
    drafts: list[Draft] = []
    pending: list[Item] = []
    values_first = _values_first(items)
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Named):
            drafts.append(ranked_by(_draft(item), pending))
            if _is_unnamed_convolution(drafts, pending):
                drafts[-1:-1] = unnamed(pending, volume=False)
            else:
                for waiting in pending:
                    give(_continued(drafts, waiting), waiting)
            pending = []
            at = _arguments(drafts, items, at + 1, earlier=_widened(drafts) is not None)
            continue
        if at and _is_index_of(items[at - 1], item):
            at += 1
            continue
        if is_value(item) and not (at and _counts_layers(items[at - 1], item)):
            following = items[at + 1] if at + 1 < len(items) else None
            if not drafts or _belongs_forward(drafts[-1], item, items, at, following, values_first):
                pending.append(item)
            elif family(drafts[-1].op) == "convolution" and _counts_maps(items, at):
                drafts[-1].attrs["filters"] = item.value  # type: ignore[union-attr]
            elif family(drafts[-1].op) == "pool" and _counts_maps(items, at) and not _is_step(items[at + 2]):
                # Maps and their size: "S2 pooling 6@14×14".
                drafts[-1].shape = (*items[at + 2].dims, item.value)  # type: ignore[union-attr,arg-type]
                at += 2
            elif _tells_width(item) and (wide := _widened(drafts)) is not None:
                give(wide, item)
            elif isinstance(item, Size) and (layer := _unstrided(drafts, item, items[at - 1])) is not None:
                layer.attrs["stride"] = item.dims
            elif isinstance(item, Size) and _begins_another(drafts, item, items[at - 1]):
                drafts.append(Draft("conv2d", start=item.start, end=item.end))
                give(drafts[-1], item)
            elif isinstance(item, Size) and (bare := _unsized(drafts, item)) is not None:
                give(bare, item)
            elif _lists_layers(drafts[-1], item):
                drafts.extend(_one_for_each(drafts.pop(), item))
            else:
                target = _continued(drafts, item)
                if not give(target, item):
                    _give_earlier(drafts, item)
        at += 1
    for waiting in pending:
        if drafts:
            give(drafts[-1], waiting)
    return drafts


def _is_unnamed_convolution(drafts: list[Draft], pending: list[Item]) -> bool:
    """Whether a kernel stands before an operation that has none: "3×3, 64, BN, ReLU" begins with a
    convolution."""
    sized = any(isinstance(item, Size) and is_kernel(item.dims) for item in pending)
    if any(isinstance(item, Setting) and item.key == "units" for item in pending):
        # "64 units, ReLU" is a dense layer and what follows it; a classifier has units itself.
        return (
            len(drafts) == 1 and family(drafts[0].op) in ("norm", "activation") and drafts[0].op != "softmax"
        )
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


def _begins_another(drafts: list[Draft], item: Size, before: Item) -> bool:
    """Whether a kernel in a list is that of one more convolution: "d7×7, LN, 1×1, GELU, 1×1"."""
    follows = family(drafts[-1].op) in ("activation", "norm") and isinstance(before, Separator)
    listed = follows and isinstance(before, Separator) and before.kind == "comma"
    sized = any(family(draft.op) == "convolution" and draft.has_kernel for draft in drafts)
    return listed and sized and is_kernel(item.dims) and all(isinstance(dim, int) for dim in item.dims)


def _counts_maps(items: Sequence[Item], at: int) -> bool:
    """Whether a number counts filters, however few, as a sign joins it to their size: the 8 of "conv, 8@3×3"."""
    count, *behind = items[at : at + 3]
    if not isinstance(count, Number) or count.sign or len(behind) < 2:
        return False
    sign, size = behind
    return isinstance(sign, Separator) and sign.text == "@" and isinstance(size, Size)


def _is_step(item: Item) -> bool:
    """Whether a size is so small that a pool's window has it, and no map: the 2×2 of "max-pooling 64@2×2"."""
    return isinstance(item, Size) and all(isinstance(dim, int) and dim <= _LARGEST_STEP for dim in item.dims)


def _unstrided(drafts: Sequence[Draft], item: Size, before: Item) -> Draft | None:
    """The layer, behind which a norm or an activation is named, that a size behind a stroke is the stride of: "/2×1"."""
    stepped = isinstance(before, Separator) and before.text == "/" and before.end == item.start
    if family(drafts[-1].op) not in ("activation", "norm") or not stepped or max(map(str, item.dims)) > "4":
        return None
    layer = next((d for d in reversed(drafts) if family(d.op) in ("convolution", "pool")), None)
    return None if layer is None or "stride" in layer.attrs else layer


def _tells_width(item: Item) -> bool:
    return isinstance(item, Number) or (isinstance(item, Setting) and item.key in ("units", "filters", "c"))


def _unsized(drafts: list[Draft], item: Size) -> Draft | None:
    """The convolution before a norm or an activation that has no kernel yet: the 3×3 of "Conv-BN-ReLU 3×3"."""
    if family(drafts[-1].op) not in ("activation", "norm") or not is_kernel(item.dims):
        return None
    for draft in reversed(drafts[:-1]):
        if family(draft.op) == "convolution":
            return None if draft.has_kernel else draft
    return None


def _one_for_each(draft: Draft, item: Item) -> list[Draft]:
    assert isinstance(item, Size)
    return [replace(draft, attrs={**draft.attrs, "units": units}) for units in item.dims]


def _draft(item: Named) -> Draft:
    draft = Draft(item.meaning.op, dict(item.meaning.attrs), item.index, start=item.start, end=item.end)
    draft.prefix = item.prefix
    draft.name = item.text
    kernel, _, width = item.index.partition("_")
    if family(draft.op) == "convolution" and width.isdecimal() and int(width) > LARGEST_INDEX:
        # "conv3_64", which no network has so many layers for.
        draft.attrs |= {"kernel": spread(draft.op, int(kernel)), "filters": int(width)}
        draft.index = ""
    if item.index.isdecimal() and int(item.index) > LARGEST_INDEX:
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


def _is_index_of(before: Item, item: Item) -> bool:
    """Whether a number is that of the letter, or the unknown word, before it: σ2, "SimbaV2 projection"."""
    if not isinstance(before, Other) or not isinstance(item, Number) or item.sign or before.text == "×":
        return False
    return item.start == before.end and (
        (len(before.text) <= 2 and before.text.isalpha())
        or (before.role == "unknown" and before.text[-1:].isalpha())
    )


def _counts_layers(named: Item, item: Item) -> bool:
    """Whether a small number after the word layer tells layers apart: "hidden layer 1"."""
    if not (isinstance(named, Named) and isinstance(item, Number) and named.text.lower().endswith("layer")):
        return False
    return isinstance(item.value, int) and item.value <= LARGEST_INDEX and item.start - named.end == 1


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
    after_comma = isinstance(before, Separator) and before.kind in ("comma", "slash", "open", "close")
    taken = isinstance(item, Size) and draft.has_kernel
    if isinstance(item, Number) and isinstance(item.value, float):
        return False
    cannot = family(draft.op) in ("activation", "norm", "arithmetic", "dropout", "other", "tensor")
    return values_first or after_comma or taken or cannot


def _arguments(drafts: list[Draft], items: Sequence[Item], at: int, *, earlier: bool) -> int:
    """Reads what stands directly after a name: "3-64" of conv3-64, "-3-128", or a bracket. Returns where to
    go on."""
    draft = drafts[-1]
    if family(draft.op) == "convolution" and at < len(items):
        first, second = items[at], items[at + 1] if at + 1 < len(items) else None
        if isinstance(first, Number) and first.sign == "-" and first.touching:
            if isinstance(second, Number) and second.sign == "-" and isinstance(first.value, int):
                kernel, filters = first.value, second.value
                if draft.index.isdecimal() and kernel > LARGEST_KERNEL:
                    # "conv3-512-2": kernel, filters, and how far its steps are apart.
                    kernel, filters, draft.index = int(draft.index), kernel, ""
                elif kernel > LARGEST_KERNEL and isinstance(filters, int) and filters <= LARGEST_KERNEL:
                    # "Conv-64-3"
                    kernel, filters = filters, kernel
                draft.attrs["kernel"], draft.attrs["filters"] = spread(draft.op, kernel), filters
                return at + 2
            if draft.index.isdecimal() and not draft.has_kernel:
                draft.attrs["kernel"] = spread(draft.op, int(draft.index))
                draft.index = ""
            if not draft.index and isinstance(first.value, int) and first.value <= LARGEST_INDEX:
                # "Conv-1" is the first of several.
                draft.index = str(first.value)
                return at + 1
            draft.attrs.setdefault("filters", first.value)
            return at + 1
    if draft.op == "mlp":
        told = at < len(items) and isinstance(items[at], Separator) and items[at].text == ":"  # type: ignore[union-attr]
        after = at < len(items) and isinstance(items[at], Separator) and items[at].kind == "comma"  # type: ignore[union-attr]
        skipped = told or (after and _only_widths(items[at + 1 :]))
        chain = _chain_of_widths(items[at + skipped :], listed=told or _only_widths(items[at + skipped :]))
        if chain:
            draft.attrs["units"] = chain[1]
            return at + skipped + chain[0]
    if at < len(items) and isinstance(items[at], Size) and items[at].listed:  # type: ignore[union-attr]
        listed = items[at]
        assert isinstance(listed, Size)
        if len(listed.dims) == 2 and family(draft.op) in ("pool", "upsample"):
            return at
        if is_window(draft, listed.dims, items[at + 1 :]):
            draft.attrs["kernel"] = listed.dims
            return at + 1
        if len(listed.dims) == 2 and is_sized_behind(draft, items[at + 1 :]):
            # What goes in and what comes out, as the window has its own name: "Conv2d(16, 3), k=3".
            draft.attrs["filters"] = listed.dims[-1]
            return at + 1
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
        if family(draft.op) == "tensor" and inner and isinstance(inner[0], Other):
            # "Output (Task 1)"
            inner = [item for item in inner if not isinstance(item, Number)]
        numbers = tuple(item.value for item in inner if isinstance(item, Number) and item.sign == "")
        if family(draft.op) == "dense" and any(isinstance(i, Number) and i.sign == "→" for i in inner):
            # What comes in stands before the arrow.
            numbers = ()
        elif family(draft.op) == "convolution":
            into = [a for a, b in pairwise(inner) if isinstance(b, Number) and b.sign == "→"]
            numbers = tuple(
                i.value
                for i in inner
                if isinstance(i, Number) and i.sign == "" and all(i is not a for a in into)
            )
        widths = tuple(i.value for i in inner if isinstance(i, Number) and i.sign == "→")
        if draft.op == "mlp" and len(widths) > 1:
            draft.attrs["units"] = widths
            return end + 1
        if earlier and any(isinstance(item, Size) and is_kernel(item.dims) for item in inner):
            return at + 1
        for item in inner:
            bare = isinstance(item, Number) and item.sign == ""
            if is_value(item) and not bare and not give(draft, item):
                _give_earlier(drafts, item)
        sized = any(isinstance(item, Size) for item in inner)
        if sized and len(numbers) == 2 and family(draft.op) == "convolution" and "filters" not in draft.attrs:
            # Kernel, filters and stride in one bracket.
            for value in numbers:
                give(draft, Number(value, 0, 0))
        elif numbers and not (
            # A width is a whole number: that of the layer before, "conv, BN, LReLU (64)", but "conv, BN, LReLU(0.2)".
            family(draft.op) in ("activation", "norm") and earlier and not isinstance(numbers[0], float)
        ):
            give_arguments(draft, numbers)
        elif numbers:
            return at + 1
        return end + 1
    return at


def _only_widths(items: Sequence[Item]) -> bool:
    """Whether nothing but widths is left, with commas between them; a small first number counts layers instead."""
    widths = items[::2]
    return (
        len(widths) > 1
        and len(items) % 2 == 1
        and all(isinstance(item, Number) and item.sign == "" for item in widths)
        and all(isinstance(item, Separator) and item.kind == "comma" for item in items[1::2])
        and isinstance(first := widths[0].value, int)  # type: ignore[union-attr]
        and first > LARGEST_INDEX
    )


def _chain_of_widths(items: Sequence[Item], *, listed: bool) -> tuple[int, tuple[Value, ...]] | None:
    """Widths joined by arrows or hyphens, or by commas, with how many items they are; what stands before an arrow
    comes in."""
    chain: list[Number] = []
    commas = 0
    for item in items:
        if listed and chain and isinstance(item, Separator) and item.kind == "comma":
            commas += 1
            continue
        if listed and isinstance(item, Number) and item.sign == "" and commas == len(chain):
            chain.append(item)
            continue
        if not isinstance(item, Number) or (chain and item.sign not in ("→", "-")):
            break
        chain.append(item)
    if len(chain) < 2:
        return None
    widths = tuple(item.value for item in chain)
    return len(chain) + commas, widths[1:] if chain[1].sign == "→" else widths


def _continued(drafts: list[Draft], item: Item) -> Draft:
    """The draft that a value goes to: the last, or a new one of its kind where a list of layers goes on."""
    last = drafts[-1]
    if isinstance(item, Size) and last.shape is None and turned_again(last, item.dims):
        drafts.append(Draft(last.op, start=item.start, end=item.end))
        return drafts[-1]
    complete = family(last.op) == "convolution" and last.has_kernel and "filters" in last.attrs
    if complete and isinstance(item, Size) and not item.listed and last.shape is None:
        small = all(isinstance(d, str) or d <= 7 for d in item.dims[:2])
        if len(item.dims) == 3 and small:
            drafts.append(Draft(last.op, start=item.start, end=item.end))
    return drafts[-1]


def _give_earlier(drafts: list[Draft], item: Item) -> None:
    """A value that the last operation cannot have goes to the nearest one before that can: "conv + BN, 64
    filters"."""
    for draft in reversed(drafts[:-1]):
        if family(draft.op) in ("convolution", "dense", "pool", "recurrent") and give(draft, item):
            return
