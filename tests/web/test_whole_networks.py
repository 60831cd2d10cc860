"""Composed networks on a paper's page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from site_fixture import chain_graph, implementations
from waitress.server import create_server

from catalog import Catalog, open_catalog
from catalog.records import ArchitectureFacts, ExhibitFacts, Metadata, Reading, VersionKey
from graph import to_json
from web import WebConfig, create_app

KEY = VersionKey("2601.30001", 1)
CONFLICT = "kernel of conv1: (3, 3) of Table 1 is kept, against (5, 5) of page 4"


def facts(name: str, *, composed: bool) -> ArchitectureFacts:
    """A network; one of 34 layers lacks something that the paper does not tell."""
    return ArchitectureFacts(
        exhibits=("Table 1", "Figure 2") if composed else ("Table 1",),
        graph=to_json(chain_graph()),
        name=name,
        confidence=0.7,
        composed=composed,
        parameters=1234567 if composed else 1000,
        input_shape=(64, 64, 3),
        output_shape=(12,),
        origins={"read": 40, "inferred": 5, "default": 30},
        missing=("what 'Fern' is made of",) if composed and name.endswith("34") else (),
        problems=(CONFLICT,) if composed else (),
    )


def stored(folder: Path, names: tuple[str, ...]) -> Catalog:
    catalog = open_catalog("", "", folder)
    catalog.store_paper(Metadata(key=KEY, title="Whole networks", submitted=date(2026, 1, 1)))
    table = ExhibitFacts(
        label="Table 1",
        kind="table",
        page=2,
        bbox=(0, 0, 9, 9),
        caption="",
        source="text",
        is_architecture=True,
    )
    reading = Reading(
        sha256="0" * 64,
        pages=3,
        reader_version="test",
        exhibits=(table,),
        architectures=(
            facts("fern net", composed=False),
            *(facts(name, composed=True) for name in names),
        ),
    )
    for architecture_id in catalog.store_reading(KEY, reading):
        for implementation in implementations():
            catalog.store_implementation(architecture_id, implementation)
    catalog.sync()
    return catalog


def got(catalog: Catalog, address: str) -> html.HtmlElement:
    answer = create_app(catalog).test_client().get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.get_data(as_text=True))


def page(folder: Path, names: tuple[str, ...]) -> html.HtmlElement:
    with closing(stored(folder, names)) as catalog:
        return got(catalog, f"/paper/{KEY.arxiv_id}")


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[html.HtmlElement]:
    yield page(tmp_path_factory.mktemp("several"), ("Fern-18", "Fern-34"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_whole_networks_come_first_and_are_in_the_contents(several: html.HtmlElement) -> None:
    sections = several.xpath("//article/section[contains(@class, 'exhibit')]")
    assert [section.get("id") for section in sections] == ["composed", "a-2601-30001v1-table-1"]
    assert words(sections[0].find(".//h2")) == "Whole networks"
    (link, *_) = several.xpath("//nav[contains(@class, 'contents')]//li")
    assert words(link) == "Whole networks: Fern-18, Fern-34"


def test_a_table_says_what_is_known_of_each(several: html.HtmlElement) -> None:
    rows = several.xpath("//table[@class='network-table']/tbody/tr")
    assert [words(row.find("th")) for row in rows] == ["Fern-18", "Fern-34 incomplete"]
    text = words(rows[0])
    assert "1,234,567" in text and "64 × 64 × 3 → 12" in text
    assert "40 read, 5 inferred, 30 by convention" in text
    assert "0 not known, 1 that do not fit" in text
    states = [(words(each), each.get("class")) for each in rows[0].xpath(".//a[contains(@class, 'state')]")]
    assert states[0] == ("PyTorch: Verified", "state s-verified")
    assert len(states) == 5
    target = rows[0].find("th/a").get("href").removeprefix("#")
    assert several.xpath(f"//*[@id='{target}']")


def test_the_first_network_shows_sources_gaps_and_conflicts(several: html.HtmlElement) -> None:
    first, second = several.xpath("//details[@class='network']")
    assert first.get("open") is not None and second.get("open") is None
    assert "Table 1, Figure 2 and the text" in words(first)
    assert "(5, 5) of page 4" in words(first)


def test_the_others_are_parts_of_their_own_that_links_lead_to(tmp_path: Path) -> None:
    with closing(stored(tmp_path, ("Fern-18", "Fern-34"))) as catalog:
        _, second = got(catalog, f"/paper/{KEY.arxiv_id}").xpath("//details[@class='network']")
        assert not second.xpath(".//svg | .//table | .//pre")
        assert words(got(catalog, second.find(".//a").get("href")).find(".//h1")) == "Fern-34"
        part = got(catalog, second.get("data-part"))
        assert part.tag == "section" and part.get("id") == second.find("section").get("id")
        assert part.xpath(".//svg") and part.xpath(".//table[@class='layer-table']") and part.xpath(".//pre")


def test_code_stands_on_the_page_once_and_is_a_link_elsewhere(several: html.HtmlElement) -> None:
    assert len(several.xpath("//div[@class='panel'][.//pre]")) == 1
    (link,) = several.xpath("//div[@class='panel']/p[@class='opens']/a")
    assert words(link) == "Show its code in PyTorch"
    assert link.get("href").endswith("/code/pytorch")


CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)  # of the server, when it is closed
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")
def test_a_fold_is_filled_when_it_is_opened(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    catalog = stored(tmp_path, ("Fern-18", "Fern-34"))
    app = create_app(catalog, WebConfig(api_rate="", search_rate="", page_size=10))
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    with closing(catalog), closing(server), playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        shown = browser.new_page()
        shown.goto(f"http://127.0.0.1:{server.effective_port}/paper/{KEY.arxiv_id}")
        fold = shown.locator("details.network").nth(1)
        fold.locator("summary").first.click()
        fold.locator("svg").first.wait_for()
        fold.get_by_role("tab", name="Keras").click()
        read = shown.locator("section.exhibit").nth(1)
        read.get_by_role("link", name="Show its code in PyTorch").click()
        read.locator("pre").first.wait_for()
        assert read.get_by_role("tab", name="PyTorch").get_attribute("aria-selected") == "true"
        browser.close()


def test_what_is_incomplete_comes_last_and_is_not_called_whole(tmp_path: Path) -> None:
    with closing(stored(tmp_path, ("Fern-34", "Fern-18"))) as catalog:
        found = got(catalog, f"/paper/{KEY.arxiv_id}")
        folds = found.xpath("//details[@class='network']/summary")
        assert [words(fold) for fold in folds] == ["Fern-18", "Fern-34 incomplete"]
        part = got(catalog, found.xpath("//details/@data-part")[0])
        assert "Not known: What 'Fern' is made of." in words(part)


def test_a_network_with_a_gap_alone_is_no_whole_one(tmp_path: Path) -> None:
    shown = page(tmp_path, ("Fern-34",))
    assert words(shown.xpath("//section[@id='composed']//h2")[0]) == "An incomplete network"


def test_a_single_network_is_shown_without_a_table(tmp_path: Path) -> None:
    shown = page(tmp_path, ("Fern-18",))
    assert not shown.xpath("//table[@class='network-table']")
    assert words(shown.xpath("//section[@id='composed']//h2")[0]) == "The whole network"
