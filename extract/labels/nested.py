"""Operations written as functions of one another, the last done outermost: ReLU(Conv1d(x, K=8)), Norm(Linear(x))."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.brackets import is_closed
from extract.labels.families import family
from extract.labels.model import ParsedOperation

_NESTED = re.compile(
    r"^(?P<outer>[A-Za-z][\w -]{1,18}?)(?:\((?P<inner>[A-Za-z][\w-]*\(.*\))\)|(?<=\w)\((?P<bare>[A-Za-z][\w-]{2,})\))$"
)
"""The name of a function, in its brackets that of another one, with its own or bare."""

_DONE_LAST = frozenset({"activation", "norm", "dropout", "pool"})
"""Families of operations that are written around what they are done to."""

_UNIT = re.compile(r"^[A-Z][A-Za-z]{0,3}LU$")
"""Names of activations that are no operation of their own: GLU, SwiGLU."""

_LAYERS = frozenset({"convolution", "dense", "mlp"})
"""Families whose brackets may hold settings; another operation in them is done before."""


def parts_of(text: str) -> tuple[str, str] | None:
    """The outer function's name and the inner function of a label; None for any other label."""
    found = _NESTED.match(text)
    if found is None or not is_closed(found["inner"] or ""):
        return None
    return found["outer"], found["inner"] or found["bare"]


def wraps(outer: Sequence[ParsedOperation], inner: Sequence[ParsedOperation], *, bare: bool) -> bool:
    """Whether what both parts of such a label name is done one after the other.

    A bare name in brackets may say the same again, or what is within; a layer's is done before its norm.
    """
    if len(outer) == 1 and not bare and _UNIT.match(str(outer[0].attrs.get("name", ""))):
        return not any(family(each.op) in ("block", "tensor") for each in inner)
    if len(outer) != 1 or not inner or any(family(each.op) in ("block", "tensor") for each in inner):
        return False
    last = family(outer[0].op)
    if bare:
        return last in ("activation", "norm") and family(inner[0].op) in _LAYERS
    return last in _DONE_LAST or (last in _LAYERS and family(inner[-1].op) != last)
