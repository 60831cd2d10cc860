"""The papers of the stand-in: from a folder with a metadata file, or made up in any number."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

CC_BY = "http://creativecommons.org/licenses/by/4.0/"
ARXIV_ONLY = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"
LICENCES = (ARXIV_ONLY, ARXIV_ONLY, ARXIV_ONLY, CC_BY, "http://creativecommons.org/publicdomain/zero/1.0/")
CATEGORIES = ("cs.LG", "cs.CV", "cs.CL", "cs.AI", "cs.NE", "stat.ML", "eess.IV")


@dataclass(frozen=True, slots=True)
class ServedVersion:
    """A version: its number, when it was submitted, and whether it withdraws the paper."""

    number: int
    submitted: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPaper:
    """A paper as the stand-in serves it. `pdf` gives its file; each version's bytes differ in a comment at the end."""

    arxiv_id: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    versions: tuple[ServedVersion, ...]
    licence: str | None = CC_BY
    comments: str = ""
    datestamp: date
    pdf: Path | None = field(default=None, repr=False)

    def pdf_bytes(self, version: int) -> bytes | None:
        """A version's file; None where it has none (withdrawn, or not known)."""
        known = next((v for v in self.versions if v.number == version), None)
        if self.pdf is None or known is None or known.withdrawn:
            return None
        return self.pdf.read_bytes() + f"\n% {self.arxiv_id}v{version}\n%%EOF\n".encode()

    def with_version(self, submitted: datetime, *, withdrawn: bool = False) -> ServedPaper:
        """The paper with one version more, changed on that day."""
        number = self.versions[-1].number + 1
        versions = (*self.versions, ServedVersion(number, submitted, withdrawn))
        return replace(self, versions=versions, datestamp=submitted.date())


def papers_of_folder(folder: Path) -> list[ServedPaper]:
    """The papers of a folder's `papers.json`, each with its PDF."""
    served = []
    for entry in json.loads((folder / "papers.json").read_text(encoding="utf-8")):
        day = date.fromisoformat(entry["submitted"][:10])
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        number = int(entry.get("version") or 1)
        served.append(
            ServedPaper(
                arxiv_id=entry["arxiv_id"],
                title=entry["title"],
                abstract=entry["abstract"],
                authors=tuple(entry["authors"]),
                categories=tuple(entry["categories"]),
                versions=tuple(ServedVersion(n, moment) for n in range(1, number + 1)),
                licence=entry.get("license"),
                datestamp=day,
                pdf=folder / f"{entry['slug']}.pdf",
            )
        )
    return served


def made_up(count: int, first_day: date, days: int, pdfs: list[Path], seed: int = 1) -> list[ServedPaper]:
    """Papers in any number, spread over some days, each with one of these PDFs. The same seed gives the same."""
    dice = random.Random(seed)
    subjects = ("Images", "Speech", "Text", "Graphs", "Point Clouds", "Tides", "Leaves", "Proteins")
    methods = (
        "Residual Networks",
        "Attention",
        "Convolutional Networks",
        "Autoencoders",
        "Recurrent Networks",
    )
    out = []
    for index in range(count):
        day = first_day + timedelta(days=index * days // max(count, 1))
        moment = datetime(day.year, day.month, day.day, dice.randrange(24), dice.randrange(60), tzinfo=UTC)
        method, subject = dice.choice(methods), dice.choice(subjects)
        out.append(
            ServedPaper(
                arxiv_id=f"{day:%y%m}.{10000 + index:05d}",
                title=f"{method} for {subject}: Study {index}",
                abstract=f"We train a deep neural network with {method.lower()} on {subject.lower()}, number {index}.",
                authors=(f"Author {dice.randrange(500)}", f"Author {dice.randrange(500)}"),
                categories=tuple(dict.fromkeys(dice.choices(CATEGORIES, k=2))),
                versions=(ServedVersion(1, moment),),
                licence=dice.choice(LICENCES),
                datestamp=day,
                pdf=dice.choice(pdfs) if pdfs else None,
            )
        )
    return out
