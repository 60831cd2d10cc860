"""Words that share the name of one tensor: "Image and text features", "Car + context representation"."""

from __future__ import annotations

from extract.labels.families import family
from extract.labels.items import Item, Named, Other


def with_one_noun(parts: list[list[Item]]) -> list[list[Item]]:
    """Parts, of which words that tell of one tensor are one: "Image and text features", "Car + context vector"."""
    if len(parts) < 2:
        return parts
    *told, noun = parts[-1]
    if not isinstance(noun, Named) or noun.meaning.op != "feature_map" or not (told or " " in noun.text):
        return parts
    words = [*(item for part in parts[:-1] for item in part), *told]
    single = len(told) < 2 and all(len(part) == 1 for part in parts[:-1])
    data = all(
        isinstance(item, Other) or (isinstance(item, Named) and family(item.meaning.op) == "tensor")
        for item in words
    )
    return parts[-1:] if single and data else parts
