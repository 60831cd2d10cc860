"""What a thing means: its operations, by its label, its form and its place in the flow."""

from __future__ import annotations

from extract.figures.things import Thing
from extract.labels import ParsedOperation
from graph import FrozenMap


def operations_of(thing: Thing, arrives: bool, leaves: bool) -> tuple[ParsedOperation, ...]:
    """The operations that a thing stands for, in the order of the data; empty where it is no node.

    Args:
        thing: a box, sign, picture or free label.
        arrives: whether a link leads to it.
        leaves: whether a link leads from it.
    """
    parsed = thing.parsed
    if parsed.operations:
        first = parsed.operations[0]
        if len(parsed.operations) == 1 and first.op in ("block", "feature_map") and thing.kind == "text":
            end = _terminal(arrives, leaves)
            if end is not None:
                return (ParsedOperation(end, FrozenMap(), first.repeat, first.label, first.output_shape),)
        return parsed.operations
    if thing.text and (thing.kind in ("box", "sign") or arrives or leaves):
        end = _terminal(arrives, leaves) if thing.kind == "text" else None
        if end is not None:
            return (ParsedOperation(end, label=thing.text),)
        return (ParsedOperation("block", FrozenMap({"name": thing.text}), label=thing.text),)
    if not (arrives or leaves):
        return ()
    return (ParsedOperation(_terminal(arrives, leaves) or "feature_map"),)


def _terminal(arrives: bool, leaves: bool) -> str | None:
    if leaves and not arrives:
        return "input"
    if arrives and not leaves:
        return "output"
    return None
