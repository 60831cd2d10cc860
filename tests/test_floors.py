"""The house's one rule: a room imports only from floors below its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOOR = {
    "graph": 0,
    "crawler": 1,
    "codegen": 1,
    "extract": 1,
    "simulate": 1,
    "catalog": 2,
    "netatlas.settings": 0,
    "netatlas.console": 0,
    "netatlas": 0,
    "netatlas.catalogs": 3,
    "netatlas.pipeline": 3,
    "netatlas.composed": 4,
    "netatlas.crawling": 4,
    "schedules": 4,
    "web": 4,
    "netatlas.doctor": 5,
    "netatlas.ingesting": 5,
    "netatlas.commands": 6,
    "netatlas.cli": 7,
}
ROOMS = sorted({name.split(".")[0] for name in FLOOR})


def floor_of(module: str) -> int | None:
    """The floor of a module, by its longest known prefix; None for what is not of the project."""
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        found = FLOOR.get(".".join(parts[:size]))
        if found is not None:
            return found
    return None


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at any depth; `from a import b` counts as a and a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_only_from_floors_below(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    own = floor_of(module)
    room = module.split(".")[0]
    assert own is not None, f"{module} has no floor"
    for name in imports(path):
        other = floor_of(name)
        if other is None:
            continue
        same = name.split(".")[0] == room and room != "netatlas"
        assert same or other < own or name.startswith(module.rsplit(".", 1)[0] + "."), (
            f"{module} (floor {own}) imports {name} (floor {other})"
        )


FIGURES = ROOT / "extract" / "figures"
ORDER = ("likeness", "things", "lines", "names", "volumes", "meaning", "joining")
RULES = [path for room in ORDER for path in sorted((FIGURES / room).glob("*.py"))]


@pytest.mark.parametrize("path", RULES, ids=lambda p: str(p.relative_to(FIGURES)))
def test_rules_of_figures_import_only_from_rooms_before(path: Path) -> None:
    own = ORDER.index(path.parent.name)
    for name in imports(path):
        if not name.startswith("extract.figures."):
            continue
        room = name.split(".")[2]
        assert room in ORDER, f"{path} imports the step {name}"
        assert ORDER.index(room) <= own, f"{path} imports {name}, of a later room"


def test_every_room_of_figures_has_its_place() -> None:
    assert {path.name for path in FIGURES.iterdir() if (path / "__init__.py").exists()} == set(ORDER)
