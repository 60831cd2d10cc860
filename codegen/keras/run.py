"""Runs generated Keras code on TensorFlow. Imported only in the limited process."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from codegen.errors import Malformed
from codegen.verification.imports import check
from codegen.verification.job import Job, Outcome
from codegen.weights import Array, carry


def run(job: Job) -> Outcome:
    """Executes the file, calls its last builder, sets the weights and applies the model."""
    source = job.files["model.py"]
    assert isinstance(source, str)
    tree = check(source, "keras")
    scope: dict[str, Any] = {"__name__": "model"}
    keras.backend.clear_session()
    exec(compile(tree, "model.py", "exec"), scope)
    made = [v for k, v in scope.items() if callable(v) and k not in ("main",) and not k.startswith("_")]
    build: Callable[[], Any] = made[-1]
    model = build()
    _assign({v.path: v for v in model.weights}, carry(job.carries, job.drawn_weights()))
    result = model(job.drawn_inputs() if len(job.program.inputs) != 1 else job.drawn_inputs()[0])
    outputs = result if isinstance(result, (list, tuple)) else [result]
    trained = sum(int(np.prod(v.shape)) for v in model.trainable_weights)
    total = sum(int(np.prod(v.shape)) for v in model.weights if "seed" not in v.name)
    return Outcome([np.asarray(o, np.float32) for o in outputs], trained, total - trained)


def _assign(variables: dict[str, Any], weights: dict[str, Array]) -> None:
    rows: dict[str, dict[int, Array]] = {}
    for target, value in weights.items():
        match = re.fullmatch(r"(.*)\[(\d)\]", target)
        if match:
            rows.setdefault(match[1], {})[int(match[2])] = value
    single = {t: v for t, v in weights.items() if not t.endswith("]")}
    joined = {name: np.stack([parts[n] for n in sorted(parts)]) for name, parts in rows.items()}
    given = single | joined
    left = [p for p, v in variables.items() if p not in given and "seed" not in v.name]
    lost = [t for t in given if t not in variables]
    if left or lost:
        raise Malformed(f"weights without a place: {lost[:5]}; layers without weights: {left[:5]}")
    for target, value in given.items():
        variables[target].assign(value)
