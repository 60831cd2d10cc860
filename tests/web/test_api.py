"""The JSON API from its own description: every address is in it, and every answer is as it says."""

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64decode

import jsonschema
import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from site_fixture import EVIL, FERNS, MANY, MARKUP, MOSSES, OLD_ID, REASON, REMOVED, SOURCE

from graph import load
from web import WebConfig, create_app

BLOCK = f"{FERNS}.figure-1.1"
ADDRESSES = (
    ("/api/v1/search", "/api/v1/search?q=ferns"),
    ("/api/v1/search", "/api/v1/search?q=layer:conv2d&kind=architectures&sort=confidence&limit=1"),
    ("/api/v1/search", "/api/v1/search?q=markup&facets=false"),
    ("/api/v1/papers/{paper_id}", f"/api/v1/papers/{FERNS}"),
    ("/api/v1/papers/{paper_id}", f"/api/v1/papers/{FERNS.arxiv_id}"),
    ("/api/v1/papers/{paper_id}", f"/api/v1/papers/{OLD_ID}"),
    ("/api/v1/papers/{paper_id}/versions", f"/api/v1/papers/{FERNS.arxiv_id}/versions"),
    ("/api/v1/papers/{paper_id}/versions", f"/api/v1/papers/{OLD_ID}/versions"),
    ("/api/v1/papers/{paper_id}/similar", f"/api/v1/papers/{FERNS.arxiv_id}/similar?limit=3&newest=true"),
    ("/api/v1/exhibits/{exhibit_id}", f"/api/v1/exhibits/{FERNS}.figure-1"),
    ("/api/v1/architectures/{architecture_id}", f"/api/v1/architectures/{BLOCK}"),
    ("/api/v1/architectures/{architecture_id}/graph", f"/api/v1/architectures/{BLOCK}/graph"),
    ("/api/v1/architectures/{architecture_id}/similar", f"/api/v1/architectures/{BLOCK}/similar"),
    ("/api/v1/architectures/{architecture_id}/code", f"/api/v1/architectures/{BLOCK}/code"),
    (
        "/api/v1/architectures/{architecture_id}/code/{framework}",
        f"/api/v1/architectures/{BLOCK}/code/pytorch",
    ),
    ("/api/v1/architectures/{architecture_id}/code/{framework}", f"/api/v1/architectures/{BLOCK}/code/onnx"),
    ("/api/v1/layers", "/api/v1/layers"),
    ("/api/v1/layers/{op}", "/api/v1/layers/conv2d"),
    ("/api/v1/runs", "/api/v1/runs?limit=5"),
    ("/api/v1/statistics", "/api/v1/statistics"),
    ("/api/v1/openapi.json", "/api/v1/openapi.json"),
)
WRONG = (
    ("/api/v1/search?limit=0", 400, "parameter"),
    ("/api/v1/search?limit=x", 400, "parameter"),
    ("/api/v1/search?limit=101", 400, "parameter"),
    ("/api/v1/search?limit=%C2%B2", 400, "parameter"),
    ("/api/v1/search?kind=people", 400, "parameter"),
    ("/api/v1/search?sort=random", 400, "parameter"),
    ("/api/v1/search?facets=maybe", 400, "parameter"),
    ("/api/v1/search?q=(ferns", 400, "syntax"),
    ("/api/v1/search?q=ferns&cursor=nonsense", 400, "cursor"),
    ("/api/v1/export?form=exe", 400, "parameter"),
    ("/api/v1/export?part=0", 400, "parameter"),
    ("/api/v1/export?form=zip&q=(ferns", 400, "syntax"),
    ("/api/v1/runs?limit=-1", 400, "parameter"),
    ("/api/v1/papers/9901.00001", 404, "not_found"),
    ("/api/v1/papers/9901.00001/versions", 404, "not_found"),
    ("/api/v1/exhibits/none", 404, "not_found"),
    ("/api/v1/architectures/none", 404, "not_found"),
    ("/api/v1/architectures/none/code/onnx", 404, "not_found"),
    (f"/api/v1/architectures/{BLOCK}/code/fortran", 404, "not_found"),
    (f"/api/v1/architectures/{BLOCK}/code/onnx/none", 404, "not_found"),
    ("/api/v1/layers/none", 404, "not_found"),
    ("/api/v1/nothing", 404, "not_found"),
    ("/api/nothing", 404, "not_found"),
    (f"/api/v1/papers/{REMOVED.arxiv_id}", 410, "gone"),
)


@pytest.fixture(scope="module")
def document(site):
    return requests.get(f"{site.url}/api/v1/openapi.json", timeout=20).json()


def holds(document, schema, value) -> None:
    """The value is as the schema says, references being to the document's components."""
    jsonschema.validate(value, {**schema, "components": document["components"]})


def get(site, path, **more):
    return requests.get(site.url + path, timeout=20, **more)


def test_the_description_has_every_address_and_no_other(site, document) -> None:
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert routes == document["paths"].keys()
    assert document["servers"] == [{"url": site.url + "/"}]


def test_the_description_is_complete(document) -> None:
    tried = {path for path, _ in ADDRESSES}
    files = {"/api/v1/architectures/{architecture_id}/code/{framework}/{name}", "/api/v1/export"}
    assert document["paths"].keys() - tried == files
    for path, methods in document["paths"].items():
        named = set(re.findall(r"{(\w+)}", path))
        parameters = [
            document["components"]["parameters"][each["$ref"].split("/")[-1]] if "$ref" in each else each
            for each in methods["get"].get("parameters", ())
        ]
        assert {each["name"] for each in parameters if each["in"] == "path"} == named, path
        assert all(each["description"] for each in parameters)


@pytest.mark.parametrize(("path", "address"), ADDRESSES, ids=[address for _, address in ADDRESSES])
def test_every_answer_is_as_described(site, document, path, address) -> None:
    answer = get(site, address)
    assert answer.status_code == 200, answer.text
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    holds(document, schema, answer.json())
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = get(site, address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("address", "status", "code"), WRONG)
def test_every_error_has_one_shape(site, document, address, status, code) -> None:
    answer = get(site, address)
    assert answer.status_code == status
    holds(document, document["components"]["schemas"]["Problem"], answer.json())
    error = answer.json()["error"]
    assert (error["status"], error["code"]) == (status, code)


def test_nothing_is_written_through_the_api(site) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(requests, method)(f"{site.url}/api/v1/search", timeout=20)
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"
        assert "GET" in answer.headers["Allow"]


def test_a_refused_query_tells_where(site) -> None:
    error = get(site, "/api/v1/search", params={"q": "ferns (mosses"}).json()["error"]
    assert error["position"] == 6 and error["length"] >= 1


def test_cursors_lead_through_all_results_once(site) -> None:
    address, seen = f"{site.url}/api/v1/search?q=lichens&limit=7&facets=false", []
    while address:
        answer = requests.get(address, timeout=20)
        page = answer.json()
        assert page["results"], "an empty page was linked"
        assert page["total"] == MANY
        seen += [result["arxiv_id"] for result in page["results"]]
        address = page["next"]
        assert answer.links.get("next", {}).get("url") == address
    assert len(seen) == len(set(seen)) == MANY


def test_site_and_api_find_the_same(site) -> None:
    page = get(site, "/search?q=networks&sort=newest").text
    found = get(site, "/api/v1/search?q=networks&sort=newest&limit=10").json()["results"]
    places = [page.index(f'href="/paper/{result["arxiv_id"]}"') for result in found]
    assert len(found) > 1 and places == sorted(places)


def test_captions_and_passages_are_kept_back_without_an_open_licence(site) -> None:
    assert "ferns" in get(site, f"/api/v1/exhibits/{FERNS}.figure-1").json()["caption"]
    assert get(site, f"/api/v1/exhibits/{MOSSES}.figure-1").json()["caption"] is None
    found = get(site, "/api/v1/search?q=caption:mosses").json()["results"]
    assert [result["arxiv_id"] for result in found] == [MOSSES.arxiv_id]
    assert found[0]["highlights"].keys() <= {"title", "authors", "abstract"}


def test_what_was_taken_away_says_why(site) -> None:
    assert get(site, f"/api/v1/papers/{REMOVED.arxiv_id}").json()["error"]["message"] == REASON


def test_code_and_graph_come_as_they_are_kept(site) -> None:
    code = get(site, f"/api/v1/architectures/{BLOCK}/code/pytorch").json()
    assert code["files"][0]["content"] == SOURCE and code["verified"] is True
    onnx = get(site, f"/api/v1/architectures/{BLOCK}/code/onnx").json()["files"]
    binary = next(file for file in onnx if file["encoding"] == "base64")
    assert (
        b64decode(binary["content"])
        == get(site, binary["url"].removeprefix(site.url)).content
        == bytes(range(256))
    )
    graph = load(get(site, f"/api/v1/architectures/{BLOCK}/graph").text)
    assert [node.op for node in graph.nodes][:3] == ["input", "conv2d", "batch_norm"]


def test_exports_hold_what_the_query_finds(site) -> None:
    lines = get(site, "/api/v1/export?q=lichens")
    assert lines.headers["X-Papers"] == str(MANY)
    assert len({json.loads(line)["arxiv_id"] for line in lines.text.splitlines()}) == MANY
    packed = get(site, "/api/v1/export?q=ferns&form=zip")
    assert packed.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.testzip() is None
        sources = [archive.read(name) for name in archive.namelist() if name.endswith("pytorch/model.py")]
    assert SOURCE.encode() in sources
    assert get(site, "/api/v1/export?q=ferns&form=zip").content == packed.content
    assert "Link" not in packed.headers


def test_markup_is_escaped_in_highlights_only(site) -> None:
    result = get(site, f"/api/v1/papers/{MARKUP}").json()
    assert result["title"] == f"Markup {EVIL}"
    found = get(site, "/api/v1/search?q=markup").json()["results"][0]["highlights"]
    assert "<script" not in "".join(found.values())


def test_browsers_may_ask_from_anywhere(site) -> None:
    answer = requests.options(f"{site.url}/api/v1/search", timeout=20)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_who_asks_too_often_is_told_to_wait(catalog) -> None:
    client = create_app(catalog, WebConfig(api_rate="3 per minute", search_rate="2 per minute")).test_client()
    answers = [client.get("/api/v1/statistics") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].get_json()["error"]["code"] == "too_many_requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61
    assert [client.get("/search?q=x").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/about").status_code == 200, "pages themselves are not counted"


@given(st.text(max_size=80), st.sampled_from(["papers", "architectures"]))
@settings(max_examples=150, deadline=None)
def test_no_query_breaks_the_api(site, query, kind) -> None:
    client = site.app.test_client()
    answer = client.get(
        "/api/v1/search", query_string={"q": query.encode("utf-8", "surrogatepass"), "kind": kind}
    )
    assert answer.status_code in (200, 400)
    assert answer.is_json
