"""Runs generated PyTorch code. Imported only in the limited process."""

from __future__ import annotations

import torch

from codegen.core.layout import to_first, to_last
from codegen.errors import Malformed
from codegen.verification.imports import check
from codegen.verification.job import Job, Outcome
from codegen.weights import carry

torch.set_num_threads(2)


def run(job: Job) -> Outcome:
    """Executes the file, builds its last class, loads the weights and applies it."""
    source = job.files["model.py"]
    assert isinstance(source, str)
    tree = check(source, "pytorch")
    scope: dict[str, object] = {"__name__": "model"}
    exec(compile(tree, "model.py", "exec"), scope)
    found = [v for v in scope.values() if isinstance(v, type) and issubclass(v, torch.nn.Module)]
    model = found[-1]().eval()
    _load(model, {name: torch.from_numpy(a) for name, a in carry(job.carries, job.drawn_weights()).items()})
    inputs = []
    for value in job.drawn_inputs():
        inputs.append(torch.from_numpy(value.transpose(to_first(value.ndim - 1)).copy()))
    with torch.no_grad():
        result = model(*inputs)
    outputs = result if isinstance(result, tuple) else (result,)
    trained = sum(p.numel() for p in model.parameters() if p.requires_grad)
    kept = sum(b.numel() for name, b in model.named_buffers() if "running_" in name)
    arrays = [o.numpy().transpose(to_last(o.ndim - 1)) for o in outputs]
    return Outcome(arrays, trained, kept)


def _load(model: torch.nn.Module, weights: dict[str, torch.Tensor]) -> None:
    missing, unexpected = model.load_state_dict(weights, strict=False)
    fixed = {name for name, p in model.named_parameters() if not p.requires_grad}
    left = [n for n in missing if n not in fixed and not n.endswith("num_batches_tracked")]
    if left or unexpected:
        raise Malformed(f"weights without a place: {unexpected[:5]}; layers without weights: {left[:5]}")
