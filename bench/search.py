"""How fast searches are: `python -m bench.search --architectures 100000 [--elasticsearch URL] [--home FOLDER]`.

Fills a catalog with generated papers, builds the index from the database as `netatlas reindex` does, and asks 200
different queries, with facets and 20 results each, records from the database included, one after the other.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from bench.generated_catalog import CATEGORIES, SURNAMES, Generator
from catalog import SearchAccess, open_catalog
from catalog.identifiers import architecture_ids, exhibit_ids
from catalog.results import SearchKind, SearchPage
from catalog.storage import convert
from catalog.storage.database import writing
from catalog.storage.tables import ArchitectureRow, ExhibitRow, LayerRow, PaperRow, TextRow, VersionRow
from catalog.stored import StoredCatalog
from catalog.structure import structure_of
from graph import load as graph_from_text

PER_PAPER = 2.5
PORTION = 500


def fill(engine: Engine, generator: Generator, papers: int) -> None:
    """Store generated papers in bulk; the store's own way is one paper at a time."""
    several = enumerate(generator.papers(papers))
    while some := list(islice(several, PORTION)):
        rows: dict[type, list[dict[str, Any]]] = {
            table: [] for table in (PaperRow, VersionRow, TextRow, ExhibitRow, ArchitectureRow, LayerRow)
        }
        for number, (metadata, read) in some:
            key = {"arxiv_id": metadata.key.arxiv_id, "version": metadata.key.version}
            rows[PaperRow].append(
                {"arxiv_id": key["arxiv_id"], "latest": 1, "shown": 1, "revision": number + 1}
            )
            rows[VersionRow].append(
                key
                | convert.version_values(metadata)
                | {
                    "state": "done",
                    "reason": "",
                    "reader_version": read.reader_version,
                    "sha256": read.sha256,
                }
                | {"pages": read.pages, "seconds": 1.0, "read_at": None, "reading_hash": read.sha256}
            )
            rows[TextRow].append(key | {"text": read.text[0]})
            names = exhibit_ids(metadata.key, (each.label for each in read.exhibits))
            for ordinal, (name, exhibit) in enumerate(zip(names, read.exhibits, strict=True)):
                columns = {column: getattr(exhibit, column) for column in EXHIBIT_COLUMNS}
                rows[ExhibitRow].append(
                    key | columns | {"id": name, "ordinal": ordinal, "bbox": list(exhibit.bbox)}
                )
            names = architecture_ids(metadata.key, ((a.exhibits[0], a.composed) for a in read.architectures))
            for ordinal, (name, facts) in enumerate(zip(names, read.architectures, strict=True)):
                structure = structure_of(graph_from_text(facts.graph))
                rows[ArchitectureRow].append(
                    key
                    | convert.architecture_values(facts)
                    | {
                        "id": name,
                        "ordinal": ordinal,
                        "depth": structure.depth,
                        "layers": dict(structure.layers),
                    }
                )
                rows[LayerRow] += [
                    {"architecture_id": name, "op": op, "count": count}
                    for op, count in structure.layers.items()
                ]
        with writing(engine) as session:
            for table, values in rows.items():
                session.execute(insert(table), values)


EXHIBIT_COLUMNS = (
    *("label", "kind", "page", "caption", "source", "figure_type"),
    *("is_architecture", "probability", "confidence", "reader", "reason"),
)


def queries(generator: Generator, number: int) -> Iterator[tuple[str, SearchKind]]:
    """A mix as readers ask: words mostly, then layers, settings, sequences, numbers, and all of these together."""
    chance = random.Random(7)
    common, rare = generator.vocabulary[:300], generator.vocabulary[300:5000]

    def word() -> str:
        return chance.choice(common if chance.random() < 0.7 else rare)

    def layer() -> str:
        op = chance.choice(
            ["conv2d", "lstm", "gru", "batch_norm", "multi_head_attention", "gelu", "max_pool"]
        )
        return f"layer:{op}" + chance.choice(
            ["", "", f">={chance.randint(2, 5)}", f"={chance.randint(1, 4)}"]
        )

    for place in range(number):
        shape = place % 20
        if shape < 7:
            text = " ".join(word() for _ in range(chance.randint(1, 3)))
        elif shape < 8:
            text = f'"{word()} {word()}"'
        elif shape < 11:
            text = layer() + chance.choice(["", " -layer:dropout", " " + word()])
        elif shape < 12:
            text = chance.choice(['seq:"conv2d batch_norm relu"', 'seq:"relu add"', 'seq:"lstm dropout gru"'])
        elif shape < 14:
            text = chance.choice(
                [
                    f"conv2d.kernel:{chance.choice([1, 3, 5, 7])}",
                    "dropout.rate:>0.3",
                    "conv2d.filters:64..256",
                ]
            )
        elif shape < 16:
            text = f"params:1M..{chance.randint(2, 90)}M year:2016..{chance.randint(2017, 2023)}"
        elif shape < 17:
            text = f"author:{chance.choice(SURNAMES)}"
        elif shape < 18:
            text = f"cat:{chance.choice(CATEGORIES)} {word()}"
        elif shape < 19:
            text = f"({word()} OR {word()}) {layer()} confidence:>0.{chance.randint(1, 8)}"
        else:
            text = word()[:-2] + "zq" + word()[-1]
        yield text, chance.choice(("papers", "architectures"))


def measure(catalog: StoredCatalog, asked: list[tuple[str, SearchKind]]) -> None:
    """Print what each query takes, in milliseconds on the clock and of the processor, after one round to warm up."""
    clock: list[tuple[float, str]] = []
    processor: list[float] = []
    hits = 0
    for warm in (True, False):
        for query, kind in asked:
            began, worked = time.perf_counter(), time.process_time()
            page = catalog.search(query, kind=kind, limit=20)
            took = time.perf_counter() - began, time.process_time() - worked
            if not isinstance(page, SearchPage):
                raise SystemExit(f"{query}: {page}")
            if not warm:
                clock.append((1000 * took[0], query))
                processor.append(1000 * took[1])
                hits += page.total > 0
    clock.sort()
    print(f"slowest: {', '.join(f'{query} ({took:.0f} ms)' for took, query in clock[-3:])}")
    print(f"clock:     {percentiles([took for took, _ in clock])}")
    print(f"processor: {percentiles(sorted(processor))}")
    print(f"{hits} of {len(asked)} found something; load of the machine {os.getloadavg()[0]:.1f}")


def percentiles(ranked: list[float]) -> str:
    """Percentiles of sorted times, as a line."""
    return "  ".join(
        f"p{part} {ranked[min(len(ranked) - 1, len(ranked) * part // 100)]:.1f} ms" for part in (50, 90, 99)
    )


def size_of(folder: Path) -> float:
    """MB of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Fill, build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--architectures", type=int, default=10_000)
    parser.add_argument("--home", type=Path, required=True, help="an empty folder, or that of a former run")
    parser.add_argument("--elasticsearch", default="", help="its URL; empty: the embedded engine")
    options = parser.parse_args()
    generator = Generator()
    papers = round(options.architectures / PER_PAPER)
    access = SearchAccess(prefix=f"bench{options.architectures}", seconds=60)
    catalog = open_catalog("", options.elasticsearch, options.home, access)
    if catalog.statistics().papers == 0:
        began = time.perf_counter()
        fill(catalog.database, generator, papers)
        print(f"database: {time.perf_counter() - began:.0f} s")
    if catalog.engine.current() is None:
        began = time.perf_counter()
        built = catalog.reindex()
        print(
            f"index: {built.papers} papers, {built.architectures} architectures in {time.perf_counter() - began:.0f} s"
        )
    if not options.elasticsearch:
        print(f"index size: {size_of(options.home / 'index'):.0f} MB")
    measure(catalog, list(queries(generator, 200)))
    catalog.close()


if __name__ == "__main__":
    main()
