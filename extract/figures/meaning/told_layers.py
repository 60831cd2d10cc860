"""Boxes that show only a number, where the caption says that layers are dense and the numbers their widths; and arrows
whose colours or dashes it gives activations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.things.caption_colours import HUES, hue_of
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, parse_label
from graph import FrozenMap

DENSE = re.compile(r"\bfully[- ]connected\b|\bdense layers?\b|\blinear layers?\b|\bMLP\b", re.IGNORECASE)
WIDTHS = re.compile(
    r"\bnumbers?\b[^.;]{0,60}\b(?:dimension(?:ality|s)?|units|neurons|widths?|channels|size)\b", re.IGNORECASE
)
CONVOLVED = re.compile(r"\bconvolution", re.IGNORECASE)

ARROWS = re.compile(
    rf"\b(?:(?P<dashed>dashed|dotted)\s+)?(?:(?P<colour>{'|'.join(HUES)})\s+)?(?P<later>dashed\s+|dotted\s+)?"
    r"(?:arrows?|lines?)\s+(?:indicates?|denotes?|represents?|are|stands?\s+for|mean)\s+(?:\w+\s+){0,3}?"
    r"(?:with|of)\s+(?:an?\s+)?(?P<what>[\w-]+)\s+(?:activations?|non-?linearit(?:y|ies))",
    re.IGNORECASE,
)
"""What arrows of a colour or with dashes are said to do."""

Meanings = dict[int, tuple[ParsedOperation, ...]]


def tell_layers(meanings: Meanings, things: Sequence[Thing], links: Sequence[Link], caption: str) -> None:
    """Makes dense layers of numbers in boxes, and adds the activations of the arrows that lead to them.

    Args:
        meanings: the operations of each node.
        things: all things.
        links: the edges.
        caption: of the figure.
    """
    text = " ".join(caption.split())
    if not DENSE.search(text) or not WIDTHS.search(text) or CONVOLVED.search(text):
        return
    arrives, leaves = {link.target for link in links}, {link.source for link in links}
    counted = [i for i in meanings if things[i].kind == "box" and things[i].text.isdecimal()]
    for i in counted:
        width = int(things[i].text)
        label = things[i].text
        if i in arrives and i in leaves:
            meanings[i] = (ParsedOperation("dense", FrozenMap({"units": width}), label=label),)
        else:
            end = "output" if i in arrives else "input"
            meanings[i] = (ParsedOperation(end, label=label, output_shape=(width,)),)
    told = _told(text)
    for i in counted:
        ops = {op for link in links if link.target == i for op in [_activation(link, told)] if op}
        if len(ops) == 1:
            activation = ParsedOperation(ops.pop())
            own = meanings[i]
            meanings[i] = (activation, *own) if own[0].op == "output" else (*own, activation)


def _told(text: str) -> dict[tuple[bool, str], str]:
    """The activation of arrows by whether they are dashed and by their hue; "" where they are said to have none."""
    found: dict[tuple[bool, str], str] = {}
    for said in ARROWS.finditer(text):
        parsed = parse_label(said["what"], role="box")
        op = parsed.operations[0].op if parsed.kind == "operations" else ""
        dashed = bool(said["dashed"] or said["later"])
        found[dashed, HUES[said["colour"].lower()] if said["colour"] else ""] = op
    return found


def _activation(link: Link, told: dict[tuple[bool, str], str]) -> str:
    """The operation that a link's arrow is said to do; "" for none."""
    if not link.pieces:
        return ""
    line = link.pieces[-1].connector
    hue = hue_of(line.color) if line.color is not None else "black"
    hue = "black" if hue == "grey" and line.color is not None and max(line.color) < 0.4 else hue
    return told.get((line.dashed, hue)) or told.get((line.dashed, ""), "") if told else ""
