"""How the stand-in misbehaves: a kind of trouble for a request, by a script or by dice."""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Iterable
from typing import Literal, get_args

Kind = Literal[
    "429",
    "429-retry-after",
    "503",
    "403",
    "empty-200",
    "html",
    "truncated",
    "cut-off",
    "slow",
    "reset",
    "expired-token",
    "stale-rss",
    "duplicates",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What may befall any request and passes; a 403 ends a run and is only ever scripted.
PASSING: tuple[Kind, ...] = (
    "429",
    "429-retry-after",
    "503",
    "empty-200",
    "html",
    "truncated",
    "cut-off",
    "slow",
    "reset",
    "duplicates",
)


class Trouble:
    """Decides what befalls a request.

    Args:
        rate: share of requests with trouble of a kind of `kinds`, by dice with this seed.
        script: kinds for the next requests, in order, before the dice are asked; None lets a request pass.
    """

    def __init__(
        self,
        rate: float = 0.0,
        kinds: Iterable[Kind] = PASSING,
        script: Iterable[Kind | None] = (),
        seed: int = 7,
    ) -> None:
        self._rate, self._kinds = rate, tuple(kinds)
        self._script: deque[Kind | None] = deque(script)
        self._dice = random.Random(seed)
        self._lock = threading.Lock()

    def add(self, *kinds: Kind | None) -> None:
        """More kinds for the requests to come."""
        with self._lock:
            self._script.extend(kinds)

    def next(self) -> Kind | None:
        """What befalls the next request."""
        with self._lock:
            if self._script:
                return self._script.popleft()
            return self._dice.choice(self._kinds) if self._dice.random() < self._rate else None
