"""Limits that a process puts on itself before it touches generated code. Standard library only.

No network: on Linux the kernel refuses `socket` and starting programs (a seccomp filter), everywhere an audit
hook does. Memory, processor time and the size of files are limited by the kernel.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys

_SYSCALLS = {"x86_64": (0xC000003E, (41, 59, 322, 425)), "aarch64": (0xC00000B7, (198, 221, 281, 425))}
"""By machine: the audit architecture; socket, execve, execveat, io_uring_setup."""

_REFUSED = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.")


def enter(memory: int, seconds: int, file_size: int) -> None:
    """Puts the limits on: bytes of memory, seconds of processor time, bytes of the largest file."""
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        wanted = limit if most == resource.RLIM_INFINITY else min(limit, most)
        try:
            resource.setrlimit(kind, (wanted, wanted))
        except (ValueError, OSError):
            continue  # a system without this limit still has the others, and the parent's clock
    _refuse_system_calls()
    sys.addaudithook(_audit)


def _audit(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"generated code may not use {event}")


def _refuse_system_calls() -> None:
    """A seccomp filter under which the refused calls fail with EACCES; nothing where there is no seccomp."""
    if sys.platform != "linux" or platform.machine() not in _SYSCALLS:
        return
    architecture, numbers = _SYSCALLS[platform.machine()]
    load, jump, give = 0x20, 0x15, 0x06
    allow, deny = 0x7FFF0000, 0x00050000 | 13
    # Another architecture's calls have other numbers: they are let through to the audit hook alone.
    code = [(load, 0, 0, 4), (jump, 0, len(numbers) + 1, architecture), (load, 0, 0, 0)]
    code += [(jump, len(numbers) - n, 0, number) for n, number in enumerate(numbers)]
    code += [(give, 0, 0, allow), (give, 0, 0, deny)]
    packed = b"".join(struct.pack("HBBI", *line) for line in code)
    buffer = ctypes.create_string_buffer(packed)
    program = struct.pack("HxxxxxxP", len(code), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which a filter needs root
    libc.prctl(22, 2, ctypes.c_char_p(program), 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
