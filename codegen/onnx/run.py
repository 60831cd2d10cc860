"""Runs an ONNX model in ONNX Runtime. Imported only in the limited process."""

from __future__ import annotations

import onnxruntime as ort

from codegen.core.layout import to_first, to_last
from codegen.verification.job import Job, Outcome
from codegen.weights import carry


def run(job: Job) -> Outcome:
    """Builds the session, feeds the inputs, and counts the initializers that hold weights."""
    content = job.files["model.onnx"]
    assert isinstance(content, bytes)
    arrays = carry(job.carries, job.drawn_weights())
    options = ort.SessionOptions()
    options.log_severity_level = 4
    inline = b"model.weights" not in content
    if inline:
        import onnx
        from onnx import numpy_helper

        model = onnx.load_from_string(content)
        for tensor in model.graph.initializer:
            if tensor.name in arrays:
                tensor.CopyFrom(numpy_helper.from_array(arrays[tensor.name], tensor.name))
        content = model.SerializeToString()
    elif arrays:
        values = [ort.OrtValue.ortvalue_from_numpy(array) for array in arrays.values()]
        options.add_external_initializers(list(arrays), values)
    session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    feeds = {}
    for given, value in zip(job.program.inputs, job.drawn_inputs(), strict=True):
        if any(port.name == given.name for port in session.get_inputs()):
            feeds[given.name] = value.transpose(to_first(value.ndim - 1))
    outputs = session.run(None, feeds)
    running = sum(w.size for s in job.program.steps for w in s.weights if w.fill in ("mean", "variance"))
    total = sum(array.size for array in arrays.values())
    return Outcome([o.transpose(to_last(o.ndim - 1)) for o in outputs], total - running, running)
