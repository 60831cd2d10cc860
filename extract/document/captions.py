"""Captions: the lines that name a figure or table, told from running text that mentions one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.boxes import shared_x, shared_y, union
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

MENTION = re.compile(
    r"^\s*(?:(?:clearly|also|further)\s+)?(?:shows?|showing|illustrates?|presents?|depicts?|compares?|summari[sz]es?|gives?"
    r"|lists?|demonstrates?|reports?|displays?|plots?|contains?|provides?|and|is|are|in|we|for|with|to|of|on|that|which"
    r"|describes?|suggests?|highlights?|contrasts?|reveals?|visuali[sz]es?|\(|,|;)\b",
    re.IGNORECASE,
)

LEADING = 1.55
"""Greatest distance of two baselines of one caption, in sizes of its type."""


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
    """

    label: str
    kind: ExhibitKind
    page: int
    bbox: Box
    text: str
    lines: tuple[int, ...]


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
    """Every caption, one a label, in page order."""
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
    starts = {(c.page.number, c.index) for _, c in best.values()}
    captions = [_extend(candidate, starts) for _, candidate in best.values()]
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
        match = LABEL.match(line.text)
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
        label = spelled_out((match["prefix"] or "").strip(), match["word"], match["number"].replace("-", "."))
        kind: ExhibitKind = "table" if " Table " in f" {label} " else "figure"
        style = (match["word"] + match["dot"], after, head.bold, round(line.size))
        found.append(_Candidate(page, index, label, kind, style, own))
    return found


def _continues(page: Page, index: int) -> bool:
    """Whether a line goes on a paragraph: type of its size just above, as wide, from the same left edge."""
    line = page.lines[index]
    for other in page.lines:
        if other is line or not other.level or abs(other.size - line.size) > 0.3:
            continue
        gap = line.bbox[1] - other.bbox[1]
        if 0.5 * line.size < gap < 1.5 * line.size and abs(other.bbox[0] - line.bbox[0]) < 16:
            reach = other.bbox[2] - other.bbox[0]
            if reach > 0.8 * (line.bbox[2] - line.bbox[0]) and reach > 12 * line.size:
                return True
    return False


def _extend(start: _Candidate, starts: set[tuple[int, int]]) -> Caption:
    """The caption from its first line on."""
    page, first = start.page, start.line
    taken = [start.index]
    box = first.bbox
    last = first.bbox
    while True:
        row = [
            index
            for index, line in enumerate(page.lines)
            if index not in taken
            and (page.number, index) not in starts
            and _goes_on(line, last, box, first.size)
        ]
        if not row:
            break
        # One row at a time: the nearest line below and whatever stands beside it.
        nearest = min(page.lines[index].bbox[3] for index in row)
        row = [index for index in row if page.lines[index].bbox[1] < nearest - 0.3 * first.size]
        row.sort(key=lambda index: page.lines[index].bbox[0])
        taken.extend(row)
        last = page.lines[row[0]].bbox
        for index in row:
            last = union(last, page.lines[index].bbox)
        box = union(box, last)
    text = ""
    for index in taken:
        part = page.lines[index].text
        text = text[:-1] + part if re.search(r"[a-z]-$", text) and part[:1].islower() else f"{text} {part}"
    return Caption(start.label, start.kind, page.number, box, text.strip(), tuple(taken))


def _goes_on(line: Line, last: Box, box: Box, size: float) -> bool:
    """Whether a line belongs to a caption whose last row and whole box so far are given."""
    if not line.level or not 0.55 * size <= line.size <= 1.15 * size:
        return False
    beside = shared_y(line.bbox, last) > 0.5 * (line.bbox[3] - line.bbox[1])
    if beside:
        return 0 <= line.bbox[0] - last[2] + 1 < 2.0 * size
    gap = line.bbox[3] - last[3]
    if not 0.4 * size < gap < LEADING * size or abs(line.size - size) > 0.12 * size:
        return False
    overlap = shared_x(line.bbox, box)
    aligned = abs(line.bbox[0] - box[0]) < 0.6 * size
    hanging = box[0] < line.bbox[0] < box[0] + 6 * size and line.bbox[2] <= box[2] + size
    centre = abs((line.bbox[0] + line.bbox[2]) - (box[0] + box[2])) < 1.2 * size
    return overlap > 0 and (aligned or hanging or centre)
