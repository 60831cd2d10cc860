"""What the last word of a name says that a thing is: a "feature matching loss" is a loss."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator

_DEFINING = frozenset(["loss", "positional_encoding", "norm"])
"""Operations that a name ends with, whatever stands before."""

_FAINT = frozenset(["rnn", "lstm", "gru", "conv_lstm", "attention", "self_attention"])
"""Operations before which a short word that may name another one only describes: "Intra-Chunk RNN"."""


def headed_by(items: Sequence[Item]) -> list[Item]:
    """The items of a part, or only the last where all before describe it.

    Names of operations that are done before what the last word says are kept: "Conv PE" is two things.
    """
    if len(items) < 2 or not isinstance(items[-1], Named) or not all(map(_is_word, items)):
        return list(items)
    last, before = items[-1], items[:-1]
    if last.meaning.op in _DEFINING:
        named = [item for item in before if isinstance(item, Named)]
        describing = last.meaning.op == "loss" or all(map(_describes, named))
        return [_plain(last)] if describing and _stands_alone(last) else list(items)
    if last.text in ("FFN", "FFNN") and not any(isinstance(item, Named) for item in before):
        return [_plain(last)]
    named = [item for item in before if isinstance(item, Named)]
    if named and {family(item.meaning.op) for item in (*named, last)} == {"attention"}:
        # "Multi-Head Latent Attention"
        several = named[0].text.lower().startswith("multi")
        return [_plain(named[0] if several else last)]
    if named and last.meaning.op == "attention" and all(family(i.meaning.op) == "pool" for i in named):
        # "Multi-Head Pooling Attention" pools what it attends to.
        return [_plain(last)]
    if named and family(last.meaning.op) == "attention" and all(i.meaning.op == "graph_conv" for i in named):
        # Of which kind the attention is: "GAT Attention".
        return [_plain(last)]
    if last.meaning.op in _FAINT and any(isinstance(item, Named) and item.weak for item in before):
        weak = all(item.weak for item in before if isinstance(item, Named))
        return [_plain(last)] if weak else list(items)
    return list(items)


def _is_word(item: Item) -> bool:
    return isinstance(item, (Named, Other)) or (isinstance(item, Separator) and item.text == "-")


def _describes(named: Named) -> bool:
    return (
        family(named.meaning.op) in ("tensor", "embedding") or named.weak or named.meaning.op == "graph_conv"
    )


def _stands_alone(named: Named) -> bool:
    """Whether the word is what the thing is called, and no verb or sign: "PE" and "Norm" are set in capitals."""
    return named.meaning.op == "loss" or named.text[:1].isupper()


def _plain(named: Named) -> Named:
    return Named(named.meaning, named.text, named.start, named.end, named.index)
