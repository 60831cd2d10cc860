"""What the pipeline does with each paper."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

import codegen
import extract

MODULES: dict[codegen.Framework, str] = {
    "onnx": "onnxruntime",
    "pytorch": "torch",
    "keras": "keras",
    "tensorflow": "tensorflow",
    "caffe": "cv2",
}


MOST_PARAMETERS = 2_000_000_000
"""Parameters of the largest network that is built; a guess gone wrong can make any number of them."""


def installed(names: str) -> tuple[codegen.Framework, ...]:
    """Those of the frameworks named, with commas between, that can be run here."""
    wanted = names.split(",")
    return tuple(
        name
        for name, module in MODULES.items()
        if name in wanted and importlib.util.find_spec(module) is not None
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with each paper.

    Attributes:
        limits: of the reading process.
        run_limits: of the process that runs generated code.
        frameworks: to generate code for.
        verified: of these, the ones to run; the others' code is kept as it is.
        processes: papers read at the same time.
        again: whether to read what is already done.
    """

    limits: extract.Limits
    run_limits: codegen.Limits
    frameworks: tuple[codegen.Framework, ...] = codegen.FRAMEWORKS
    verified: tuple[codegen.Framework, ...] = ("onnx",)
    processes: int = 2
    again: bool = False
