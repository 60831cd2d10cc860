"""Random valid graphs from hypothesis, written in ONNX and PyTorch and run with the same weights.

    python -m bench.fuzz_codegen [--graphs 2000] [--seed 0] [--frameworks onnx,pytorch]

Prints each graph on which frameworks disagree or that does not run, and the counts; exit code 1 where there is one.
Broken graphs, a tenth as many, must be refused with the reason that names their fault. Needs the extras `verify`
and `dev`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import codegen
import graph
from codegen import Framework, Limits
from tests.graph_strategies import broken_graphs, graphs

BATCH = 250


@dataclass
class Findings:
    """What came of a run.

    Attributes:
        run: graphs that ran in all frameworks and agreed.
        unsupported: graphs that a framework says it cannot say, by framework and reason.
        faults: what went wrong, in words.
        operations: how often each operation was drawn.
        refused: broken graphs refused with the right reason.
    """

    run: int = 0
    unsupported: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    operations: Counter[str] = field(default_factory=Counter)
    refused: int = 0


def drawn(strategy: st.SearchStrategy[object], count: int, start: int) -> list[object]:
    """`count` values of a strategy."""
    found: list[object] = []

    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def collect(value: object) -> None:
        found.append(value)

    collect()
    return found[:count]


def fuzz(count: int, start: int, frameworks: Sequence[Framework]) -> Findings:
    """Draws graphs, writes and runs them; the first framework is the reference."""
    findings = Findings()
    plain = [g for g in drawn(graphs(), count, start) if isinstance(g, graph.Graph)]
    for first in range(0, len(plain), BATCH):
        _batch(plain[first : first + BATCH], frameworks, findings)
    for case in drawn(broken_graphs(), max(1, count // 10), start):
        assert isinstance(case, tuple)
        broken, code = case
        problems = graph.complete(broken).errors
        if any(problem.code == code and problem.message for problem in problems):
            findings.refused += 1
        else:
            findings.faults.append(f"a broken graph ({code}) was not refused: {[p.code for p in problems]}")
    return findings


def _batch(batch: Sequence[graph.Graph], frameworks: Sequence[Framework], findings: Findings) -> None:
    completed = []
    for each in batch:
        done = graph.complete(each)
        findings.operations.update(node.op for node in each.nodes)
        if done.errors:
            findings.faults.append(f"a valid graph was refused: {done.errors[0].message}")
        else:
            completed.append(done.graph)
    made = [codegen.generate_all(each, frameworks) for each in completed]
    limits = Limits(seconds=1200, cpu_seconds=3000)
    references = None
    bad: set[int] = set()
    for place, framework in enumerate(frameworks):
        ran = codegen.verify_batch([row[place] for row in made], references, limits=limits)
        for number, (result, _) in enumerate(ran):
            if result.status == "unsupported":
                findings.unsupported[f"{framework}: {result.reason}"] += 1
                bad.add(number)
            elif result.status != "ok":
                ops = [node.op for node in completed[number].nodes]
                findings.faults.append(f"{framework}: {result.reason[:300]} in {ops}")
                bad.add(number)
        references = references or [outputs for _, outputs in ran]
    findings.run += len(completed) - len(bad)


def main() -> int:
    """Runs the bench and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--graphs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--frameworks", default="onnx,pytorch")
    chosen = parser.parse_args()
    named = chosen.frameworks.split(",")
    frameworks = [framework for framework in codegen.FRAMEWORKS if framework in named]
    frameworks.sort(key=lambda framework: named.index(framework))
    started = time.monotonic()
    findings = fuzz(chosen.graphs, chosen.seed, frameworks)
    for fault in findings.faults:
        print(fault)
    for reason, times in findings.unsupported.most_common():
        print(f"{times} × {reason}")
    print(
        f"{findings.run} graphs ran alike in {', '.join(frameworks)}; {len(findings.operations)} operations; "
        f"{len(findings.faults)} faults; {findings.refused} broken graphs refused; "
        f"{time.monotonic() - started:.0f} s"
    )
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
