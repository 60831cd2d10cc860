"""Networks composed from their papers against the reference implementations in keras.applications: the same outputs?

    python -m bench.reference_equality [NETWORK ...] [--papers DIR] [--kept DIR] [--results FILE] [--write FILE.md]

For each network of named_networks.json that has a reference: `netatlas networks` composes it from the PDF alone; both
graphs are lowered to programs and aligned by the order of the data, operation and shapes (`bench.equality`); the
reference's weights, drawn from a fixed seed, are carried into ours, and ours is run in ONNX Runtime and PyTorch on the
reference's input. Outputs (before the last softmax, which hides differences behind random weights) are equal within
1e-4 of the largest, or the first layer where they are not is named, with all that differs. Where nothing but settings
differ, ours is run once more with the reference's settings. Needs the extra `verify`.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np

import codegen
import graph
from bench.composed_networks import Wanted, chosen, composed, wanted_networks
from bench.equality.align import align
from bench.equality.carry import carried
from bench.equality.differences import differences, name
from bench.equality.normal import Normal, normal_form
from bench.equality.outputs import first_apart, run
from bench.equality.settings import with_settings
from bench.keras_applications import unsettled
from bench.section import put
from bench.shared import shared_folder
from codegen.core.steps import Program
from codegen.importers.keras_model import import_keras
from codegen.weights import Array


def main() -> int:
    """Prints a line a network; returns 0 where something was compared."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("networks", nargs="*", help="usual names; all where none is given")
    cli.add_argument("--papers", type=Path)
    cli.add_argument("--kept", type=Path, help="folder for what `netatlas networks` writes")
    cli.add_argument("--results", type=Path, default=Path("build/reference_equality.json"))
    cli.add_argument("--write", type=Path)
    args = cli.parse_args()
    papers = args.papers or shared_folder() / "papers"
    wanted = [each for each in wanted_networks() if each.reference]
    wanted = [each for each in wanted if not args.networks or each.network in args.networks]
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for paper in dict.fromkeys(each.paper for each in wanted):
            networks = composed(papers / f"{paper}.pdf", args.kept or Path(scratch))
            for each in wanted:
                if each.paper == paper:
                    rows.append(compared(each, chosen(each, networks)))
                    print(json.dumps(rows[-1]), flush=True)
    if not rows:
        return 2
    args.results.parent.mkdir(parents=True, exist_ok=True)
    args.results.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    if args.write:
        write(rows, args.write)
    return 0


def compared(wanted: Wanted, network: dict[str, Any] | None) -> dict[str, Any]:
    """One network against its reference; the row of the table."""
    row: dict[str, Any] = {"network": wanted.network, "paper": wanted.paper, "reference": wanted.reference}
    if network is None:
        return row | {"reason": f"{wanted.exhibit} is not composed to a whole network"}
    done = graph.complete(graph.load(json.dumps(network["graph"])))
    if done.partial or not done.buildable:
        return row | {"reason": "; ".join(problem.message for problem in done.errors[:1])}
    ours = without_softmax(codegen.lower(done.graph))
    shape = ours.inputs[0].shape
    assert shape is not None
    try:
        model = reference_model(wanted.reference, shape)
    except ValueError as error:
        return row | {"reason": f"the reference takes no input of {shape}: {error}"}
    return row | compare(ours, model)


def reference_model(of: str, shape: tuple[int, ...]) -> Any:
    """A model of keras.applications for inputs of a size, without its last softmax, with weights from a fixed seed."""
    keras.backend.clear_session()
    model = getattr(keras.applications, of)(weights=None, classifier_activation=None, input_shape=shape)
    unsettled(model)
    return model


def without_softmax(program: Program) -> Program:
    """The program up to what its last softmax reads."""
    (port,) = program.outputs[:1]
    while port.step >= 0 and program.steps[port.step].op in ("softmax", "dropout"):
        port = program.steps[port.step].inputs[0]
    return replace(program, outputs=(port,))


def compare(ours: Program, model: Any) -> dict[str, Any]:
    """Aligns a program with a Keras model, carries the weights, runs both."""
    imported = import_keras(model)
    theirs = codegen.lower(graph.complete(imported.graph).graph)
    weights = imported.weights_of(theirs)
    value: Array = np.random.default_rng(1).uniform(0, 1, (1, *model.input_shape[1:])).astype(np.float32)
    expected = np.asarray(model(value, training=False))
    mine, reference = normal_form(ours), normal_form(theirs)
    pairs = align(mine, reference)
    different = differences(mine, reference, pairs)
    given = carried(mine, reference, pairs, weights)
    row: dict[str, Any] = {
        "layers": len(mine.parts),
        "paired": len(pairs),
        "of": len(reference.parts),
        "differences": [[what, count] for what, count in Counter(d.what for d in different).items()],
        "first": different[0].place if different else "",
    }
    for framework in ("onnx", "pytorch"):
        verified, outputs = run(ours, framework, given, value)
        row[framework] = codegen.difference(outputs, [expected]) if outputs else verified.reason
    row["equal"] = all(_near(row[framework]) for framework in ("onnx", "pytorch"))
    if not row["equal"]:
        place = first_apart(mine, reference, pairs, (given, weights), value)
        row["apart"] = "" if place is None else _described(mine, place)
        changed = with_settings(mine, reference, pairs)
        if changed is not None:
            outputs = run(changed, "onnx", given, value)[1]
            row["with_settings"] = codegen.difference(outputs, [expected]) if outputs else None
    return row


def _near(value: object) -> bool:
    return isinstance(value, float) and value <= codegen.TOLERANCE


def _described(normal: Normal, number: int) -> str:
    step = normal.program.steps[normal.parts[number].step]
    return f"{step.source.label or step.op.replace('_', ' ')} ({name(normal, number)})"


def write(rows: list[dict[str, Any]], path: Path) -> None:
    """Puts the table behind its mark in a Markdown file."""
    equal = sum(bool(row.get("equal")) for row in rows)
    lines = ["", "## Composed networks against their reference implementations", ""]
    lines += [
        f"{equal} of {len(rows)} networks composed from their papers give the outputs of keras.applications' "
        "implementation, within 1e-4 of the largest, with the reference's weights (drawn, fixed seed) carried into "
        "them: `python -m bench.reference_equality`. Layers are paired by a general alignment of the two graphs. A bias "
        "that batch normalisation makes void and an epsilon that differs by less than 1e-6 are no differences.",
        "",
        "| network | reference | layers paired | ONNX Runtime | PyTorch | outcome |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        paired = f"{row['paired']} of {row['of']}" if "paired" in row else ""
        cells = [_number(row.get(framework)) for framework in ("onnx", "pytorch")]
        heads = [f"{row['network']} ({row['paper']})", row["reference"], paired]
        lines.append(f"| {' | '.join([*heads, *cells, outcome(row)])} |")
    put(path, "bench/reference_equality.py", lines)


def outcome(row: dict[str, Any]) -> str:
    """The last cell of a row: equal, or what differs first and what else does."""
    if "reason" in row:
        return f"not compared: {row['reason']}"
    if row["equal"]:
        return "equal"
    kinds = [f"{what} ({count}×)" if count > 1 else what for what, count in row["differences"]]
    text = f"differs first at {row['first']}: " + "; ".join(kinds[:6])
    if len(kinds) > 6:
        text += f"; {len(kinds) - 6} more"
    if _near(row.get("with_settings")):
        text += f". With these settings as in the reference: equal ({row['with_settings']:.1e})"
    return text


def _number(value: object) -> str:
    return f"{value:.1e}" if isinstance(value, float) else ""


if __name__ == "__main__":
    raise SystemExit(main())
