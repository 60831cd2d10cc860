"""Classes and functions that generated files hold where a framework has no such thing.

They stand in codegen/library as the code that they are, one folder a framework, and are never imported: their source
is cut out and copied.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def library(framework: str) -> Mapping[str, str]:
    """The source of each class and function of a framework's folder, by name: functions before classes, each after
    what it is derived from."""
    found: dict[str, str] = {}
    files = sorted(
        resources.files("codegen.library").joinpath(framework).iterdir(), key=lambda file: file.name
    )
    for file in files:
        if file.name.endswith(".py"):
            text = file.read_text("utf-8")
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    source = ast.get_source_segment(text, node)
                    assert source is not None
                    found[node.name] = source
    functions = {name: source for name, source in found.items() if source.startswith("def ")}
    return MappingProxyType(functions | found)
