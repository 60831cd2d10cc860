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


@lowers("grouped_query_attention")
def grouped_query(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Neighbouring heads share keys and values, which are repeated for them (arXiv:2305.13245)."""
    dim, bias, heads, shared = s.integer("dim"), s.flag("bias"), s.integer("heads"), s.integer("key_heads")
    queries, keys, values = _memory(x)
    with b.scope("GroupedQueryAttention", b.source):
        q = convolution.dense(b, queries, dim, bias)
        k, v = (
            _repeated(b, convolution.dense(b, t, dim // heads * shared, bias), heads, shared)
            for t in (keys, values)
        )
        y = elementwise.attention(b, q, k, v, heads, s.flag("causal"))
        return convolution.dense(b, y, dim, bias)


def _repeated(b: Builder, x: Tensor, heads: int, shared: int) -> Tensor:
    """Each of `shared` neighbouring parts of the channels as often as it takes to make `heads` parts."""
    if heads == shared:
        return x
    parts = shaping.split(b, x, (known(x, "keys")[-1] // shared,) * shared)
    return shaping.concat(b, [part for part in parts for _ in range(heads // shared)])


@lowers("graph_attention")
def graph_attention(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Scores of pairs of nodes, softmax over neighbours, a weighted sum (arXiv:1710.10903)."""
    features, adjacency = x
    with b.scope("GraphAttention", b.source):
        h = convolution.dense(b, features, s.integer("units"), bias=False)
        own = convolution.dense(b, h, 1, bias=False)
        other = shaping.transpose(b, convolution.dense(b, h, 1, bias=False), (1, 0))
        scores = elementwise.activation(b, elementwise.arithmetic(b, "add", [own, other]), "leaky_relu", 0.2)
        weights = elementwise.softmax(b, elementwise.neighbours(b, scores, adjacency))
        y = elementwise.matmul(b, weights, h)
        return elementwise.channel_scale(b, y, scale=False) if s.flag("bias") else y


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
