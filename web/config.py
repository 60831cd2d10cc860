"""How a site is set up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebConfig:
    """Settings of the site.

    Attributes:
        site_url: address under which the site is reached ("https://example.org"), for feeds and citations;
            "" takes each request's own.
        contact: address for people, shown on the about page; "" shows none.
        api_rate: most requests of one client to the API ("120 per minute"); "" for no limit.
        search_rate: most searches of one client on the pages; "" for no limit.
        proxies: how many reverse proxies stand in front, whose X-Forwarded headers are believed.
        page_size: results on a page of the site.
    """

    site_url: str = ""
    contact: str = ""
    api_rate: str = "120 per minute"
    search_rate: str = "60 per minute"
    proxies: int = 0
    page_size: int = 20
