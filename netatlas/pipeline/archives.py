"""Papers of arXiv's archives on disk: their PDFs are there already, what is known of them is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from catalog import WorkDatabase
from catalog.records import VersionKey
from crawler.bulk import read_tar
from crawler.files import FileStore
from netatlas.pipeline.find import Found
from netatlas.pipeline.harvest import IDS_A_REQUEST, Harvest
from netatlas.pipeline.heartbeat import LEASE


def take_archive(path: Path, harvest: Harvest, work: WorkDatabase, files: FileStore, found: Found) -> None:
    """Take up the papers of an archive, a hundred at a time; an interrupted one goes on behind the last of them.

    A member whose name has no version is the newest that there was when the archive was packed, and is taken for the
    newest that there is. Papers that are not wanted are not kept.

    Raises:
        StoreFull: there is no room for more.
        BadAnswer: it is no archive, or is cut short.
        Unavailable, Forbidden: see crawler.errors.
    """
    mark = work.bookmarks.get("bulk", str(path.absolute()))
    for members in _portions(path, mark.position, files, found):
        records = harvest.records_of([member.arxiv_id for member in members])
        for member in members:
            record = records.get(member.arxiv_id)
            if record is None:
                found.refused.append(f"{path.name}: {member.name}: arXiv does not know this paper")
            else:
                found.verdicts[harvest.judge.take(record, member.version)] += 1
                key = VersionKey(member.arxiv_id, member.version or record.newest.number)
                if work.items.claim(["found"], LEASE, [key]) is not None:
                    work.items.advance(key, "fetched", sha256=member.sha256)
            if not work.items.has_file(member.sha256):
                files.remove(member.sha256)
        mark = replace(mark, position=members[-1].name)
        work.bookmarks.put(mark)


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an archive, its file kept."""

    arxiv_id: str
    version: int | None
    name: str
    sha256: str


def _portions(path: Path, after: str, files: FileStore, found: Found) -> Iterator[list[_Member]]:
    some: list[_Member] = []
    for paper in read_tar(path, after=after):
        if isinstance(paper, str):
            found.refused.append(paper)
            continue
        some.append(_Member(paper.arxiv_id, paper.version, paper.member, files.put(paper.body)))
        if len(some) == IDS_A_REQUEST:
            yield some
            some = []
    if some:
        yield some
