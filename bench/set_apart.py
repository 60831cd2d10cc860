"""What the decision knows of exhibits that are in no shared paper: drawn, set or found by others, networks or not.

    python -m bench.set_apart FOLDER --name NAME

FOLDER has ann/*.json in the guide's form (their `others` show no network), and pdf/*.pdf of the same stems. Writes
bench/set_apart/NAME.json: for each exhibit whether it shows a network, and its features at both stages. The shared
papers have few drawings of boxes and arrows that are no networks; whoever crawls meets them every night.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.decision_rows import Row, rows_of
from bench.looks import looks_of
from bench.shared import ROOT
from extract.decide.features import Features

KEPT = ROOT / "bench" / "set_apart"
DIGITS = 4
"""Of a feature that are kept."""

WEIGHT = 0.15
"""What one counts for: few people drew them, and they are of other kinds than the annotated papers' exhibits.

With 0.15 papers that are left out are told nearly as well as without any, and all but a few of those set apart; with 1
twelve exhibits of the papers are wrong instead of eight.
"""


DRAWN = 0.3
"""The same for drawings and tables that were drawn as no networks (N): real papers have few of each kind."""


def kept_rows(folder: Path = KEPT) -> list[Row]:
    """The rows of all kept sets."""
    return [
        Row(
            f"{path.stem}/{paper}",
            label,
            bool(truth),
            bool(full),
            glance,
            full,
            DRAWN if path.stem.startswith("N") else WEIGHT,
        )
        for path in sorted(folder.glob("*.json"))
        for paper, label, truth, glance, full in json.loads(path.read_text())
    ]


def keep(rows: list[Row], name: str) -> Path:
    """Write rows where `kept_rows` finds them."""
    target = KEPT / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    lines = [
        json.dumps([row.paper, row.label, int(row.truth), _short(row.glance), _short(row.full)])
        for row in rows
    ]
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    return target


def _short(features: Features) -> Features:
    return {name: round(value, DIGITS) for name, value in sorted(features.items()) if round(value, DIGITS)}


def main() -> None:
    """Read a folder and keep what the decision knows of it."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--name", required=True)
    args = cli.parse_args()
    rows = rows_of(looks_of(args.folder / "pdf", args.folder / "ann"))
    target = keep(rows, args.name)
    print(f"{target}: {sum(row.truth for row in rows)} networks, {sum(not row.truth for row in rows)} others")


if __name__ == "__main__":
    main()
