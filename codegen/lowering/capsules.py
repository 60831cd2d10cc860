"""Capsules with dynamic routing (arXiv:1710.09829)."""

from __future__ import annotations

from math import prod

from codegen.core import convolution, elementwise, pooling, shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.lowering.functions import squashed
from codegen.lowering.table import Settings, lowers
from codegen.lowering.windows import geometry


@lowers("primary_capsule")
def primary(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A convolution whose filters are cut into vectors."""
    kernel, stride, dilation, pads = geometry(s, x[0], 2)
    types, dim = s.integer("types"), s.integer("dim")
    with b.scope("PrimaryCapsule", b.source):
        y = convolution.conv(b, x[0], types * dim, kernel, stride, pads, dilation, bias=s.flag("bias"))
        cells = prod(known(y, "primary_capsule")[:-1])
        return squashed(b, shaping.reshape(b, y, (cells * types, dim)))


@lowers("capsule")
def capsule(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Votes of each capsule for each, weighed by how they agree with what came of them."""
    count, width = known(x[0], "capsule")
    capsules, dim = s.integer("capsules"), s.integer("dim")
    with b.scope("Capsule", b.source):
        matrices = convolution.parameter(b, (count, width, capsules * dim), x[0])
        row = shaping.reshape(b, x[0], (count, 1, width))
        votes = shaping.reshape(b, elementwise.matmul(b, row, matrices), (count, capsules, dim))
        result = squashed(b, elementwise.affine(b, pooling.reduce(b, votes, "sum", [0]), 1 / capsules))
        logits: Tensor | None = None
        for _ in range(s.integer("rounds") - 1):
            level = shaping.reshape(b, result, (1, capsules, dim))
            agreed = pooling.reduce(b, elementwise.arithmetic(b, "multiply", [votes, level]), "sum", [-1])
            logits = agreed if logits is None else elementwise.arithmetic(b, "add", [logits, agreed])
            shares = shaping.reshape(b, elementwise.softmax(b, logits), (count, capsules, 1))
            weighed = elementwise.arithmetic(b, "multiply", [votes, shares])
            result = squashed(b, pooling.reduce(b, weighed, "sum", [0]))
        return result
