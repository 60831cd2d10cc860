"""How well the drawings of real programs are read: `python -m bench.drawn_by_programs [--drawings N] [--save DIR]`.

Random networks of known graphs are drawn by Graphviz, TikZ, Matplotlib and LibreOffice Draw, in looks drawn at random
from what each offers, and set into a page. A program that is not installed is left out and named. `--save` keeps the
drawings that were not read exactly.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from types import ModuleType

from bench.programs import graphviz, office, plots, tikz
from bench.programs.page import set_page
from bench.simulated import Score, read
from simulate.drawings import drawing
from simulate.style import Style

PROGRAMS = {"Graphviz": graphviz, "TikZ": tikz, "Matplotlib": plots, "LibreOffice Draw": office}


def scores(name: str, program: ModuleType, drawings: int, save: Path | None) -> Iterator[Score]:
    """Draw and read one after another."""
    with tempfile.TemporaryDirectory() as folder:
        figure, page = Path(folder) / "figure.pdf", Path(folder) / "page.pdf"
        for number in range(drawings):
            chance = random.Random(f"{name} {number}")
            graph = drawing(chance, Style())
            program.draw(graph, chance, figure)
            set_page(figure, page)
            score = read(page, graph)
            if save is not None and not score.exact:
                save.mkdir(parents=True, exist_ok=True)
                shutil.copy(page, save / f"{name}-{number}.pdf".replace(" ", "-"))
            yield score


def main() -> None:
    """Draw, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=int, default=40, help="for each program")
    parser.add_argument("--save", type=Path, help="a folder for the drawings that were not read exactly")
    options = parser.parse_args()
    print(
        "| drawn by | drawings | content | nodes | edges | exact |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for name, program in PROGRAMS.items():
        # All but Graphviz itself have it set the places.
        needs = [program.NEEDS] if program is plots else [graphviz.NEEDS, program.NEEDS]
        missing = [
            need for need in needs if shutil.which(need) is None and not importlib.util.find_spec(need)
        ]
        if missing or shutil.which(graphviz.NEEDS) is None:
            print(
                f"{name} is left out: {', '.join(missing or [graphviz.NEEDS])} is not installed",
                file=sys.stderr,
            )
            continue
        found = list(scores(name, program, options.drawings, options.save))
        means = [
            mean(getattr(score, part) for score in found) for part in ("content", "nodes", "edges", "exact")
        ]
        print(
            f"| {name} | {len(found)} | " + " | ".join(f"{value:.3f}" for value in means) + " |", flush=True
        )


if __name__ == "__main__":
    main()
