from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import codegen
from tests.codegen.drawn import Drawing, one_layer, residual_network
from tests.codegen.test_naming_authority import HOSTILE


def formatted(source: str, tmp_path: Path) -> None:
    """Asserts that the formatter and the linter would change nothing."""
    path = tmp_path / "model.py"
    path.write_text(source)
    for command in (["format", "--check", "--diff"], ["check", "--select", "E4,E7,E9,F,W,I"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--line-length", "88", str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_repeats_become_a_class_and_a_loop(tmp_path: Path) -> None:
    made = codegen.generate(residual_network(blocks=6), "pytorch")
    assert made.status == "complete"
    assert "class ResidualBlock(nn.Module):" in made.source
    assert "nn.Sequential(*(ResidualBlock() for _ in range(6)))" in made.source
    formatted(made.source, tmp_path)


def test_code_does_not_grow_with_the_number_of_repeats() -> None:
    few, many = (codegen.generate(residual_network(n), "pytorch").source for n in (4, 30))
    assert len(few.splitlines()) == len(many.splitlines())


def test_evidence_and_origins_stand_in_comments() -> None:
    source = codegen.generate(residual_network(), "pytorch").source
    assert "# Figure 1, page 3: 'conv 3×3, /2'" in source
    assert "# default: " in source and "dilation, groups" in source


def test_a_block_that_nobody_explains_is_a_class_that_raises(tmp_path: Path) -> None:
    d = Drawing("Partly known")
    d.add("input", shape=(8, 8, 3))
    d.add("conv2d", filters=4, kernel=(3, 3))
    d.add("block", name="Magic mixer", label="Magic mixer", page=5)
    d.add("relu")
    d.add("output")
    made = codegen.generate(d.graph(), "pytorch")
    assert made.status == "partial" and "Magic mixer" in made.reason
    assert "class MagicMixer(nn.Module):" in made.source and "nn.Conv2d(3, 4, 3" in made.source
    assert "Figure 1, page 5" in made.source
    formatted(made.source, tmp_path)
    assert codegen.verify(made).status == "partial"
    torch = pytest.importorskip("torch")
    scope: dict[str, object] = {"__name__": "model"}
    exec(compile(made.source, "model.py", "exec"), scope)
    with pytest.raises(NotImplementedError, match="Magic mixer"):
        scope["PartlyKnown"]()(torch.zeros(1, 3, 8, 8))  # type: ignore[operator]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_reach_code_only_as_text(label: str, tmp_path: Path) -> None:
    d = Drawing(label)
    d.add("input", shape=(4,), label=label)
    d.add("dense", units=3, label=label, page=1)
    d.add("block", name=label, label=label)
    d.add("output", label=label)
    made = codegen.generate(d.graph(), "pytorch")
    tree = ast.parse(made.source)
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    assert names.isdisjoint({"__import__", "eval", "exec", "os"}) and all(name.isascii() for name in names)
    assert max(map(len, made.source.splitlines())) <= 100
    formatted(made.source, tmp_path)


def test_main_prints_shapes_and_parameters(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    codegen.generate(residual_network(), "pytorch").write(tmp_path)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "model.py")], capture_output=True, text=True, check=True
    )
    assert "parameters: " in done.stdout and "input: (1, 3, 16, 16)" in done.stdout
    assert "output: (1, 10)" in done.stdout


def test_an_operation_without_code_is_named() -> None:
    made = codegen.generate(one_layer("deformable_conv2d", (8, 8, 4), filters=4, kernel=(3, 3)), "pytorch")
    assert made.status == "partial" and "deformable_conv2d" in made.reason


@pytest.mark.parametrize("framework", ["pytorch", "tensorflow", "keras"])
def test_named_parts_keep_their_names_and_loop(framework: codegen.Framework, tmp_path: Path) -> None:
    d = Drawing("Encoder")
    d.add("input", shape=(16,), integers=True)
    d.add("embedding", vocabulary=1000, dim=64)
    d.add("positional_encoding", kind="learned")
    for _ in range(4):
        d.add("transformer_encoder_layer", heads=4, units=128)
    d.add("lstm", units=8, bidirectional=True)
    d.add("conv1d", filters=4, kernel=(3,), padding=(1, 0))
    d.add("dense", units=10)
    source = codegen.generate(d.graph(), framework).source
    assert len(source.splitlines()) < 420 and "range(4)" in source
    name = "def transformer_encoder_layer" if framework == "keras" else "class TransformerEncoderLayer"
    assert source.count(name) == 1
    formatted(source, tmp_path)
