"""What the columns of its row say of a block."""

from __future__ import annotations

import re

from extract.tables.drafts import SETTINGS, Draft, Facts, pair
from extract.tables.headers import Role
from extract.tables.values import as_number, dims, is_no, is_yes, leading_dims, value

_ADDED: tuple[Role, ...] = ("activation", "norm", "dropout")

_PLAIN: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "filters",
        re.compile(
            r"(?:#|no\.? (?:of )?|num(?:ber)?\.? (?:of )?)? ?(?:out(?:put)? )?ch(?:an(?:nel)?s?)?\.?|out(?:put)? c",
            re.I,
        ),
    ),
    ("dilation", re.compile(r"d|dil(?:ation)?s?\.?(?: (?:rate|factor))?", re.I)),
    ("stride", re.compile(r"(?:(?:first|initial|1st) )?str(?:ide)?s?\.?|strd", re.I)),
    ("kernel", re.compile(r"ker(?:n(?:el)?)?s?\.?(?: (?:sizes?|shapes?|sz\.?))?", re.I)),
)
"""Heads that say no more than what a setting is called; any other ("Input stride", "out-F") is kept as printed."""

_LETTERED = re.compile(r"(?P<width>\d+)\s*\(\s*(?P<letter>[A-Za-z]\w{0,3})\s*=\s*(?P<given>[\d.]+)\s*\)")
_STEP = re.compile(r"[,;/]?\s*(?:s|str(?:ide)?\.?)\s*[=:]?\s*(\d)")
"""A stride behind a kernel: "9×9, s2"."""
_WORDS = frozenset(("yes", "no"))
_TWICE = re.compile(r"\]\s*[×x]\s*\d+$")
"""A kernel for each of a block's own layers: "[3×3] × 2"."""


def _key(role: Role, head: str) -> str:
    return role if any(role == known and name.fullmatch(head) for known, name in _PLAIN) else head


def block_settings(block: Draft, facts: Facts) -> None:
    """A block keeps its columns under their printed heads, settings of the plain names under those."""
    for role in _ADDED:
        text = facts.values.get(role, "")
        if text and not is_no(text):
            block.attrs[facts.heads.get(role, role)] = True if is_yes(text) else value(text)
    times = facts.values.get("repeat", "")
    if isinstance(as_number(times), float):
        # "r | 0.5" is no number of times, but a radius or a ratio.
        block.attrs[facts.heads.get("repeat", "repeat")] = value(times)
    for role, text in facts.values.items():
        if role in SETTINGS:
            key = _key(role, facts.heads.get(role, role))
            sizes = dims(text)
            if _TWICE.search(text):
                block.attrs[key] = re.sub(r"\s+", "", text)
            elif role == "kernel" and facts.sides is not None:
                block.attrs[key] = value(text)
            elif role in ("kernel", "stride") and sizes and key.lower() in (role, f"{role}s"):
                block.attrs[role] = pair(sizes, "conv2d")
            elif role == "filters" and (among := _LETTERED.fullmatch(text.strip())):
                # "48 (d = 64)": a width, and another by its letter.
                block.attrs[key] = int(among["width"])
                block.attrs[among["letter"]] = value(among["given"])
            elif role in ("filters", "units", "in_out"):
                block.attrs[key] = text if sizes and len(sizes) > 1 else value(text)
            elif role == "kernel" and (found := leading_dims(text)):
                block.attrs[key] = pair(found[0], "conv2d")
                if stride := _STEP.fullmatch(found[1]):
                    block.attrs.setdefault("stride", pair((int(stride[1]),), "conv2d"))
            else:
                block.attrs[key] = value(text)
    if facts.described is not None and set(block.attrs) <= {"name"} and re.search(r"[A-Za-z]", facts.label):
        # What says no setting that is known stays as printed.
        block.attrs[facts.described[0]] = value(facts.described[1])
    for key, text in facts.extras.items():
        words = text.strip().lower() in _WORDS
        if is_no(text) and not words:
            continue
        block.attrs[key] = (
            text.strip() if words else True if is_yes(text) and as_number(text) is None else value(text)
        )
