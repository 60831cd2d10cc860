"""Convolutions of a network that its caption calls one of three dimensions: "the 3D U-Net", "a 3D CNN"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.labels import ParsedOperation

SAID = re.compile(
    r"\b3[\s-]?D[\s-]+(?:residual\s+|dense\s+|fully\s+)?"
    r"(?:[UV]-?Net\b|CNN|ConvNet|ResNet|FCN|VGG|DenseNet|Inception|conv)",
    re.IGNORECASE,
)
"""What a caption calls a network whose maps have a depth too."""

FLAT = re.compile(r"\b2[\s-]?D\b", re.IGNORECASE)
"""What speaks of both kinds."""

DEEP = {"conv2d": "conv3d", "conv_transpose2d": "conv_transpose3d"}
"""What stands for each convolution where maps have a depth."""


def in_space(
    meanings: Mapping[int, tuple[ParsedOperation, ...]], caption: str
) -> dict[int, tuple[ParsedOperation, ...]]:
    """The meanings of nodes, convolutions in three dimensions where the caption says it of the network.

    One with a kernel of two sides stays what it is.
    """
    if not SAID.search(caption) or FLAT.search(caption):
        return dict(meanings)
    return {i: tuple(_deep(operation) for operation in own) for i, own in meanings.items()}


def _deep(operation: ParsedOperation) -> ParsedOperation:
    if operation.op not in DEEP or "kernel" in operation.attrs or FLAT.search(operation.label):
        return operation
    return replace(operation, op=DEEP[operation.op])
