from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import codegen
import graph
from codegen.errors import Unsupported
from codegen.importers.imported import Imported
from codegen.importers.onnx_model import import_onnx
from codegen.weights import Array
from tests.codegen.drawn import Drawing, residual_network


def outputs_of(imported: Imported, value: Array) -> tuple[list[Array], int]:
    """What an imported network gives in ONNX Runtime with its own weights, and its parameters."""
    from codegen.verification.verify import verify_outputs

    done = graph.complete(imported.graph)
    assert not done.errors
    program = codegen.lower(done.graph)
    made = codegen.from_program(program, "onnx")
    result, outputs = verify_outputs(made, weights=imported.weights_of(program), inputs=(value,))
    assert result.status == "ok", result.reason
    return outputs, result.parameters or 0


def inception(width: int = 4) -> graph.Graph:
    """Branches of several kinds, joined, over a sequence of pooled maps."""
    d = Drawing("branches")
    d.add("input", shape=(12, 12, 3))
    stem = d.add("conv2d", filters=width, kernel=(3, 3), padding=(1, 1))
    one = d.add("conv2d", stem, filters=width, kernel=(1, 1))
    two = d.add("conv2d", d.add("relu6", stem), filters=width, kernel=(3, 3), padding=(1, 1))
    three = d.add("max_pool", stem, kernel=(3, 3), stride=(1, 1), padding=(1, 1))
    d.add("concat", one, two, three)
    d.add("global_avg_pool")
    d.add("dense", units=5)
    d.add("softmax")
    d.add("output")
    return d.graph()


@pytest.mark.parametrize("network", [residual_network(), inception()], ids=["residual", "branches"])
def test_an_onnx_model_comes_back_as_the_network_that_it_was(network: graph.Graph) -> None:
    made = codegen.generate(network, "onnx")
    content = made.files["model.onnx"]
    assert isinstance(content, bytes) and made.program is not None
    model = onnx.load_from_string(content)
    shape = made.program.inputs[0].shape
    assert shape is not None
    value = np.random.default_rng(3).uniform(-1, 1, (1, *shape)).astype(np.float32)
    session = pytest.importorskip("onnxruntime").InferenceSession(content, providers=["CPUExecutionProvider"])
    (expected,) = session.run(None, {"x": value.transpose(0, 3, 1, 2)})
    found, parameters = outputs_of(import_onnx(model), value)
    assert codegen.difference(found, [expected]) < 1e-5
    assert parameters == made.program.trainable


def test_an_onnx_model_that_somebody_else_wrote() -> None:
    rng = np.random.default_rng(0)
    weights = {
        "k": rng.normal(size=(4, 2, 3, 3)), "w": rng.normal(size=(4 * 3 * 3, 5)), "b": rng.normal(size=5),
    }  # fmt: skip
    nodes = [
        helper.make_node(
            "Conv", ["image", "k"], ["c"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 0, 1, 0]
        ),
        helper.make_node("LeakyRelu", ["c"], ["r"], alpha=0.2),
        helper.make_node("Flatten", ["r"], ["f"]),
        helper.make_node("MatMul", ["f", "w"], ["m"]),
        helper.make_node("Add", ["m", "b"], ["y"]),
    ]
    made = helper.make_graph(
        nodes,
        "theirs",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 2, 6, 7])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 5])],
        [numpy_helper.from_array(a.astype(np.float32), n) for n, a in weights.items()],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    value = rng.uniform(-1, 1, (1, 6, 7, 2)).astype(np.float32)
    runtime = pytest.importorskip("onnxruntime")
    session = runtime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (expected,) = session.run(None, {"image": value.transpose(0, 3, 1, 2)})
    found, parameters = outputs_of(import_onnx(model), value)
    assert codegen.difference(found, [expected]) < 1e-5
    assert parameters == 4 * 2 * 9 + 36 * 5 + 5


def test_what_the_importer_does_not_know_is_named() -> None:
    node = helper.make_node("NonZero", ["x"], ["y"], "odd")
    made = helper.make_graph(
        [node],
        "odd",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3])],
        [helper.make_tensor_value_info("y", TensorProto.INT64, [2, 3])],
    )
    with pytest.raises(Unsupported, match="odd: the importer does not know NonZero"):
        import_onnx(helper.make_model(made))
