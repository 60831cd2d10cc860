"""Which modules generated source may import."""

from __future__ import annotations

import ast

from codegen.errors import Malformed

COMMON = {"__future__", "math", "functools", "collections", "typing"}
ALLOWED = {
    "pytorch": {"torch"} | COMMON,
    "keras": {"keras", "numpy"} | COMMON,
    "tensorflow": {"tensorflow", "numpy"} | COMMON,
}
FORBIDDEN = {
    "eval", "exec", "compile", "open", "__import__", "globals", "locals", "vars", "getattr", "setattr", "delattr",
    "breakpoint", "input", "__builtins__", "__loader__", "__spec__",
}  # fmt: skip


def check(source: str, framework: str) -> ast.Module:
    """The parsed source. Raises Malformed where it imports or names what generated code has no use for."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in names:
            if name.split(".")[0] not in ALLOWED[framework]:
                raise Malformed(f"the code imports {name}, which is not on the list for {framework}")
        if isinstance(node, ast.Name) and node.id in FORBIDDEN:
            raise Malformed(f"the code names {node.id}")
        if (
            isinstance(node, ast.Attribute)
            and node.attr.startswith("__")
            and node.attr not in ("__init__", "__name__")
        ):
            raise Malformed(f"the code names .{node.attr}")
    return tree
