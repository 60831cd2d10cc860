"""Learn again what is learned from annotations: the decision, then the confidence; refresh docs/reading.md.

    NETATLAS_SHARED=../shared python -m bench.learn [--report]

To be run once after the readers have changed. Reads all shared papers first where this version of the reader has not
(bench/looks.py). With --report nothing is written.
"""

from __future__ import annotations

import argparse

from bench import fit_confidence, train_decision
from bench.decision_rows import rows_of
from bench.looks import all_looks, annotated
from bench.section import put
from bench.set_apart import kept_rows
from bench.shared import ROOT


def main() -> None:
    """Learn, print and write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--report", action="store_true", help="write nothing")
    args = cli.parse_args()
    looks = annotated(all_looks())
    learned = train_decision.learn(rows_of(looks), kept_rows())
    print("\n".join(learned.lines))
    if not args.report:
        train_decision.write(learned.models)
        chapter = ["", "## Is it a network?", "", "Written by `python -m bench.learn`.", "", *learned.lines]
        put(ROOT / "docs" / "reading.md", "bench/train_decision.py", chapter)
    fit_confidence.learn(looks, learned.held_out.mean(axis=0), report=args.report)


if __name__ == "__main__":
    main()
