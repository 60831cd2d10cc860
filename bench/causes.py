"""What is wrong in the readings of annotated drawings, counted by kind; for docs/reading.md.

    NETATLAS_SHARED=../shared python -m bench.causes

Readings are those of bench/looks.py. Differences are those of the gallery, which shows each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.gallery import Entry, differences
from bench.looks import Look, annotated_drawings
from bench.section import put
from bench.shared import ROOT, grader
from graph.guide_form import graph_to_guide

KINDS = {
    "missing node": "a node is missing",
    "extra node": "a node too many",
    "missing edge": "an edge is missing",
    "extra edge": "an edge too many",
    "was read as": "an operation or setting is another",
}


def errors_of(look: Look) -> Counter[str]:
    """How many differences of each kind a reading has."""
    item = dict(look.item or {})
    read = {"graphs": [graph_to_guide(graph) for graph in look.graphs]}
    entry = Entry(look.paper, item, read, grader().score_item(item, read))
    found: Counter[str] = Counter()
    for _, text in differences(entry):
        found.update(name for sign, name in KINDS.items() if text.startswith(sign) or sign in text)
    return found


def table_of(looks: Sequence[Look]) -> list[str]:
    """Lines of a table: differences of each kind, the drawings that have any, and those where they are most."""
    errors = [errors_of(look) for look in looks]
    lines = [
        "| what is wrong | times | in drawings | most of all in drawings |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name in KINDS.values():
        most = sum(bool(each) and each.most_common(1)[0][0] == name for each in errors)
        lines.append(
            f"| {name} | {sum(each[name] for each in errors)} | {sum(each[name] > 0 for each in errors)} | {most} |"
        )
    lines.append(f"| nothing | | {sum(not each for each in errors)} of {len(errors)} | |")
    return lines


def main() -> None:
    """Print the table and write it."""
    table = table_of(annotated_drawings())
    print("\n".join(table))
    put(
        ROOT / "docs" / "reading.md",
        "bench/causes.py",
        ["", "## What is wrong, counted", "", "Written by `python -m bench.causes`.", "", *table],
    )


if __name__ == "__main__":
    main()
