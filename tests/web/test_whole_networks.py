"""Composed networks on a paper's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from site_fixture import chain_graph, implementations

from catalog import open_catalog
from catalog.records import ArchitectureFacts, ExhibitFacts, Metadata, Reading, VersionKey
from graph import to_json
from web import create_app

KEY = VersionKey("2601.30001", 1)
CONFLICT = "kernel of conv1: (3, 3) of Table 1 is kept, against (5, 5) of page 4"


def facts(name: str, *, composed: bool) -> ArchitectureFacts:
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
        missing=("the rate of the dropout",) if composed else (),
        problems=(CONFLICT,) if composed else (),
    )


def page(folder: Path, names: tuple[str, ...]) -> html.HtmlElement:
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
    answer = create_app(catalog).test_client().get(f"/paper/{KEY.arxiv_id}")
    catalog.close()
    assert answer.status_code == 200
    return html.fromstring(answer.get_data(as_text=True))


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
    assert [words(row.find("th")) for row in rows] == ["Fern-18", "Fern-34"]
    text = words(rows[0])
    assert "1,234,567" in text and "64 × 64 × 3 → 12" in text
    assert "40 read, 5 inferred, 30 by convention" in text
    assert "1 not known, 1 that do not fit" in text
    states = [(words(each), each.get("class")) for each in rows[0].xpath(".//a[contains(@class, 'state')]")]
    assert states[0] == ("PyTorch: Verified", "state s-verified")
    assert len(states) == 5
    target = rows[0].find("th/a").get("href").removeprefix("#")
    assert several.xpath(f"//*[@id='{target}']")


def test_each_network_shows_sources_gaps_and_conflicts(several: html.HtmlElement) -> None:
    first, second = several.xpath("//details[@class='network']")
    assert first.get("open") is not None and second.get("open") is None
    assert "Table 1, Figure 2 and the text" in words(first)
    assert "Not known: The rate of the dropout." in words(first)
    assert "(5, 5) of page 4" in words(first)


def test_a_single_network_is_shown_without_a_table(tmp_path: Path) -> None:
    shown = page(tmp_path, ("Fern-18",))
    assert not shown.xpath("//table[@class='network-table']")
    assert words(shown.xpath("//section[@id='composed']//h2")[0]) == "The whole network"
