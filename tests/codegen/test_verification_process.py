from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest

import codegen
from codegen import Implementation, Limits
from codegen.model import Framework
from tests.codegen.drawn import residual_network


def test_onnx_runs_and_counts() -> None:
    made = codegen.generate(residual_network(), "onnx")
    result = codegen.verify(made)
    assert (result.status, result.output_shapes) == ("ok", ((10,),))
    assert made.program is not None
    assert (result.parameters or 0) + (result.running or 0) == made.program.parameters


def test_pytorch_and_onnx_give_the_same_numbers() -> None:
    pytest.importorskip("torch")
    frameworks: list[Framework] = ["pytorch", "onnx"]
    results = codegen.verify_all(codegen.generate_all(residual_network(), frameworks))
    assert [r.status for r in results] == ["ok", "ok"]
    assert results[0].difference is not None and results[0].difference < 1e-5
    assert results[0].parameters == results[1].parameters


def with_source(source: str) -> Implementation:
    """The residual network's implementation with other code in its place."""
    made = codegen.generate(residual_network(), "pytorch")
    return replace(made, files={"model.py": source})


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos.system('true')\n", "imports os"),
        ("from torch import nn\nimport socket\n", "imports socket"),
        ("__import__('os').system('true')\n", "__import__"),
        ("().__class__.__bases__\n", ".__bases__"),
        ("raise RuntimeError('own words')\n", "own words"),
        ("x = 'a' * (1 << 40)\n", "memory"),
        ("def f(:\n", "SyntaxError"),
    ],
)
def test_bad_code_is_data(source: str, reason: str) -> None:
    pytest.importorskip("torch")
    result = codegen.verify(with_source(source))
    assert result.status == "failed" and reason in result.reason


def test_code_that_hangs_is_killed() -> None:
    pytest.importorskip("torch")
    started = time.monotonic()
    result = codegen.verify(with_source("while True:\n    pass\n"), limits=Limits(seconds=8))
    assert result.late
    assert result.status == "failed" and "longer than 8 s" in result.reason
    assert time.monotonic() - started < 20


def test_the_network_is_out_of_reach() -> None:
    pytest.importorskip("torch")
    source = "import torch\ntorch.hub.load_state_dict_from_url('http://127.0.0.1:9/x.pth')\n"
    result = codegen.verify(with_source(source))
    assert result.status == "failed"
    assert "may not use socket" in result.reason


def test_the_kernel_refuses_sockets_and_programs() -> None:
    if sys.platform != "linux":
        pytest.skip("seccomp is Linux's")
    code = (
        "from codegen.verification import jail; import ctypes; jail.enter(1 << 32, 10, 1 << 20);"
        "libc = ctypes.CDLL(None, use_errno=True); print(libc.socket(2, 1, 0), ctypes.get_errno());"
        "print(libc.execl(b'/bin/true', b'true', None), ctypes.get_errno())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["-1", "13", "-1", "13"]


def test_other_weights_are_noticed() -> None:
    made = codegen.generate(residual_network(), "onnx")
    reference = codegen.verify(made, reference=[np.full((1, 10), 0.5, np.float32)])
    assert reference.status == "failed" and "differ" in reference.reason
    assert reference.difference is not None and reference.difference > 1e-4


def test_large_weights_stand_beside_the_model(tmp_path: Path) -> None:
    made = codegen.generate(residual_network(width=128), "onnx")
    written = {path.name: path.stat().st_size for path in made.write(tmp_path)}
    assert set(written) == {"model.onnx.txt", "model.onnx", "model.weights"}
    assert written["model.onnx"] < 200_000 < written["model.weights"]
    session = ort.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    (output,) = session.run(None, {"x": np.zeros((2, 3, 16, 16), np.float32)})
    assert output.shape == (2, 10)
