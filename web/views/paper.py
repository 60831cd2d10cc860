"""A paper as its page shows it: exhibits with their architectures, and what its licence allows to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog import CatalogReader
from catalog.licences import licence_name, may_show_figures
from catalog.records import Architecture, Exhibit, Paper, Version
from catalog.results import SearchResult
from web.views.architecture import ArchitectureView, Outline, architecture_view, outline

SIMILAR = 5
_LICENCE_WORDS = {
    "none": "No licence is known for this version",
    "arxiv-nonexclusive": "arXiv.org non-exclusive licence to distribute",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A version's licence: its name for a person, its address where it has one, and whether it is an open one."""

    name: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """An exhibit with the architectures read from it. Its caption is the paper's text: "" unless the licence is open."""

    record: Exhibit
    caption: str
    architectures: tuple[ArchitectureView, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """All that a paper's page shows.

    Attributes:
        paper: as the catalog has it.
        licence: of the version shown.
        exhibits: those taken for networks.
        composed: architectures put together from several exhibits, those of which nothing is missing first.
        lead: the first of them, which is shown whole; the others unfold on demand. None where there are none.
        others: exhibits that show no network.
        similar: papers with a similar text; empty where search does not answer.
    """

    paper: Paper
    licence: Licence
    exhibits: tuple[ExhibitView, ...]
    composed: tuple[Outline, ...]
    lead: ArchitectureView | None
    others: tuple[Exhibit, ...]
    similar: tuple[SearchResult, ...]

    @property
    def version(self) -> Version:
        """The version shown."""
        return self.paper.version

    @property
    def composed_title(self) -> str:
        """What the composed architectures are called together: whole only where nothing is missing of one."""
        several = len(self.composed) > 1
        if any(each.whole for each in self.composed):
            return "Whole networks" if several else "The whole network"
        return "Incomplete networks" if several else "An incomplete network"

    @property
    def is_newest(self) -> bool:
        """Whether the version shown is the newest known."""
        return self.paper.version.key == self.paper.versions[-1].key


def caption_words(exhibit: Exhibit) -> str:
    """A caption without the label that stands before it, since the heading says it already."""
    number = re.escape(exhibit.label.rpartition(" ")[2])
    label = rf"\s*(?:figure|fig\.?|table|tab\.?)\s*{number}\s*[.:–—]?\s+"
    found = re.match(label, exhibit.caption, re.IGNORECASE)
    return exhibit.caption[found.end() :] if found else exhibit.caption


def licence_of(licence: str | None) -> Licence:
    """A licence as a page shows it."""
    name = licence_name(licence)
    words = _LICENCE_WORDS.get(name) or name.upper().replace("CC-", "CC ").replace("-4.0", " 4.0")
    if name.startswith("cc"):
        kind, _, number = name.rpartition("-")
        words = " ".join(part for part in (kind.upper().replace("CC-", "CC "), number) if part)
    url = licence if licence and licence.startswith(("http://", "https://")) else ""
    return Licence(words, url, may_show_figures(licence))


def paper_view(catalog: CatalogReader, paper: Paper, *, newest: bool = False) -> PaperView:
    """A paper's page; `newest` puts the newest of the similar papers first.

    A long network weighs some 100 kB with its drawing, layers and code, and a paper may show twenty: the first one
    is on the page with all of that; layers and code of the others, and whole networks after the first, are links.
    """
    licence = licence_of(paper.version.metadata.licence)
    found = [catalog.architecture(summary.id) for summary in paper.architectures]
    records = [record for record in found if isinstance(record, Architecture)]
    outlines = [outline(record) for record in records if record.composed]
    composed = tuple(sorted(outlines, key=lambda each: not each.whole))
    lead = architecture_view(catalog, composed[0].record) if composed else None
    views: dict[str, ArchitectureView] = {}
    for record in records:
        if not record.composed:
            second = lead is not None or bool(views)
            views[record.id] = architecture_view(catalog, record, folded=second)
    exhibits = []
    shown: set[str] = set()
    for exhibit in paper.exhibits:
        if not exhibit.is_architecture:
            continue
        own = tuple(views[i] for i in exhibit.architectures if i in views and i not in shown)
        shown.update(view.record.id for view in own)
        exhibits.append(ExhibitView(exhibit, caption_words(exhibit) if licence.is_open else "", own))
    similar = catalog.similar_papers(paper.arxiv_id, SIMILAR, newest=newest)
    return PaperView(
        paper,
        licence,
        tuple(exhibits),
        composed,
        lead,
        tuple(exhibit for exhibit in paper.exhibits if not exhibit.is_architecture),
        similar if isinstance(similar, tuple) else (),
    )
