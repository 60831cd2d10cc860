"""arXiv's bulk archives on disk: tars of PDFs as its requester-pays store gives them."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import BadAnswer

MEMBER = re.compile(r"(?:^|/)(?:(\d{4}\.\d{4,5})|([a-z-]+)(\d{7}))(?:v(\d+))?\.pdf$")


@dataclass(frozen=True, slots=True)
class BulkPaper:
    """A paper of an archive; `version` is None where the member's name has none (the newest at packing time)."""

    arxiv_id: str
    version: int | None
    member: str
    body: bytes = field(repr=False)


def read_tar(path: Path, *, after: str = "", max_bytes: int = 100 << 20) -> Iterator[BulkPaper | str]:
    """The papers of a tar one by one, in constant memory.

    A member that is larger than `max_bytes` or has no paper's name gives a sentence instead. `after` is a member's
    name: what stands before and at it is passed over, so that an interrupted run can go on.

    Raises:
        BadAnswer: the file is no tar, or is cut short.
    """
    passing = bool(after)
    try:
        with tarfile.open(path, "r|*") as archive:
            for member in archive:
                if passing:
                    passing = member.name != after
                    continue
                if not member.isfile() or not member.name.endswith(".pdf"):
                    continue
                found = MEMBER.search(member.name)
                if found is None:
                    yield f"{path.name}: {member.name} is not named as a paper"
                    continue
                if member.size > max_bytes:
                    yield f"{path.name}: {member.name} is larger than {max_bytes} bytes"
                    continue
                stream = archive.extractfile(member)
                if stream is None:
                    continue
                number = int(found[4]) if found[4] else None
                yield BulkPaper(found[1] or f"{found[2]}/{found[3]}", number, member.name, stream.read())
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BadAnswer(f"{path}: no tar, or cut short: {error}") from error
