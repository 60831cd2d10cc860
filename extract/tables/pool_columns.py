"""Poolings that a column of their own puts behind the layers of its rows: "2×2", "max 3×3, 2", "GlobalAvgPool"."""

from __future__ import annotations

import re

from extract.tables.drafts import POOLS, Draft, Facts, pair
from extract.tables.headers import Role
from extract.tables.labelled import parse
from extract.tables.values import dims, is_empty
from graph import Value

_ROLES: tuple[tuple[Role, str], ...] = (("pool_kernel", "kernel"), ("pool_stride", "stride"))
_KIND = re.compile(r"(?P<kind>global(?:[- ](?:max|average|avg))?|max|av\w*|mean)\b\.?(?!.*pool)", re.I)
"""The kind of a pooling without the word for it, as below a head that has that."""


def set_pool(pool: Draft, facts: Facts) -> None:
    """The window and the stride of a pooling from the columns that hold those of poolings."""
    for role, name in _ROLES:
        text = facts.values.get(role, "")
        sizes = dims(text) if text else None
        if sizes:
            pool.attrs[name] = pair(sizes, pool.op)


def pool_beside(facts: Facts) -> Draft | None:
    """The pooling that a column puts behind a layer; None where it prints none."""
    text = facts.values.get("pool_kernel", "").strip()
    if not text or is_empty(text):
        return None
    if sized := dims(text):
        attrs: dict[str, Value] = {"kernel": pair(sized, "max_pool")}
        stride = dims(facts.values.get("pool_stride", "")) if facts.values.get("pool_stride") else None
        if stride:
            attrs["stride"] = pair(stride, "max_pool")
        return Draft(_kind(facts.heads.get("pool_kernel", "")), "", attrs)
    kind = _KIND.match(text)
    found = parse(f"{kind['kind']} pool{text[kind.end() :]}" if kind else text)
    if len(found) != 1 or found[0].op not in POOLS:
        return None
    pool = Draft(found[0].op, "", found[0].attrs)
    set_pool(pool, facts)
    return pool


def _kind(head: str) -> str:
    """The pooling that a column of windows is of: "Max-pool" says so."""
    kind = re.match(r"(max|av)", head.strip(), re.I)
    return "pool" if kind is None else "max_pool" if kind[1].lower() == "max" else "avg_pool"
