"""A label of several parts none of which names an operation tells of one thing: "Renderer A → B", "class + box"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.blocks import is_block
from extract.labels.draft import Draft
from extract.labels.items import Item, Named, Other, Separator
from extract.labels.segments import has_words
from extract.labels.vocabulary import BLOCK_HEADS

_NAMELESS = frozenset({"block", "input", "output", "feature_map"})
"""What a part is read as where it names no operation."""

_ADJECTIVE = re.compile(r"\bconvolutional (?:[\w-]+ )*[\w-]+$", re.IGNORECASE)
"""The word for how something is done, before what is done."""

_BY_CONVOLUTION = frozenset({"embedding", "rnn", "self_attention", "attention", "cross_attention"})
"""What may be done by convolution, and is one layer then."""

_MADE = frozenset({"conv1d", "conv2d", "conv3d", "dense", "mlp", "lstm", "gru", "rnn"})
"""Layers that may make an embedding."""

_MADE_BY = re.compile(
    r"^[^()]*\bembed\w*(?: layer| block| module)?s? ?\((?!with\b|\+)[^()]+\)$", re.IGNORECASE
)
"""An embedding, and in brackets what makes it."""

_MAKES = re.compile(r"^[^()]+\((?:[\w-]+ )?embedd?ings?\)$", re.IGNORECASE)
"""A layer, and in brackets that an embedding is what comes out."""

_NO_ACTIVATION = re.compile(
    r"^(?:dense|fc|fully[- ]connected)\b[^()+]*\+ ?linear(?: activation)?$", re.IGNORECASE
)
"""A dense layer, and behind a plus what others print of its activation."""

_PLACED_BY = re.compile(r"^[^()+&]*\b(?:attn|attention|MHS?A|self-attn)\b[^()+&]*\([^()]+\)$", re.IGNORECASE)
"""An attention, and in brackets how it knows of positions."""

_CODES = frozenset({"embedding", "positional_encoding"})
"""What data are turned into before anything is done with them."""

_CODED_AS = re.compile(r"^[^()+&]+\([^()]+\)$")
"""Data, and in brackets how they are written down."""

_TURNS = re.compile(r"^[A-Z][A-Za-z0-9]{0,11} ?(?:→|⇒|↔|⇔|->) ?[A-Z][A-Za-z0-9]{0,11}$")
"""One word, and another that it is turned into: "CT → MRI", which is all of a name."""

_LENGTH_FIRST = re.compile(
    r"^\d{2,4}[ -]?(?:d|dim|dims|dimensional) (?P<name>[A-Za-z][\w -]*?)(?:\s?\([^()]*\))?$", re.IGNORECASE
)
"""The length of a vector, and what it is a vector of."""

_DONE = re.compile(r"(?:tion|ing|ment|or|er)$")
"""How a word for what is done, or for what does it, ends."""

_END = re.compile(r"^(?:in|out)puts?\b", re.IGNORECASE)
"""The word for an end of the network at the start of a label."""


def told_once(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label without those that only tell more of another: adjectives, brackets, names of one thing."""
    return as_one_thing(as_bracketed(without_adjective(drafts, text), text), text)


def as_one_thing(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label; only one where each is no more than a name.

    A box says what is in it by names, signs and sizes, "Selector: retrieve + score → motion", and stays one
    box. A label that goes from an input by a part to an output, "Input → Encoder → Output", is a chain.
    """
    ops = {draft.op for draft in drafts}
    if ops == {"positional_encoding"} and not any(draft.attrs for draft in drafts):
        # Of steps and of positions, they are added up: one encoding.
        return [drafts[0]]
    if len(drafts) == 1:
        return as_vector(drafts, text)
    if len(drafts) < 2 or not ops <= _NAMELESS or {"input", "output"} <= ops:
        return list(drafts)
    first = drafts[0]
    if ops == {"block"} and _TURNS.match(text):
        return [replace(first, name=text)]
    if len(ops) == 1 or _END.match(text):
        return [first]
    named = first if first.op == "block" else replace(first, op="block", name=text)
    shaped = [draft.shape for draft in drafts if draft.op == "feature_map" and draft.shape is not None]
    if named.shape is None and shaped:
        named = replace(named, shape=shaped[-1])
    return [named]


def as_vector(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label; a vector where it begins with the length of what it names: "46-d acoustic", "300D GloVe".

    Parts of networks are called by what they work on, too: a "1024-d encoder" is one.
    """
    one = drafts[0] if len(drafts) == 1 else None
    if one is None or one.op != "block" or one.attrs or one.shape is None or len(one.shape) != 1:
        return list(drafts)
    named = _LENGTH_FIRST.match(text)
    words = set(named["name"].lower().split()) if named else set()
    if named is None or words & BLOCK_HEADS or _DONE.search(named["name"]):
        return list(drafts)
    return [replace(one, op="feature_map", name="")]


def without_adjective(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label without a convolution that only says how the other one is done.

    A "convolutional token embedding" is an embedding, a "convolutional recurrent layer" a recurrent one.
    """
    two = len(drafts) == 2 and drafts[0].op in ("conv1d", "conv2d", "conv3d")
    if two and not drafts[0].attrs and drafts[1].op in _BY_CONVOLUTION and _ADJECTIVE.search(text):
        return [drafts[1]]
    return list(drafts)


def as_bracketed(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label whose bracket says how its one layer is made.

    A "Patch Embedding (Conv)" is that convolution, as a "Projection (Linear)" is a linear layer; an "Attention
    (RoPE)" turns its own queries and keys, and nothing stands behind it. A "Timestep t (sinusoidal emb.)" goes in so.
    """
    if len(drafts) == 2:
        first, second = drafts
        if first.op == "embedding" and second.op in _MADE and not first.attrs and _MADE_BY.match(text):
            return [second]
        if first.op.endswith("attention") and second.op == "positional_encoding" and _PLACED_BY.match(text):
            return [first]
        if first.op == "input" and second.op in _CODES and _CODED_AS.match(text):
            return [first]
    return list(drafts)


def without_result(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label without what its bracket only calls that which comes out: "Dense (Embedding)".

    Nor is a second layer what says that the one before has no activation: "Dense + linear".
    """
    ops = [draft.op for draft in drafts]
    named = len(ops) == 2 and ops[0] in _MADE and ops[1] == "embedding" and _MAKES.match(text)
    plain = ops == ["dense", "dense"] and not drafts[1].attrs and _NO_ACTIVATION.match(text)
    return [drafts[0]] if named or plain else list(drafts)


def plural_block(parts: list[list[Item]]) -> bool:
    """Whether "Convolution+Gating Blocks": a plural head speaks of all parts."""
    last = [item for item in parts[-1] if isinstance(item, (Named, Other))] if parts else []
    head = last[-1] if last else None
    return (
        len(parts) > 1
        and isinstance(head, Other)
        and head.role == "block"
        and head.text.lower().endswith("s")
    )


def one_name(items: list[Item], parts: list[list[Item]]) -> bool:
    """Whether words of which none names an operation are one name: "Encoder and Decoder", "RB1+SE"."""
    between = [item for item in items if isinstance(item, Separator) and item.parts]
    words = all(item.text.lower() in ("and", "&") for item in between)
    words = words or all(item.text == "+" for item in between)
    return len(parts) > 1 and words and all(has_words(part) and is_block(part) for part in parts)
