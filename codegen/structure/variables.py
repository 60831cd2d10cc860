"""Names of the values in a function's body: few, and used again when what they held is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.core.steps import Port
from codegen.source.naming import Names

POOL = ("x", "y", "z", "u", "v", "w")


class Variables:
    """Hands out variables. `last` says behind which statement a value is not needed any more."""

    def __init__(
        self, inputs: Sequence[tuple[Port, str]], last: dict[Port, int], avoid: Sequence[str] = ()
    ) -> None:
        self._last = last
        self._names = dict(inputs)
        self._fresh = Names([*avoid, *self._names.values(), *POOL])
        self._spare = [name for name in POOL if name not in {*avoid, *self._names.values()}]

    def name(self, port: Port) -> str:
        """The variable that holds a value."""
        return self._names[port]

    def assign(self, statement: int, reads: Sequence[Port], writes: Sequence[Port]) -> tuple[str, ...]:
        """Variables for what a statement writes, after those it read last are free."""
        gone = [port for port in dict.fromkeys(reads) if self._last.get(port, -1) <= statement]
        # An input keeps its own name: what comes later is something else.
        free = [name for name in (self._names.pop(port) for port in gone) if name in POOL or name[0] == "t"]
        targets = []
        for port in writes:
            name = free.pop(0) if free else self._spare.pop(0) if self._spare else self._fresh.claim("t1")
            targets.append(name)
            if port in self._last:
                self._names[port] = name
        kept = set(self._names.values())
        self._spare = [n for n in dict.fromkeys([*free, *targets, *self._spare]) if n not in kept]
        self._spare.sort(key=lambda n: POOL.index(n) if n in POOL else len(POOL))
        return tuple(targets)
