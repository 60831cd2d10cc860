"""What the decision whether an exhibit shows a network is learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.looks import Look, annotated
from extract.decide import looked
from extract.decide.features import Features, merge
from extract.decide.model import Stage


@dataclass(slots=True)
class Row:
    """One exhibit: its paper, label, whether it shows a network, whether it was read, its features at both stages.

    `weight` is what it counts for in learning, where one of an annotated paper counts 1.
    """

    paper: str
    label: str
    truth: bool
    read: bool
    glance: Features
    full: Features
    weight: float = 1.0

    def at(self, stage: Stage) -> Features:
        """The features of a stage."""
        return self.glance if stage == "glance" else self.full


def rows_of(looks: Sequence[Look]) -> list[Row]:
    """What is learned from each annotated exhibit."""
    return [
        Row(
            paper=look.paper,
            label=look.exhibit.label,
            truth=bool(look.truth),
            read=bool(look.reader),
            glance=look.glance,
            full=merge(look.glance, looked(look.reader, look.graphs, look.scene)) if look.reader else {},
        )
        for look in annotated(list(looks))
    ]
