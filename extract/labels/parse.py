"""A printed label into operations: the one door to the grammar."""

from __future__ import annotations

from itertools import pairwise

from extract.labels.attach import Draft
from extract.labels.comments import comment_likelihood
from extract.labels.families import family
from extract.labels.grammar import bare, block, finish, is_block, operations
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Size
from extract.labels.model import LabelKind, ParsedLabel, ParsedOperation, Role
from extract.labels.normalise import one_line
from extract.labels.repeats import repeat_mark
from extract.labels.scan import scan
from extract.labels.segments import (
    has_words,
    is_value,
    split,
    without_complements,
    without_formula,
    without_layer_name,
    without_references,
)
from extract.labels.symbols import symbol_operation
from extract.labels.vocabulary import Meaning
from graph import Dim, FrozenMap


def parse_label(text: str, *, role: Role = "box") -> ParsedLabel:
    """What a printed label means.

    Args:
        text: as read from the page; line breaks, ligatures and odd signs are dealt with here.
        role: where the label stands; it decides what bare sizes and letters mean.

    Returns:
        The operations in the order of the data, with the settings that are printed. Text that names no
        operation is a `block` with its name in a box or cell, and a comment elsewhere where it reads like
        one.
    """
    clean = one_line(text) if text.strip() else ""
    if not clean:
        return ParsedLabel("")
    symbol = symbol_operation(clean, role)
    if symbol is not None:
        sure = 0.97 if not clean.isalpha() or role == "symbol" else 0.8
        return ParsedLabel(clean, (ParsedOperation(symbol, label=clean),), "operations", sure)
    count = repeat_mark(clean)
    if count is not None:
        return ParsedLabel(clean, (), "repeat", 0.95, count)
    comment = comment_likelihood(clean, role)
    if comment > 0.5:
        return ParsedLabel(clean, (), "comment", comment)
    drafts = _drafts(clean, role)
    done = [finish(draft) for draft in drafts]
    if not done:
        return ParsedLabel(clean, (), "comment", 0.5)
    parsed = tuple(_operation(draft, clean if at == 0 else "") for at, draft in enumerate(done))
    return ParsedLabel(clean, parsed, _kind(parsed), _confidence(done, clean, comment))


def _drafts(clean: str, role: Role) -> list[Draft]:
    source = without_references(clean) or clean
    items = _marked_depthwise(scan(source))
    items = without_formula(items)
    parts = split(items)
    drafts: list[Draft] = []
    whole = _plural_block(parts)
    for part in [items] if whole else parts:
        drafts.extend(_part(part, source, role, alone=len(parts) == 1 or whole))
    return _share_values(drafts)


def _plural_block(parts: list[list[Item]]) -> bool:
    """Whether "Convolution+Gating Blocks": a plural head speaks of all parts."""
    last = [item for item in parts[-1] if isinstance(item, (Named, Other))] if parts else []
    head = last[-1] if last else None
    return (
        len(parts) > 1
        and isinstance(head, Other)
        and head.role == "block"
        and head.text.lower().endswith("s")
    )


def _part(part: list[Item], text: str, role: Role, *, alone: bool) -> list[Draft]:
    items = without_complements(without_layer_name(_counted(part)))
    if not has_words(items):
        if not any(is_value(item) for item in items):
            return [block(part, text)] if alone and role != "text" else []
        if not alone and all(isinstance(item, Number) for item in items):
            return []
        return bare(items, role == "volume")
    if is_block(items):
        return [block(items, text)]
    return _resolved(items)


def _resolved(items: list[Item]) -> list[Draft]:
    """Operations of a part, after words for tensors that only describe an operation are dropped."""
    named = [at for at, item in enumerate(items) if isinstance(item, Named)]
    dropped: set[int] = set()
    for left, right in pairwise(named):
        between = items[left + 1 : right]
        if any(is_value(i) or (isinstance(i, Separator) and i.kind != "dash") for i in between):
            continue
        first, second = items[left], items[right]
        assert isinstance(first, Named) and isinstance(second, Named)
        tensor_first = family(first.meaning.op) == "tensor"
        tensor_second = family(second.meaning.op) == "tensor"
        if tensor_first or tensor_second:
            dropped.add(left)
        elif (
            first.meaning.op in ("conv2d", "dense")
            and second.meaning.op == "dense"
            and _dashed(between)
            and _is_linear(items[right])
        ):
            dropped.add(right)
    return operations([item for at, item in enumerate(items) if at not in dropped])


def _dashed(between: list[Item]) -> bool:
    return any(isinstance(item, Separator) and item.kind == "dash" for item in between) or any(
        isinstance(item, Number) and item.sign == "-" for item in between
    )


def _is_linear(item: Item) -> bool:
    return isinstance(item, Named) and item.end - item.start == len("linear")


def _counted(part: list[Item]) -> list[Item]:
    """ "7 recurrent layers": a number before an operation and the word layers count how often it stands."""
    if len(part) > 1 and isinstance(part[0], Number) and isinstance(part[1], Named) and not part[0].sign:
        number = part[0]
        if isinstance(number.value, int) and number.value <= 24 and family(part[1].meaning.op) != "upsample":
            if number.value == 1:
                return part[1:]
            return [Repeat(number.value, number.start, number.end, True), *part[1:]]
    return part


def _marked_depthwise(items: list[Item]) -> list[Item]:
    """d7×7: a letter d that touches a kernel marks a depthwise convolution."""
    out = list(items)
    for at in range(len(out) - 1):
        first, second = out[at], out[at + 1]
        if (
            isinstance(first, Other)
            and first.text in ("d", "D")
            and isinstance(second, Size)
            and first.end == second.start
        ):
            out[at] = Named(Meaning("depthwise_conv2d"), first.start, first.end)
    return out


def _share_values(drafts: list[Draft]) -> list[Draft]:
    """A repeat printed after several operations is that of all of them."""
    if (
        len(drafts) > 1
        and drafts[-1].repeat is not None
        and all(draft.repeat is None for draft in drafts[:-1])
    ):
        for draft in drafts[:-1]:
            draft.repeat = drafts[-1].repeat
    return drafts


def _operation(draft: Draft, label: str) -> ParsedOperation:
    attrs = dict(draft.attrs)
    if draft.op == "block":
        attrs = {"name": draft.name or label, **attrs}
    repeat: Dim | None = None if draft.repeat == 1 else draft.repeat
    return ParsedOperation(draft.op, FrozenMap(attrs), repeat, label, draft.shape)


def _kind(parsed: tuple[ParsedOperation, ...]) -> LabelKind:
    ops = {operation.op for operation in parsed}
    if ops == {"block"}:
        return "block"
    if ops == {"feature_map"}:
        return "tensor"
    if ops <= {"input", "output", "loss"}:
        return "terminal"
    return "operations"


def _confidence(drafts: list[Draft], text: str, comment: float) -> float:
    """A rank for how sure the reading is: named operations first, bare sizes and long names of blocks last.
    A rank for how sure the reading is: named operations first, bare sizes and long names of blocks last."""
    scores = []
    for draft in drafts:
        if draft.op == "block":
            scores.append(0.8 if len(text) <= 40 else 0.6)
        elif draft.end > draft.start:
            scores.append(0.95)
        else:
            scores.append(0.7)
    return round(min(scores) * (1 - comment), 4)
