"""Every operation of the registry, run in every framework that has it, and held against the registry's rules.

Writes docs/support.md where NETATLAS_WRITE_DOCS is set, and checks it otherwise.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

import codegen
import graph
from codegen import Framework, Implementation, Limits
from codegen.weights import Array
from tests.codegen.op_examples import examples, ops

PAGE = Path(__file__).resolve().parents[2] / "docs" / "support.md"
NEEDS = {
    "pytorch": "torch",
    "keras": "keras",
    "tensorflow": "tensorflow",
    "caffe": "cv2",
    "onnx": "onnxruntime",
}
TITLES = {
    "onnx": "ONNX", "pytorch": "PyTorch", "keras": "Keras", "tensorflow": "TensorFlow", "caffe": "Caffe",
}  # fmt: skip
ORDER: tuple[Framework, ...] = ("onnx", "pytorch", "keras", "tensorflow", "caffe")


@dataclass(frozen=True)
class Case:
    """An example and its code in each framework."""

    op: str
    completed: graph.Completion
    made: dict[Framework, Implementation]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    found = []
    for op in ops():
        for example in examples(op, drawn=1):
            made = {i.framework: i for i in codegen.generate_all(example, ORDER)}
            found.append(Case(op, graph.complete(example), made))
    return found


@pytest.fixture(scope="module")
def reference(cases: list[Case]) -> list[list[Array]]:
    """ONNX Runtime's outputs, case by case; none where ONNX cannot say it."""
    ran = codegen.verify_batch([case.made["onnx"] for case in cases], limits=Limits(seconds=280))
    wrong = [
        (case.op, result.reason)
        for case, (result, _) in zip(cases, ran, strict=True)
        if result.status == "failed"
    ]
    assert not wrong
    return [outputs for _, outputs in ran]


def test_the_registrys_rules_hold_for_what_is_built(cases: list[Case]) -> None:
    for case in cases:
        program = case.made["onnx"].program
        if program is None or program.missing:
            continue
        done = case.completed
        assert program.trainable == sum(done.parameters.values()), case.op
        assert program.parameters - program.trainable == sum(done.running.values()), case.op
        ends = [node for node in done.graph.nodes if not done.graph.outputs(node.id)]
        expected = [shape for node in ends for shape in done.shapes[node.id]]
        assert [program.shape(port) for port in program.outputs] == expected, case.op


@pytest.mark.timeout(600)
@pytest.mark.parametrize("framework", [f for f in ORDER if f != "onnx"])
def test_operations_run_alike(framework: Framework, cases: list[Case], reference: list[list[Array]]) -> None:
    if importlib.util.find_spec(NEEDS[framework]) is None:
        pytest.skip(f"{NEEDS[framework]} is not installed")
    chosen = _chosen(framework, cases)
    made = [cases[n].made[framework] for n in chosen]
    ran = codegen.verify_batch(
        made, [reference[n] or None for n in chosen], limits=Limits(seconds=560, cpu_seconds=900)
    )
    wrong = [
        (cases[n].op, result.reason)
        for n, (result, _) in zip(chosen, ran, strict=True)
        if result.status == "failed"
    ]
    assert not wrong


def _chosen(framework: Framework, cases: list[Case]) -> list[int]:
    """The cases that are run: all of them; of TensorFlow the first and the last of an operation and of Keras the
    last, since they build slowly. The last has drawn settings where any fit."""
    if framework not in ("tensorflow", "keras"):
        return list(range(len(cases)))
    complete = [n for n, case in enumerate(cases) if case.made[framework].status == "complete"]
    last = {cases[n].op: n for n in complete}
    first = {cases[n].op: n for n in reversed(complete)} if framework == "tensorflow" else {}
    return sorted({*first.values(), *last.values()})


def test_the_page_of_what_is_supported(cases: list[Case]) -> None:
    text = page(cases)
    if os.environ.get("NETATLAS_WRITE_DOCS"):
        PAGE.write_text(text)
    assert PAGE.read_text() == text, "set NETATLAS_WRITE_DOCS=1 to write docs/support.md anew"


def page(cases: list[Case]) -> str:
    """The matrix operation × framework as Markdown."""
    by_op: dict[str, list[Case]] = {}
    for case in cases:
        by_op.setdefault(case.op, []).append(case)
    lines = [
        "# What is supported",
        "",
        "Written by `NETATLAS_WRITE_DOCS=1 python -m pytest tests/codegen/test_support.py`. Each operation of the",
        "registry was written in each framework over all the kinds of input it takes (vectors, sequences, images,",
        "volumes; settings by convention and drawn ones), run with the same weights, and compared with ONNX Runtime",
        "(1e-4 relative). `partly` means that the framework takes some kinds of input or settings only.",
        "",
        "| operation | family | " + " | ".join(TITLES[f] for f in ORDER) + " | where not |",
        "| --- | --- | " + " | ".join("---" for _ in ORDER) + " | --- |",
    ]
    for op, found in sorted(by_op.items()):
        reasons: dict[str, None] = {}
        cells = []
        for framework in ORDER:
            made = [case.made[framework] for case in found]
            whole = [i.status == "complete" for i in made]
            cells.append("yes" if all(whole) else "partly" if any(whole) else "no")
            first = next((i.reason for i in made if i.status != "complete"), "")
            if first:
                reasons[first.split("; a ")[0]] = None
        family = graph.operations.REGISTRY[op].family
        lines.append(f"| `{op}` | {family} | {' | '.join(cells)} | {'; '.join(reasons)} |")
    return "\n".join(lines) + "\n"
