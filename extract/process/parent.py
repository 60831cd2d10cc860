"""The parent's side: starts the child, waits no longer than allowed, and turns whatever happens into a result."""

from __future__ import annotations

import contextlib
import json
import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from extract.json_form import from_json
from extract.model import PaperReading, Refused
from extract.process.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 1 << 16
OUT_OF_MEMORY = re.compile(r"MemoryError|allocate memory|bad_alloc|[mc]alloc\b|failed to map", re.IGNORECASE)
"""How Python, its libraries and the loader say that there is no more memory."""

LAST_WORDS = 2000
"""Bytes kept of what the child writes to stderr."""


@dataclass(frozen=True, slots=True)
class _End:
    """How the child ended.

    Attributes:
        answer: what it wrote.
        words: the end of what it wrote to stderr.
        code: its exit status, negative for a signal.
        stopped: why the parent stopped it, or "".
    """

    answer: bytes
    words: str
    code: int
    stopped: str


def read_paper(
    path: Path | str,
    *,
    limits: Limits | None = None,
    debug_dir: Path | str | None = None,
    annotations: Path | str | None = None,
) -> PaperReading | Refused:
    """Read a PDF in a limited child process.

    Args:
        path: the PDF.
        limits: what it may cost; the usual limits where none are given.
        debug_dir: a folder for overlays that show what was taken for a shape, a line, text, a node, an edge.
        annotations: a file in the annotation guide's form; the overlays then show the differences from it.

    Returns:
        Everything read, or the reason why nothing could be.
    """
    limits = limits or Limits()
    order = {
        "path": str(Path(path).resolve()),
        "limits": asdict(limits),
        "debug_dir": str(Path(debug_dir).resolve()) if debug_dir else None,
        "annotations": str(Path(annotations).resolve()) if annotations else None,
    }
    return _result(_run(order, limits), limits)


def _run(order: Mapping[str, object], limits: Limits) -> _End:
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(part for part in paths if part),
        # Each thread of a numeric library claims address space of its own.
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "2"),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "extract.process.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A group of its own, so that whatever the child starts ends with it.
        start_new_session=True,
    )
    try:
        assert child.stdin and child.stdout and child.stderr
        try:
            child.stdin.write(json.dumps(order).encode())
            child.stdin.close()
        except BrokenPipeError:
            pass  # it died before it was asked; its exit status tells
        answer, words, stopped = _listen(child.stdout, child.stderr, limits)
        if not stopped:
            try:
                child.wait(timeout=5)
            except subprocess.TimeoutExpired:
                stopped = "timeout"
    finally:
        _kill_group(child.pid)
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None and not pipe.closed:
                pipe.close()
    return _End(answer, words, child.returncode, stopped)


def _listen(stdout: IO[bytes], stderr: IO[bytes], limits: Limits) -> tuple[bytes, str, str]:
    """What the child writes until it closes its output, and why it was stopped, or ""."""
    end = time.monotonic() + limits.seconds
    answer, words = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ, answer)
        selector.register(stderr, selectors.EVENT_READ, words)
        while selector.get_map():
            left = end - time.monotonic()
            if left <= 0:
                return b"", _text(words), "timeout"
            for key, _ in selector.select(left):
                data = os.read(key.fd, CHUNK)
                if not data:
                    selector.unregister(key.fileobj)
                key.data.extend(data)
                if key.data is words:
                    del words[:-LAST_WORDS]
                elif len(answer) > limits.answer_bytes:
                    return b"", _text(words), "too-large"
    return bytes(answer), _text(words), ""


def _text(words: bytearray) -> str:
    return words.decode("utf-8", "replace").strip()


def _kill_group(pid: int) -> None:
    # Where nothing of the group is left, there is nothing to kill.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _result(end: _End, limits: Limits) -> PaperReading | Refused:
    if end.stopped == "timeout":
        return Refused("timeout", f"reading took longer than {limits.seconds:g} s and was stopped")
    if end.stopped:
        return Refused("too-large", f"the answer has more than {limits.answer_bytes} bytes")
    if end.code == -signal.SIGXCPU:
        return Refused("cpu-time", f"reading took more than {limits.cpu_seconds} s of processor time")
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return from_json(json.loads(end.answer))
    if end.code == -signal.SIGKILL or OUT_OF_MEMORY.search(end.words):
        return Refused(
            "memory", f"reading needs more memory than the {limits.memory_bytes >> 20} MiB allowed"
        )
    if end.code < 0:
        return Refused("crashed", f"the parser crashed with {signal.Signals(-end.code).name}")
    last = end.words.splitlines()[-1] if end.words else f"exit status {end.code}"
    return Refused("crashed", f"reading ended without an answer: {last}")
