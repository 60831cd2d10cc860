"""Operations listed line by line in one text, with braces that repeat some of the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels import ParsedOperation, parse_label, repeat_mark
from extract.scene.geometry import centre, height
from extract.scene.model import TextBlock, TextRun

BRACES = re.compile(r"^[{}\[\]()⎧⎨⎩⎫⎬⎭⎡⎢⎣⎤⎥⎦]+$")

SETTING = re.compile(r"\b(?:strides?|pad(?:ding)?|kernel|filters?|channels?)\b", re.IGNORECASE)
"""Words of settings, which name no operation."""

INDEXED = re.compile(r"^[A-Za-z]{3,}[ _-]?\d{1,2}:?$")
"""An operation's name with its place in a row, and no setting."""

RUNS_ON = re.compile(r"^[+&@/→]|[+&@/→,-]$")
"""What a line begins or ends with where the text runs on over its lines."""


def listed_operations(block: TextBlock) -> tuple[ParsedOperation, ...]:
    """The operations of a text's lines, in order; empty where a line is none.

    A line of bare sizes is one more operation of the kind named last. A brace with ×N beside it repeats the
    lines that it spans.
    """
    lines, marks = _lines(block)
    if len(lines) < 2 or any(RUNS_ON.search(text.strip()) for _, text in lines):
        return ()
    found: list[tuple[TextRun, ParsedOperation]] = []
    head, first = "", ""
    for at, (place, text) in enumerate(lines):
        named = _is_named(text)
        settled = at + 1 < len(lines) and not _is_named(lines[at + 1][1])
        if named and (not re.search(r"\d", text) or (settled and INDEXED.match(text))):
            head, first = text, text
            continue
        parsed = parse_label(text if named or not head else f"{head} {text}", role="arrow")
        if parsed.kind != "operations" or len(parsed.operations) != 1:
            return ()
        operation = parsed.operations[0]
        label = f"{first} {text}".strip() if not named else text
        first = "" if not named else first
        if named:
            head = re.split(r"\d", text)[0].strip()
            first = ""
        found.append((place, replace(operation, label=label)))
    return tuple(_repeated(found, marks))


def _is_named(text: str) -> bool:
    """Whether a line has a word that is more than a setting's."""
    return bool(re.search(r"[A-Za-z]{3,}", SETTING.sub("", text)))


def _lines(
    block: TextBlock,
) -> tuple[list[tuple[TextRun, str]], list[tuple[TextRun | None, TextRun, int | str]]]:
    """Lines of text without braces, and the repeats with the brace that they stand by."""
    braces = [run for run in block.runs if BRACES.match(run.text.strip())]
    plain = [run for run in block.runs if run not in braces]
    marks: list[tuple[TextRun | None, TextRun, int | str]] = []
    rows: list[tuple[TextRun, str]] = []
    for run in sorted(plain, key=lambda r: (centre(r.bbox)[1], r.bbox[0])):
        count = repeat_mark(run.text)
        if count is not None:
            brace = min(braces, key=lambda b: abs(centre(b.bbox)[1] - centre(run.bbox)[1]), default=None)
            marks.append((brace, run, count))
        elif rows and abs(centre(rows[-1][0].bbox)[1] - centre(run.bbox)[1]) < 0.4 * run.size:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {run.text}")
        else:
            rows.append((run, run.text))
    return rows, marks


def _repeated(
    found: Sequence[tuple[TextRun, ParsedOperation]],
    marks: Sequence[tuple[TextRun | None, TextRun, int | str]],
) -> list[ParsedOperation]:
    out = []
    for place, operation in found:
        y = centre(place.bbox)[1]
        for brace, run, count in marks:
            if brace is not None and height(brace.bbox) > 1.3 * place.size:
                spanned = brace.bbox[1] <= y <= brace.bbox[3]
            else:
                # A brace set as a plain sign tells nothing of its reach: it takes the lines beside its mark.
                spanned = abs(y - centre(run.bbox)[1]) < 1.1 * place.size
            if spanned:
                operation = replace(operation, repeat=count)
        out.append(operation)
    return out
