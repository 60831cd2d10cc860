"""Rows that stand side by side: one for each of two inputs, or of two outputs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.tables.drafts import Draft

_MEAN = re.compile(r"(?:^|[\s(_-])(?:[µμ]|mu|(?:z_)?mean)(?:[\s),_]|$)(?!pool)", re.I)
_SPREAD = re.compile(
    r"(?:^|[\s(_-])(?:log[\s_-]?)?(?:[σΣ]²?|sigma|var(?:iance)?|std|logvar|(?:z_)?log_?var\w*)(?:[\s),²_^]|$)(?!pool)",
    re.I,
)
_HEADS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_MEAN, _SPREAD),
    (
        re.compile(r"\b(?:policy|actor|action logits)\b", re.I),
        re.compile(r"\b(?:value|critic|baseline)\b", re.I),
    ),
    (re.compile(r"\b(?:value|critic)\b", re.I), re.compile(r"\b(?:policy|actor|advantages?)\b", re.I)),
    (re.compile(r"\badvantages?\b", re.I), re.compile(r"\bvalue\b", re.I)),
    (
        re.compile(r"\bclass(?:es|ification|ifier)?\b|\bcls\b", re.I),
        re.compile(r"\b(?:bbox|box(?:es)?|regression|regressor|locali[sz]ation|reg|loc)\b", re.I),
    ),
    (re.compile(r"\brotation\b", re.I), re.compile(r"\btranslation\b", re.I)),
    (re.compile(r"\btranslation\b", re.I), re.compile(r"\brotation\b", re.I)),
)
"""What two layers are called that both take in what stands above them: a mean and a deviation, a policy and a value."""
_ENDS = frozenset(("dense", "conv2d", "conv1d", "output", "mlp", "block", "softmax", "input"))
"""What a head of a network begins with."""


_WHICH = re.compile(
    r"\s*[(\[]\s*(?P<which>(?:path(?:way)?|branch|stream|view|tower)\s*#?\s*(?:\d+|[A-D])|query|key|value|[QKV]"
    r"|(?:width|window|kernel|filter|region)(?: size)?\s*=?\s*\d+)\s*[)\]]",
    re.I,
)
"""Which of several layers of one name stands in a row: "Conv1D (Path 1)", "Dense (Query)", "Conv1D (width 3)"."""
_WINDOW = re.compile(r"width|window|kernel|filter|region", re.I)


def twin_rows(drafts: Sequence[Draft]) -> list[tuple[int, int]] | None:
    """The edges of a chain in which rows named for two inputs ("fc1_x", "fc1_y") stand side by side.

    None where there are no such rows.
    """
    rows: list[list[int]] = []
    for index, draft in enumerate(drafts):
        if rows and drafts[rows[-1][0]].row == draft.row:
            rows[-1].append(index)
        else:
            rows.append([index])
    groups: list[list[list[int]]] = []
    for row in rows:
        before = groups[-1][-1] if groups else None
        if before is not None and _beside(drafts[before[0]], drafts[row[0]]):
            groups[-1].append(row)
        else:
            groups.append([row])
    if all(len(group) == 1 for group in groups):
        return None
    edges: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        for row in group:
            edges.extend(pairwise(row))
            if number:
                edges.extend((before[-1], row[0]) for before in groups[number - 1])
    return edges


def _beside(a: Draft, b: Draft) -> bool:
    return ({a.op, b.op} <= _ENDS and _twins(a.label, b.label)) or _parallel(a, b)


def _parallel(a: Draft, b: Draft) -> bool:
    """Whether two layers bear one name and tell in brackets which of several each is.

    Windows of several widths look at the same symbols where there are equally many of each.
    """
    first, second = _WHICH.search(a.text), _WHICH.search(b.text)
    if first is None or second is None or a.op != b.op or a.op not in _ENDS:
        return False
    named = _name(a) == _name(b)
    other = first["which"].lower() != second["which"].lower()
    windows = _WINDOW.search(first["which"]) is not None
    wide = a.op == "conv1d" and a.attrs.get("filters") == b.attrs.get("filters")
    return named and other and (wide or not windows)


def _twins(a: str, b: str) -> bool:
    first, second = re.match(r"(\w+?)[ _-]?x\b", a), re.match(r"(\w+?)[ _-]?y\b", b)
    if first and second and first[1] == second[1]:
        return True
    return any(one.search(a) and other.search(b) and not one.search(b) for one, other in _HEADS)


def _name(draft: Draft) -> str:
    """What a layer is called, without the number of its row and without which of several it is."""
    return re.sub(r"^\d+\s+|\W+$", "", _WHICH.sub("", draft.text)).lower()
