"""Operations written as functions with blanks for what they are applied to: F_scale(·,·), f_conv(·)."""

from __future__ import annotations

import re

_FUNCTION = re.compile(r"^[Ff][_ ]?(?P<name>[a-z]{3,}) ?\((?P<blanks>[ ·•∙.,;]*)\)$")


def function_name(text: str) -> str | None:
    """What a function is called whose arguments are blanks; None for any other label."""
    found = _FUNCTION.match(text.strip())
    return found["name"] if found else None


def takes_several(text: str) -> bool:
    """Whether such a function has several blanks: what it does needs several inputs."""
    found = _FUNCTION.match(text.strip())
    return found is not None and any(sign in found["blanks"] for sign in ",;")
