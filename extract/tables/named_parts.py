"""Settings that stand together in one cell under a head of several, in its order or each with its name
("3×3, s=1, p=1" and "64 filters, kernel=5, padding=same" under "Kernel / Stride / Pad")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.tables.headers import Role, plain, role_of

_SIGNS = (r"\s/\s", "/", ";", ",")
"""What parts the settings of a cell, the strongest first."""
_OUTSIDE = r"(?![^(\[]*[)\]])"
_GIVEN = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]*?)\.?\s*[=:]\s*(?P<value>\S.*)")
_BEFORE = re.compile(
    r"(?P<name>s|p|d|k|g|strides?|pad(?:ding)?|dil(?:ation)?|kernel(?: size)?|groups?)\.?\s*"
    r"(?P<value>[\d(](?:[^A-Za-z]|[×x])*)",
    re.I,
)
_BEHIND = re.compile(r"(?P<value>\d+)\s+(?P<name>[A-Za-z][A-Za-z ]*)")
_SHARE = re.compile(r"0?\.\d+|\d+\s*%")
_LETTERS: Mapping[str, Role] = {
    "k": "kernel",
    "f": "filters",
    "n": "filters",
    "s": "stride",
    "p": "padding",
    "d": "dilation",
    "g": "groups",
}
_COUNTED: Mapping[str, Role] = {"kernel": "filters", "filter": "filters"}
"""What is counted: "64 kernels" are no size of them."""
_NAMED: frozenset[Role] = frozenset(
    ("kernel", "stride", "padding", "dilation", "groups", "filters", "units", "pool_kernel", "pool_stride")
)


def in_order(roles: Sequence[Role], text: str) -> list[str] | None:
    """The parts of a text, one for each role, by the strongest sign that gives so many; None where none does.

    A strong sign may leave out the last ones: "1×2×2 / 1,2,2" under "Size / Stride / Pad".
    """
    for sign in _SIGNS:
        parts = [part.strip() for part in re.split(f"{sign}{_OUTSIDE}", text)]
        if len(parts) == len(roles) or (sign == _SIGNS[0] and 1 < len(parts) < len(roles)):
            return parts
    parts = [part.strip() for part in re.split(r"[/,;]", text)]
    return parts if len(parts) == len(roles) else None


def named_parts(roles: Sequence[Role], text: str) -> dict[Role, str] | None:
    """The values of a cell by what it names itself, those without a name in the order of the head's roles.

    None where it names nothing, or prints more than the head has roles for.
    """
    found: dict[Role, str] = {}
    bare: list[str] = []
    for part in re.split(rf"\s*[,;]{_OUTSIDE}\s*|\s+/\s+|(?<=\d)\s+(?=[a-z]\s?[=:]?\s?\d)", text.strip()):
        role, value = _named(part)
        if role is None:
            bare.append(part)
        elif role in found:
            return None
        else:
            found[role] = value
    left = [role for role in dict.fromkeys(roles) if role not in found]
    if not found or len(bare) > len(left) or any(re.search(r"[A-Za-z]{3}", part) for part in bare):
        return None
    return {**dict(zip(left, bare, strict=False)), **found}


def _named(part: str) -> tuple[Role | None, str]:
    """The role of a part that names its setting, and its value; (None, "") for any other."""
    for pattern in (_GIVEN, _BEFORE, _BEHIND):
        if found := pattern.fullmatch(part.strip()):
            name = plain(found["name"])
            role = _LETTERS.get(name) or role_of(name)
            if pattern is _BEHIND:
                role = _COUNTED.get(name.rstrip("s"), role)
            if role == "dilation" and _SHARE.fullmatch(found["value"].strip()):
                # "rate=0.3" is what a dropout drops.
                return None, ""
            if role in _NAMED:
                return role, found["value"].strip()
    return None, ""
