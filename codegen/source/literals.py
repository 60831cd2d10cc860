"""Values and printed texts as source text. Everything that is not an identifier reaches code through here."""

from __future__ import annotations

import math
import unicodedata

from graph.model import Value

LONGEST_COMMENT = 84


def literal(value: Value) -> str:
    """A value as a Python literal, in double quotes as the formatter writes them.

    Raises ValueError for a number that has no literal (infinities, not-a-number).
    """
    if isinstance(value, tuple):
        inner = ", ".join(literal(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} has no literal")
    return repr(value)


def quoted(text: str) -> str:
    """A text as one ASCII string literal in double quotes, whatever it holds."""
    body = ascii(text)[1:-1]
    if ascii(text)[0] == "'":
        body = body.replace("\\'", "'").replace('"', '\\"')
    return f'"{body}"'


def printable(text: str, longest: int = LONGEST_COMMENT) -> str:
    """A text for a comment or docstring: one line, no control, direction or quote characters, shortened.

    Backslashes and double quotes are replaced, so that the result can stand in any string literal or comment.
    """
    kept = []
    for char in text[: 4 * longest]:
        category = unicodedata.category(char)
        if category[0] == "Z" or char in "\n\r\t":
            kept.append(" ")
        elif category[0] == "C":
            continue
        else:
            kept.append({"\\": "/", '"': "'"}.get(char, char))
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
