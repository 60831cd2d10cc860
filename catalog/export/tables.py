"""Papers, architectures and layers as records: JSON Lines and Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from catalog.as_json import metadata_json, summary_json
from catalog.errors import CatalogError
from catalog.interface import CatalogReader
from catalog.records import Architecture, Paper

TableName = Literal["papers", "architectures", "layers"]
Row = dict[str, Any]
GROUP = 2000
"""Rows of Parquet that are held in memory."""


def paper_rows(catalog: CatalogReader, paper: Paper) -> Iterator[Row]:
    """One row: the metadata of the version shown, and how its reading went."""
    work = paper.version.work
    yield {
        **metadata_json(paper.version.metadata),
        "state": work.state,
        "reason": work.reason,
        "reader_version": work.reader_version,
        "pages": work.pages,
        "exhibits": len(paper.exhibits),
        "architectures": len(paper.architectures),
    }


def architecture_rows(catalog: CatalogReader, paper: Paper) -> Iterator[Row]:
    """A row for each architecture, with what is known of its making, the state of each framework's code and its
    graph."""
    for summary in paper.architectures:
        found = catalog.architecture(summary.id)
        if isinstance(found, Architecture):
            yield {
                **summary_json(found),
                "origins": dict(found.origins),
                "missing": list(found.missing),
                "problems": list(found.problems),
                "graph": json.loads(found.graph),
            }


def layer_rows(catalog: CatalogReader, paper: Paper) -> Iterator[Row]:
    """A row for each operation of each architecture: how often it stands there."""
    for summary in paper.architectures:
        for op in sorted(summary.layers):
            yield {"architecture_id": summary.id, "op": op, "count": summary.layers[op]}


TABLES: Mapping[TableName, Callable[[CatalogReader, Paper], Iterator[Row]]] = {
    "papers": paper_rows,
    "architectures": architecture_rows,
    "layers": layer_rows,
}


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as JSON Lines: one object a line, keys in a fixed order, UTF-8."""
    for row in rows:
        yield (
            json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
                "utf-8", errors="replace"
            )
            + b"\n"
        )


def write_parquet(name: TableName, rows: Iterable[Row], path: Path) -> int:
    """Write rows as Parquet and return their number; what is nested is JSON text.

    Raises:
        CatalogError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise CatalogError("Parquet needs pyarrow: install netatlas with the extra [parquet]") from error
    kinds = {"text": pa.string(), "texts": pa.list_(pa.string()), "int": pa.int64(), "real": pa.float64()}
    kinds["truth"] = pa.bool_()
    schema = pa.schema([(column, kinds[kind]) for column, kind in COLUMNS[name].items()])
    number = 0
    several = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := [_flat(name, row) for row in islice(several, GROUP)]:
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
            number += len(some)
    return number


COLUMNS: Mapping[TableName, Mapping[str, str]] = {
    "papers": {
        "arxiv_id": "text",
        "version": "int",
        "title": "text",
        "authors": "texts",
        "abstract": "text",
        "categories": "texts",
        "licence": "text",
        "licence_name": "text",
        "submitted": "text",
        "comments": "text",
        "doi": "text",
        "journal_ref": "text",
        "withdrawn": "truth",
        "state": "text",
        "reason": "text",
        "reader_version": "text",
        "pages": "int",
        "exhibits": "int",
        "architectures": "int",
    },
    "architectures": {
        "id": "text",
        "arxiv_id": "text",
        "version": "int",
        "name": "text",
        "exhibits": "texts",
        "confidence": "real",
        "composed": "truth",
        "parameters": "int",
        "depth": "int",
        "input_shape": "text",
        "output_shape": "text",
        "layers": "text",
        "origins": "text",
        "missing": "texts",
        "problems": "texts",
        "implementations": "text",
        "graph": "text",
    },
    "layers": {"architecture_id": "text", "op": "text", "count": "int"},
}
"""The columns of Parquet and their kinds."""


def _flat(name: TableName, row: Row) -> Row:
    """A row of Parquet: what its columns cannot hold becomes JSON text."""
    return {column: _cell(row[column], kind) for column, kind in COLUMNS[name].items()}


def _cell(value: Any, kind: str) -> Any:
    if kind == "text" and isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return value
