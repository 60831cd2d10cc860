"""The shared folder of real papers and annotations, and its grader."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """NETATLAS_SHARED, or `../shared` beside the repository; leaves the program where it isn't there."""
    folder = Path(os.environ.get("NETATLAS_SHARED") or ROOT.parent / "shared")
    if not (folder / "papers").is_dir():
        raise SystemExit(f"{folder}: there are no papers here; set NETATLAS_SHARED")
    return folder


@cache
def grader() -> ModuleType:
    """The grader `bench/score.py` of the shared folder as a module."""
    path = shared_folder() / "bench" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: the grader can't be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
