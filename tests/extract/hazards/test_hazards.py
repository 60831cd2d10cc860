"""Hostile and broken PDFs end as a typed refusal or a reading, in bounded time and memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from extract import Limits, PaperReading, Refused, read_paper
from tests.extract.hazards import hostile_pdfs as hostile

ROOT = Path(__file__).resolve().parents[3]


def refused(path: Path, limits: Limits | None = None) -> Refused:
    result = read_paper(path, limits=limits)
    assert isinstance(result, Refused), result
    assert result.message
    return result


MEASURED = """
import json, resource, sys
from pathlib import Path
from extract import Limits, Refused, read_paper
result = read_paper(Path(sys.argv[1]), limits=Limits(seconds=120, memory_bytes=int(sys.argv[2])))
outcome = result.code if isinstance(result, Refused) else "read"
labels = [] if isinstance(result, Refused) else [each.exhibit.label for each in result.exhibits]
print(json.dumps([outcome, labels, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def measured(path: Path, memory: int) -> tuple[str, list[str], int]:
    """How a reading ends, the labels of what was found, and the child's greatest memory in KiB.

    Read from a process of its own, because the system counts the greatest of all children that a process has had.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(memory)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    outcome, labels, peak = json.loads(done.stdout.splitlines()[-1])
    return outcome, labels, peak


def test_text_named_pdf(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_text("These are only words.\n" * 100)
    assert refused(path).code == "not-a-pdf"


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    assert refused(path).code == "not-a-pdf"


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.pdf").code == "unreadable"


def test_truncated(tmp_path: Path) -> None:
    assert refused(hostile.truncated(tmp_path / "cut.pdf")).code == "truncated"


def test_encrypted(tmp_path: Path) -> None:
    assert refused(hostile.encrypted(tmp_path / "locked.pdf")).code == "encrypted"


def test_no_pages(tmp_path: Path) -> None:
    assert refused(hostile.no_pages(tmp_path / "none.pdf")).code == "no-pages"


def test_too_many_bytes(tmp_path: Path) -> None:
    assert refused(hostile.plain(tmp_path / "a.pdf"), Limits(pdf_bytes=100)).code == "too-large"


def test_a_good_pdf_is_read(tmp_path: Path) -> None:
    result = read_paper(hostile.plain(tmp_path / "good.pdf"))
    assert isinstance(result, PaperReading)
    assert [each.exhibit.label for each in result.exhibits] == ["Figure 1"]
    assert "Architecture of the network" in result.exhibits[0].exhibit.caption


def test_endless_forms_are_stopped_by_the_clock(tmp_path: Path) -> None:
    path = hostile.nested_forms(tmp_path / "endless.pdf")
    begin = time.monotonic()
    assert refused(path, Limits(seconds=4)).code == "timeout"
    assert time.monotonic() - begin < 10


def test_endless_forms_are_stopped_by_processor_time(tmp_path: Path) -> None:
    path = hostile.nested_forms(tmp_path / "endless.pdf")
    assert refused(path, Limits(seconds=60, cpu_seconds=3)).code == "cpu-time"


def test_path_bomb_ends_within_its_memory(tmp_path: Path) -> None:
    path = hostile.path_bomb(tmp_path / "paths.pdf")
    outcome, labels, peak = measured(path, memory=450 << 20)
    assert (outcome, labels) in (("memory", []), ("read", []))
    assert peak < 700 << 10


def test_image_bomb_ends_within_its_memory(tmp_path: Path) -> None:
    path = hostile.image_bomb(tmp_path / "image.pdf")
    assert path.stat().st_size < 2 << 20
    outcome, labels, peak = measured(path, memory=900 << 20)
    assert (outcome, labels) in (("memory", []), ("read", ["Figure 1"]))
    assert peak < 900 << 10


def test_vast_page_is_left_alone(tmp_path: Path) -> None:
    result = read_paper(hostile.vast_page(tmp_path / "vast.pdf"), limits=Limits(seconds=30))
    assert isinstance(result, PaperReading)
    assert result.exhibits == ()


@pytest.mark.parametrize("sent", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_is_told_by_its_signal(tmp_path: Path, sent: signal.Signals) -> None:
    path = hostile.nested_forms(tmp_path / "endless.pdf")
    killer = threading.Thread(target=_signal_child, args=(sent,))
    killer.start()
    result = refused(path, Limits(seconds=30))
    killer.join()
    assert result.code == "crashed"
    assert sent.name in result.message


def test_nothing_of_the_child_is_left(tmp_path: Path) -> None:
    refused(hostile.nested_forms(tmp_path / "endless.pdf"), Limits(seconds=2))
    assert _children() == []


def _children() -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "extract.process.child" in line]


def _signal_child(sent: signal.Signals) -> None:
    """Hit the child when it has begun to parse."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for pid in _children():
            # Its imports are over once it has used this much processor time.
            ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            if (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK") > 2.5:
                os.kill(pid, sent)
                return
        time.sleep(0.05)
