"""Read drawings and tables that no rule was made for, and keep what of their readings was right.

    NETATLAS_SHARED=../shared python -m bench.unseen FOLDER --name NAME
    python -m bench.unseen                         what the kept ones say

FOLDER has ann/*.json in the guide's form, and pdf/*.pdf of the same stems.
Writes bench/unseen/NAME.json: for each exhibit its score by the grader and a record (bench/cases.py) from which
confidence is fitted as well. Rules are made while looking at drawings, so that those at hand are read better than any
other: only what was read before anybody looked tells how sure a reader may be. To be run on a set before a rule is
changed because of it, and not again. Where confidence is to learn from facts that older records lack, the readers of the
commit that a record names (`read_at`) are run with those facts added, never newer ones.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.cases import Case, case_from, case_of, record_of
from bench.looks import look_at
from bench.shared import ROOT, grader
from extract.decide import decide
from graph.guide_form import graph_to_guide

KEPT = ROOT / "bench" / "unseen"
MEASURES = ("content", "nodes", "edges", "exact")


def unseen_cases(folder: Path = KEPT) -> list[Case]:
    """The cases of all kept records."""
    return [
        case_from(drawing["case"], f"{path.stem}/{number}")
        for path in sorted(folder.glob("*.json"))
        for number, drawing in enumerate(json.loads(path.read_text())["drawings"])
        if drawing["case"] is not None
    ]


def read_set(folder: Path) -> Iterator[dict[str, Any]]:
    """Score and record of each annotated exhibit of a folder; one that is not taken for a network has no record."""
    score = grader()
    for notes in sorted((folder / "ann").glob("*.json")):
        said = json.loads(notes.read_text())
        looks = {
            score.key({"label": look.exhibit.label}): look
            for look in look_at(folder / "pdf" / f"{notes.stem}.pdf", said)
        }
        for item in said["items"]:
            look = looks.get(score.key(item))
            case = None
            if look is not None and look.reader:
                chance = decide(look.glance, look.reader, look.graphs, look.scene).probability
                case = case_of(look, chance, seen=False)
            read = {"graphs": [graph_to_guide(graph) for graph in look.graphs]} if look is not None else {}
            scored = score.score_item(item, read if case is not None else {"graphs": []})
            yield {
                "type": item["figure_type"],
                "score": {name: round(float(scored[name]), 4) for name in MEASURES},
                "case": record_of(case) if case is not None else None,
            }


def main() -> None:
    """Read a set and keep it, or print what is kept."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", nargs="?", type=Path)
    cli.add_argument("--name", help="of the set")
    args = cli.parse_args()
    if args.folder is not None:
        if not args.name:
            cli.error("a set needs a --name")
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
        KEPT.mkdir(exist_ok=True)
        kept = {"read_at": commit, "drawings": list(read_set(args.folder))}
        (KEPT / f"{args.name}.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n")
    for path in sorted(KEPT.glob("*.json")):
        kept = json.loads(path.read_text())
        rows = np.array([[drawing["score"][name] for name in MEASURES] for drawing in kept["drawings"]])
        means = " ".join(
            f"{name} {value:.3f}" for name, value in zip(MEASURES, rows.mean(axis=0), strict=True)
        )
        print(f"{path.stem} ({len(rows)}, read at {kept['read_at']}): {means}")


if __name__ == "__main__":
    main()
