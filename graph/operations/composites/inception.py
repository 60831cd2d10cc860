"""Inception modules: branches of several windows side by side."""

from __future__ import annotations

from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import whole
from graph.operations.rules import flag, number
from graph.operations.spec import AttributeSpec, Operation

NORM = AttributeSpec("norm", "bool", "whether each conv is batch-normalised", False, "no batch normalisation")


def _width(name: str, help: str, usual: int) -> AttributeSpec:
    return AttributeSpec(name, "int", help, usual, "widths of the first module of its network")


ONE = _width("filters_1x1", "filters of the 1×1 branch", 64)
REDUCE3 = _width("reduce_3x3", "filters of the 1×1 conv before the 3×3", 96)
THREE = _width("filters_3x3", "filters of the 3×3 branch", 128)
REDUCE5 = _width("reduce_5x5", "filters of the 1×1 conv before the 5×5", 16)
FIVE = _width("filters_5x5", "filters of the 5×5 branch", 32)
PROJECT = _width("pool_proj", "filters of the 1×1 conv behind the pooling", 32)
POOL_A = _width("pool_proj", "filters of the 1×1 conv behind the pooling", 32)
INNER_B = _width("inner", "filters of the inner 7-wide convs", 128)


def _v1(body: Body, node: Node) -> str:
    (x,), norm = body.inputs, flag(node, NORM)

    def conv(source: str, spec: AttributeSpec, kernel: int) -> str:
        return parts.conv(body, source, whole(body, node, spec), kernel, norm=norm)

    one = conv(x, ONE, 1)
    three = conv(conv(x, REDUCE3, 1), THREE, 3)
    five = conv(conv(x, REDUCE5, 1), FIVE, 5)
    pooled = body.add("max_pool", x, kernel=(3, 3), stride=(1, 1), padding=(1, 1))
    return body.add("concat", one, three, five, conv(pooled, PROJECT, 1))


def _average(body: Body, x: str) -> str:
    return body.add("avg_pool", x, kernel=(3, 3), stride=(1, 1), padding=(1, 1))


def _a(body: Body, node: Node) -> str:
    (x,) = body.inputs
    one = parts.conv(body, x, 64, 1)
    five = parts.conv(body, parts.conv(body, x, 48, 1), 64, 5)
    double = parts.conv(body, parts.conv(body, parts.conv(body, x, 64, 1), 96, 3), 96, 3)
    pooled = parts.conv(body, _average(body, x), whole(body, node, POOL_A), 1)
    return body.add("concat", one, five, double, pooled)


def _b(body: Body, node: Node) -> str:
    (x,), inner = body.inputs, whole(body, node, INNER_B)
    one = parts.conv(body, x, 192, 1)
    seven = parts.conv(body, x, inner, 1)
    seven = parts.conv(body, parts.conv(body, seven, inner, (1, 7)), 192, (7, 1))
    double = parts.conv(body, x, inner, 1)
    for kernel in ((7, 1), (1, 7), (7, 1)):
        double = parts.conv(body, double, inner, kernel)
    double = parts.conv(body, double, 192, (1, 7))
    return body.add("concat", one, seven, double, parts.conv(body, _average(body, x), 192, 1))


def _c(body: Body, _: Node) -> str:
    (x,) = body.inputs
    one = parts.conv(body, x, 320, 1)
    three = parts.conv(body, x, 384, 1)
    double = parts.conv(body, parts.conv(body, x, 448, 1), 384, 3)
    wide = [
        parts.conv(body, source, 384, kernel) for source in (three, double) for kernel in ((1, 3), (3, 1))
    ]
    return body.add("concat", one, *wide, parts.conv(body, _average(body, x), 192, 1))


def _halved(body: Body, x: str) -> str:
    return body.add("max_pool", x, kernel=(3, 3), stride=(2, 2), padding="valid")


def _reduction_a(body: Body, _: Node) -> str:
    (x,) = body.inputs
    three = parts.conv(body, x, 384, 3, 2, padding="valid")
    double = parts.conv(body, parts.conv(body, x, 64, 1), 96, 3)
    double = parts.conv(body, double, 96, 3, 2, padding="valid")
    return body.add("concat", three, double, _halved(body, x))


def _reduction_b(body: Body, _: Node) -> str:
    (x,) = body.inputs
    three = parts.conv(body, parts.conv(body, x, 192, 1), 320, 3, 2, padding="valid")
    seven = parts.conv(body, parts.conv(body, parts.conv(body, x, 192, 1), 192, (1, 7)), 192, (7, 1))
    seven = parts.conv(body, seven, 192, 3, 2, padding="valid")
    return body.add("concat", three, seven, _halved(body, x))


FACTOR = AttributeSpec("factor", "float", "factor of the branches before the sum", 0.17, "factor of 0.17")


def _residual_a(body: Body, node: Node) -> str:
    (x,) = body.inputs
    one = parts.conv(body, x, 32, 1)
    three = parts.conv(body, parts.conv(body, x, 32, 1), 32, 3)
    double = parts.conv(body, parts.conv(body, parts.conv(body, x, 32, 1), 48, 3), 64, 3)
    joined = body.add("concat", one, three, double)
    up = body.add("conv2d", joined, name="up", filters=body.width(x), kernel=(1, 1))
    return body.add("relu", body.add("add", x, body.add("scale", up, factor=number(node, FACTOR))))


OPERATIONS: tuple[Operation, ...] = (
    composite(
        "inception_block",
        "1×1; 1×1 and 3×3; 1×1 and 5×5; 3×3 max pooling and 1×1; side by side, each with ReLU, joined",
        "1409.4842",
        (ONE, REDUCE3, THREE, REDUCE5, FIVE, PROJECT, NORM),
        _v1,
    ),
    composite(
        "inception_a",
        "the 35×35 module of Inception v3: 1×1 (64); 5×5 (48, 64); two 3×3 (64, 96, 96); average pooling and 1×1; all "
        "convs with BN and ReLU",
        "1512.00567",
        (POOL_A,),
        _a,
    ),
    composite(
        "inception_b",
        "the 17×17 module of Inception v3: 1×1; 1×7 and 7×1; the same twice; average pooling and 1×1; 192 each",
        "1512.00567",
        (INNER_B,),
        _b,
    ),
    composite(
        "inception_c",
        "the 8×8 module of Inception v3: 1×1 (320); 1×3 beside 3×1 (384 each) behind 1×1 and behind 1×1 and 3×3; "
        "average "
        "pooling and 1×1 (192)",
        "1512.00567",
        (),
        _c,
    ),
    composite(
        "inception_reduction_a",
        "from 35×35 to 17×17: 3×3 with stride two (384); 1×1, 3×3, 3×3 with stride two (64, 96, 96); max pooling",
        "1512.00567",
        (),
        _reduction_a,
    ),
    composite(
        "inception_reduction_b",
        "from 17×17 to 8×8: 1×1 and 3×3 with stride two (192, 320); 1×1, 1×7, 7×1, 3×3 with stride two (192); max "
        "pooling",
        "1512.00567",
        (),
        _reduction_b,
    ),
    composite(
        "inception_resnet_a",
        "1×1 (32); 3×3 (32, 32); two 3×3 (32, 48, 64); joined, 1×1 to the input's width, times a factor, plus "
        "the input, "
        "ReLU",
        "1602.07261",
        (FACTOR,),
        _residual_a,
    ),
)
