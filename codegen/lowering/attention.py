"""Attention: projections and the core."""

from __future__ import annotations

from codegen.core import convolution, elementwise, shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.lowering.table import Settings, lowers


def _memory(x: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    keys = x[1] if len(x) > 1 else x[0]
    return x[0], keys, x[2] if len(x) > 2 else keys


@lowers("attention")
def attention(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """One head without projections."""
    return elementwise.attention(b, *_memory(x), heads=1)


@lowers("self_attention", "multi_head_attention", "cross_attention")
def projected(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Queries, keys and values projected, attended, projected again."""
    dim, bias = s.integer("dim"), s.flag("bias")
    causal = s.node.op != "cross_attention" and s.flag("causal")
    title = "".join(word.capitalize() for word in s.node.op.split("_"))
    with b.scope(title, b.source):
        q, k, v = (convolution.dense(b, t, dim, bias) for t in _memory(x))
        y = elementwise.attention(b, q, k, v, s.integer("heads"), causal)
        return convolution.dense(b, y, dim, bias)


@lowers("additive_attention")
def additive(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Scores vᵀ·tanh(W q + U k), softmax over the keys (arXiv:1409.0473)."""
    queries, keys, values = _memory(x)
    units = s.integer("units")
    length, memory = known(queries, "queries")[0], known(keys, "keys")[0]
    with b.scope("AdditiveAttention", b.source):
        q = shaping.reshape(b, convolution.dense(b, queries, units, bias=False), (length, 1, units))
        k = shaping.reshape(b, convolution.dense(b, keys, units, bias=False), (1, memory, units))
        mixed = elementwise.activation(b, elementwise.arithmetic(b, "add", [q, k]), "tanh")
        scores = convolution.dense(b, mixed, 1, bias=False)
        weights = elementwise.softmax(b, shaping.reshape(b, scores, (length, memory)))
        return elementwise.matmul(b, weights, values)
