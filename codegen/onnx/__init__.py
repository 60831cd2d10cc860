"""ONNX: a model file with initialised weights, and its text form for reading."""

from __future__ import annotations

from functools import partial

import onnx

from codegen.core.steps import Program
from codegen.errors import Unsupported
from codegen.model import Implementation
from codegen.onnx import functions, layers, recurrent, shaping
from codegen.onnx.context import emits
from codegen.onnx.writer import build

__all__ = ["FAMILIES", "emits", "generate"]

FAMILIES = (layers, functions, shaping, recurrent)


def generate(program: Program, seed: int = 0) -> Implementation:
    """The model of a complete program; raises Unsupported where there is none."""
    if program.missing:
        raise Unsupported("a model file cannot hold a part that nobody explains")
    model = build(program)
    files: dict[str, str | bytes] = {
        "model.onnx.txt": onnx.printer.to_text(model.proto),
        "model.onnx": model.serialized(seed),
    }
    payload = None if model.inline else partial(model.payload, seed)
    return Implementation("onnx", "complete", "", files, program, model.carries, payload)
