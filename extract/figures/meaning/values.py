"""Variables that are values wherever they stand: with an accent, as x̂, or what a function makes, as φ(x)."""

from __future__ import annotations

import re
import unicodedata

ACCENTED = re.compile(r"^(?:[ˆ˜¯~\u0302-\u0304]\s?[^\W\d_]|[^\W\d_][\u0302-\u0304])")
"""A letter with a hat, tilde or bar, which print may set before it: an estimate, a candidate or a mean."""

APPLIED = re.compile(
    r"^[^\W\d_][ˆ˜¯~\u0302-\u0304′']?(?:\s?[_^]?\{?[\w+-]{1,4}\}?)?\([^\W\d_][^()·.…;]{0,11}\)$"
)
"""A letter, and in brackets what it is applied to; a dot there leaves open what that is, so that it is the function."""


def is_value(label: str) -> bool:
    """Whether a variable is a value and no function, cell or part, by how it is printed."""
    plain = unicodedata.normalize("NFD", label.strip())
    return ACCENTED.match(plain) is not None or APPLIED.match(plain.lstrip("ˆ˜¯~")) is not None
