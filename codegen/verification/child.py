"""The process that runs generated code. Started by `codegen.verification.process`, never imported by it.

Reads a pickle of jobs from its parent, limits itself, and runs the jobs one after
another. Of each, `N.json` and `N.npz` are left in the directory: numbers and text, nothing that executes.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from codegen.verification import jail


def main() -> None:
    """Runs the jobs from standard input."""
    content = sys.stdin.buffer.read()
    memory, seconds, file_size = (int(part) for part in sys.argv[2:5])
    jail.enter(memory, seconds, file_size)
    directory = Path(sys.argv[1])
    os.chdir(directory)
    for number, job in enumerate(pickle.loads(content)):
        _run(number, job, directory)


def _run(number: int, job: object, directory: Path) -> None:
    import importlib
    import resource

    import numpy as np

    from codegen.verification.job import Job

    assert isinstance(job, Job)
    started = time.monotonic()
    report: dict[str, object] = {}
    try:
        outcome = importlib.import_module(f"codegen.{job.framework}.run").run(job)
        np.savez(directory / f"{number}.npz", *outcome.outputs)
        report = {"parameters": outcome.parameters, "running": outcome.running, "reason": ""}
    except MemoryError:
        report = {"reason": "it needs more memory than it may have"}
    except Exception as error:  # whatever generated code does, the parent learns it as data
        report = {"reason": f"{type(error).__name__}: {error}"[:2000]}
    report["seconds"] = time.monotonic() - started
    report["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    partial = directory / f"{number}.part"
    partial.write_text(json.dumps(report))
    partial.rename(directory / f"{number}.json")


if __name__ == "__main__":
    main()
