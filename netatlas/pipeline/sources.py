"""Papers on disk: single PDFs, and folders that may hold a `papers.json` with metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.records import Metadata, VersionKey

METADATA_FILE = "papers.json"
NEW_ID = re.compile(r"^(\d{4}\.\d{4,5})(?:v(\d+))?$")
OLD_ID = re.compile(r"^([a-z-]+)[._](\d{7})(?:v(\d+))?$")


class WrongInput(Exception):
    """A path that cannot be ingested; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF and what is known of it. `described` is False where nothing but its name is known."""

    path: Path
    metadata: Metadata
    described: bool


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """All PDFs at these paths, folders in the order of their files' names, each file once.

    Raises:
        WrongInput: a path does not exist, a folder holds no PDF, or its metadata cannot be used.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        if path.is_dir():
            described = _read_metadata(path / METADATA_FILE)
            files = sorted(
                file for file in path.iterdir() if file.suffix.lower() == ".pdf" and file.is_file()
            )
            if not files:
                raise WrongInput(f"{path}: there is no PDF in this folder")
        elif path.is_file():
            described = _read_metadata(path.parent / METADATA_FILE)
            files = [path]
        else:
            raise WrongInput(f"{path}: there is no such file or folder")
        for file in files:
            known = described.get(file.stem)
            metadata = from_json(known, file) if known is not None else from_name(file)
            found.setdefault(file.resolve(), Source(file, metadata, known is not None))
    return list(found.values())


def _read_metadata(path: Path) -> dict[str, Mapping[str, Any]]:
    """Entries of a metadata file by slug; none where there is no such file."""
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongInput(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise WrongInput(f"{path}: a list of objects was expected, one a paper")
    return {str(entry.get("slug") or entry.get("arxiv_id")): entry for entry in entries}


def from_name(path: Path) -> Metadata:
    """What a file's name tells: an arXiv id with its version, else an id of its own made from the name."""
    stem = path.stem
    if found := NEW_ID.match(stem):
        key = VersionKey(found[1], int(found[2] or 1))
    elif found := OLD_ID.match(stem):
        key = VersionKey(f"{found[1]}/{found[2]}", int(found[3] or 1))
    else:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.") or "paper"
        key = VersionKey(f"local.{plain.lower()}", 1)
    return Metadata(key=key, title=stem)


def from_json(entry: Mapping[str, Any], path: Path) -> Metadata:
    """Metadata from an entry of a metadata file.

    Raises:
        WrongInput: a field has the wrong type; the message names file and field.
    """
    fallback = from_name(path)
    submitted = entry.get("submitted")
    try:
        categories = [str(name) for name in entry.get("categories") or ()]
        primary = entry.get("primary_category")
        if primary and primary in categories:
            categories.remove(primary)
        return Metadata(
            key=VersionKey(
                str(entry.get("arxiv_id") or fallback.key.arxiv_id), int(entry.get("version") or 1)
            ),
            title=" ".join(str(entry.get("title") or fallback.title).split()),
            abstract=str(entry.get("abstract") or "").strip(),
            authors=tuple(str(name) for name in entry.get("authors") or ()),
            categories=tuple([str(primary), *categories] if primary else categories),
            licence=str(entry["license"]) if entry.get("license") else None,
            submitted=_day(str(submitted)) if submitted else None,
            comments=str(entry.get("comments") or ""),
            doi=str(entry.get("doi") or ""),
            journal_ref=str(entry.get("journal_ref") or ""),
        )
    except (TypeError, ValueError) as error:
        raise WrongInput(f"{METADATA_FILE}, entry of {path.name}: {error}") from error


def _day(text: str) -> date:
    """A date; the first of the month or year where no more is given. ValueError for what is no date."""
    given = text.strip()[:10]
    return date.fromisoformat(given + "0000-01-01"[len(given) :] if len(given) in (4, 7) else given)
