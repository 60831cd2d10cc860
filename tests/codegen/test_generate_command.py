from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import graph
from netatlas.cli import app
from tests.codegen.drawn import Drawing, residual_network

RUNNER = CliRunner()


def run(*args: str) -> int:
    """The command's exit code."""
    return RUNNER.invoke(app, ["generate", *args]).exit_code


def written(network: graph.Graph, tmp_path: Path) -> str:
    """A file with the graph."""
    path = tmp_path / "graph.json"
    path.write_text(graph.to_json(network))
    return str(path)


def test_code_and_report_of_frameworks_that_agree(tmp_path: Path) -> None:
    path = written(residual_network(), tmp_path)
    assert run(path, "--to", "onnx,caffe", "--verify", "--out", str(tmp_path / "out")) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["reference"] == "onnx" and set(report["frameworks"]) == {"onnx", "caffe"}
    for entry in report["frameworks"].values():
        assert entry["status"] == "ok" and entry["output_shapes"] == [[10]] and entry["seconds"] > 0
    assert report["frameworks"]["caffe"]["difference"] < 1e-4
    assert (tmp_path / "out" / "caffe" / "deploy.prototxt").is_file()
    assert (tmp_path / "out" / "caffe" / "model.caffemodel").stat().st_size > 4 * 6000


def test_a_graph_in_the_guides_form(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    nodes = [
        {"id": "x", "op": "input", "output_shape": [8, 8, 3]},
        {"id": "c", "op": "conv2d", "label": "3x3 conv, 4", "attrs": {"kernel": [3], "filters": 4}},
    ]
    path.write_text(json.dumps({"name": "two", "nodes": nodes, "edges": [["x", "c"]]}))
    assert run(str(path), "--to", "all", "--out", str(tmp_path / "out")) == 0
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_a_framework_that_cannot_say_it_matters_where_it_was_named(tmp_path: Path) -> None:
    d = Drawing("recurrent")
    d.add("input", shape=(5, 4))
    d.add("lstm", units=3)
    d.add("output")
    path = written(d.graph(), tmp_path)
    assert run(path, "--to", "caffe", "--out", str(tmp_path / "named")) == 1
    assert run(path, "--to", "all", "--out", str(tmp_path / "all")) == 0
    entry = json.loads((tmp_path / "all" / "report.json").read_text())["frameworks"]["caffe"]
    assert (entry["status"], entry["reason"]) == ("unsupported", "Caffe has no recurrent")


def test_a_partial_network_is_written_and_said_to_be_partial(tmp_path: Path) -> None:
    d = Drawing("partly")
    d.add("input", shape=(8, 8, 3))
    d.add("block", name="Mystery")
    d.add("relu")
    path = written(d.graph(), tmp_path)
    assert run(path, "--to", "pytorch", "--verify", "--out", str(tmp_path / "out")) == 1
    entry = json.loads((tmp_path / "out" / "report.json").read_text())["frameworks"]["pytorch"]
    assert entry["status"] == "partial" and "Mystery" in entry["reason"] and entry["parameters"] is None
    assert "class Mystery" in (tmp_path / "out" / "pytorch" / "model.py").read_text()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not JSON",
        "[]",
        "{}",
        '{"nodes": 3}',
        '{"nodes": [{"id": "a", "op": "warp"}], "edges": [["a", "b"]]}',
    ],
)
def test_bad_input_is_refused_with_exit_code_2(content: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text(content)
    assert run(str(path), "--to", "all", "--out", str(tmp_path / "out")) == 2
    assert run(str(tmp_path / "absent.json"), "--to", "all", "--out", str(tmp_path / "out")) == 2
    assert not (tmp_path / "out").exists()


def test_frameworks_that_are_none_are_refused(tmp_path: Path) -> None:
    path = written(residual_network(), tmp_path)
    assert run(path, "--to", "fortran", "--out", str(tmp_path / "out")) == 2
