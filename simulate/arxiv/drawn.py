"""The project's own drawn papers as arXiv would serve them: with ids of its form, over some days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from simulate.arxiv.papers import ServedPaper, ServedVersion, made_up
from simulate.library import PAPERS
from simulate.paper import write_paper
from simulate.samples import CC0

FIRST_NUMBER = 90001
"""arXiv gives some thirty thousand numbers a month: none from here on is a real paper's."""


def drawn_papers(folder: Path, last_day: date, days: int = 3, count: int = len(PAPERS)) -> list[ServedPaper]:
    """Draws the papers and says what a server needs to know of them.

    Args:
        folder: where the PDFs are written, or are already; made where it is missing.
        last_day: the newest day (UTC) on which a paper changed.
        days: over how many days, up to the last, the papers are spread.
        count: how many papers; those beyond the drawn ones are made up, and show the same figures under other titles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    served, files = [], []
    for index, paper in enumerate(PAPERS[:count]):
        path = folder / f"{paper.slug}.pdf"
        if not path.exists():
            partial = path.with_suffix(".partial")
            partial.write_bytes(write_paper(paper)[0])
            partial.rename(path)
        files.append(path)
        day = last_day - timedelta(days=index % days)
        submitted = datetime(day.year, day.month, day.day, 0, index, tzinfo=UTC)
        served.append(
            ServedPaper(
                arxiv_id=f"{day:%y%m}.{FIRST_NUMBER + index:05d}",
                title=paper.title,
                abstract=paper.abstract,
                authors=paper.authors,
                categories=paper.categories,
                versions=(ServedVersion(1, submitted),),
                licence=CC0,
                datestamp=day,
                pdf=path,
            )
        )
    return served + made_up(count - len(served), last_day - timedelta(days=days - 1), days, files)
