"""The ledger on its page and in the API."""

from __future__ import annotations

from datetime import date

import pytest
import requests
from lxml import html

from catalog import open_catalog
from web import create_app
from web.views.runs import duration, span


def rows(site) -> list[tuple[list[str], str]]:
    """Each run's cells, and what stands below them."""
    found = []
    for row in html.fromstring(requests.get(f"{site.url}/runs", timeout=10).content).cssselect("tbody tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row]
        if row.get("class") == "more":
            found[-1] = (found[-1][0], cells[1])
        else:
            found.append((cells, ""))
    return found


def test_runs_stand_newest_first_with_window_counts_and_speed(site) -> None:
    (nightly, below), (ingest, _), (_, stopped), _ = rows(site)
    assert nightly == [
        "6 January 2026, 06:30 UTC",
        "Nightly crawl4–6 January 2026",
        "1,312",
        "1,187",
        "640",
        "3",
        "6",
        "4 h 12 min152 an hour",
        "Done",
    ]
    assert "3 papers wait for their next try" in below and "538 passed over" in below
    assert below.index("4 no answer") < below.index("3 status 503") < below.index("2 the PDF is encrypted")
    assert ingest[1] == "Ingest" and ingest[2:7] == ["–", "3", "–", "–", "–"] and ingest[-1] == "Running"
    assert '<script>alert("x")</script>' in stopped


def test_the_api_tells_the_same(site) -> None:
    run = requests.get(f"{site.url}/api/v1/runs?limit=1", timeout=10).json()["runs"][0]
    assert run["since"] == "2026-01-04" and run["until"] == "2026-01-06"
    assert run["reasons"]["status 503"] == 3
    assert run["seconds"] == 15120 and round(run["speed"]) == 152


def test_an_empty_ledger_says_so(home) -> None:
    catalog = open_catalog("", "", home)
    page = create_app(catalog).test_client().get("/runs").get_data(as_text=True)
    catalog.close()
    assert "Nothing has run so far." in page


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.4, "0 s"), (59.6, "1 min"), (200, "3 min 20 s"), (3600, "1 h"), (15120, "4 h 12 min")],
)
def test_durations(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words


def test_windows() -> None:
    assert span(None, None) == ""
    assert span(date(2026, 3, 3), None) == "from 3 March 2026"
    assert span(date(2026, 3, 3), date(2026, 3, 3)) == "3 March 2026"
    assert span(date(2026, 3, 30), date(2026, 4, 1)) == "30 March 2026 – 1 April 2026"
