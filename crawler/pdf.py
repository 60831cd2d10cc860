"""PDFs of papers. Judged by their first bytes: a withdrawn version answers HTML with status 200."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crawler.transport import Transport

ENDPOINT = "https://arxiv.org/pdf"
HEAD = 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """A version's PDF."""

    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoPdf:
    """A version that has no PDF to give: an expected absence, with its reason for a person."""

    code: Literal["missing", "not-a-pdf", "truncated"]
    message: str


def fetch_pdf(
    transport: Transport, arxiv_id: str, version: int, *, endpoint: str = ENDPOINT, max_bytes: int = 100 << 20
) -> Fetched | NoPdf:
    """The PDF of one version.

    Raises:
        Unavailable, Forbidden: see crawler.errors; also where it is larger than `max_bytes`.
    """
    url = f"{endpoint}/{arxiv_id}v{version}"
    answer = transport.get(url, lane="pdf", max_bytes=max_bytes, accept=frozenset({200, 404, 410}))
    if answer.status != 200:
        return NoPdf("missing", f"{url}: status {answer.status}")
    if b"%PDF-" not in answer.body[:HEAD]:
        return NoPdf(
            "not-a-pdf",
            f"{url}: begins with {answer.body[:40]!r}, which is no PDF; withdrawn or still being made",
        )
    if b"%%EOF" not in answer.body[-4 * HEAD :]:
        return NoPdf("truncated", f"{url}: the PDF has no end; it was cut short")
    return Fetched(answer.body)
