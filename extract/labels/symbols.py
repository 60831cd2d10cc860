"""Single signs and letters that stand for an operation: ⊕, ⊗, σ, a circled C."""

from __future__ import annotations

import re

from extract.labels.families import family
from extract.labels.model import Role
from extract.labels.normalise import one_line
from extract.labels.vocabulary import PHRASES, squash

_ALWAYS: dict[str, str] = {
    "⊕": "add",
    "⊞": "add",
    "∑": "add",
    "∏": "multiply",
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
    "·T": "matmul",
    "·^T": "matmul",
    "·⊤": "matmul",
    "·^⊤": "matmul",
    "σ": "sigmoid",
    "IN": "instance_norm",
    "σ(·)": "sigmoid",
    "max(0, x)": "relu",
    "max(0,x)": "relu",
    "max(0, ·)": "relu",
    "+=": "add",
    "@": "matmul",
    "max(x, 0)": "relu",
    "1-": "subtract",
    "1 -": "subtract",
    "-": "subtract",
    "−": "subtract",
}

_COMPLEMENT = re.compile(r"^1\s?-\s?[^\W\d_]['′]?(?:_\{?\w{1,3}\}?)?$")
"""What is missing to one: "1 - z"."""

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


_FACTOR = re.compile(r"^[×*]\s?(?:\d*\.\d+|[αβγλτσ]|1\s?[⁄/]\s?(?:√\s?)?\(?[A-Za-zα-ω](?:_\w{1,2})?\)?)$")
"""A sign with the factor that it multiplies by; a whole number or a Latin letter behind it counts repeats."""


_ROOT = re.compile(r"^(?:[×*]?\s?1\s?[/⁄]\s?|[÷/]\s?)√\s?\(?[dD](?:_?\{?\w{1,5}\}?)?\)?$")
"""What the products of queries and keys are divided by: "1/√d_k"."""

_SHARE = re.compile(r"^(?:\d*\.\d+|1\s?[⁄/]\s?[2-9])\s?[×x*]$|^[×*]\s?(?:½|1\s?[⁄/]\s?[2-9])$")
"""A fraction that is multiplied with: 0.5×, ½ x, × 1/2."""

_LISTED = re.compile(r"^\[\s?[^\s;,∥‖|\[\]()]{1,12}(?:\s?(?:;|∥|‖|\|\|)\s?[^\s;,∥‖|\[\]()]{1,12})+\s?\]$")
"""Variables in square brackets with semicolons or double bars between them: one below the other, "[h; c]"."""

_VECTOR = r"[^\W\d_][\u0300-\u036f'′]*(?:[_^]\{?[\w+-]{1,5}\}?)*"
_STACKED = re.compile(
    rf"^(?:(?P<left>{_VECTOR})\s?=\s?)?\[\s?(?P<parts>{_VECTOR}(?:(?:\s?[,;|∥‖]+\s?|\s){_VECTOR})+)\s?\]"
    r"(?P<turned>\s?\^?\s?\{?[T⊤]\}?)?$"
)
"""Vectors in square brackets that a letter stands for, one below the other: "z = [x_t h_{t-1}]^T"."""

_WITH_DIFFERENCE = re.compile(
    r"^[(\[]\s?(\w)\s?[,;]\s?(\w)\s?[,;]\s?\|\s?\1\s?[-−]\s?\2\s?\|(?:\s?[,;]\s?\1\s?[*∗⊙·×]\s?\2)?\s?[)\]]$"
)
"""Two vectors, how far they are apart, and their product, one below the other: "(u, v, |u-v|)"."""

_BLANKS = re.compile(r"^\[\s?[·•∙⋅]?\s?[,;|∥‖]{1,2}\s?[·•∙⋅]?\s?\]$")
"""Two blanks in square brackets, for whatever is put one below the other: "[·, ·]", "[;]"."""

_MEAN = re.compile(r"^1\s?[/⁄]\s?[A-Za-z]\w?\s?[ΣΣ∑](?:_\S{1,6})?$")
"""A sum and what it is divided by: "1/T Σ_t"."""

_SQUASHED = re.compile(r"^σ\s?\((?!·)[^()]*(?:\([^()]*\)[^()]*)*\)$")
"""What a sigmoid is applied to, in the brackets of its sign: "σ(W x + b)"."""

_TRANSPOSED = re.compile(
    r"^[A-Z](?:_\w{1,2})?(?:\s?[×·@∗*]?\s?[A-Z](?:_\w{1,2})?|\^?⊤\s?[×·@∗*]?\s?[A-Z]|\^T\s?[×·@∗*]?\s?[A-Z])"
    r"(?:(?<=\w)(?:\^T|\^?⊤))?$"
)
"""Two matrices that are multiplied with each other, one of them turned: "QK^T", "X^T X"."""

_GAIN = re.compile(r"^[×⊗⊙]\s?[A-Za-zΑ-ω]\w{0,3}\s?\(.+\)$")
"""A sign with the function that it multiplies by: "× G(f)"."""


_SUM = re.compile(r"^[Σ∑](?:_\S{1,8})?(?:\s?[A-Za-zα-ρτ-ω](?:_\S{1,6})?){0,3}$")
"""A sum by its sign, with what is summed up: "Σ_i α_i h_i"."""

_MATRIX = r"[A-Z](?:_\w{1,2})?"
_TURNED = r"\s?\^\s?\{?[T⊤]\}?"
_CROSS_PRODUCT = re.compile(
    rf"^(?:{_MATRIX}\s?[·×*]?\s?{_MATRIX}{_TURNED}|{_MATRIX}{_TURNED}\s?[·×*]?\s?{_MATRIX}|Q\s?K\s?[T⊤])$"
)
"""A matrix and the transposed of another, multiplied: "Q K^T"."""

_UPWARD = re.compile(r"^(?:↑\s?×?\s?(\d{1,2})\s?×?|×?\s?(\d{1,2})\s?×?\s?↑)$")
"""An arrow upward with its factor: ↑2, ×2 ↑."""


def upward(text: str) -> int | None:
    """The factor of a cleaned label that is an arrow upward with a factor and nothing else; None for all others."""
    found = _UPWARD.match(text)
    return None if found is None else int(found[1] or found[2])


def _is_layer(part: str) -> bool:
    """Whether a part of a list names a layer rather than a variable: the pools of "[AvgPool; MaxPool]"."""
    meaning = PHRASES.get(squash(part))
    return (
        meaning is not None
        and len(part) > 3
        and family(meaning.op) in ("pool", "convolution", "dense", "attention")
    )


def _stacks(text: str) -> bool:
    """Whether an equation, or a bracket that is turned, puts different vectors one below the other.

    Those of one letter are the steps of one sequence: "X = [x_1, x_2, x_3]".
    """
    found = _STACKED.match(text)
    if found is None or not (found["left"] or found["turned"]):
        return False
    letters = [part[0].lower() for part in re.findall(_VECTOR, found["parts"])]
    return len(set(letters)) > 1


def _bare(sign: str) -> str:
    """The sign in brackets that stand for its circle: (+)."""
    inner = sign[1:-1].strip() if sign.startswith("(") and sign.endswith(")") else ""
    return inner if len(inner) == 1 and inner in "+×*−-⊙" else ""


def symbol_operation(text: str, role: Role = "symbol") -> str | None:
    """The operation that a sign stands for; None where it stands for none.

    Letters are taken for operations only in a circle (role "symbol"): "C" beside a line names a tensor.
    """
    clean = one_line(text).strip() if text.strip() else ""
    if _LISTED.match(clean) and not any(map(_is_layer, re.split(r"[;∥‖|]+", clean.strip("[] ")))):
        return "concat"
    if role == "box" and _stacks(clean):
        return "concat"
    if _WITH_DIFFERENCE.match(clean) or _BLANKS.match(clean):
        return "concat"
    if _MEAN.match(clean):
        return "mean"
    if _SQUASHED.match(clean):
        return "sigmoid"
    if _GAIN.match(clean):
        return "multiply"
    if role in ("box", "symbol") and _SUM.match(clean):
        return "add"
    if role in ("box", "symbol") and _CROSS_PRODUCT.match(clean):
        return "matmul"
    if not clean or len(clean) > 10:
        return None
    if role in ("box", "symbol") and ("^T" in clean or "⊤" in clean) and _TRANSPOSED.match(clean):
        return "matmul"
    found = _ALWAYS.get(clean) or _ALWAYS.get(_bare(clean))
    if found is not None:
        return found
    if _FACTOR.match(clean) or _ROOT.match(clean) or _SHARE.match(clean):
        return "scale"
    if role in ("box", "symbol") and _COMPLEMENT.match(clean):
        return "subtract"
    return _IN_CIRCLE.get(clean) if role == "symbol" else None
