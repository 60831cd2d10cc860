"""What each pass of the reader of drawings is worth.

    NETATLAS_SHARED=../shared python -m bench.passes [FOLDER ...]

Leaves out one pass after another (bench/left_out.py) over the annotated drawings of the shared papers, and those of any
FOLDER with ann/*.json in the guide's form and pdf/*.pdf of the same stems; prints, and writes into docs/passes.md, in how
many drawings a pass does something, how many are read otherwise without it, of how many the score is another, and by how
much in all. A pass that one drawing alone needs is no rule: see docs/decisions.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import track

from bench.left_out import Pass, left_out, passes, watched
from bench.looks import Look, all_looks, looks_of
from bench.section import put
from bench.shared import ROOT, grader
from extract.figures.read import read_scene
from extract.patience import TookTooLong, at_most
from graph.guide_form import graph_to_guide

PATIENCE = 20.0
"""Seconds of processor time for one reading, which lacking a pass may lengthen."""

LEAST = 5e-5
"""A score that changes by less is the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is other in a drawing without a pass that does something in it.

    Attributes:
        read: whether its graphs are other ones.
        score: by how much more of its content is right.
    """

    read: bool
    score: float


@dataclass(frozen=True, slots=True)
class Worth:
    """What a pass does, with a change for each drawing in which it does something."""

    one: Pass
    changes: tuple[Change, ...]

    @property
    def scores(self) -> list[float]:
        """By how much the scores change that do."""
        return [each.score for each in self.changes if abs(each.score) >= LEAST]


def changes_of(look: Look) -> dict[Pass, Change]:
    """What is other in a drawing without each of the passes that do something in it."""
    every = passes()
    with watched(every) as active:
        graphs = _read(look)
    score, found = _score(look, graphs), {}
    for one in every:
        if one in active:
            with left_out(one):
                others = _read(look)
            found[one] = Change(others != graphs, _score(look, others) - score)
    return found


def worth_of(looks: Sequence[Look]) -> list[Worth]:
    """All passes, those that most hangs on first; by two processes."""
    with ProcessPoolExecutor(2) as pool:
        found = list(track(pool.map(changes_of, looks), "reading without each pass", total=len(looks)))
    worth = [Worth(one, tuple(each[one] for each in found if one in each)) for one in passes()]
    return sorted(worth, key=lambda each: (sum(each.scores), -len(each.changes)))


def table_of(worth: Sequence[Worth]) -> list[str]:
    """Lines of a table with a row for each pass."""
    lines = [
        "| pass | in | does something | read otherwise without | other score | sum |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for each in worth:
        read, scores = sum(change.read for change in each.changes), each.scores
        counts = f"{len(each.changes)} | {read} | {len(scores)} | {sum(scores):+.3f}"
        lines.append(f"| {each.one.name} | {each.one.file} | {counts} |")
    return lines


def drawings(folders: Sequence[Path]) -> Iterator[Look]:
    """The annotated drawings of the shared papers and of further folders."""
    for looks in (all_looks(), *(looks_of(folder / "pdf", folder / "ann") for folder in folders)):
        for look in looks:
            if look.item is not None and look.scene is not None and not look.pictured:
                yield look


def _read(look: Look) -> list[dict[str, Any]]:
    """A drawing's graphs in the guide's form; none where it can't be read."""
    assert look.scene is not None
    try:
        with at_most(PATIENCE):
            return [graph_to_guide(graph) for graph in read_scene(look.scene, look.exhibit)]
    except (TookTooLong, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        # What a reader that lacks a pass trips over, it does not read.
        return []


def _score(look: Look, graphs: Sequence[dict[str, Any]]) -> float:
    return float(grader().score_item(look.item, {"graphs": graphs})["content"])


def main() -> None:
    """Print the table and write it."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    looks = list(drawings(cli.parse_args().folders))
    table = table_of(worth_of(looks))
    print("\n".join(table))
    head = f"Written by `python -m bench.passes` over {len(looks)} annotated drawings."
    put(ROOT / "docs" / "passes.md", "bench/passes.py", [head, "", *table])


if __name__ == "__main__":
    main()
