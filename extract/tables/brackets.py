"""Tall brackets around several lines, with what stands beside them ("× 3")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.boxes import shared_y
from extract.tables.delimiters import EXTENSION_FONT, Delimiter, Side, delimiter
from extract.tables.type import Fragment
from graph import Box, Dim

TIMES = "×xX✕⨯∗*·"
REPEAT = re.compile(
    rf"^(?:[{TIMES}]\s*(?P<after>\d+|[A-Za-z](?:_?\w)?)|(?P<before>\d+|[A-Z])\s*[{TIMES}])(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """One side of a tall bracket."""

    side: Side
    bbox: Box


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a tall bracket; `inner` is the region between them."""

    bbox: Box
    inner: Box


def parse_repeat(text: str) -> tuple[Dim, str] | None:
    """The number of times that a mark such as "×3", "3x" or "×N" names, and the text after it; None for others."""
    found = REPEAT.match(text.strip())
    if not found:
        return None
    times = found["after"] or found["before"]
    rest = found["rest"].strip()
    if rest[:1].isalnum() and (found["after"] or rest[:1].isdecimal()):
        # "32×32" is a size.
        return None
    return (int(times) if times.isdecimal() else times), rest.strip("()[], ")


def split_brackets(fragments: Sequence[Fragment]) -> tuple[list[Bracket], list[Fragment]]:
    """Tall brackets put together from their glyphs, and all other fragments."""
    pieces: list[tuple[Delimiter, Box]] = []
    rest: list[Fragment] = []
    for fragment in fragments:
        part = delimiter(fragment.text, fragment.font)
        if part is not None:
            # TeX's glyphs hang below the origin; those of other fonts stand in their own boxes.
            hangs = EXTENSION_FONT.search(fragment.font) is not None
            top, bottom = (
                (fragment.y, fragment.y + part.depth * fragment.size)
                if hangs
                else (fragment.top, fragment.bottom)
            )
            pieces.append((part, (fragment.x0, top, fragment.x1, bottom)))
        elif fragment.text in "[](){}" and fragment.text and _scaled(fragment, fragments):
            side: Side = "left" if fragment.text in "[({" else "right"
            box = (
                fragment.x0,
                fragment.y - 0.75 * fragment.size,
                fragment.x1,
                fragment.y + 0.25 * fragment.size,
            )
            pieces.append((Delimiter(side, "whole", 1.0), box))
        else:
            rest.append(fragment)
    return [Bracket(side, box) for side, box in _stack(pieces)], rest


def _scaled(fragment: Fragment, fragments: Sequence[Fragment]) -> bool:
    sizes = sorted(f.size for f in fragments if f.text.isalnum())
    return bool(sizes) and fragment.size >= 1.7 * sizes[len(sizes) // 2]


def _stack(pieces: list[tuple[Delimiter, Box]]) -> list[tuple[Side, Box]]:
    """Pieces of one bracket stand in one x range and touch; a top piece begins one, a bottom piece ends it."""
    stacks: list[tuple[Side, Box]] = []
    open_: set[int] = set()
    for piece, box in sorted(pieces, key=lambda entry: entry[1][1]):
        home = None
        if piece.part in ("middle", "bottom"):
            for index in open_:
                side, tall = stacks[index]
                near = abs(box[0] - tall[0]) < 0.6 * (box[2] - box[0] + 1)
                if side == piece.side and near and box[1] <= tall[3] + 0.5 * (box[3] - box[1]):
                    home = index
        if home is None:
            stacks.append((piece.side, box))
            if piece.part in ("top", "middle"):
                open_.add(len(stacks) - 1)
            continue
        tall = stacks[home][1]
        stacks[home] = (
            piece.side,
            (min(box[0], tall[0]), tall[1], max(box[2], tall[2]), max(box[3], tall[3])),
        )
        if piece.part == "bottom":
            open_.discard(home)
    return stacks


def pairs_of(brackets: Sequence[Bracket]) -> list[Pair]:
    """Left brackets with the right ones that close them, outer ones first."""
    pairs: list[Pair] = []
    taken: set[int] = set()
    lefts = sorted((b for b in brackets if b.side == "left"), key=lambda b: -b.bbox[0])
    for left in lefts:
        best = None
        for index, right in enumerate(brackets):
            if right.side != "right" or index in taken or right.bbox[0] < left.bbox[2]:
                continue
            tall = max(left.bbox[3] - left.bbox[1], right.bbox[3] - right.bbox[1])
            if shared_y(left.bbox, right.bbox) < 0.75 * tall:
                continue
            if best is None or right.bbox[0] < brackets[best].bbox[0]:
                best = index
        if best is None:
            continue
        taken.add(best)
        right = brackets[best]
        y0, y1 = min(left.bbox[1], right.bbox[1]), max(left.bbox[3], right.bbox[3])
        pairs.append(Pair((left.bbox[0], y0, right.bbox[2], y1), (left.bbox[2], y0, right.bbox[0], y1)))
    return sorted(pairs, key=lambda pair: (pair.bbox[1], -(pair.bbox[3] - pair.bbox[1])))
