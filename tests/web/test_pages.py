"""The pages over HTTP: what they say, what they keep back, and what they answer when there is nothing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import requests
from lxml import html
from site_fixture import (
    BROKEN,
    EVIL,
    FERNS,
    MANY,
    MARKUP,
    MOSSES,
    OLD_ID,
    REASON,
    REMOVED,
    SOURCE,
    WAITING,
    WITHDRAWN,
)

PAGES = (
    "/",
    "/search",
    "/search?q=ferns",
    "/search?q=layer:conv2d&kind=architectures",
    "/search?q=zzzzqq",
    f"/paper/{FERNS}",
    f"/paper/{MARKUP}",
    f"/paper/{BROKEN}",
    f"/paper/{WAITING}",
    f"/paper/{WITHDRAWN}",
    f"/architectures/{FERNS}.figure-1.1",
    f"/architectures/{FERNS}.figure-1.1/code/onnx",
    "/layers",
    "/layers/conv2d",
    "/layers/lstm",
    "/about",
    "/api",
)


def get(site, path, **more):
    return requests.get(site.url + path, timeout=20, **more)


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.content).text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_title_one_h1_language_and_landmarks(site, path) -> None:
    answer = get(site, path)
    assert answer.status_code == 200
    tree = html.fromstring(answer.content)
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title").strip().endswith("NetAtlas")
    assert len(tree.findall(".//h1")) == 1
    assert [len(tree.findall(f".//{tag}")) for tag in ("main", "footer")] == [1, 1]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_inline_scripts_or_styles(site, path) -> None:
    answer = get(site, path)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    tree = html.fromstring(answer.content)
    assert not tree.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_home_shows_numbers_and_newest_papers(site) -> None:
    shown = text_of(get(site, "/"))
    assert "Residual Networks for Ferns" in shown
    assert "Architectures" in shown


def test_search_finds_by_title_author_and_layer(site) -> None:
    for query in ("ferns", 'author:"Lindqvist"', "layer:batch_norm"):
        assert "Residual Networks for Ferns" in text_of(get(site, f"/search?q={query}")), query


def test_an_arxiv_id_leads_to_its_paper(site) -> None:
    answer = get(site, f"/search?q={FERNS.arxiv_id}", allow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/paper/{FERNS.arxiv_id}"


def test_pages_of_results_end_where_the_results_end(site) -> None:
    path, seen, pages = "/search?q=lichens&sort=newest", [], 0
    while path:
        tree = html.fromstring(get(site, path).content)
        titles = tree.xpath("//li[@class='result']//h3//a/text()")
        assert titles, "an empty page was linked"
        seen += titles
        pages += 1
        following = tree.xpath("//a[@rel='next']/@href")
        path = following[0] if following else None
    assert len(seen) == len(set(seen)) == MANY
    assert pages == -(-MANY // 10)


def test_a_wrong_query_is_told_with_its_place(site) -> None:
    answer = get(site, "/search", params={"q": "ferns AND (layer:conv2d"})
    assert answer.status_code == 400
    tree = html.fromstring(answer.content)
    assert tree.xpath("//pre//mark"), text_of(answer)


@pytest.mark.parametrize(
    "query",
    [
        "a/b?c",
        '"unclosed',
        "state-of-the-art",
        "((((",
        "\x00",
        "*",
        ":",
        "-" * 3000,
        "😀 ÿ",
        "%",
        b"\xff\xfe",
    ],
)
def test_any_query_gets_an_answer(site, query) -> None:
    answer = get(site, "/search", params={"q": query})
    assert answer.status_code in (200, 400, 414), answer.status_code


def test_nothing_found_gives_hints(site) -> None:
    shown = text_of(get(site, "/search?q=zzzzqq"))
    assert "Nothing matches" in shown and "layer:conv2d" in shown


def test_a_paper_shows_its_exhibits_networks_code_and_citation(site) -> None:
    answer = get(site, f"/paper/{FERNS}")
    shown = text_of(answer)
    for words in (
        "Figure 1",
        "page 3",
        "fern block",
        "fern net",
        "4,640",
        "@misc{lindqvist2026residual",
        "10.1000/ferns",
    ):
        assert words in shown, words
    tree = html.fromstring(answer.content)
    assert len(tree.xpath("//*[local-name()='svg'][contains(@class, 'arch')]")) == 2
    states = tree.xpath("(//div[contains(@class,'tablist')])[1]//a/span/span/text()")
    assert states == ["Verified", "Not run", "Partial", "Unsupported", "Did not run"]
    code = tree.xpath("(//pre[contains(@class,'source')])[1]")[0].text_content()
    assert code == SOURCE.rstrip("\n")


def test_settings_are_marked_by_where_they_come_from(site) -> None:
    tree = html.fromstring(get(site, f"/architectures/{FERNS}.figure-1.1").content)
    row = tree.xpath("//table[contains(@class,'layer-table')]//tr[th[contains(., 'Conv 2D')]]")[0]
    marks = {
        each.text_content().split()[0]: each.get("class")
        for each in row.xpath(".//span[contains(@class,'setting')]")
    }
    assert "o-read" in marks["kernel"] and "o-default" in marks["padding"]


def test_captions_are_shown_only_under_an_open_licence(site) -> None:
    assert "the caption of ferns" in text_of(get(site, f"/paper/{FERNS}"))
    closed = get(site, f"/paper/{MOSSES}").text + get(site, "/search?q=mosses").text
    assert "Figure 1: the caption" not in text_of(get(site, f"/paper/{FERNS}")), "the heading says it already"
    assert "the caption of mosses" not in closed
    assert "See arXiv" in closed or "not shown" in closed


def test_every_page_of_a_paper_links_back_to_arxiv(site) -> None:
    for key in (FERNS, MOSSES, BROKEN, OLD_ID):
        assert f"https://arxiv.org/abs/{key}" in get(site, f"/paper/{key}").text


def test_versions_have_addresses_of_their_own(site) -> None:
    newest = text_of(get(site, f"/paper/{FERNS.arxiv_id}"))
    first = text_of(get(site, f"/paper/{FERNS.arxiv_id}v1"))
    assert "Residual Networks for Ferns" in newest and "This is version" not in newest
    assert "This is version 1" in first
    assert get(site, f"/paper/{FERNS.arxiv_id}v9").status_code == 404
    assert get(site, f"/paper/{OLD_ID}").status_code == 200


def test_states_of_reading_are_told(site) -> None:
    assert "The PDF is encrypted." in text_of(get(site, f"/paper/{BROKEN}"))
    assert "waits to be read" in text_of(get(site, f"/paper/{WAITING}"))
    withdrawn = text_of(get(site, f"/paper/{WITHDRAWN}"))
    assert "withdrawal" in withdrawn and "An error in section 2." in withdrawn


def test_what_was_taken_away_is_410_with_its_reason(site) -> None:
    answer = get(site, f"/paper/{REMOVED.arxiv_id}")
    assert answer.status_code == 410
    assert REASON in text_of(answer)


@pytest.mark.parametrize(
    "path",
    ["/paper/9901.00001", "/architectures/none", "/layers/no_such_layer", "/nowhere", "/static/../app.py"],
)
def test_what_never_was_is_a_404_page(site, path) -> None:
    answer = get(site, path)
    assert answer.status_code == 404
    assert "nothing here" in text_of(answer)


@pytest.mark.parametrize(
    "path",
    [
        f"/paper/{MARKUP}",
        f"/architectures/{MARKUP}.figure-1.1",
        "/search?q=markup",
        f"/architectures/{MARKUP}.figure-1.1/drawing.svg",
    ],
)
def test_markup_in_papers_stays_text(site, path) -> None:
    answer = get(site, path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<b>bold" not in answer.text
    tree = html.fromstring(answer.content)
    assert not tree.xpath("//script[contains(., 'alert')] | //b[. = 'bold']")
    assert EVIL.split()[0] in tree.text_content()


def test_markup_in_a_query_stays_text(site) -> None:
    for path in ("/search", "/"):
        answer = get(site, path, params={"q": EVIL})
        assert "<script>alert" not in answer.text


def test_a_drawing_as_a_file_has_its_colours_inside(site) -> None:
    answer = get(site, f"/architectures/{FERNS}.figure-1.1/drawing.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.content)
    assert "--f-conv" in "".join(root.itertext())
    small = ElementTree.fromstring(
        get(site, f"/architectures/{FERNS}.figure-1.2/drawing.svg?part=top").content
    )
    assert float(small.get("height")) <= 360


def test_code_can_be_downloaded_as_it_is(site) -> None:
    answer = get(site, f"/architectures/{FERNS}.figure-1.1/code/pytorch/model.py")
    assert answer.text == SOURCE
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"].startswith("text/plain")
    binary = get(site, f"/architectures/{FERNS}.figure-1.1/code/onnx/model.onnx")
    assert binary.content == bytes(range(256))
    assert get(site, f"/architectures/{FERNS}.figure-1.1/code/onnx/other").status_code == 404
    assert get(site, f"/architectures/{FERNS}.figure-1.1/code/fortran").status_code == 404


def test_the_feed_is_rss_with_the_newest_first(site) -> None:
    answer = get(site, "/feed.xml")
    channel = ElementTree.fromstring(answer.content).find("channel")
    titles = [item.findtext("title") for item in channel.findall("item")]
    assert "Residual Networks for Ferns" in titles and f"Markup {EVIL}" in titles
    assert channel.find("item/link").text.startswith(site.url + "/paper/")


def test_a_search_has_a_feed_of_its_own(site) -> None:
    channel = ElementTree.fromstring(get(site, "/feed.xml?q=mosses").content).find("channel")
    assert [item.findtext("title") for item in channel.findall("item")] == ["Plain Networks for Mosses"]
    assert get(site, "/feed.xml?q=(mosses").status_code == 400


def test_similar_papers_can_be_had_newest_first(site) -> None:
    for more in ("", "?similar=newest"):
        tree = html.fromstring(get(site, f"/paper/{FERNS}{more}").content)
        others = tree.xpath("//section[@id='similar']//li/a/@href")
        assert f"/paper/{MOSSES.arxiv_id}" in others and f"/paper/{FERNS.arxiv_id}" not in others


def test_reference_managers_find_the_paper(site) -> None:
    tree = html.fromstring(get(site, f"/paper/{FERNS}").content)
    told = {
        each.get("name"): each.get("content")
        for each in tree.xpath("//meta[starts-with(@name, 'citation_')]")
    }
    assert told["citation_title"] == "Residual Networks for Ferns"
    assert told["citation_pdf_url"] == f"https://arxiv.org/pdf/{FERNS}"


def test_a_paper_that_only_arxiv_has(site) -> None:
    answer = get(site, "/paper/9901.00001")
    assert answer.status_code == 404
    assert "https://arxiv.org/abs/9901.00001" in answer.text
    assert "arxiv.org/abs/nothing" not in get(site, "/paper/nothing").text


def test_citations_of_a_paper_and_of_a_search(site) -> None:
    assert "eprint = {2601.10001}" in get(site, f"/paper/{FERNS}.bib").text
    assert "AU  - Ada Lindqvist" in get(site, f"/paper/{FERNS}.ris").text
    tree = html.fromstring(get(site, "/search?q=lichens").content)
    address = tree.xpath("//a[. = 'BibTeX']/@href")[0]
    assert get(site, address).text.count("@misc{") == MANY


def test_health_names_its_parts(site) -> None:
    answer = get(site, "/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["parts"]["database"] == "ok"


def test_an_unchanged_page_is_not_sent_twice(site) -> None:
    first = get(site, f"/paper/{FERNS}")
    again = get(site, f"/paper/{FERNS}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content


def test_robots_may_read_papers_and_not_searches(site) -> None:
    shown = get(site, "/robots.txt").text
    assert "Disallow: /search" in shown and "Disallow: /paper" not in shown
