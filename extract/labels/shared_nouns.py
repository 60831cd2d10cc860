"""Words that share the name of one tensor or table: "Image and text features", "User & item embedding"."""

from __future__ import annotations

from dataclasses import replace

from extract.labels.families import family
from extract.labels.items import Item, Named, Other
from extract.labels.vocabulary import Meaning

_PLACES = frozenset({"position", "positional", "pos", "pos.", "location", "place"})
"""Words for an embedding of places, whose noun stands behind the next."""


def with_one_noun(parts: list[list[Item]]) -> list[list[Item]]:
    """Parts, of which words that tell of one tensor are one: "Image and text features", "Car + context vector".

    Of two embeddings of which one is of places each is one: "Token & position embedding".
    """
    if len(parts) < 2:
        return parts
    *told, noun = parts[-1]
    if not isinstance(noun, Named):
        return parts
    words = [*(item for part in parts[:-1] for item in part), *told]
    single = len(told) < 2 and all(len(part) == 1 for part in parts[:-1])
    data = all(
        isinstance(item, Other) or (isinstance(item, Named) and family(item.meaning.op) == "tensor")
        for item in words
    )
    if not (single and data):
        return parts
    if noun.meaning.op == "feature_map" and (told or " " in noun.text):
        return parts[-1:]
    if noun.meaning.op == "positional_encoding" and "emb" in noun.text.lower() and len(parts) == 2:
        return [[_embedded(parts[0][0])], parts[-1]]
    if noun.meaning.op == "embedding" and len(parts) == 2 and _text(parts[0][0]).lower() in _PLACES:
        first = parts[0][0]
        place = Named(Meaning("positional_encoding"), _text(first), first.start, first.end)
        return [[place], parts[-1]]
    return parts


def _embedded(item: Item) -> Named:
    """A word for what is embedded as the embedding of it."""
    text = _text(item)
    if isinstance(item, Named):
        return replace(item, meaning=Meaning("embedding"))
    return Named(Meaning("embedding"), text, item.start, item.end)


def _text(item: Item) -> str:
    return item.text if isinstance(item, (Named, Other)) else ""
