"""Settings of a network by the layers that they speak of: all that is said of its GRU, of its convolutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.tables.drafts import RECURRENT
from extract.tables.model import Cell
from extract.tables.setting_heads import SettingHead, Tells
from extract.tables.setting_values import Item, items_of

_OF_STATES: frozenset[Tells] = frozenset(("units", "depth", "type"))
"""What is said of hidden layers where a head names none."""
OF_WINDOWS: frozenset[Tells] = frozenset(("kernel", "stride", "padding", "filters"))
"""What is said of convolutions where a head names no layers."""


class UnknownSettingError(ValueError):
    """A cell says what no setting of its kind is."""


@dataclass(slots=True)
class Slot:
    """A kind of layer: its name, the first head that speaks of it, and the cell of each thing that is said of it."""

    part: str
    head: SettingHead
    cells: dict[Tells, Cell] = field(default_factory=dict)

    def text(self, tells: Tells) -> str:
        """What is printed for a setting; "" where it is not told."""
        return self.cells[tells].text if tells in self.cells else ""

    def items(self, tells: Tells) -> list[Item]:
        """The values of a setting; empty where it is not told."""
        text = self.text(tells)
        found = items_of(text) if text else []
        if found is None:
            raise UnknownSettingError(text)
        return found

    def main(self, *tells: Tells) -> Tells:
        """The first of these that is told."""
        for each in tells:
            if each in self.cells:
                return each
        raise UnknownSettingError(self.part)


Settings = Sequence[tuple[SettingHead, Cell]]
"""Heads of settings in their order, each with what is printed for one network."""


def slots_of(settings: Settings) -> tuple[list[Slot], dict[Tells, tuple[SettingHead, Cell]]]:
    """The kinds of layers that are spoken of, and what is said of all layers."""
    slots: list[Slot] = []
    common: dict[Tells, tuple[SettingHead, Cell]] = {}
    for head, cell in settings:
        if not head.part and (
            head.tells in ("activation", "norm") or (head.tells == "dropout" and head.names)
        ):
            common[head.tells] = head, cell
            continue
        slot = _slot_for(slots, head)
        if slot is None:
            slot = Slot(_part(head), head)
            slots.append(slot)
        if head.names and not slot.head.names:
            slot.head = head
        slot.cells.setdefault(head.tells, cell)
    return slots, common


def _part(head: SettingHead) -> str:
    if head.part or head.tells == "dropout":
        return head.part or "dropout"
    if head.tells in OF_WINDOWS:
        return "conv"
    return "hidden" if head.tells in _OF_STATES else "block"


def _slot_for(slots: list[Slot], head: SettingHead) -> Slot | None:
    """The kind that a head says more of; None where it begins one."""
    if not head.part and head.tells in ("dropout", "layer"):
        return None
    part = _part(head)
    free = [slot for slot in slots if head.tells not in slot.cells]
    same = [slot for slot in free if slot.part == part and slot.head.number == head.number]
    if same:
        return same[-1]
    if not head.part and head.tells in OF_WINDOWS and free and free[-1].part == "pool":
        return free[-1]
    if part == "hidden" and head.tells in _OF_STATES:
        # "RNN type", "Hidden size", "Layers": hidden states are those of recurrent layers.
        return next((slot for slot in free if slot.part in RECURRENT and "layer" not in slot.cells), None)
    return None
