"""Starts the limited process, waits no longer than it may take, and kills all of it."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from codegen.verification.job import Job, Outcome, Ran

_CHILD = Path(__file__).with_name("child.py")
_ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use.

    Attributes:
        memory: bytes of address space; the frameworks map several GiB that they do not touch.
        seconds: by the wall clock, for the whole process.
        cpu_seconds: of processor time, over all threads.
        file_size: bytes of the largest file, which holds the outputs.
    """

    memory: int = 12 << 30
    seconds: float = 120.0
    cpu_seconds: int = 240
    file_size: int = 1 << 30


def run(jobs: Sequence[Job], limits: Limits | None = None) -> list[Ran]:
    """Runs jobs of one framework one after another in one limited process; what became of each."""
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="netatlas-run-") as name:
        directory = Path(name)
        started = time.monotonic()
        ended, late = _start(pickle.dumps(list(jobs)), directory, limits)
        spent = time.monotonic() - started
        found = [_collect(directory, number) for number in range(len(jobs))]
        for number, ran in enumerate(found):
            if ran is None:
                found[number] = Ran(ended, seconds=spent, late=late)
        if len(found) == 1 and found[0] is not None:
            found = [replace(found[0], seconds=spent)]
    return [ran for ran in found if ran is not None]


def _start(content: bytes, directory: Path, limits: Limits) -> tuple[str, bool]:
    """Runs the process to its end or its limit.

    Returns, for jobs that left no report, why it ended, and whether that was because its time by the clock was up.
    """
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment |= {
        "HOME": str(directory), "TMPDIR": str(directory), "KERAS_BACKEND": "tensorflow", "KERAS_HOME": str(directory),
        "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "TF_ENABLE_ONEDNN_OPTS": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    amounts = (str(limits.memory), str(limits.cpu_seconds), str(limits.file_size))
    child = subprocess.Popen(
        [sys.executable, str(_CHILD), str(directory), *amounts],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=environment, cwd=directory, start_new_session=True,
    )  # fmt: skip
    try:
        _, complaint = child.communicate(content, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        _kill(child)
        return f"it took longer than {limits.seconds:g} s", True
    finally:
        _kill(child)
    if child.returncode == -signal.SIGXCPU or child.returncode == -signal.SIGKILL:
        return f"it used more than {limits.cpu_seconds} s of processor time, or was killed", False
    last = complaint.decode(errors="replace").strip().splitlines()[-1:]
    return f"the process ended with {child.returncode}: {last[0][:500] if last else 'no message'}", False


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stderr):
        if pipe is not None:
            pipe.close()


def _collect(directory: Path, number: int) -> Ran | None:
    report = directory / f"{number}.json"
    if not report.is_file():
        return None
    try:
        said = json.loads(report.read_text())
        reason, seconds, memory = str(said["reason"]), float(said["seconds"]), int(said["memory"])
        if reason:
            return Ran(reason, None, seconds, memory)
        with np.load(directory / f"{number}.npz", allow_pickle=False) as arrays:
            outputs = [np.asarray(arrays[name], np.float32) for name in arrays.files]
        outcome = Outcome(outputs, int(said["parameters"]), int(said["running"]))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        return Ran(f"the report cannot be read: {error}")
    return Ran("", outcome, seconds, memory)
