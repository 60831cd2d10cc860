"""`netatlas serve` as a process: it listens, answers, and stops cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(home: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command running in a folder, and the address that it names."""
    process = subprocess.Popen(
        [sys.executable, "-m", "netatlas.cli", "serve", "--port", "0", *more],
        cwd=ROOT,
        env={**os.environ, "NETATLAS_HOME": str(home), "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # What is started in the background inherits that it is deaf to SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + (process.stdout.read() if process.poll() is not None else "")
        yield process, found[0].rstrip("/")
    finally:
        process.kill()
        process.wait(10)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_an_empty_catalog_and_stops_cleanly(home: Path, how: signal.Signals) -> None:
    with serving(home) as (process, address):
        answer = requests.get(address, timeout=20)
        assert answer.status_code == 200
        assert "empty so far" in answer.text
        started = time.monotonic()
        process.send_signal(how)
        assert process.wait(10) == 0
        assert time.monotonic() - started < 6
        assert process.stdout is not None
        assert "Stopped." in process.stdout.read()


def test_a_port_that_is_taken_is_told_with_exit_code_2(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [sys.executable, "-m", "netatlas.cli", "serve", "--port", str(taken.getsockname()[1])],
            cwd=ROOT,
            env={**os.environ, "NETATLAS_HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert result.returncode == 2
    assert "cannot listen on 127.0.0.1:" in result.stderr
