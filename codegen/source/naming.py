"""The one authority for identifiers in generated code.

A printed label may hold anything: quotes, newlines, keywords, names of builtins, look-alike letters, ten
thousand characters. Nothing of it reaches code but through `identifier` (ASCII letters, digits, underscores),
and nothing is declared but through `Names`, which never hands out the same name twice.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 28
"""Characters that an identifier may have before a number is added to tell it from others."""

RESERVED = (
    frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins)) | {"self", "cls"}
)
"""Names that generated code never declares."""

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta", "λ": "lambda_",
    "μ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega", "×": "x",
}  # fmt: skip


def ascii_words(text: str) -> list[str]:
    """The ASCII words of a text, in order; letters of other scripts are dropped, accents and widths folded."""
    head = text[: 8 * LONGEST]
    spelled = "".join(f" {_GREEK[c]} " if c in _GREEK else c for c in head)
    folded = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    return re.findall(r"[A-Za-z]+|[0-9]+", folded)


def identifier(text: str, fallback: str) -> str:
    """A snake_case identifier for a text; `fallback` where the text has no ASCII letter to begin one."""
    words = [word.lower() for word in ascii_words(text)]
    while words and words[0][0].isdigit():
        words.append(words.pop(0)) if any(w[0].isalpha() for w in words) else words.clear()
    name = "_".join(words)[:LONGEST].strip("_")
    if not name:
        return fallback
    return f"{name}_" if name in RESERVED else name


def class_identifier(text: str, fallback: str) -> str:
    """A CapWords identifier for a text; words that are capitals already stay so ("SE block" is SEBlock)."""
    words = ascii_words(text)
    while words and not words[0][0].isalpha():
        words.append(words.pop(0)) if any(w[0].isalpha() for w in words) else words.clear()
    name = "".join(w if w.isupper() else w[:1].upper() + w[1:] for w in words)[:LONGEST]
    if not name:
        return fallback
    return f"{name}_" if name in RESERVED else name


class Names:
    """Names of one scope. Each one handed out is new to the scope and to what it was told to avoid."""

    def __init__(self, avoid: Iterable[str] = ()) -> None:
        self._taken = set(avoid) | RESERVED

    def claim(self, wanted: str) -> str:
        """`wanted`, or `wanted` with the least number that makes it new."""
        if not wanted.isidentifier() or not wanted.isascii():
            raise ValueError(f"{wanted!r} did not come from the naming authority")
        name, number = wanted, 2
        while name in self._taken:
            joint = "_" if wanted[-1].isdigit() else ""
            name, number = f"{wanted}{joint}{number}", number + 1
        self._taken.add(name)
        return name

    def __contains__(self, name: str) -> bool:
        return name in self._taken
