"""What the catalog counts: how common layers are, what it holds, and the runs that filled it. Times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class LayerCount:
    """How common an operation is: number of architectures and of papers that have it."""

    op: str
    architectures: int
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The catalog in numbers; `verified` counts implementations that ran, by framework."""

    papers: int
    versions: int
    exhibits: int
    architectures: int
    implementations: int
    verified: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the pipeline or schedule, for the ledger.

    Attributes:
        id: chosen by the writer; storing the same id again updates the run.
        kind: what ran ("ingest", "nightly", "reindex").
        started: when it began.
        finished: when it ended; None while it runs or where it was killed.
        status: running, done, failed or stopped.
        counts: numbers by name ("found", "new", "done", "waiting", "failed").
        message: for a person.
        since, until: the days that it covers, both counted; None where it covers none.
        reasons: how many papers failed or wait, by reason.
        owner: name of the process that runs it, "" where it was not told.
        beat: when it last said that it is still running.
    """

    id: str
    kind: str
    started: datetime
    finished: datetime | None = None
    status: Literal["running", "done", "failed", "stopped"] = "running"
    counts: Mapping[str, int] = field(default_factory=dict)
    message: str = ""
    since: date | None = None
    until: date | None = None
    reasons: Mapping[str, int] = field(default_factory=dict)
    owner: str = ""
    beat: datetime | None = None

    @property
    def seconds(self) -> float | None:
        """How long it ran, or has run until its last sign; None where neither is known."""
        end = self.finished or self.beat
        return None if end is None else (end - self.started).total_seconds()

    @property
    def speed(self) -> float | None:
        """Papers done an hour; None for a run without a duration."""
        return 3600 * self.counts.get("done", 0) / self.seconds if self.seconds else None
