"""Running text and captions as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extract.labels import normalise
from extract.prose.model import Sentence

_ABBREVIATIONS = frozenset(
    [
        *(
            "fig",
            "figs",
            "eq",
            "eqs",
            "eqn",
            "sec",
            "sect",
            "tab",
            "e.g",
            "i.e",
            "al",
            "cf",
            "vs",
            "no",
            "ref",
        ),
        *(
            "refs",
            "resp",
            "approx",
            "conv",
            "dr",
            "st",
            "w.r.t",
            "dim",
            "dims",
            "max",
            "avg",
            "etc",
            "app",
            "ch",
        ),
    ]
)
_END = re.compile(r"([.!?])[\"')\]]?\s+(?=[\"'(\[]?[A-Z0-9])")
_WORD_BEFORE = re.compile(r"([A-Za-z.]+)$")
_LONGEST = 1200
_REFERENCES = re.compile(r"^(?:\d+\.?\s*)?(?:references|bibliography|literature cited)\s*$", re.IGNORECASE)
_APPENDIX = re.compile(
    r"^(?:(?:appendix|appendices|supplementary)\b.{0,60}|[A-Z]\.?\s+[A-Z][a-z]+[^,\d]{0,50})$"
)


def joined(text: str) -> str:
    """A page's text on one line; words that are broken by a hyphen at a line's end are put together."""
    lines = normalise(text).split("\n")
    out = ""
    for line in lines:
        if out.endswith("-") and len(out) > 2 and out[-2].isalpha() and line[:1].islower():
            out = out[:-1] + line
        elif out:
            out = f"{out} {line}"
        else:
            out = line
    return out


def _cut(text: str) -> list[str]:
    pieces, start = [], 0
    for found in _END.finditer(text):
        before = _WORD_BEFORE.search(text[: found.start()])
        word = before.group(1).lower().rstrip(".") if before else ""
        if found.group(1) == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())):
            continue
        pieces.append(text[start : found.end(1)].strip())
        start = found.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def sentences(
    pages: Sequence[str], captions: Mapping[str, tuple[int, str]] | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a paper.

    Args:
        pages: text of each page.
        captions: page and text of each exhibit's caption by its label.

    A sentence that runs over a page's end is given to the page where it begins. Pieces that are too long to
    be
    sentences (the inside of a table) are left out, and so is the list of references.
    """
    found: list[Sentence] = []
    pages = _without_references(pages)
    carried, carried_page = "", 0
    for number, page in enumerate(pages, 1):
        pieces = _cut(joined(f"{carried}\n{page}" if carried else page))
        first_page = carried_page or number
        carried, carried_page = "", 0
        if pieces and number < len(pages) and not pieces[-1].endswith((".", "!", "?")):
            carried, carried_page = pieces.pop()[-_LONGEST:], number
        for at, piece in enumerate(pieces):
            found.append(Sentence(piece, first_page if at == 0 else number))
    if carried:
        found.append(Sentence(carried, carried_page))
    found.extend(_captioned(captions or {}))
    return tuple(sentence for sentence in found if len(sentence.text) <= _LONGEST)


def _without_references(pages: Sequence[str]) -> list[str]:
    """The pages without the list of references: what other papers are called says nothing of this one."""
    kept, inside = [], False
    for page in pages:
        lines = []
        for line in page.split("\n"):
            if _REFERENCES.match(line.strip()):
                inside = True
            elif inside and _APPENDIX.match(line.strip()):
                inside = False
            if not inside:
                lines.append(line)
        kept.append("\n".join(lines))
    return kept


def _captioned(captions: Mapping[str, tuple[int, str]]) -> Iterable[Sentence]:
    for label, (page, text) in captions.items():
        for piece in _cut(joined(text)):
            yield Sentence(piece, page, label)
