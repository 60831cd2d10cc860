"""docs/site.md names what there is: every page, every setting of the site."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from netatlas.settings import Settings
from web import WebConfig

DOCS = (Path(__file__).parents[2] / "docs" / "site.md").read_text()
NOT_FOR_READERS = {"/static/<path:filename>", "/robots.txt", "/abs/<path:paper_id>"}


def test_every_page_is_described(site) -> None:
    pages = {
        rule.rule
        for rule in site.app.url_map.iter_rules()
        if not rule.rule.startswith("/api/") and rule.rule not in NOT_FOR_READERS
    }
    described = re.findall(r"`(/[^`?]*)", DOCS)
    for page in pages:
        parts = re.split(r"<[^>]*>", page)
        pattern = "[^/]*".join(re.escape(part) for part in parts)
        known = any(re.fullmatch(pattern, one) for one in described) or page.endswith("/<name>")
        assert known or (page.endswith("form>") and "`.ris`" in DOCS), page


def test_every_setting_of_the_site_can_be_set_and_is_described() -> None:
    names = {
        name
        for name in Settings.model_fields
        if name.startswith("site_") or name in ("api_rate", "search_rate")
    }
    assert {f"NETATLAS_{name.upper()}" for name in names} <= set(re.findall(r"NETATLAS_[A-Z_]+", DOCS))
    set_by_code = {"page_size"}
    renamed = {"contact": "site_contact", "proxies": "site_proxies"}
    wanted = {field.name for field in fields(WebConfig)} - set_by_code
    assert {renamed.get(name, name) for name in wanted} == names
