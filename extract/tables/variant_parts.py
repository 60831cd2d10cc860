"""Networks in columns that titles part into networks of their own ("Actor", "Critic")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.drafts import Draft
from extract.tables.headers import PARTS
from extract.tables.records import Sheet

_END = 1_000_000
"""A row below all others."""


def by_part(sheet: Sheet, name: str, drafts: Sequence[Draft]) -> list[tuple[str, list[Draft]]]:
    """The layers of a column under each title, with its name; all in one, where titles do not name networks.

    Args:
        sheet: the records, with those of the titles.
        name: of the column.
        drafts: its layers, each with the row of its record.
    """
    titles = [(record.row, record.section) for record in sheet.records if not record.fields]
    first = min((record.row for record in sheet.records if record.fields), default=0)
    apart = len(titles) > 1 and titles[0][0] <= first and all(PARTS.search(title) for _, title in titles)
    if not apart:
        return [(name, list(drafts))] if drafts else []
    parts: list[tuple[str, list[Draft]]] = []
    for (start, title), (end, _) in pairwise([*titles, (_END, "")]):
        own = [draft for draft in drafts if start <= draft.row < end]
        if own:
            parts.append((f"{name} {title}".strip(), own))
    return parts
