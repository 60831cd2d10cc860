from __future__ import annotations

import pytest

from bench.fuzz_codegen import fuzz


def test_random_graphs_run_alike() -> None:
    pytest.importorskip("torch")
    findings = fuzz(60, 7, ["onnx", "pytorch"])
    assert not findings.faults
    assert findings.run + sum(findings.unsupported.values()) >= 55
    assert findings.refused == 6
