"""Captions: the lines that name a figure or table, told from running text that mentions one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document.boxes import height, shared_x, shared_y, union, union_all, width
from extract.document.page import Line, Page
from extract.model import ExhibitKind
from graph import Box

LABEL = re.compile(
    r"^\s*(?P<prefix>(?:Supplementary|Supplemental|Appendix|Extended\s+Data)\s+)?"
    r"(?P<word>Figure|FIGURE|Fig|FIG|Table|TABLE|Tab|TAB)(?P<dot>\.?)\s*"
    r"(?P<number>[A-Z]{0,2}[.\-]?\d{1,3}(?:\.\d{1,2})?|[IVXL]{1,6})(?P<part>[a-z]?)"
    r"(?P<after>\s*[.:|]|\s*[–—]|\s|$)(?P<rest>.*)$",
    re.DOTALL,
)

_WORD = re.compile(r"(?:Figure|Fig\.?|Table|Tab\.?)", re.I)
_NUMBER = re.compile(r"[A-Z]?\d{1,3}\s*[.:](?:\s|$)")
MENTION = re.compile(
    r"^\s*(?:(?:clearly|also|further)\s+)?(?:shows?|showing|illustrates?|presents?|depicts?|compares?|summari[sz]es?|gives?"
    r"|lists?|demonstrates?|reports?|displays?|plots?|contains?|provides?|and|is|are|in|we|for|with|to|of|on|that|which"
    r"|describes?|suggests?|highlights?|contrasts?|reveals?|visuali[sz]es?|\(|,|;)\b",
    re.IGNORECASE,
)

CONTINUED = re.compile(r"^.{0,80}?\bcont(?:inued|inuation|['’]?d\b|\.)", re.IGNORECASE | re.DOTALL)
"""What stands behind the label of a table that goes on: "(continued)", "cont'd", "continued from previous page"."""

LEADING = 1.45
"""Greatest distance of two baselines of one caption, in sizes of its type."""

SMALL = 0.75
"""Type of a drawing that refers to another one, in sizes of the body's; no caption is set as small."""

JOINT = 0.9
"""Greatest gap between two pieces of one row, in sizes of its type; a gutter is wider."""

STRETCHED = 2.5
"""The same where the row is set to the measure of its column and has few words to stretch between."""

EVEN = 3
"""Fewest spaces of one width that show a row set to measure."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption.

    Attributes:
        label: spelled out ("Figure 3", "Table S1").
        kind: figure or table.
        page: from 1.
        bbox: of all its lines.
        text: the whole caption, lines joined.
        lines: places of its lines in the page's `lines`.
        continued: whether it says that the exhibit of its label goes on here from a page before.
    """

    label: str
    kind: ExhibitKind
    page: int
    bbox: Box
    text: str
    lines: tuple[int, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: Page
    index: int
    label: str
    kind: ExhibitKind
    style: tuple[str, str, bool, float]
    own: float

    @property
    def line(self) -> Line:
        return self.page.lines[self.index]


def find_captions(pages: Sequence[Page]) -> tuple[Caption, ...]:
    """Every caption in page order: one a label, and those that say that a table of an earlier page goes on."""
    body = body_size(pages)
    candidates = [found for page in pages for found in _candidates(page, body)]
    spread: dict[tuple[ExhibitKind, object], set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.own >= 0:
            spread[candidate.kind, candidate.style].add(candidate.label)
    most = {
        kind: max((len(labels) for (of, _), labels in spread.items() if of == kind), default=1)
        for kind in ("figure", "table")
    }
    best: dict[str, tuple[float, _Candidate]] = {}
    for candidate in candidates:
        # A paper sets its captions alike: the style that names most exhibits is worth as much as a separator.
        share = len(spread.get((candidate.kind, candidate.style), ())) / most[candidate.kind]
        score = candidate.own + 2.0 * share
        if score >= 2.5 and (candidate.label not in best or score > best[candidate.label][0] + 1e-6):
            best[candidate.label] = (score, candidate)
    further = [
        candidate
        for candidate in candidates
        if candidate.kind == "table"
        and candidate.label in best
        and candidate.page.number > best[candidate.label][1].page.number
        and (label := LABEL.match(candidate.line.text)) is not None
        and CONTINUED.match(label["rest"])
        and not _continues(candidate.page, candidate.index)
    ]
    starts = {(c.page.number, c.index) for c in [*(c for _, c in best.values()), *further]}
    captions = [_extend(candidate, starts) for _, candidate in best.values()]
    captions += [replace(_extend(candidate, starts), continued=True) for candidate in further]
    return tuple(sorted(captions, key=lambda c: (c.page, c.bbox[1], c.bbox[0])))


def body_size(pages: Sequence[Page]) -> float:
    """The size of most type of a paper, in points; 10 where there is none."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.level:
                counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 10.0


def spelled_out(prefix: str, word: str, number: str) -> str:
    """("", "Fig", "3") as "Figure 3", ("Appendix", "TABLE", "IV") as "Appendix Table 4"."""
    name = "Table" if word.lower().startswith("tab") else "Figure"
    if re.fullmatch(r"[IVXL]+", number):
        number = str(_roman(number))
    return " ".join(part for part in (prefix.title(), name, number) if part)


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


def _candidates(page: Page, body: float) -> list[_Candidate]:
    found = []
    for index, line in enumerate(page.lines):
        if not line.level:
            continue
        match = LABEL.match(_opening(page, index))
        if match is None:
            continue
        after, rest = match["after"].strip(), match["rest"].strip()
        alone = not rest and not after
        head = next(span for span in line.spans if span.text.strip())
        tail = line.spans[-1]
        own = 0.0
        if after:
            own += 2.0 if after != "." or rest or match["dot"] else 1.5
        elif head.bold and not tail.bold:
            own += 1.5
        elif alone:
            own += 1.0 if match["word"].isupper() else 0.3
        if match["part"] and not after:
            own -= 1.5
        if not after and MENTION.match(rest):
            own -= 2.5
        if abs(line.size - body) > 0.4:
            own += 0.5
        if _continues(page, index):
            own -= 2.0
        if alone and _largest(line) < SMALL * body:
            own -= 2.0
        label = spelled_out((match["prefix"] or "").strip(), match["word"], match["number"].replace("-", "."))
        kind: ExhibitKind = "table" if " Table " in f" {label} " else "figure"
        style = (match["word"] + match["dot"], after, head.bold, round(line.size))
        found.append(_Candidate(page, index, label, kind, style, own))
    return found


def _largest(line: Line) -> float:
    """The size of a line's largest type: of small capitals, only the first letters are as large as the caption."""
    return max(span.size for span in line.spans)


def _opening(page: Page, index: int) -> str:
    """A line's text; of a word for a label that a stretched space parts from its number, both."""
    line = page.lines[index]
    if not _WORD.fullmatch(line.text):
        return line.text
    beside = (
        other
        for other in page.lines
        if other.level
        and 0 < other.bbox[0] - line.bbox[2] < STRETCHED * line.size
        and abs(other.bbox[3] - line.bbox[3]) < 0.2 * line.size
        and _NUMBER.match(other.text)
    )
    return " ".join([line.text, *(other.text for other in beside)][:2])


def _continues(page: Page, index: int) -> bool:
    """Whether a line goes on a paragraph: a row in type of its size just above, as wide, from the same left edge.

    Where a sentence ends, a justified row may be told as two lines.
    """
    line = page.lines[index]
    alike = [
        place
        for place, other in enumerate(page.lines)
        if other is not line and other.level and abs(other.size - line.size) <= 0.3
    ]
    for place in alike:
        other = page.lines[place]
        gap = line.bbox[1] - other.bbox[1]
        if 0.5 * line.size < gap < 1.5 * line.size and abs(other.bbox[0] - line.bbox[0]) < 16:
            level = [i for i in alike if shared_y(page.lines[i].bbox, other.bbox) > 0.5 * height(other.bbox)]
            row = _run_on(page, [i for i in level if i != place], other.bbox[2], line.size)
            reach = max(page.lines[i].bbox[2] for i in (place, *row)) - other.bbox[0]
            if reach > 0.8 * (line.bbox[2] - line.bbox[0]) and reach > 12 * line.size:
                return True
    return False


def _extend(start: _Candidate, starts: set[tuple[int, int]]) -> Caption:
    """The caption from its first line on."""
    page, size = start.page, start.line.size
    taken = [start.index, *_beside(start, starts)]
    last = union_all([page.lines[index].bbox for index in taken])
    box = last
    leading = LEADING * _largest(start.line)
    while row := _next_row(page, set(taken), starts, last, box, size, leading):
        below = union_all([page.lines[index].bbox for index in row])
        # A row with a subscript reaches lower and one with a superscript higher: the larger of both is no less than
        # the leading.
        leading = min(leading, 1.15 * max(below[3] - last[3], below[1] - last[1]))
        taken.extend(row)
        last, box = below, union(box, below)
    text = ""
    for index in taken:
        part = page.lines[index].text
        text = text[:-1] + part if re.search(r"[a-z]-$", text) and part[:1].islower() else f"{text} {part}"
    return Caption(start.label, start.kind, page.number, box, text.strip(), tuple(taken))


def _beside(start: _Candidate, starts: set[tuple[int, int]]) -> list[int]:
    """Lines that go on the caption's first line to its right."""
    page, line = start.page, start.line
    free = [
        index
        for index, other in enumerate(page.lines)
        if other.level
        and index != start.index
        and other.bbox[0] > line.bbox[0]
        and (page.number, index) not in starts
        and shared_y(other.bbox, line.bbox) > 0.5 * min(height(other.bbox), height(line.bbox))
    ]
    # After a label that stands by itself, a wider space is usual.
    first = 2.5 if len(line.text) < 12 else JOINT
    row = _run_on(page, free, line.bbox[2], line.size, first)
    stretched = _run_on(page, free, line.bbox[2], line.size, max(first, STRETCHED), STRETCHED)
    ends = range(len(stretched), len(row), -1)
    return next(
        (
            stretched[:end]
            for end in ends
            if _fills(page, line, stretched[end - 1]) or _evenly_spaced(page, [start.index, *stretched[:end]])
        ),
        row,
    )


def _evenly_spaced(page: Page, row: Sequence[int]) -> bool:
    """Whether the pieces of a row are parted by one width of space: it is set to measure, whatever stands under it."""
    boxes = [page.lines[index].bbox for index in row]
    gaps = [b[0] - a[2] for a, b in itertools.pairwise(boxes)]
    return len(gaps) >= EVEN and max(gaps) - min(gaps) < 0.1 * page.lines[row[0]].size


def _fills(page: Page, first: Line, last: int) -> bool:
    """Whether a row from one line to another is as wide as the whole line under it: set to measure, its spaces wide."""
    (x0, _, _, bottom), size, x1 = first.bbox, first.size, page.lines[last].bbox[2]
    return any(
        0.4 * size < other.bbox[3] - bottom < LEADING * size
        and abs(other.bbox[0] - x0) < 0.2 * size
        and abs(other.bbox[2] - x1) < 0.2 * size
        for other in page.lines
        if other.level and abs(other.size - size) < 0.12 * size
    )


def _run_on(
    page: Page, free: Sequence[int], edge: float, size: float, first: float = JOINT, later: float = JOINT
) -> list[int]:
    """Lines of one row, from an edge to the right, as far as no wide gap parts them."""
    found: list[int] = []
    for index in sorted(free, key=lambda place: page.lines[place].bbox[0]):
        box = page.lines[index].bbox
        if box[0] - edge > (later if found else first) * size:
            break
        if box[0] - edge > -0.5 * size:
            found.append(index)
            edge = box[2]
    return found


def _next_row(
    page: Page,
    taken: set[int],
    starts: set[tuple[int, int]],
    last: Box,
    box: Box,
    size: float,
    leading: float,
) -> list[int]:
    """The row of type under a caption's last row; [] where the caption has ended.

    Args:
        last: the last row.
        box: the whole caption so far.
        leading: greatest distance of the two baselines in points.
    """
    free = [
        index
        for index, line in enumerate(page.lines)
        if index not in taken and line.level and shared_x(line.bbox, box) > -2
    ]
    below = [
        page.lines[index].bbox[3]
        for index in free
        if 0.4 * size < page.lines[index].bbox[3] - last[3] < leading
        and abs(page.lines[index].size - size) < 0.12 * size
    ]
    if not below:
        return []
    base = min(below)
    level = [
        index
        for index in free
        if page.lines[index].bbox[1] < base - 0.3 * size and page.lines[index].bbox[3] > last[3] + 0.3 * size
    ]
    left = min(page.lines[index].bbox[0] for index in level)
    row = _run_on(page, level, left, size)
    whole_row = _run_on(page, level, left, size, later=STRETCHED)
    if abs(left - box[0]) < 0.2 * size and abs(page.lines[whole_row[-1]].bbox[2] - box[2]) < 0.2 * size:
        # Set to the measure of the rows before: its spaces may be wide.
        row = whole_row
    # Cells of a table stand in the same row; so does another caption.
    apart = any(
        index not in row and shared_x(page.lines[index].bbox, box) > 0.3 * width(page.lines[index].bbox)
        for index in level
    )
    if apart or any((page.number, index) in starts for index in row):
        return []
    whole = union_all([page.lines[index].bbox for index in row])
    if any(last[3] - 2 < rule[1] < whole[3] - 2 and shared_x(rule, box) > 0 for rule in page.rules):
        return []
    return row if _goes_on(whole, last, box, size) else []


def _goes_on(whole: Box, last: Box, box: Box, size: float) -> bool:
    """Whether a row goes on a caption: one is begun only where the one before was full."""
    alone = width(last) < 8 * size
    if abs(whole[0] - box[0]) < 0.6 * size:
        return alone or whole[2] < last[2] + 4.5 * size
    if box[0] < whole[0] < box[0] + 6 * size:
        return whole[2] <= box[2] + size and last[2] > box[2] - 4.5 * size
    centred = abs(whole[0] + whole[2] - box[0] - box[2]) < 1.2 * size
    return centred and (alone or width(whole) < width(last) + 2 * size)
