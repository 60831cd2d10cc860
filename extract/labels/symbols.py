"""Single signs and letters that stand for an operation: ⊕, ⊗, σ, a circled C."""

from __future__ import annotations

import re

from extract.labels.model import Role
from extract.labels.normalise import one_line

_ALWAYS: dict[str, str] = {
    "⊕": "add",
    "⊞": "add",
    "∑": "add",
    "Σ": "add",
    "⨁": "add",
    "➕": "add",
    "⊗": "multiply",
    "⊙": "multiply",
    "⨂": "multiply",
    "⨀": "multiply",
    "⊠": "multiply",
    "◦": "multiply",
    "∘": "multiply",
    "☉": "multiply",
    "ʘ": "multiply",
    "⊖": "subtract",
    "⊘": "divide",
    "∥": "concat",
    "||": "concat",
    "‖": "concat",
    "⊎": "concat",
    "©": "concat",
    "Ⓒ": "concat",
    "ⓒ": "concat",
    "⊚": "multiply",
    "+": "add",
    "++": "concat",
    "×": "multiply",
    "⋅": "multiply",
    "·": "multiply",
    "•": "multiply",
    "*": "multiply",
    "÷": "divide",
    "σ": "sigmoid",
    "IN": "instance_norm",
    "σ(·)": "sigmoid",
    "max(0, x)": "relu",
    "max(0,x)": "relu",
    "max(x, 0)": "relu",
    "1-": "subtract",
    "-": "subtract",
    "−": "subtract",
}

_IN_CIRCLE: dict[str, str] = {
    "C": "concat",
    "c": "concat",
    "x": "multiply",
    "X": "multiply",
    "S": "sigmoid",
    "U": "upsample",
    "A": "add",
    "M": "multiply",
    "T": "transpose",
    "R": "relu",
    "P": "pool",
    "D": "dropout",
    ".": "multiply",
    "t": "tanh",
    "Ʃ": "add",
    "E": "add",
    "~": "activation",
    "∿": "activation",
    "↑": "upsample",
    "↓": "pool",
    "⇑": "upsample",
    "1-x": "subtract",
    "φ": "activation",
    "ϕ": "activation",
}


_FACTOR = re.compile(r"^[×*]\s?(?:\d*\.\d+|[αβγλ])$")
"""A sign with the factor that it multiplies by; a whole number or a Latin letter behind it counts repeats."""


def symbol_operation(text: str, role: Role = "symbol") -> str | None:
    """The operation that a sign stands for; None where it stands for none.

    Letters are taken for operations only in a circle (role "symbol"): "C" beside a line names a tensor.
    """
    clean = one_line(text).strip() if text.strip() else ""
    if not clean or len(clean) > 10:
        return None
    found = _ALWAYS.get(clean)
    if found is not None:
        return found
    if _FACTOR.match(clean):
        return "scale"
    return _IN_CIRCLE.get(clean) if role == "symbol" else None
