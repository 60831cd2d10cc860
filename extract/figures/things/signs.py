"""What a circle with a letter or a wave stands for, by its place in the flow."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation


def sign_in_place(thing: Thing, arrives: bool, leaves: bool) -> ParsedOperation | None:
    """The operation of a sign that its place decides; None where its form says it alone.

    A letter names an operation only on what comes in: nothing comes into an x that is an input. A sine wave that is
    added to something is a positional encoding, one that something runs through an activation.

    Args:
        thing: anything; only signs are decided here.
        arrives, leaves: whether links lead to it and from it.
    """
    if thing.kind != "sign" or thing.shape is None:
        return None
    if thing.shape.symbol == "∿" and arrives and leaves:
        return ParsedOperation("activation", label="∿")
    if leaves and not arrives and thing.blocks and len(thing.text) == 1 and thing.text.isalpha():
        return None if thing.text in "σΣ" else ParsedOperation("input", label=thing.text)
    return None


def from_encoding(ids: Sequence[int], things: Sequence[Thing]) -> tuple[int, int] | None:
    """Source and target of a line between a positional encoding and what it is added to, wherever the two stand.

    Args:
        ids: of the two things that the line joins.
        things: all things.
    """
    encodings = [i for i in ids if _ops(things[i]) == ["positional_encoding"]]
    others = [i for i in ids if i not in encodings]
    if len(encodings) != 1 or len(others) != 1 or not {"add", "concat"} & set(_ops(things[others[0]])):
        return None
    return encodings[0], others[0]


def _ops(thing: Thing) -> list[str]:
    return [operation.op for operation in thing.parsed.operations]
