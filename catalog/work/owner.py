"""The name by which a process owns work, and whether the owner of a name is still there.

A lease ends by itself, but a crash on the same machine need not wait for that: a name says which process of which
machine it was, and Linux tells whether it still runs. Elsewhere nobody is ever taken for dead.
"""

from __future__ import annotations

import os
import socket
from functools import cache
from pathlib import Path


def this_process() -> str:
    """This process's name: machine, process and when it began. The same in all of its threads."""
    pid = os.getpid()
    return f"{_machine()} {pid} {_began(pid) or 0}"


def is_dead(owner: str) -> bool:
    """Whether the process of this name is surely gone; False where that cannot be told."""
    machine, _, process = owner.partition(" ")
    pid, _, began = process.partition(" ")
    if machine != _machine() or not pid.isdigit() or began in ("", "0"):
        return False
    return str(_began(int(pid))) != began


@cache
def _machine() -> str:
    """Host, boot and process namespace: within one of these a process number means one process at a time."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()[:8]
        space = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    except OSError:
        boot, space = "unknown", "unknown"
    return f"{socket.gethostname()}/{boot}/{space}".replace(" ", "-")


def _began(pid: int) -> int | None:
    """When a process began, in ticks since boot; None where it does not run, or is a zombie, or cannot be asked."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The name in parentheses may hold anything; what follows it does not.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in ("Z", "X") else int(fields[19])
