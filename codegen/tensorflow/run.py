"""Runs generated TensorFlow code. Imported only in the limited process."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from codegen.errors import Malformed
from codegen.verification.imports import check
from codegen.verification.job import Job, Outcome
from codegen.weights import carry


def run(job: Job) -> Outcome:
    """Executes the file, builds its last class, sets the weights and applies it."""
    source = job.files["model.py"]
    assert isinstance(source, str)
    tree = check(source, "tensorflow")
    scope: dict[str, Any] = {"__name__": "model"}
    exec(compile(tree, "model.py", "exec"), scope)
    found = [v for v in scope.values() if isinstance(v, type) and issubclass(v, tf.Module)]
    model: Any = found[-1]()
    weights = carry(job.carries, job.drawn_weights())
    for target, value in weights.items():
        _variable(model, target).assign(value)
    if len(model.variables) != len(weights):
        raise Malformed(f"{len(model.variables)} variables for {len(weights)} weights")
    result = model(*(tf.constant(value) for value in job.drawn_inputs()))
    outputs = result if isinstance(result, tuple) else (result,)
    trained = sum(int(np.prod(v.shape)) for v in model.trainable_variables)
    total = sum(int(np.prod(v.shape)) for v in model.variables)
    return Outcome([np.asarray(o, np.float32) for o in outputs], trained, total - trained)


def _variable(model: Any, path: str) -> Any:
    found = model
    for part in path.split("."):
        found = found[int(part)] if part.isdigit() else getattr(found, part)
    return found
