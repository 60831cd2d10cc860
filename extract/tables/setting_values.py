"""Values of settings: a number, a list of them, so many times a width, each with the words behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeGuard

from extract.tables.drafts import ACTIVATIONS, Draft
from extract.tables.labelled import parse
from extract.tables.values import as_number
from graph import Dim

_NOUN = (
    r"\s*-?\s*(?:hidden )?(?:units?|neurons|nodes|cells|filters|channels|maps|dims?|dimensional|-?[dD](?![A-Za-z])"
    r"|bands|classes|layers)?"
)
_LETTERS = r"(?:\d?\|[^|]{1,12}\||[‖∥][^‖∥]{1,14}[‖∥]|[A-Za-z](?:_\w{1,4})?)"
_NUMBER = re.compile(
    rf"(?P<times>\d{{1,3}})\s*[×x*]\s*(?P<wide>\d+){_NOUN}|(?P<one>\d[\d,]*(?:\.\d+)?%?|{_LETTERS}){_NOUN}",
    re.I,
)
_BETWEEN = r"\s*(?:→|⇒|->|[,;/]|(?<=\w)\s*[-–—]+\s*(?![dD]\b)(?=[\w|])|\band\b)\s*"
_ACTIVE = re.compile(r"(?P<number>\d+) (?P<act>[A-Za-z-]+) (?:units?|neurons?|nodes?)", re.I)
"""A width with the activation before its noun: "1 sigmoid unit"."""
_REMARK = re.compile(r"[A-Za-z][A-Za-z -]{2,}")
_NO = re.compile(r"none|linear|identity|no|-")


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a list.

    Attributes:
        number: a number or the letter that stands for one; None where only words are printed.
        times: how often it holds ("2 × 256").
        layers: those that are named behind it.
        named: whether the layer is named before it ("FC 256").
    """

    number: Dim | float | None
    times: int | None = None
    layers: tuple[Draft, ...] = ()
    named: bool = False


def is_width(number: object) -> TypeGuard[Dim]:
    """Whether a value can be how wide something is: a whole number but 0, or a letter."""
    return isinstance(number, int | str) and not isinstance(number, bool) and number != 0


def items_of(text: str) -> list[Item] | None:
    """The values that a cell lists; None where it prints words that are no layers.

    "64, 64" are two, "2 × 256" is one that holds twice, "256, ReLU" and "128 (tanh)" have what follows them.
    """
    inner = text.strip()
    while re.fullmatch(r"[\[({][^\[\](){}]*[\])}]", inner):
        inner = inner[1:-1].strip()
    inner = re.sub(r"^\[([^\[\]]*)\](?=\s*[,;(]?\s*[A-Za-z])", r"\1,", inner).replace(",,", ",")
    inner = _ACTIVE.sub(r"\g<number>, \g<act>", inner)
    inner = re.sub(r"(?<=\d)\s*\(\s*([A-Za-z][A-Za-z -]*)\s*\)", r", \1", inner)
    inner = re.sub(r"(?<=\d),(?=\d{3}(?!\d))(?![\d,]*\d{3},\s)", "", inner) if "[" not in text else inner
    found: list[Item] = []
    for part in _parts(inner):
        item = _item(part)
        if item is None:
            if found and found[0].number is not None and _REMARK.fullmatch(part):
                continue
            return None
        if item.number is None and found:
            found[-1] = Item(found[-1].number, found[-1].times, (*found[-1].layers, *item.layers))
        else:
            found.append(item)
    return found or None


def _parts(text: str) -> list[str]:
    """The parts of a list; brackets hold theirs together."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(rf"[\[({{]|[\])}}]|{_BETWEEN}", text):
        sign = found[0].strip()
        if sign in ("[", "(", "{"):
            depth += 1
        elif sign in ("]", ")", "}"):
            depth -= 1
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [part for each in [*parts, text[start:]] if (part := each.strip())]


def _item(part: str) -> Item | None:
    found = _NUMBER.fullmatch(part)
    if found and found["wide"]:
        return Item(int(found["wide"]), int(found["times"]))
    if found:
        said = found["one"].replace(",", "")
        number = as_number(said.rstrip("%"))
        if number is not None and said.endswith("%"):
            number = number / 100
        return Item(said.replace(" ", "") if number is None else number)
    if _NO.fullmatch(part.lower()):
        return Item(None)
    drafts = parse(part)
    if drafts and all(d.op in ACTIVATIONS or d.op in ("dropout", "batch_norm", "layer_norm") for d in drafts):
        units = drafts[0].attrs.pop("units", None)
        return Item(units if isinstance(units, int | str) else None, None, tuple(drafts))
    return None
