"""Cutting a label's items into parts that stand for one operation or block each, and clearing what is no part
of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from extract.labels.complements import begins_complement
from extract.labels.end_names import describing
from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Separator, Size, is_value
from extract.labels.said_again import opened, says_again
from extract.labels.tokens import has_index
from extract.labels.vocabulary import BLOCK_HEADS

_REFERENCE = re.compile(
    r"[(,]?\s*\b(?:as|see|cf\.?|shown)?\s*(?:in\s+)?"
    r"(?:(?:fig(?:ure|\.)?|table|tab\.|section|sect?\.?|eqn?\.|equation|app\.|alg(?:orithm|\.))\s*\(?\d+(?:\.\d+)*\w?"
    r"|appendix\s(?:\d+|[A-Z])(?:\.\d+)*(?!\w))\)?\)?"
    r"|\(?\s*§+\s?[A-Z]?\d+(?:\.\d+)*\s*\)?",
    re.IGNORECASE,
)
"""Where the text says more of it: "as in Figure 4", "(Sec. 3.2)", "§4.1"."""

_EXAMPLE = re.compile(
    r"\s*\((?:e\.?\s?g\.?|i\.?\s?e\.?|for example|for instance|such as|like)[,:]?\s[^()]*\)", re.IGNORECASE
)
"""What may stand there, or what is meant, in brackets: "(e.g., NORM)"."""

_VARIETY = re.compile(
    r"\s+with\s+(?:multiple|different|various|varying|several|many)\s+(?:filter|kernel|window)s?\b"
    r"(?:\s+(?:sizes?|widths?|lengths?))?(?:\s+(?:and|&)\s+(?:(?:multiple|many|several)\s+)?feature\s+maps\b)?",
    re.IGNORECASE,
)
"""That a convolution has several widths of filters, and as many maps: "with multiple filter widths and feature maps"."""

_CONDITION = re.compile(r"(?<=\w)\s*\((?:[^()]*\s)?(?:if|when|where|unless)\s[^()]*\)$", re.IGNORECASE)
"""In which case a thing is there, or is another: "shortcut (1×1 conv if widths differ)"."""


def without_references(text: str) -> str:
    """The text without "as in Figure 4", "(e.g., BERT)", "with multiple filter widths" and conditions in brackets,
    which give no value."""
    return _VARIETY.sub("", _REFERENCE.sub("", _EXAMPLE.sub("", _CONDITION.sub("", text)))).strip(" ,")


def split(items: Sequence[Item]) -> list[list[Item]]:
    """Parts between arrows, semicolons, + and &, brackets kept whole."""
    parts: list[list[Item]] = [[]]
    depth = 0
    for item in items:
        if isinstance(item, Separator):
            depth += (item.kind == "open") - (item.kind == "close")
            if item.parts and depth <= 0:
                parts.append([])
                continue
        parts[-1].append(item)
    return [part for part in parts if part]


def is_remarked_value(part: list[Item]) -> bool:
    """Whether a part is a value and a remark in brackets, which name nothing: "→ 1 ch (deep sup.)"."""
    opened = next(
        (at for at, item in enumerate(part) if isinstance(item, Separator) and item.kind == "open"), 0
    )
    named = any(isinstance(item, Named) for item in part)
    return opened > 0 and not named and all(is_value(item) for item in part[:opened])


def is_lettered(part: Sequence[Item]) -> bool:
    """Whether a part is letters only: variables by what they are called, as behind the arrow of "FC → μ, σ"."""
    words = [item for item in part if not isinstance(item, Separator)]
    letters = [
        item.text if isinstance(item, Other) else item.value
        for item in words
        if isinstance(item, Other) or (isinstance(item, Number) and isinstance(item.value, str))
    ]
    short = all(
        isinstance(letter, str) and ((letter.isalpha() and len(letter) == 1) or has_index(letter))
        for letter in letters
    )
    return len(letters) == len(words) > 0 and short


def without_formula(items: list[Item]) -> list[Item]:
    """Items without an equation that follows a name: "Softmax Y = softmax(WH)" is a softmax."""
    for at, item in enumerate(items):
        if isinstance(item, Other) and item.text == "=" and at and _within_brackets(items[:at]):
            # A keyword of a framework with its value, "vocab=10000" and "concat=False", says nothing of its own.
            end = next((i for i, after in enumerate(items) if i > at and _ends_value(after)), len(items))
            return without_formula([*items[: at - 1], *items[end:]])
        if isinstance(item, Other) and item.text == "=" and at and _sets_letter(items, at):
            # A letter of its own with its number, "d_k = 64", is no setting that is known.
            return without_formula([*items[: at - 1], *items[at + 2 :]])
        if isinstance(item, Other) and item.text == "=" and at:
            left = at - 1
            while (
                left > 0
                and isinstance(items[left - 1], (Number, Separator))
                and isinstance(items[left], Number)
            ):
                left -= 1
            if any(isinstance(before, Named) or _is_word(before) for before in items[:left]):
                return items[:left]
    return items


def _sets_letter(items: Sequence[Item], at: int) -> bool:
    """Whether a letter with its index stands before a sign, and a number behind it."""
    before, after = items[at - 1], items[at + 1] if at + 1 < len(items) else None
    return isinstance(before, Other) and has_index(before.text) and isinstance(after, Number)


def _within_brackets(before: Sequence[Item]) -> bool:
    """Whether a bracket before a place is still open there."""
    kinds = [item.kind for item in before if isinstance(item, Separator)]
    return kinds.count("open") > kinds.count("close")


def _ends_value(item: Item) -> bool:
    return isinstance(item, Separator) and item.kind in ("comma", "close")


def _is_word(item: Item) -> bool:
    return isinstance(item, Other) and len(item.text) > 2 and not has_index(item.text)


def without_complements(items: list[Item]) -> list[Item]:
    """Items without what a preposition adds after an operation: "max-pool along time" is a max-pool.

    What turns one thing into another is called after both: "Text to Phone Converter".
    """
    last = items[-1] if items else None
    if isinstance(last, Other) and last.text.lower() in BLOCK_HEADS and any(map(_is_to, items)):
        return items
    out: list[Item] = []
    dropping = False
    for at, item in enumerate(items):
        if isinstance(item, Other):
            if begins_complement(items, at) and any(isinstance(i, Named) for i in out):
                dropping = True
            if dropping:
                continue
        elif isinstance(item, Named) and dropping:
            continue
        else:
            dropping = False
        out.append(item)
    return out


def turns_into(items: Sequence[Item]) -> bool:
    """Whether a word and what it makes are all of a part: "squeeze to vectors" is what is done, and no vectors."""
    return (
        len(items) == 3
        and isinstance(items[0], Other)
        and items[0].role != "function"
        and _is_to(items[1])
        and isinstance(items[2], Named)
        and family(items[2].meaning.op) == "tensor"
    )


def _is_to(item: Item) -> bool:
    return isinstance(item, Other) and item.text.lower() in ("to", "into")


def titled(items: list[Item]) -> list[Item]:
    """Items after a title with a colon, where they say what the title names: "projections: conv-3-128".

    "Conv1D projections: conv-3-128" keeps the more exact of two names of one family; "conv: 3×3" and
    "Dense: 32, ReLU" have no title but an operation with its values.
    """
    for at, item in enumerate(items):
        if not (isinstance(item, Separator) and item.text == ":"):
            continue
        left, right = items[:at], items[at + 1 :]
        if any(is_value(i) and not isinstance(i, Number) for i in left) or not has_words(right) or not left:
            return items
        if _lists_parts(left, right):
            return left
        title = next((i for i in left if isinstance(i, Named)), None)
        if title is not None and family(title.meaning.op) != "tensor" and _closes_values(right):
            return [*left, *right]
        said = next((i for i in right if isinstance(i, Named)), None)
        if title is not None and said is not None and family(title.meaning.op) == family(said.meaning.op):
            vague = title.meaning.op in _VAGUE or title.meaning.op == "feature_map"
            name = said if vague else replace(said, meaning=title.meaning)
            return [name if i is said else i for i in right]
        return items if title is not None and family(title.meaning.op) == "tensor" else right
    return items


def _lists_parts(title: Sequence[Item], behind: Sequence[Item]) -> bool:
    """Whether what stands behind a title are the parts of one thing, and none an operation: "Input: image + mask"."""
    if not any(isinstance(item, Separator) and item.kind == "plus" for item in behind):
        return False
    words = [item for item in title if isinstance(item, (Named, Other))]
    last = words[-1] if words else None
    one = (isinstance(last, Named) and family(last.meaning.op) == "tensor") or (
        isinstance(last, Other) and last.text.lower() in BLOCK_HEADS
    )
    named = [item for item in behind if isinstance(item, Named)]
    data = all(family(item.meaning.op) == "tensor" or item.meaning.op == "mask" for item in named)
    return one and data and not any(is_value(item) for item in behind)


def _closes_values(items: Sequence[Item]) -> bool:
    """Whether items begin with values that a comma, or their end, parts from the name that follows."""
    values = list(takewhile(is_value, items))
    after = items[len(values)] if len(values) < len(items) else None
    return bool(values) and (
        after is None
        or (isinstance(after, Separator) and after.kind in ("comma", "then", "plus"))
        or any(isinstance(item, Separator) and item.text == ":" for item in items[len(values) :])
    )


def _is_index(item: Item) -> bool:
    return isinstance(item, Number) and item.touching and item.sign in ("", "-", "_")


def without_layer_name(items: list[Item]) -> list[Item]:
    """Items without a leading name of the layer, where what the layer is follows: "conv1_1 3×3 conv", "C1.
    (3×3, 32)"."""
    if len(items) < 2:
        return items
    first = items[0]
    if isinstance(first, Named) and (first.index or first.weak):
        for following in items[1:]:
            if isinstance(following, Named):
                same = family(following.meaning.op) == family(first.meaning.op)
                return items[1:] if same or following.prefix else items
            if (
                isinstance(following, Other)
                and following.role in ("unknown", "block")
                and len(following.text) > 3
                and first.index
            ):
                return items[1:]
            if isinstance(following, Separator) and following.kind in ("comma", "open"):
                return items
        return items
    if isinstance(first, Other) and len(first.text) <= 3 and first.role in ("unknown", "modifier"):
        rest = items[1:]
        if not rest or not _is_index(rest[0]):
            return items
        rest = rest[1:]
        if len(first.text) > 1 and rest and isinstance(rest[0], Size):
            return items
        while rest and isinstance(rest[0], Separator) and rest[0].kind == "dash":
            rest = rest[1:]
        named = rest and isinstance(rest[0], (Named, Size))
        opened = (
            len(rest) > 1
            and isinstance(rest[0], Separator)
            and rest[0].kind == "open"
            and isinstance(rest[1], Size)
        )
        if named or opened:
            return rest
    return items


def has_words(items: Sequence[Item]) -> bool:
    """Whether any item is a word that is neither a function word nor a value."""
    return any(isinstance(i, Named) or (isinstance(i, Other) and i.role != "function") for i in items)


_VAGUE = frozenset(["conv2d", "pool", "norm", "activation", "attention", "mlp", "rnn", "upsample"])
"""Operations whose names leave open which of their family is meant."""


def _heads(first: Named, second: Named, between: Sequence[Item]) -> bool:
    """Whether a name belongs to the title of a layer that follows: "BBox Head Linear(256→4)", "Box Embed Linear"."""
    if family(second.meaning.op) not in ("dense", "convolution", "mlp"):
        return False
    if any(isinstance(item, Separator) or is_value(item) for item in between):
        return False
    if family(first.meaning.op) == "embedding":
        return not between and second.text[:1].isupper() and first.text[:1].isupper()
    last = between[-1] if between else None
    return isinstance(last, Other) and last.text.lower() in BLOCK_HEADS


_READOUTS = frozenset(
    ["logits", "prediction", "predictions", "scores", "classification", "probability", "score"]
)


def without_described(items: list[Item]) -> list[Item]:
    """Items without names that only describe their neighbour.

    "input conv" is a convolution and "conv features" a feature map, but "linear logits" a linear layer;
    "upscale
    4×4 deconv" is the deconvolution; in "conv-3-128-linear" linear says that no activation follows.
    """
    named = [at for at, item in enumerate(items) if isinstance(item, Named)]
    dropped: set[int] = set()
    if len(named) > 1 and named[0] == 0 and items[0].text in ("FFN", "FFNN"):  # type: ignore[union-attr]
        # What else is named there is what the network gives: "FFN box class".
        dropped.update(at for at in named[1:] if family(items[at].meaning.op) == "tensor")  # type: ignore[union-attr]
        return [item for at, item in enumerate(items) if at not in dropped]
    for left, right in pairwise(named):
        first, second = items[left], items[right]
        assert isinstance(first, Named) and isinstance(second, Named)
        between = items[left + 1 : right]
        valued = any(is_value(item) for item in between)
        apart = any(isinstance(item, Separator) and item.kind not in ("dash", "open") for item in between)
        if (
            family(first.meaning.op) == "upsample"
            and second.meaning.op.startswith("conv_transpose")
            and not apart
        ):
            dropped.add(left)
        elif _says_no_activation(first, second, between):
            dropped.add(right)
        elif (
            family(second.meaning.op) == "tensor" and family(first.meaning.op) != "tensor" and _reads(second)
        ):
            dropped.update([] if apart else [right])
        elif says_again(first, second, between):
            dense = second.meaning.op in ("mlp", "feed_forward")
            dropped.add(left if dense or second.meaning.op not in _VAGUE else right)
        elif (
            opened(between)
            and not valued
            and (
                first.meaning.op == second.meaning.op
                or family(first.meaning.op) == family(second.meaning.op) != "other"
            )
        ):
            # In brackets the same is said again, more or less exactly: "Activation (ReLU)", "MLP (Feed-Forward)".
            dropped.add(left if first.meaning.op in _VAGUE else right)
        elif (
            family(first.meaning.op) == "mlp"
            and opened(between)
            and family(second.meaning.op) == "activation"
        ):
            # What stands between the layers of a perceptron: "MLP (GELU)".
            dropped.add(right)
        elif (
            first.meaning.op == "graph_conv"
            and opened(between)
            and family(second.meaning.op) in ("arithmetic", "pool")
        ):
            # How the neighbours are brought together: "SAGEConv (mean)".
            dropped.add(right)
        elif family(first.meaning.op) in ("tensor", "embedding") and _heads(first, second, between):
            dropped.add(left)
        elif second.text.lower() in ("in", "out") and family(first.meaning.op) != "tensor":
            # "conv_out" is the last convolution.
            dropped.add(right)
        elif (described := describing(first, second, between)) is not None:
            dropped.add(left if described == "first" else right)
        elif valued or apart or _described_by(between):
            if family(second.meaning.op) == "tensor" and opened(between):
                dropped.add(right)
        elif family(first.meaning.op) == "tensor":
            dropped.add(left)
        elif family(second.meaning.op) == "tensor":
            dropped.add(right if _reads(second) or opened(between) else left)
    kept = [item for at, item in enumerate(items) if at not in dropped]
    return without_described(kept) if dropped and len(named) > 2 else kept


def _reads(named: Named) -> bool:
    """Whether a word says what an operation gives ("softmax prediction")."""
    return named.text.lower() in _READOUTS


def _described_by(between: Sequence[Item]) -> bool:
    return any(isinstance(item, Other) and item.role != "function" for item in between)


def _says_no_activation(first: Named, second: Named, between: Sequence[Item]) -> bool:
    last = between[-1] if between else None
    pointwise = any(isinstance(item, Size) and set(item.dims) == {1} for item in between)
    dashed = isinstance(last, Separator) and (last.kind == "dash" or (last.kind == "comma" and pointwise))
    if not first.meaning.op.startswith("conv") and first.meaning.op != "dense":
        return False
    return (second.text.lower() == "linear" and dashed) or (
        second.text.lower().startswith("projection") and not between
    )
