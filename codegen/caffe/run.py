"""Runs a Caffe net in OpenCV. Imported only in the limited process."""

from __future__ import annotations

import cv2
import numpy as np

from codegen.caffe.writer import build, caffemodel
from codegen.core.layout import to_first, to_last
from codegen.verification.job import Job, Outcome
from codegen.weights import carry


def run(job: Job) -> Outcome:
    """Reads the prototxt with the weights' file, feeds the inputs, and asks for each output."""
    text = job.files["deploy.prototxt"]
    assert isinstance(text, str)
    net = build(job.program)
    weights = carry(job.carries, job.drawn_weights())
    model = b"".join(caffemodel(net, weights))
    content = [np.frombuffer(part, np.uint8) for part in (text.encode(), model) if part]
    loaded = cv2.dnn.readNetFromCaffe(*content)
    for given, value in zip(job.program.inputs, job.drawn_inputs(), strict=True):
        loaded.setInput(np.ascontiguousarray(value.transpose(to_first(value.ndim - 1))), given.name)
    found = dict(
        zip(dict.fromkeys(net.outputs), loaded.forward(list(dict.fromkeys(net.outputs))), strict=True)
    )
    outputs = []
    for port, name in zip(job.program.outputs, net.outputs, strict=True):
        rank = len(job.program.shape(port) or ())
        outputs.append(np.asarray(found[name]).reshape(found[name].shape).transpose(to_last(rank)))
    running = sum(w.size for s in job.program.steps for w in s.weights if w.fill in ("mean", "variance"))
    total = sum(array.size for array in weights.values())
    return Outcome([np.array(o, np.float32) for o in outputs], total - running, running)
