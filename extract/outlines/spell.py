"""A page whose outlined text is live: the paths of its characters replaced by lines of type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.document.page import Char, Line, Page, Path, Point, Span, inside
from extract.labels.misread import mended
from extract.outlines.glyphs import LEVEL, GlyphLine, glyph_lines
from extract.outlines.measure import MANY, as_set, baseline_of, foot_of, on_line, size_of
from extract.outlines.operators import lone_sign, with_counters, with_crosses
from extract.outlines.pictured import pictured_text
from extract.outlines.raster import draw_line
from extract.outlines.recognise import MISREAD, Recognised, recognise
from extract.outlines.spread import spread
from extract.outlines.sums import is_sum
from graph import Box

LEAST_SCORE = 0.6
"""Below this the model's reading is no better than a guess: the line stays a drawing."""

LIKE_SUMS = frozenset("xXzZ")
"""Letters of which some types draw the rim as that of a sum."""

MOST_LINES = 400
"""More lines than this are no labels of a figure."""

WORD_GAP = 0.3
"""Least space between two words, in the height of their line."""

MUCH_LIVE = 30
"""Fewest characters of live type that tell of what size a figure's type is."""

BESIDE_LIVE = 1.6
"""Greatest shorter side of an outlined character beside live type, in the usual size of that."""

LONE_SCORE = 0.8
"""Below this a single outlined character among live type is rather a part of the drawing."""

HIGH_BESIDE_LIVE = 1.4
"""Greatest height of a line of outlined characters beside live type, in the usual size of that."""

ARROWS = frozenset("←→↑↓↔")
"""A line that is read so is an arrow of the drawing."""

LEAST_WITH_ARROW = 3
"""Fewest letters and digits of a label that has an arrow in it: "N×5×5/2↓"."""

FONT = "outlined"


def spelled_out(page: Page, region: Box) -> Page:
    """The page with a region's text that is drawn as outlines or small images as type; itself where there is none."""
    # What is spelled out first is type by then: an image under it is its ground.
    return _with_pictured(_with_outlined(page, region), region)


def _with_outlined(page: Page, region: Box) -> Page:
    """The page with a region's lines of outlined characters as type."""
    places = [i for i, path in enumerate(page.paths) if inside(path.bbox, region, 0.5)]
    live = _live(page, region)
    lines = glyph_lines([page.paths[i] for i in places], BESIDE_LIVE * live if live else None)
    lines = [line for line in lines if not live or line.height <= HIGH_BESIDE_LIVE * live]
    if not lines or len(lines) > MOST_LINES:
        return page
    groups = [[page.paths[places[i]] for i in line.members] for line in lines]
    read = _read(groups, [line.direction for line in lines])
    gone: set[int] = set()
    added: list[Line] = []
    block = max((line.block for line in page.lines), default=0)
    for line, group, result in zip(lines, groups, read, strict=True):
        if len(group) == 1 and (sign := lone_sign(group[0])):
            result = Recognised(sign, 1.0)
        if result.score < LEAST_SCORE or not result.text or _is_arrow(result.text):
            continue
        if len(group) == 1 and result.text == "f" and _goes_on(line.bbox, page.lines):
            # Fonts that lack a ligature leave it as a drawing in live type; a lone f would be live.
            result = replace(result, text="fi")
        elif live and len(group) == 1 and result.score < LONE_SCORE:
            continue
        text = result.text.translate(MISREAD)
        if line.direction == LEVEL:
            text = with_counters(with_crosses(text, group), group)
        result = replace(result, text=_spaced(text, line, group))
        block += 1
        added.append(_type(line, group, mended(result.text), block))
        gone.update(places[i] for i in line.members)
    kept = tuple(path for i, path in enumerate(page.paths) if i not in gone)
    return replace(page, lines=(*page.lines, *added), paths=kept)


def _is_arrow(text: str) -> bool:
    """Whether a text is an arrow, be it with a letter that stands by it; words with one tell the way of a layer."""
    return not ARROWS.isdisjoint(text) and sum(char.isalnum() for char in text) < LEAST_WITH_ARROW


def _spaced(text: str, line: GlyphLine, group: Sequence[Path]) -> str:
    """A level line's text with the spaces that the model leaves out between single letters."""
    letters = text.split()
    if line.direction != LEVEL or len("".join(letters)) != len(group) or len(group) < 3:
        return text
    gaps = [b.bbox[0] - a.bbox[2] for a, b in pairwise(group)]
    wide = max(WORD_GAP * line.height, 2.5 * median(gaps) if len(gaps) > 4 else 0.0)
    ends = {sum(map(len, letters[:i])) for i in range(1, len(letters))}
    whole = "".join(letters)
    # A one, alone among digits and letters, stands far from its neighbours.
    ends |= {i for i, gap in enumerate(gaps, 1) if gap > wide and whole[i - 1 : i + 1].isalpha()}
    cuts = [0, *sorted(ends), len(whole)]
    return " ".join(whole[a:b] for a, b in pairwise(cuts))


def _live(page: Page, region: Box) -> float | None:
    """Usual size of a region's live type; None where it has hardly any of that."""
    sizes = [
        span.size
        for line in page.lines
        if inside(line.bbox, region, 0.5)
        for span in line.spans
        for _ in span.text.strip()
    ]
    return median(sizes) if len(sizes) >= MUCH_LIVE else None


def _goes_on(box: Box, lines: Sequence[Line]) -> bool:
    """Whether live type goes on right behind an outline, on its level."""
    return any(
        abs(char.bbox[0] - box[2]) < 0.25 * (box[3] - box[1])
        and char.bbox[1] < (box[1] + box[3]) / 2 < char.bbox[3]
        for line in lines
        for span in line.spans
        for char in span.chars
        if char.text.isalpha()
    )


def _read(groups: Sequence[Sequence[Path]], directions: Sequence[Point]) -> list[Recognised]:
    """The text of each line; of a slanting one, the better of its two ways to be made level."""
    images, owners = [], []
    for index, (group, (dx, dy)) in enumerate(zip(groups, directions, strict=True)):
        images.append(draw_line(group, (dx, dy)))
        owners.append(index)
        if abs(dx) > 0.1 and abs(dy) > 0.1:
            images.append(draw_line(group, (dx, dy), sheared=True))
            owners.append(index)
    # A figure prints the same size many times; equal pictures are read once.
    keys = [(image.shape, image.tobytes()) for image in images]
    different = dict(zip(keys, images, strict=True))
    texts = dict(zip(different, recognise(list(different.values())), strict=True))
    for key in {key for key, owner in zip(keys, owners, strict=True) if len(groups[owner]) == 1}:
        if len(texts[key].text) <= 1 and texts[key].text not in LIKE_SUMS and is_sum(different[key]):
            texts[key] = Recognised("Σ", 1.0)
    best: dict[int, Recognised] = {}
    for owner, key in zip(owners, keys, strict=True):
        found = texts[key]
        if owner not in best or found.score > best[owner].score:
            best[owner] = found
    return [best[index] for index in range(len(groups))]


def _with_pictured(page: Page, region: Box) -> Page:
    """The page with the text of small images as type in their place."""
    found = pictured_text(page, region)
    if not found:
        return page
    block = max((line.block for line in page.lines), default=0)
    added = [
        _type(GlyphLine((), text.bbox, (1.0, 0.0), text.bbox[3] - text.bbox[1]), [], text.text, block + 1 + i)
        for i, text in enumerate(found)
    ]
    gone = {id(text.picture) for text in found}
    pictures = tuple(picture for picture in page.pictures if id(picture) not in gone)
    return replace(page, lines=(*page.lines, *added), pictures=pictures)


def _type(line: GlyphLine, group: Sequence[Path], text: str, block: int) -> Line:
    """A line of type in place of its outlines; without any, black and of unknown order."""
    boxes = [path.bbox for path in group]
    size = size_of(line, text, boxes)
    chars, box, foot = _chars(line, group, text), line.bbox, line.bbox[3]
    if line.direction == LEVEL and group and sum(c.isalnum() for c in text) >= MANY:
        foot = baseline_of(line, text, boxes, size)
        box = as_set(box, foot, size)
        chars = tuple(Char(c.text, (c.bbox[0], foot), as_set(c.bbox, foot, size)) for c in chars)
    span = Span(
        text=text,
        bbox=box,
        font=FONT,
        size=size,
        colour=(group[0].fill if group else None) or (0.0, 0.0, 0.0),
        bold=False,
        italic=False,
        superscript=False,
        direction=line.direction,
        origin=chars[0].origin if chars else (box[0], foot),
        order=group[0].order if group else -1,
        glyphs=tuple((char.text, char.origin, char.bbox) for char in chars),
    )
    return Line(spans=(span,), bbox=box, direction=line.direction, block=block)


def _chars(line: GlyphLine, group: Sequence[Path], text: str) -> tuple[Char, ...]:
    """Characters with their boxes: each outline's own where they are as many, else spread evenly."""
    letters = [c for c in text if not c.isspace()]
    boxes = [path.bbox for path in group]
    if len(boxes) != len(letters):
        places = spread(line.bbox, line.direction, line.height, len(text))
        boxes = [place for c, place in zip(text, places, strict=True) if not c.isspace()]
        words = text.split()
        if 1 < len(words) == len(group) and line.direction[0] > 0.99:
            # Each word was drawn as one path: its characters stand in that path's box.
            boxes = [
                box
                for word, path in zip(words, group, strict=True)
                for box in spread(path.bbox, line.direction, line.height, len(word))
            ]
    out, place = [], 0
    for letter in text:
        if letter.isspace():
            before = boxes[place - 1]
            out.append(Char(" ", (before[2], before[3]), (before[2], before[1], before[2], before[3])))
            continue
        box = boxes[place]
        level = line.direction == LEVEL
        out.append(Char(letter, (box[0], foot_of(letter, box)) if level else on_line(box, line), box))
        place += 1
    return tuple(out)
