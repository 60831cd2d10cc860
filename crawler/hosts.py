"""Where arXiv's services are, or those of a stand-in for it."""

from __future__ import annotations

from dataclasses import dataclass

from crawler import oai, pdf, query, rss


@dataclass(frozen=True, slots=True)
class Hosts:
    """Addresses of the four services, without a slash at the end."""

    oai: str = oai.ENDPOINT
    query: str = query.ENDPOINT
    rss: str = rss.ENDPOINT
    pdf: str = pdf.ENDPOINT

    @property
    def all(self) -> tuple[str, ...]:
        """All addresses."""
        return self.oai, self.query, self.rss, self.pdf


def hosts_of(url: str) -> Hosts:
    """The services of a stand-in at this address; arXiv's own for ""."""
    if not url:
        return Hosts()
    root = url.rstrip("/")
    return Hosts(f"{root}/oai", f"{root}/api/query", f"{root}/rss", f"{root}/pdf")
