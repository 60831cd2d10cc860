"""Labels whose first words name a block, whatever is printed of it behind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, is_value
from extract.labels.vocabulary import BLOCK_HEADS

_SKIPPED = frozenset(["residual", "skip", "shortcut", "identity"])


def is_headed(items: Sequence[Item]) -> bool:
    """Whether a part begins with a block's name, and what follows it names no operation of its own.

    In "VAE Encoder (latent z)" and "Transformer Encoder 8 heads, 6 tokens" a tensor's name behind the block's only
    describes it, as does what "with" adds: "sentence encoder with question input". "9× Residual Blocks 3×3 conv, BN"
    says what is in each of several.
    """
    counted = bool(items) and isinstance(items[0], Repeat)
    rest = items[1:] if counted else items
    front = list(takewhile(lambda item: not (is_value(item) or _opens(item) or _adds(item)), rest))
    behind = [item for item in rest[len(front) :] if isinstance(item, Named)]
    words = [item for item in front if isinstance(item, (Named, Other))]
    if not behind or not words or any(isinstance(item, Named) for item in words):
        return False
    head = words[-1]
    if not (isinstance(head, Other) and (head.role == "block" or head.text.lower() in BLOCK_HEADS)):
        return False
    several = counted and head.text.lower().endswith("s")
    return several or all(family(item.meaning.op) == "tensor" for item in behind)


def has_counted_layers(items: Sequence[Item]) -> bool:
    """Whether a label begins with a block's name and, in brackets, how many layers it has: "Decoder 1 (6 layers)".

    What is printed behind says what these layers are made of.
    """
    opened = next((at for at, item in enumerate(items) if _opens(item)), 0)
    inside = items[opened + 1 : opened + 3]
    if not opened or len(inside) < 2 or not isinstance(inside[0], Setting) or inside[0].key != "layers":
        return False
    front = items[:opened]
    if len(front) > 1 and isinstance(front[-1], Number) and front[-1].sign == "":
        front = front[:-1]
    head = front[-1]
    plain = not any(isinstance(item, (Named, Separator)) or is_value(item) for item in front)
    return plain and isinstance(head, Other) and head.text.lower() in BLOCK_HEADS


def is_skipped(items: Sequence[Item]) -> bool:
    """Whether a part behind a plus names the connection that is added: "feed-forward + residual"."""
    words = [item.text.lower() for item in items if isinstance(item, Other)]
    return (
        bool(words)
        and len(words) == len(items)
        and words[0] in _SKIPPED
        and all(word in ("connection", "path", "input") for word in words[1:])
    )


def _adds(item: Item) -> bool:
    """Whether a word tells what a part has, or works on, rather than what it is."""
    return isinstance(item, Other) and item.text.lower() == "with"


def _opens(item: Item) -> bool:
    return isinstance(item, Separator) and item.kind == "open"
