"""Caffe: a deploy prototxt, and a caffemodel with initialised weights."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.caffe import functions, layers
from codegen.caffe.context import emits
from codegen.caffe.writer import build, caffemodel, prototxt
from codegen.core.steps import Program
from codegen.errors import Unsupported
from codegen.model import Implementation
from codegen.weights import carry, draw_all

__all__ = ["FAMILIES", "emits", "generate"]

FAMILIES = (layers, functions)


def generate(program: Program, seed: int = 0) -> Implementation:
    """The files of a complete program; raises Unsupported where there are none."""
    if program.missing:
        raise Unsupported("a Caffe net cannot hold a part that nobody explains")
    net = build(program)

    def payload() -> Iterator[tuple[str, bytes]]:
        weights = carry(net.carries, draw_all(program, seed))
        for chunk in caffemodel(net, weights):
            yield "model.caffemodel", chunk

    files = {"deploy.prototxt": prototxt(program, net)}
    return Implementation("caffe", "complete", "", files, program, net.carries, payload)
