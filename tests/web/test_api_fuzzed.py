"""The API's description turned into requests, right and wrong ones: no 500, and every answer as described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from site_fixture import made

import web.api
from web import WebConfig, create_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
positive_data_acceptance = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance
DOCUMENT = json.loads((Path(web.api.__file__).parent / "openapi.json").read_text())


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The API as its description has it, over a catalog of our own making."""
    catalog = made(tmp_path_factory.mktemp("fuzzed"))
    app = create_app(catalog, WebConfig(api_rate="", search_rate=""))
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    catalog.close()


def _takes_a_query(path: str) -> bool:
    """Whether something in a request can be wrong: any text may stand in a path."""
    components = DOCUMENT["components"]["parameters"]
    found = DOCUMENT["paths"][path]["get"].get("parameters", ())
    return any(
        components[p["$ref"].split("/")[-1]]["in"] == "query" if "$ref" in p else p["in"] == "query"
        for p in found
    )


CASES = [(path, "positive") for path in DOCUMENT["paths"]]
CASES += [(path, "negative") for path in DOCUMENT["paths"] if _takes_a_query(path)]


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_any_request_is_answered_as_described(described, path, mode) -> None:
    operation = described[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def holds(case) -> None:
        answer = case.call()
        assert answer.status_code < 500
        # A query or cursor of the right type can still be refused: no schema says what a query language is.
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    holds()
