"""How far each list of a source was read, so that a harvest is taken up where it was left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from catalog.storage.database import reading, writing
from catalog.work.tables import BookmarkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """How far one list was read.

    Attributes:
        source: "oai", "bulk".
        part: of the source: a set, an archive's path.
        since, until: days that the list now being read begins and ends with; None where none is being read.
        position: what to go on with: a resumption token, a member's name; "" for the beginning.
        began: the server's own time when the list now being read began.
        complete: the server's own time when the last list that was read to its end began; the next begins there.
    """

    source: str
    part: str
    since: date | None = None
    until: date | None = None
    position: str = ""
    began: datetime | None = None
    complete: datetime | None = None


class Bookmarks:
    """Keeps the bookmarks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, source: str, part: str) -> Bookmark:
        """The bookmark of a list; an empty one where it was never read."""
        with reading(self._engine) as session:
            row = session.get(BookmarkRow, (source, part))
            if row is None:
                return Bookmark(source=source, part=part)
            return Bookmark(
                source=source,
                part=part,
                since=row.since,
                until=row.until,
                position=row.position,
                began=row.began,
                complete=row.complete,
            )

    def put(self, bookmark: Bookmark) -> None:
        """Keep a bookmark in place of that of the same list."""
        with writing(self._engine) as session:
            session.merge(
                BookmarkRow(
                    source=bookmark.source,
                    part=bookmark.part,
                    since=bookmark.since,
                    until=bookmark.until,
                    position=bookmark.position,
                    began=bookmark.began,
                    complete=bookmark.complete,
                )
            )
