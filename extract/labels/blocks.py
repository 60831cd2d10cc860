"""Parts of a label that name a block: something that is not one operation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.draft import LARGEST_INDEX, LARGEST_KERNEL, Draft
from extract.labels.families import Family, family
from extract.labels.give import give
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, is_value
from extract.labels.tokens import has_index
from extract.labels.vocabulary import BLOCK_HEADS
from graph import Value

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


_DESCRIBED = re.compile(r"^(?P<name>[^()]+?)(?:\s[^\W\d]\w{0,3})?\s?\([^()]*\)$")
"""A name and, in brackets, what describes it; or the function that it computes, with its arguments."""

_REST_OF_BRACKET = re.compile(r"(?:\s?[→+/&-]\s?[A-Z])?\)")
"""What closes a bracket in a name behind its last word: "(A → B)"."""

_PARTS = BLOCK_HEADS | {"classifier", "unit"}
"""What a part of a network is called."""

_IN_SEQUENCE = frozenset({"block", "bottleneck", "stage"})
"""What parts of a network are called that follow each other, each made of several layers."""

_DESCRIBING: frozenset[Family] = frozenset(
    {"tensor", "convolution", "attention", "dropout", "arithmetic", "other"}
)
"""Families whose names before that of a part only say what kind of part it is."""

_CONVOLVING = re.compile(r"conv|res|bottleneck|dense|inception|unet|encod|decod|gcn|tcn", re.IGNORECASE)
"""Names of blocks that work on maps, whose numbers are a kernel and filters."""

_ON_MAPS = re.compile(
    r"\b(?:(?:res|residual|nin|vgg|fire|ghost|mbconv|conv\w*|basic|down|up|dense|inverted|ir|bottleneck)[\s-]?bl(?:oc)?k|bottleneck)\b",
    re.IGNORECASE,
)
"""Names of blocks of convolutions."""

_NETWORK = re.compile(
    r"(?:[A-Z][A-Za-z]*[Nn]e(?:t|Xt)|VGG|Inception|Xception|ViT|BERT|GPT|Swin|YOLO|Res|Wide[Rr]es[Nn]et)$"
)
"""Names of networks that have their depth behind them."""

_WEIGHED = frozenset(
    (
        *("channel", "spatial", "pixel", "spectral", "band", "coordinate", "coord", "kernel", "reverse"),
        *("triplet", "polarized", "layer", "contrast", "texture", "scale-aware", "scale-wise"),
    )
)
"""What modules weigh that are called an attention, by convolutions and pools: "channel-wise attention"."""

_OF_KINDS = frozenset(["pool", "max_pool", "avg_pool", "norm", "upsample", "dense"])
"""Operations of which authors have kinds by their letters, all of which do the same to a tensor's sides."""

_UNDOING = frozenset(["de", "un", "inverse", "inv", "re"])
"""What stands before the name of what is undone, or done again."""

_SCALING = re.compile(r"(?:up|down)[\s-]?(?:sampl|scal)", re.IGNORECASE)
"""Names of blocks whose factor says how much smaller or larger what comes out is, not how often they stand."""


def is_block(items: Sequence[Item]) -> bool:
    """Whether the words of a part name something that is not one operation."""
    named = [at for at, item in enumerate(items) if isinstance(item, Named)]
    if _heads_brackets(items, named):
        return True
    others = [at for at, item in enumerate(items) if isinstance(item, Other)]
    if _is_headed_by_part(items, named, others) or _is_kind_of_part(items, named):
        return True
    if any(items[at].role == "block" and (not named or at > named[-1]) for at in others):  # type: ignore[union-attr]
        return not _in_brackets(items, others[-1]) or not named
    alternatives = any(isinstance(item, Separator) and item.kind == "slash" for item in items)
    if alternatives and any(items[at].role == "block" for at in others):  # type: ignore[union-attr]
        return True
    if _is_feed_forward(items):
        return False
    if not named:
        return any(items[at].role != "function" for at in others)  # type: ignore[union-attr]
    if any(
        item.prefix and not _is_modifier(items, at) and not _is_kind(item)
        for at in named
        if isinstance(item := items[at], Named)
    ):
        return True
    if any(_counts(items, at) for at in others if items[at].role == "block"):  # type: ignore[union-attr]
        return True
    if any(_is_selective(items, at) for at in named):
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


def is_network_part(items: Sequence[Item]) -> bool:
    """Whether a well-known network's name is followed by layers of it: "ResNet-101 conv1-conv5", "VGG16 (conv5_3)"."""
    if len(items) < 3:
        return False
    first, number, behind = items[0], items[1], items[2:]
    if not isinstance(first, Other) or not _NETWORK.match(first.text) or not isinstance(number, Number):
        return False
    layers = [item for item in behind if isinstance(item, Named)]
    apart = any(isinstance(item, Separator) and item.kind in ("comma", "then", "plus") for item in behind)
    return number.touching and not apart and bool(layers) and all(item.index for item in layers)


def _is_feed_forward(items: Sequence[Item]) -> bool:
    """Whether a label begins with the short name of a feed-forward network, and tells then what that gives: "FFN box"."""
    first = items[0]
    heads = any(isinstance(item, Other) and item.role == "block" for item in items)
    return isinstance(first, Named) and first.text in ("FFN", "FFNN") and not heads


def _heads_brackets(items: Sequence[Item], named: Sequence[int]) -> bool:
    """Whether a block's head stands before brackets that say what is in it: "Attention Branch (window attention)".

    A block of a sequence is one by its number, "Block 2 (Conv + Attn)"; an "Encoder (LSTM)" is of one kind only.
    """
    opened = next(
        (at for at, item in enumerate(items) if isinstance(item, Separator) and item.kind == "open"), None
    )
    if not opened or not any(at > opened for at in named):
        return False
    numbered = opened > 1 and isinstance(items[opened - 1], Number)
    head = items[opened - 1 - numbered]
    if not isinstance(head, Other) or head.role != "block":
        return False
    in_sequence = numbered or head.text.lower() == "bottleneck"
    return any(at < opened for at in named) or (in_sequence and head.text.lower() in _IN_SEQUENCE)


def _is_headed_by_part(items: Sequence[Item], named: Sequence[int], others: Sequence[int]) -> bool:
    """Whether a part of a network that a kind of data names is meant: "Text Encoder", "Image Encoder E".

    Before the name of a layer the same words only describe it: "encoder LSTM".
    """
    behind = [at for at in others if named and at > named[-1] and items[at].text.lower() in _PARTS]  # type: ignore[union-attr]
    if not behind or _in_brackets(items, behind[0]):
        return False
    first = items[named[-1]]
    assert isinstance(first, Named)
    describing = family(first.meaning.op) in _DESCRIBING or first.meaning.op in ("mask", "graph_conv")
    return describing and not _apart(items, named[-1], behind[0])


def _is_kind_of_part(items: Sequence[Item], named: Sequence[int]) -> bool:
    """Whether brackets say of which kind a part is: "CNN Encoder (Depthwise Separable)", "Task 1 (Head) Detection"."""
    opened = [at for at, item in enumerate(items) if isinstance(item, Separator) and item.kind == "open"]
    if len(opened) != 1 or opened[0] == 0 or opened[0] + 2 >= len(items):
        return False
    at = opened[0]
    head, inside, closed = items[at - 1], items[at + 1], items[at + 2]
    if not (isinstance(closed, Separator) and closed.kind == "close"):
        return False
    if isinstance(inside, Other):
        return inside.text.lower() in BLOCK_HEADS and inside.text[:1].isupper() and min(named, default=0) > at
    headed = isinstance(head, Other) and head.text.lower() in BLOCK_HEADS and list(named) == [at + 1]
    return headed and isinstance(inside, Named) and family(inside.meaning.op) == "convolution"


def _is_selective(items: Sequence[Item], at: int) -> bool:
    """Channel and spatial attention: modules that weigh a feature map, no attention over a sequence."""
    item, before = items[at], items[at - 1] if at else None
    attends = isinstance(item, Named) and item.meaning.op == "attention"
    if not attends or not isinstance(before, Other):
        return False
    word = before.text.lower()
    return word in _WEIGHED or word.partition("-")[0] in _WEIGHED


def _is_kind(item: Named) -> bool:
    """Whether what stands before a hyphen only tells of which kind an operation is: "LV-MSA", "MA-Pool", "Bi-Conv".

    Attentions are told so where they are set by their letters; what is undone is something else: "De-Norm".
    """
    kind = item.prefix.removesuffix("-")
    if kind == item.prefix or kind.lower() in _UNDOING or not kind[:1].isupper():
        return False
    if family(item.meaning.op) == "attention":
        return item.text.isupper()
    return item.meaning.op in _OF_KINDS or kind.lower() == "bi"


def _counts(items: Sequence[Item], at: int) -> bool:
    """Whether a number that touches it tells one block from another, as in bottleneck4.0."""
    return at + 1 < len(items) and isinstance(items[at + 1], Number) and items[at + 1].start == items[at].end


def _is_modifier(items: Sequence[Item], at: int) -> bool:
    before = items[at - 2] if at > 1 else None
    return isinstance(before, Other) and before.role in ("modifier", "function")


def _is_long(item: Other) -> bool:
    return len(item.text) > 2 and not has_index(item.text) and any(char.isalpha() for char in item.text)


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
            values.extend(later for later in items[at:] if is_value(later) and not _is_dimension(later, text))
            break
        if (
            isinstance(item, (Named, Other))
            or (words and _counts_blocks(items, at, words[-1]) and not _is_width(item, words, text))
            or _is_direction(item)
        ):
            words.append(item)
        elif words and _is_adjective(items, at, text):
            continue
        elif is_value(item) and not _is_dimension(item, text):
            values.append(item)
    if words:
        end = words[-1].end
        name = text[_start(items, words[0], text) : end]
        if (described := _DESCRIBED.match(name + text[end : end + 1])) and _ends_with_part(described["name"]):
            name = described["name"]
        if name.count("(") > name.count(")") and (rest := _REST_OF_BRACKET.match(text[end:])):
            name += rest[0]
        draft.name = name.strip(" ,:;-_")
    for item in values:
        if _is_width(item, words, text):
            draft.attrs.setdefault("filters", item.value)  # type: ignore[union-attr]
    if (out := _gives(values)) is not None:
        draft.attrs["filters" if _is_on_maps(draft.name, text) else "units"] = out
    _give_widths(draft, [v for v in values if isinstance(v, Number) and v.sign not in ("/", "↓")], text)
    for item in values:
        if _is_length(item, text) and draft.shape is None:
            draft.shape = (item.value,)  # type: ignore[union-attr,assignment]
        elif not (isinstance(item, Repeat) and _SCALING.search(draft.name)):
            give(draft, item)
    return draft


def _gives(values: Sequence[Item]) -> Value | None:
    """The width that comes out, where a block prints it behind the one that comes in: the 128 of "64 → 128"."""
    arrows = [at for at, item in enumerate(values) if isinstance(item, Number) and item.sign == "→"]
    if len(arrows) != 1 or not arrows[0]:
        return None
    into, out = values[arrows[0] - 1], values[arrows[0]]
    assert isinstance(out, Number)
    return (
        out.value
        if isinstance(into, Number) and into.sign == "" and into.end <= out.start <= into.end + 1
        else None
    )


def _is_width(item: Item, words: Sequence[Item], text: str) -> bool:
    """Whether a number behind a block on maps is how many it gives, as no network has so many: "Residual Block 256"."""
    if (
        not isinstance(item, Number)
        or not isinstance(item.value, int)
        or item.sign not in ("", "-")
        or not words
    ):
        return False
    name = text[words[0].start : words[-1].end]
    return item.value > LARGEST_INDEX and item.value % 8 == 0 and _ON_MAPS.search(name) is not None


def _start(items: Sequence[Item], first: Item, text: str) -> int:
    """Where a block's name begins: its dimensions belong to it, as in "3D-CNN"."""
    before = [item for item in items if item.end <= first.start]
    ranked = [item for item in before if _is_dimension(item, text) and first.start - item.end <= 1]
    return ranked[-1].start if ranked else first.start


def _give_widths(draft: Draft, numbers: Sequence[Number], text: str) -> None:
    """Gives a block the bare numbers behind a comma or colon: "Convolutional Block, 3, 64" has a kernel and filters."""
    listed = [n.value for n in numbers if text[: n.start].rstrip()[-1:] in (",", ":", "(")]
    if len(listed) != len(numbers) or not all(isinstance(n.value, int) and n.sign == "" for n in numbers):
        return
    of_maps = _is_on_maps(draft.name, text)
    if len(listed) == 2 and of_maps and listed[0] <= LARGEST_KERNEL < listed[1]:  # type: ignore[operator]
        draft.attrs["kernel"], draft.attrs["filters"] = (listed[0],), listed[1]
    elif len(listed) == 1 and (":" in text or listed[0] > LARGEST_INDEX):  # type: ignore[operator]
        draft.attrs["filters" if of_maps else "units"] = listed[0]


def _is_on_maps(name: str, text: str) -> bool:
    return _CONVOLVING.search(name) is not None or "×" in text


def _is_direction(item: Item) -> bool:
    """Whether a value is a word of its own, which belongs to the name of a part: "Bidirectional Encoder"."""
    return isinstance(item, Setting) and item.key == "bidirectional"


def _ends_with_part(name: str) -> bool:
    """Whether a name ends with the word for a part, or with that and its number."""
    return name.rstrip(" 0123456789").rpartition(" ")[2].lower() in BLOCK_HEADS


def _closes_name(items: Sequence[Item], at: int) -> bool:
    """Whether a block's name ends at an item: at a comma, at a bracket with values, at words after values."""
    item = items[at]
    if isinstance(item, Separator):
        following = items[at + 1] if at + 1 < len(items) else None
        valued = following is not None and is_value(following)
        return item.kind == "comma" or ((item.kind == "open" or item.text == ":") and valued)
    return not is_value(item)


def _is_adjective(items: Sequence[Item], at: int, text: str) -> bool:
    """Whether a value within a name is one of its words, as in "Shared 4-Channel Trunk" and "Behavior 1D Head"."""
    item, following = items[at], items[at + 1] if at + 1 < len(items) else None
    if not isinstance(item, Setting) or not isinstance(following, (Named, Other)):
        return False
    joined = "-" in text[item.start : item.end] or _is_dimension(item, text)
    return joined and following.start - item.end == 1


def _is_dimension(item: Item, text: str) -> bool:
    """Whether a value tells in how many dimensions something works: the 2D of "FFT (2D)"."""
    printed = text[item.start : item.end]
    return isinstance(item, Setting) and (
        printed.upper() in ("1D", "2D", "3D") or printed in ("4D", "5D", "6D")
    )


def _is_length(item: Item, text: str) -> bool:
    """Whether a value tells how long the vector is that comes out, as in "256-d"; "2-D" tells of axes."""
    if not isinstance(item, Setting) or item.key != "dim" or not text[item.start].isdecimal():
        return False
    return isinstance(item.value, str) or (isinstance(item.value, int) and item.value > 4)


def _counts_blocks(items: Sequence[Item], at: int, before: Item) -> bool:
    """Whether a number belongs to a block's name, as in "Block 1" and "bottleneck2.3", and is no width that comes in."""
    item, following = items[at], items[at + 1] if at + 1 < len(items) else None
    comes_in = isinstance(following, Number) and following.sign == "→"
    numbers = isinstance(item, Number) and item.sign in ("", "-", "_") and item.start - before.end <= 1
    return numbers and not comes_in
