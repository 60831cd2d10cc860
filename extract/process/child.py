"""The child's side: limits itself, reads the paper, answers in JSON on what was its standard output."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.process.limits import Limits

MAPPED = 3 << 30
"""Bytes of address space beyond the memory that may be written: code, and what allocators reserve unused."""


def main() -> None:
    """Read one order from stdin, carry it out, write the answer."""
    order = json.loads(sys.stdin.buffer.read())
    limits = Limits(**order["limits"])
    _limit(limits)
    # Nothing that a library prints may get into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    document = _read(order, limits)
    answer.write(json.dumps(document, ensure_ascii=False).encode())
    answer.close()
    # What the parser still holds is the system's to free; tearing it down object by object takes time.
    sys.stderr.flush()
    os._exit(0)


def _limit(limits: Limits) -> None:
    wanted = {
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_AS: limits.memory_bytes + MAPPED,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        if kind == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY:
            # The soft limit's signal names the cause; the hard limit's doesn't.
            hard = value + 5
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):
            # Some systems know a limit and refuse to set it; the wall clock holds there.
            resource.setrlimit(kind, (bound, hard if kind == resource.RLIMIT_CPU else bound))


def _read(order: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    # Imported only under the limits, in the process that may be lost.
    from extract.json_form import to_json
    from extract.model import Refused
    from extract.reading import Debug, read_file

    try:
        debug = None
        if order["debug_dir"]:
            debug = Debug.into(Path(order["debug_dir"]), order["annotations"])
        return to_json(read_file(Path(order["path"]), limits, debug))
    except MemoryError:
        return to_json(Refused("memory", f"reading needs more than {limits.memory_bytes >> 20} MiB"))


if __name__ == "__main__":
    main()
