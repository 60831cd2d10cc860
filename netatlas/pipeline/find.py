"""What to fetch: records of arXiv's sources, judged, and noted as work. Every record may come any number of times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from catalog import Catalog, WorkDatabase
from catalog.records import Metadata, Paper, VersionKey
from crawler.records import ArxivRecord
from crawler.relevance import relevance

Verdict = Literal["new", "known", "passed over", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which papers are wanted.

    Attributes:
        categories: of arXiv ("cs.LG").
        keywords: words or phrases that make a paper relevant by themselves.
        relevance: least likelihood of being about deep learning.
    """

    categories: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    relevance: float = 0.5

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets of OAI-PMH that hold these categories."""
        return tuple(dict.fromkeys(set_of(category) for category in self.categories))


# Archives that OAI-PMH keeps together in one group; each of the others is a group of its own.
PHYSICS = frozenset(
    {
        *("astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th"),
        *("math-ph", "nlin", "nucl-ex", "nucl-th", "physics", "quant-ph"),
    }
)


def set_of(category: str) -> str:
    """The set of a category: "cs:cs:LG" for "cs.LG", "physics:quant-ph" for "quant-ph"."""
    archive, _, subject = category.partition(".")
    group = "physics" if archive in PHYSICS else archive
    return ":".join(part for part in (group, archive, subject) if part)


@dataclass(slots=True)
class Found:
    """What the sources gave.

    Attributes:
        verdicts: how many records came to which verdict; a record that came twice counts twice.
        refused: for a person: records that broke their form.
        failed: for a person: lists that could not be read to their end.
        notes: for a person: what else should be known.
    """

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records came."""
        return self.verdicts.total()


class Judge:
    """Takes records up as work.

    Args:
        catalog: told of what a source says of a paper.
        work: told of what is to be done.
        selection: what is wanted.
        dry: whether nothing is to be stored; the verdicts are those that would come.
    """

    def __init__(self, catalog: Catalog, work: WorkDatabase, selection: Selection, dry: bool = False) -> None:
        self._catalog, self._work, self._selection, self._dry = catalog, work, selection, dry

    def take_all(self, records: Iterable[ArxivRecord], found: Found) -> None:
        """Take several records up and count the verdicts."""
        for record in records:
            found.verdicts[self.take(record)] += 1

    def take(self, record: ArxivRecord, version: int | None = None, wanted: bool = False) -> Verdict:
        """Take one record up: its newest version, or the one named.

        Args:
            record: of any source.
            version: None for the newest.
            wanted: whether a person asked for it, so that it need not be relevant.
        """
        key = VersionKey(record.arxiv_id, version or record.newest.number)
        if any(each.withdrawn for each in record.versions if each.number == key.version):
            return self._withdrawn(record, key)
        known = self._work.items.get(key)
        if known is not None and not (wanted and known.state == "passed-over"):
            # The query API knows no licence: what it says of a known version could only take something away.
            if record.source != "query" and known.state not in ("passed-over", "withdrawn") and not self._dry:
                self._catalog.store_paper(metadata_of(record, key))
            return "known"
        likely = relevance(record.title, record.abstract, self._selection.keywords)
        if likely < self._selection.relevance and not wanted and not self._followed(record.arxiv_id):
            if not self._dry:
                reason = f"{likely:.2f} likely to be about deep learning, {self._selection.relevance:.2f} is asked for"
                self._work.items.add(key, state="passed-over", reason=reason)
            return "passed over"
        if not self._dry:
            # First the paper, then the work on it: whoever is killed in between is given the record again.
            self._catalog.store_paper(metadata_of(record, key))
            if known is None:
                self._work.items.add(key)
                self._work.items.supersede(key)
            else:
                self._work.items.begin_again([key])
        return "new"

    def _withdrawn(self, record: ArxivRecord, key: VersionKey) -> Verdict:
        known = self._work.items.get(key)
        if known is not None and known.state == "withdrawn":
            return "known"
        if not self._dry:
            when = next((each.submitted for each in record.versions if each.number == key.version), None)
            day = f" on {when:%Y-%m-%d}" if when else ""
            reason = f"withdrawn from arXiv{day} (version {key.version})"
            self._work.items.withdraw(key.arxiv_id, reason)
            self._catalog.remove_paper(key.arxiv_id, reason)
            # Last, since it is what says that all of this was done.
            self._work.items.add(key, state="withdrawn", reason=reason)
        return "withdrawn"

    def _followed(self, arxiv_id: str) -> bool:
        """Whether the paper is in the catalog: then its new versions are wanted, whatever their abstract says."""
        return isinstance(self._catalog.paper(arxiv_id), Paper)


def metadata_of(record: ArxivRecord, key: VersionKey) -> Metadata:
    """A record as the catalog's metadata of one of its versions."""
    submitted = next((each.submitted for each in record.versions if each.number == key.version), None)
    return Metadata(
        key=key,
        title=record.title,
        abstract=record.abstract,
        authors=record.authors,
        categories=record.categories,
        # The source says it of the newest version; an older one may have had another, which allows nothing.
        licence=record.licence if key.version == record.newest.number else None,
        submitted=submitted.date() if submitted else None,
        comments=record.comments,
        doi=record.doi,
        journal_ref=record.journal_ref,
    )
