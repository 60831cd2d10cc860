"""Round trip of networks that nobody here drew: keras.applications to a graph, to every framework, and compared.

    python -m bench.keras_applications [--results FILE] [--write docs/benchmarks.md] [NAME ...]

Each network is built with weights=None, its weights set to numbers that are neither zero nor one, imported to a
graph, written in each framework, and run with the same weights and input as the Keras model. Results are kept in
FILE network by network, so that a run that was stopped goes on where it was. Needs the extra `verify`.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np

import codegen
import graph
from bench.section import put
from codegen import Framework, Limits
from codegen.errors import CodegenError
from codegen.importers.keras_model import import_keras

NETWORKS = (
    "MobileNet", "MobileNetV2", "MobileNetV3Small", "MobileNetV3Large", "DenseNet121", "DenseNet169", "DenseNet201",
    "NASNetMobile", "EfficientNetB0", "EfficientNetB1", "EfficientNetB2", "EfficientNetB3", "EfficientNetV2B0",
    "EfficientNetV2B1", "EfficientNetV2B2", "EfficientNetV2B3", "EfficientNetV2S", "ResNet50", "ResNet50V2",
    "ResNet101", "ResNet101V2", "ResNet152", "ResNet152V2", "InceptionV3", "Xception", "InceptionResNetV2",
    "ConvNeXtTiny", "ConvNeXtSmall", "ConvNeXtBase", "VGG16", "VGG19",
)  # fmt: skip
FRAMEWORKS: tuple[Framework, ...] = ("onnx", "pytorch", "tensorflow", "caffe")


def main() -> None:
    """Runs what is missing and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=list(NETWORKS))
    parser.add_argument("--results", type=Path, default=Path("build/keras_applications.json"))
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    chosen.results.parent.mkdir(parents=True, exist_ok=True)
    found = json.loads(chosen.results.read_text()) if chosen.results.is_file() else {}
    for name in chosen.names:
        if name not in found:
            try:
                found[name] = round_trip(name)
            except CodegenError as error:
                print(name, error, flush=True)
                continue
            chosen.results.write_text(json.dumps(found, indent=1))
            print(name, json.dumps(found[name]), flush=True)
    if chosen.write:
        write(found, chosen.write)


def unsettled(model: Any) -> None:
    """Sets what initialisers leave at zero or one to other numbers, and kernels to a spread that keeps sizes."""
    rng = np.random.default_rng(0)
    for variable in model.variables:
        name, shape = variable.name, tuple(variable.shape)
        if name in ("gamma", "moving_variance"):
            variable.assign(rng.uniform(0.7, 1.3, shape).astype("float32"))
        elif name in ("beta", "bias", "moving_mean"):
            variable.assign(rng.uniform(-0.2, 0.2, shape).astype("float32"))
        elif name.endswith("kernel"):
            fan_in = (
                int(np.prod(shape[:-1])) if "depthwise" not in variable.path else int(np.prod(shape[:-2]))
            )
            bound = (3 / fan_in) ** 0.5
            variable.assign(rng.uniform(-bound, bound, shape).astype("float32"))


def round_trip(name: str) -> dict[str, Any]:
    """One network through all frameworks."""
    keras.backend.clear_session()
    build = getattr(keras.applications, name)
    # Without the last softmax: behind random weights it gives ones and zeros, which hide differences.
    model = build(weights=None, classifier_activation=None)
    if None in model.input_shape[1:]:
        model = build(weights=None, classifier_activation=None, input_shape=(224, 224, 3))
    unsettled(model)
    imported = import_keras(model)
    done = graph.complete(imported.graph)
    row: dict[str, Any] = {
        "keras_parameters": sum(int(np.prod(w.shape)) for w in model.trainable_weights),
        "layers": len(imported.graph.nodes),
        "problems": [p.message for p in done.errors],
    }
    program = codegen.lower(done.graph)
    weights = imported.weights_of(program)
    shape = (1, *model.input_shape[1:])
    value = np.random.default_rng(1).uniform(0, 1, shape).astype(np.float32)
    expected = np.asarray(model(value, training=False))
    del model
    for framework in FRAMEWORKS:
        started = time.perf_counter()
        made = codegen.from_program(program, framework)
        spent = time.perf_counter() - started
        result = codegen.verify(
            made,
            reference=[expected],
            weights=weights,
            inputs=(value,),
            limits=Limits(memory=20 << 30, seconds=900, cpu_seconds=1800, file_size=1 << 30),
        )
        row[framework] = {
            "status": result.status,
            "reason": result.reason,
            "parameters": result.parameters,
            "difference": result.difference,
            "generation_ms": round(1000 * spent, 1),
            "seconds": round(result.seconds, 1),
            "lines": len(made.source.splitlines()),
        }
    return row


def write(found: dict[str, Any], path: Path) -> None:
    """Puts the table behind its mark in a Markdown file."""
    lines = ["", "## Round trip of keras.applications", ""]
    lines += [
        f"{len(found)} networks, weights drawn, imported from Keras to a graph and written in each framework by "
        "`python -m bench.keras_applications`. A cell is the largest difference of the outputs from Keras's own, over "
        "the largest output; parameters are trainable ones, counted in each network as built.",
        "",
        "| network | layers | parameters | same in all | " + " | ".join(FRAMEWORKS) + " | PyTorch lines |",
        "| --- | ---: | ---: | --- | " + " | ".join("---:" for _ in FRAMEWORKS) + " | ---: |",
    ]
    for name, row in found.items():
        cells = []
        for framework in FRAMEWORKS:
            entry = row[framework]
            shown = entry["difference"]
            cells.append(
                f"{shown:.1e}" if entry["status"] == "ok" else f"{entry['status']}: {entry['reason'][:60]}"
            )
        counts = {row[f]["parameters"] for f in FRAMEWORKS if row[f]["status"] == "ok"}
        same = "yes" if counts == {row["keras_parameters"]} else "no"
        lines.append(
            f"| {name} | {row['layers']} | {row['keras_parameters']:,} | {same} | "
            + " | ".join(cells)
            + f" | {row['pytorch']['lines']} |"
        )
    put(path, "bench/keras_applications.py", lines)


if __name__ == "__main__":
    main()
