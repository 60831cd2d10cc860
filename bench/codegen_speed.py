"""How long code generation and verification take for a network of fifty layers.

    python -m bench.codegen_speed [--runs 15] [--write docs/benchmarks.md]

The network is a residual network of some fifty convolutions. Generation is timed in each framework from
the completed graph; verification is the whole run through ONNX Runtime, starting the limited process included.
Medians, on this machine as it is; processor time tells what a busy machine adds.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from pathlib import Path

import codegen
from bench.section import put
from codegen import FRAMEWORKS
from graph import Graph
from tests.codegen.drawn import residual_network


def timed(graph: Graph, runs: int) -> list[tuple[str, float, float]]:
    """What was timed, median wall-clock milliseconds, median processor milliseconds."""
    rows = []
    for framework in FRAMEWORKS:
        codegen.generate(graph, framework)  # imports the emitters
        walls, cpus = [], []
        for _ in range(runs):
            wall, cpu = time.perf_counter(), time.process_time()
            codegen.generate(graph, framework)
            walls.append(1000 * (time.perf_counter() - wall))
            cpus.append(1000 * (time.process_time() - cpu))
        rows.append((f"generate, {framework}", statistics.median(walls), statistics.median(cpus)))
    made = codegen.generate(graph, "onnx")
    walls, cpus = [], []
    for _ in range(runs):
        before = os.times()
        result = codegen.verify(made)
        after = os.times()
        if result.status != "ok":
            raise SystemExit(result.reason)
        walls.append(1000 * result.seconds)
        spent = (after.children_user + after.children_system) - (
            before.children_user + before.children_system
        )
        cpus.append(1000 * spent)
    rows.append(("verify, onnx", statistics.median(walls), statistics.median(cpus)))
    return rows


def main() -> None:
    """Prints the table, and writes it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    graph = residual_network(blocks=24, width=64)
    made = codegen.generate(graph, "pytorch")
    load = os.getloadavg()[0]
    rows = timed(graph, chosen.runs)
    convolutions = sum(node.op == "conv2d" for node in graph.nodes)
    lines = [
        "",
        "## Code generation: a network of fifty layers",
        "",
        f"A residual network of {len(graph.nodes)} nodes, {convolutions} of them convolutions; PyTorch "
        f"{len(made.source.splitlines())} lines. "
        f"Medians of {chosen.runs} runs of `python -m bench.codegen_speed`, {os.cpu_count()} cores "
        f"({platform.machine()}), load average {load:.1f} at the start.",
        "",
        "| step | wall clock, ms | processor, ms |",
        "| --- | ---: | ---: |",
        *(f"| {name} | {wall:.1f} | {cpu:.1f} |" for name, wall, cpu in rows),
    ]
    print("\n".join(lines))
    if chosen.write:
        put(chosen.write, "bench/codegen_speed.py", lines)


if __name__ == "__main__":
    main()
