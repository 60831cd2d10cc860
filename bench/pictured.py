"""The same figures drawn and as pictures: what tracing costs, where all that a picture shows is known.

    NETATLAS_SHARED=../shared python -m bench.pictured [--dpi 120 150 200 300] [--every N]

Each annotated drawing of the shared papers is rendered, its page gets the image in its place, and that page is read
again. Where the picture is read worse than the drawing, tracing or the reading of type lost something. Writes its
section of docs/benchmarks.md; with --every N only each N-th drawing is read and nothing is written.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Any

import pymupdf
from rich.progress import track

from bench.looks import PATIENCE, Look, annotated_drawings
from bench.section import put
from bench.shared import ROOT, grader, shared_folder
from bench.unseen import MEASURES
from extract.document import open_document
from extract.model import Exhibit, Refused
from extract.patience import TookTooLong, at_most
from extract.reading import read_by_reader
from extract.subject import dimensions_of
from graph import Graph
from graph.guide_form import graph_to_guide

PROGRAM = "bench/pictured.py"
RESOLUTIONS = (120, 150, 200, 300)
"""Dots an inch that pictures in papers have, from screenshots to what journals ask for."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of one figure by resolution; 0 dots an inch stands for the drawing itself."""

    paper: str
    label: str
    by_dpi: dict[int, dict[str, float]]


def as_picture(pdf: Path, exhibit: Exhibit, dpi: int) -> bytes:
    """A PDF of the figure's page with an image of the figure where the drawing was.

    Args:
        pdf: the paper.
        exhibit: which figure of it.
        dpi: pixels an inch of the image.
    """
    document = pymupdf.open(pdf)
    document.select([exhibit.page - 1])
    page = document[0]
    x0, y0, x1, y1 = exhibit.bbox
    region = pymupdf.Rect(x0 - 1, y0 - 1, x1 + 1, y1 + 1) & page.rect
    image = page.get_pixmap(dpi=dpi, clip=region).tobytes("png")
    page.add_redact_annot(region)
    page.apply_redactions(images=1, graphics=2, text=0)
    page.insert_image(region, stream=image)
    return bytes(document.tobytes(garbage=3, deflate=True))


def _read(pdf: Path, look: Look, dpi: int) -> tuple[Graph, ...]:
    whole = open_document(pdf)
    assert not isinstance(whole, Refused), pdf
    with whole:
        dimensions = dimensions_of(tuple(whole))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(as_picture(pdf, look.exhibit, dpi))
        document = open_document(path)
        assert not isinstance(document, Refused), pdf
        with document:
            page = next(iter(document))
            exhibit = replace(look.exhibit, page=1)
            with contextlib.suppress(TookTooLong), at_most(PATIENCE["raster"]):
                return read_by_reader(document, page, exhibit, "raster", dimensions).graphs
    return ()


def _scores(item: Any, graphs: Sequence[Graph]) -> dict[str, float]:
    scored = grader().score_item(item, {"graphs": [graph_to_guide(graph) for graph in graphs]})
    return {name: float(scored[name]) for name in MEASURES}


def score(look: Look, resolutions: Sequence[int]) -> Scored:
    """Scores of one annotated drawing, and of pictures of it."""
    pdf = shared_folder() / "papers" / f"{look.paper}.pdf"
    by_dpi = {0: _scores(look.item, look.graphs)}
    by_dpi |= {dpi: _scores(look.item, _read(pdf, look, dpi)) for dpi in resolutions}
    return Scored(look.paper, look.exhibit.label, by_dpi)


def table_of(scored: Sequence[Scored], resolutions: Sequence[int]) -> list[str]:
    """Lines of a table: means of all figures, drawn and at each resolution."""
    lines = ["| read from | " + " | ".join(MEASURES) + " |", "| --- |" + " ---: |" * len(MEASURES)]
    for dpi in (0, *resolutions):
        means = [sum(each.by_dpi[dpi][name] for each in scored) / len(scored) for name in MEASURES]
        name = f"pictures of {dpi} dots an inch" if dpi else "the drawings themselves"
        lines.append(f"| {name} | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")
    return lines


def main() -> None:
    """Read all, print the table and write it."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dpi", type=int, nargs="+", default=list(RESOLUTIONS))
    cli.add_argument("--every", type=int, default=1)
    args = cli.parse_args()
    looks = annotated_drawings()[:: args.every]
    with ProcessPoolExecutor(2) as pool:
        scored = list(track(pool.map(score, looks, repeat(args.dpi)), "reading", total=len(looks)))
    table = table_of(scored, args.dpi)
    print("\n".join(table))
    if args.every == 1:
        intro = [
            "### The same figures as pictures",
            "",
            f"`python -m bench.pictured`: the {len(scored)} annotated drawings, rendered into images that stand in their",
            "place. What is read worse than from the drawing is lost by tracing, or by reading type from pixels.",
            "",
        ]
        put(ROOT / "docs" / "benchmarks.md", PROGRAM, [*intro, *table])


if __name__ == "__main__":
    main()
