"""One check and all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

State = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and how it stands.

    Attributes:
        name: of what was looked at.
        state: ok; warning, where all works but something should be known; missing, where something does not work.
        told: what was found, for a person.
        mend: what to do about it; "" where it is ok.
    """

    name: str
    state: State
    told: str
    mend: str = ""


def examine(checks: Iterable[Callable[[], Iterable[Check]]]) -> Iterator[Check]:
    """What each finds, as soon as it is found. One that breaks is itself a finding and stops no other."""
    for check in checks:
        try:
            yield from check()
        except Exception as error:
            whole = check.func if isinstance(check, partial) else check
            name = whole.__name__.replace("_", " ")
            yield Check(name, "missing", f"could not be looked at: {type(error).__name__}: {error}")
