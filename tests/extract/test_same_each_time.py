"""A figure reads the same in every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.extract.drawing import Figure

ROOT = Path(__file__).resolve().parents[2]
READ = """
import sys
from pathlib import Path
from graph import to_json
from tests.extract.drawing import read_drawn
for graph in read_drawn(Path(sys.argv[1])):
    print(to_json(graph))
"""


def test_the_seed_of_hashes_changes_nothing(figure: Figure) -> None:
    """Branches that join on one line, and a skip over them: the edges come in one order."""
    for x in (80, 160, 240, 320):
        figure.box(x, 50, f"conv {x}", width=50)
        figure.line((x, 58), (x, 80), head=False)
        figure.box(x, 140, f"pool {x}", width=50)
        figure.line((x, 100), (x, 132))
    figure.line((80, 80), (320, 80), head=False)
    figure.line((200, 80), (200, 100), head=False)
    figure.line((80, 100), (320, 100), head=False)
    figure.document.save(figure.path)
    told = {_read(figure.path, seed) for seed in ("0", "1", "2", "3")}
    assert len(told) == 1
    assert told.pop().count('"source"') > 8


def _read(path: Path, seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", READ, path],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
