"""An export into a folder: parts of so many papers, and a manifest of every file.

    manifest.json                     what was exported, and every file with its SHA-256
    code-00001.zip                    the folders of the first papers
    code-00001.members.jsonl          every file within, with its SHA-256
    papers-00001.jsonl, architectures-00001.jsonl, layers-00001.jsonl, …

A part is written under another name and then renamed; `manifest.json` comes last. An export that was broken off is
taken up behind its last whole part, if the catalog has not changed since.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, cast

from catalog.citation import bibtex, ris
from catalog.export import tables
from catalog.export.archives import PACKERS, ArchiveForm
from catalog.export.errors import OtherExport
from catalog.export.members import Member, members
from catalog.export.selection import paper_ids
from catalog.interface import CatalogReader
from catalog.records import Paper

ExportForm = Literal["zip", "tar.zst", "jsonl", "parquet", "bibtex", "ris"]
FORMS: tuple[ExportForm, ...] = ("zip", "tar.zst", "jsonl", "parquet", "bibtex", "ris")
SCHEMA = "netatlas-export/1"
PART = 500
"""Papers in one part, unless another number is asked for."""
MANIFEST, BEGUN = "manifest.json", "manifest.begun.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export; `rows` counts its papers, records or members."""

    name: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds; `taken_up` counts the parts that were there already."""

    papers: int
    files: tuple[Written, ...]
    taken_up: int


def export_folder(
    catalog: CatalogReader,
    folder: Path,
    forms: Iterable[ExportForm],
    query: str = "",
    part: int = PART,
    progress: Callable[[int], None] | None = None,
) -> Exported:
    """Export the papers that a query finds, or all, into a folder.

    Args:
        catalog: what is exported.
        folder: made where it is missing; an export of the same that was broken off there is taken up.
        forms: what to write.
        query: which papers; "" for all.
        part: papers in one part.
        progress: told how many papers were written, whenever some were.

    Raises:
        SelectionRefused: the query is wrong, or the search does not answer.
        OtherExport: the folder holds an export of something else, or of another state of the catalog.
        CatalogError: Parquet is asked for and pyarrow is not installed.
    """
    changed = catalog.changed()
    wanted = sorted(set(forms))
    asked = {
        "schema": SCHEMA,
        "query": query.strip(),
        "date": changed.isoformat() if changed else None,
        "forms": wanted,
        "part": part,
    }
    folder.mkdir(parents=True, exist_ok=True)
    files, papers, done = _begun(folder, asked)
    ids = paper_ids(catalog, query)
    taken_up = done
    for _ in islice(ids, papers):
        pass
    while some := list(islice(ids, part)):
        done += 1
        written: list[Written] = []
        for form in wanted:
            written += _WRITERS[form](catalog, folder, f"{done:05d}", form, some)
        files += written
        papers += len(some)
        _write_json(folder / BEGUN, _described(asked, papers, done, files))
        if progress is not None:
            progress(len(some))
    _write_json(folder / MANIFEST, _described(asked, papers, done, files))
    (folder / BEGUN).unlink(missing_ok=True)
    return Exported(papers, tuple(files), taken_up)


def _described(asked: dict[str, Any], papers: int, parts: int, files: list[Written]) -> dict[str, Any]:
    listed = [{"name": f.name, "sha256": f.sha256, "bytes": f.size, "rows": f.rows} for f in files]
    return {**asked, "papers": papers, "parts": parts, "files": listed}


def _begun(folder: Path, asked: dict[str, Any]) -> tuple[list[Written], int, int]:
    """What a former run left: its files, papers and parts. Parts with a file that is missing or changed count not."""
    found = None
    for name in (MANIFEST, BEGUN):
        try:
            found = json.loads((folder / name).read_text())
            break
        except FileNotFoundError:
            continue
        except ValueError as error:
            raise OtherExport(f"{folder / name} is no manifest of an export") from error
    if found is None:
        return [], 0, 0
    other = [key for key in asked if found.get(key) != asked[key]]
    if other:
        raise OtherExport(f"{folder} holds an export with another {', '.join(other)}; choose an empty folder")
    files = [Written(f["name"], f["sha256"], f["bytes"], f["rows"]) for f in found["files"]]
    for parts in range(1, found["parts"] + 1):
        if not all(_is_whole(folder, file) for file in files if _part_of(file) == parts):
            whole = parts - 1
            return [file for file in files if _part_of(file) <= whole], whole * asked["part"], whole
    return files, found["papers"], found["parts"]


def _part_of(file: Written) -> int:
    return int(file.name.split(".", 1)[0].rsplit("-", 1)[1])


def _is_whole(folder: Path, file: Written) -> bool:
    try:
        with (folder / file.name).open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def _write_json(path: Path, content: dict[str, Any]) -> None:
    _write(path, [json.dumps(content, indent=1, ensure_ascii=False).encode(), b"\n"])


def _write(path: Path, pieces: Iterable[bytes], rows: Callable[[], int] | None = None) -> Written:
    """Write a file in one step: under another name first, to the disk, then renamed.

    Its rows are counted by `rows` at the end, or are as many as the pieces.
    """
    temporary = path.with_name(path.name + ".part")
    digest, size, number = hashlib.sha256(), 0, 0
    with temporary.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
            number += 1
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return Written(path.name, digest.hexdigest(), size, number if rows is None else rows())


def _papers(catalog: CatalogReader, ids: Iterable[str]) -> Iterator[Paper]:
    for arxiv_id in ids:
        paper = catalog.paper(arxiv_id)
        if isinstance(paper, Paper):
            yield paper


def _write_code(
    catalog: CatalogReader, folder: Path, part: str, form: ExportForm, ids: Sequence[str]
) -> list[Written]:
    """An archive, and the list of what is in it."""
    listed: list[bytes] = []

    def noted() -> Iterator[Member]:
        for paper in _papers(catalog, ids):
            for member in members(catalog, paper):
                sha256 = hashlib.sha256(member.content).hexdigest()
                told = {"name": member.name, "sha256": sha256, "bytes": len(member.content)}
                listed.append(json.dumps(told).encode() + b"\n")
                yield member

    pack = PACKERS[cast(ArchiveForm, form)]
    archive = _write(folder / f"code-{part}.{form}", pack(noted()), lambda: len(listed))
    return [archive, _write(folder / f"code-{part}.{form}.members.jsonl", listed)]


def _rows(catalog: CatalogReader, name: tables.TableName, ids: Sequence[str]) -> Iterator[tables.Row]:
    for paper in _papers(catalog, ids):
        yield from tables.TABLES[name](catalog, paper)


def _write_json_lines(
    catalog: CatalogReader, folder: Path, part: str, form: ExportForm, ids: Sequence[str]
) -> list[Written]:
    return [
        _write(folder / f"{name}-{part}.jsonl", tables.json_lines(_rows(catalog, name, ids)))
        for name in tables.TABLES
    ]


def _write_parquet(
    catalog: CatalogReader, folder: Path, part: str, form: ExportForm, ids: Sequence[str]
) -> list[Written]:
    written = []
    for name in tables.TABLES:
        path = folder / f"{name}-{part}.parquet"
        temporary = path.with_name(path.name + ".part")
        rows = tables.write_parquet(name, _rows(catalog, name, ids), temporary)
        temporary.replace(path)
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        written.append(Written(path.name, sha256, path.stat().st_size, rows))
    return written


def _write_citations(
    catalog: CatalogReader, folder: Path, part: str, form: ExportForm, ids: Sequence[str]
) -> list[Written]:
    cite, ending = (bibtex, "bib") if form == "bibtex" else (ris, "ris")
    several = (cite(paper.version.metadata).encode() + b"\n" for paper in _papers(catalog, ids))
    return [_write(folder / f"citations-{part}.{ending}", several)]


_WRITERS: Mapping[
    ExportForm, Callable[[CatalogReader, Path, str, ExportForm, Sequence[str]], list[Written]]
] = {
    "zip": _write_code,
    "tar.zst": _write_code,
    "jsonl": _write_json_lines,
    "parquet": _write_parquet,
    "bibtex": _write_citations,
    "ris": _write_citations,
}
