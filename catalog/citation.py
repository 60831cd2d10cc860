"""Citations of papers, in BibTeX and RIS."""

from __future__ import annotations

import re
import unicodedata

from catalog.records import Metadata

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def _tex(text: str) -> str:
    """A text on one line with what is special to TeX escaped."""
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))


def citation_key(paper: Metadata) -> str:
    """A key such as he2015deep: first author's surname, year, first word of the title."""
    name = (
        re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", paper.authors[0].split()[-1]).lower())
        if paper.authors and paper.authors[0].split()
        else ""
    )
    word = next((w for w in re.findall(r"[a-z]+", paper.title.lower()) if len(w) > 3), "")
    year = str(paper.submitted.year) if paper.submitted else ""
    return f"{name}{year}{word}" or "paper"


def _address(paper: Metadata) -> str:
    return f"https://arxiv.org/abs/{paper.key}"


def bibtex(paper: Metadata) -> str:
    """A paper as a BibTeX entry, in the form that arXiv itself gives."""
    fields = {
        "title": _tex(paper.title),
        "author": " and ".join(_tex(author) for author in paper.authors),
        "year": str(paper.submitted.year) if paper.submitted else "",
        "eprint": paper.key.arxiv_id,
        "archivePrefix": "arXiv",
        "primaryClass": paper.categories[0] if paper.categories else "",
        "doi": paper.doi,
        "note": _tex(paper.journal_ref),
        "url": _address(paper),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{citation_key(paper)},\n{lines}}}\n"


def ris(paper: Metadata) -> str:
    """A paper as a RIS record."""
    lines = ["TY  - UNPB", f"TI  - {' '.join(paper.title.split())}"]
    lines += [f"AU  - {' '.join(author.split())}" for author in paper.authors]
    if paper.submitted:
        lines.append(f"PY  - {paper.submitted.year}")
    if paper.doi:
        lines.append(f"DO  - {paper.doi}")
    lines += [f"UR  - {_address(paper)}", f"AN  - arXiv:{paper.key}", "ER  - "]
    return "\n".join(lines) + "\n"
