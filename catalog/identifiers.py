"""Stable identifiers: readable, safe as a file's name, the same whenever a paper is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalog.records import VersionKey

_NEW = re.compile(r"(?:arxiv:)?(?P<id>\d{4}\.\d{4,5})(?:v(?P<version>[1-9]\d{0,3}))?", re.IGNORECASE)
_OLD = re.compile(
    r"(?:arxiv:)?(?P<id>[a-z][a-z-]*(?:\.[A-Za-z]{2})?/\d{7})(?:v(?P<version>[1-9]\d{0,3}))?", re.IGNORECASE
)


def parse_arxiv_id(text: str) -> tuple[str, int | None] | None:
    """An arXiv id with or without version ("1512.03385v1", "cs/0112017"); None where the text is none."""
    for pattern in (_NEW, _OLD):
        found = pattern.fullmatch(text.strip())
        if found:
            version = found["version"]
            return found["id"].lower() if pattern is _NEW else found["id"], int(version) if version else None
    return None


def slug(text: str) -> str:
    """A text as lower-case letters, digits and hyphens; "x" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "x"


def stem(key: VersionKey) -> str:
    """A version's name without a slash: "cs-0112017v1"."""
    return str(key).replace("/", "-")


def exhibit_ids(key: VersionKey, labels: Iterable[str]) -> tuple[str, ...]:
    """An identifier for each exhibit of a version; labels that stand twice are told apart by a number."""
    seen: dict[str, int] = {}
    ids = []
    for label in labels:
        name = slug(label)
        seen[name] = seen.get(name, 0) + 1
        ids.append(f"{stem(key)}.{name}" + (f"~{seen[name]}" if seen[name] > 1 else ""))
    return tuple(ids)


def architecture_ids(key: VersionKey, places: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """An identifier for each architecture, from (label of its main exhibit, whether it is composed)."""
    seen: dict[str, int] = {}
    ids = []
    for label, composed in places:
        name = "network" if composed else slug(label)
        seen[name] = seen.get(name, 0) + 1
        ids.append(f"{stem(key)}.{name}.{seen[name]}")
    return tuple(ids)
