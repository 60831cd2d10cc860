"""What a caption says of a layer in a clause, as a label would print it.

"a convolution of f filters of size d×d×d at stride s" is "convolution, f filters, d×d×d, stride s".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.labels import parse_label
from extract.tables.drafts import TENSORS

_N = r"(?:\d+|(?!(?:of|an?|the|and|by|to|in|with|for|its|max|mean)\b)[A-Za-z]\w{0,3})"
_SIZES = rf"{_N}(?:×{_N})*"
_LINK = r"(?:(?:,|\b(?:with|of|at|and|has|have|having|using|by|whose|in)\b) ?(?:an? |the )?)*"
_WIDE = r"(?:output )?(?:filters?|channels?|feature maps?|maps|kernels|outputs?|(?:hidden )?units|neurons|nodes|features)"
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_RULES = (
    (r"\b([1357])2 (?=conv)", r"\1×\1 "),
    (r"\b([1357])3 (?=conv)", r"\1×\1×\1 "),
    (rf"{_LINK}\b{_N} (?:input|channels|input channels) (?:and|to) ({_N}) {_WIDE}", r", \1 filters"),
    (rf"{_LINK}\bfrom {_N} to ({_N}) {_WIDE}", r", \1 filters"),
    (rf"{_LINK}\bkernels? (?:size )?(?:of )?({_SIZES})", r", size \1"),
    (rf"{_LINK}\b(?:(?:kernel|filter|window|patch) )?sizes? (?:is |of )?({_SIZES})", r", size \1"),
    (rf"{_LINK}\b(?:strides?|steps?)(?: size)?(?: of)? ((?:1/)?{_N})", r", stride \1"),
    (rf"{_LINK}\bdilat(?:ion|ed)(?: rate| factor)?(?: of| by)? ({_N})", r", dilation \1"),
    (rf"{_LINK}\bpadding(?: size)?(?: of)? ({_N})", r", padding \1"),
    (rf"{_LINK}\bdropout(?: ratio| rate| prob\w*)?(?: of)? ({_N})", r", dropout \1"),
    (rf"{_LINK}\bwidth(?: of)? ({_N})", r", \1 units"),
    (rf"{_LINK}\b({_N}) (?:{_WIDE})(?: layers?)?", r", \1 filters"),
    (rf"^(max|average|mean)(?:imum)? pools (?:by|over) (?:a factor of )?({_N})", r"\1 pooling, size \2"),
    (rf"pooling by (?:a factor of )?({_N})", r"pooling, size \1"),
    (r"\b(?:followed by|then) (?:an? |the )?", ", "),
    (rf"\b({_N}×{_N}) (?:convolutional )?block\b", r"\1 conv"),
    (rf"{_LINK}\b(?:one|two|three) ({_N}×{_N}) (?:convolution\w*)? ?layers?", r", size \1"),
    (r"\b(?:layers?|levels?)\b", ""),
)
_SETTING = re.compile(
    rf"(?P<size>size {_SIZES})|{_N} (?:filters|units)|(?:stride|dilation|padding|dropout) (?:1/)?{_N}$|{_N}×{_N}.*"
)
_GIVEN = r"(?:(?:kernels? |filters? )?(?:size )?\d+×\d+(?: kernels?| filters?)?|(?:stride|padding|dilation) (?:1/)?\d)"
_DENSE = re.compile(r"\b(?:fc|fully[- ]connected|dense|linear|inner product|mlp)\b", re.I)


def plain_words(said: str, name: str) -> str:
    """A clause as a label: the kind of layer, then its settings; what is neither is left out.

    Args:
        said: the clause, with letters for values.
        name: what the layer is called where the clause does not say.
    """
    words = re.sub(r"^(?:an?|the) ", "", re.sub(r"\([^()]*\)", _settings_within, said).strip())
    words = re.sub(r"\b(?:one|two|three|four)\b(?= *$)", lambda found: _NUMBERS[found[0]], words)
    for pattern, form in _RULES:
        words = re.sub(pattern, form, words)
    clauses = [clause.strip() for clause in re.split(r",|\band\b", words)]
    kind = re.split(r" (?:with|of|that|which|at|for|using|by)\b", clauses[0])[0].strip()
    settings = [c for c in clauses[1:] if _SETTING.fullmatch(c) or _layer(c)]
    if not kind or (not _layer(kind) and not _block(kind)):
        kind = name
    form = " ".join(", ".join([kind, *settings]).split())
    return form.replace(" filters", " units") if _DENSE.search(kind) else form


def _settings_within(found: re.Match[str]) -> str:
    """What brackets say of a layer, if it is nothing but settings: "(4×4, stride 2)"."""
    return f", {found[0][1:-1]}" if re.fullmatch(rf"\({_GIVEN}(?:, {_GIVEN})*\)", found[0]) else ""


def with_width(words: str, letter: str) -> str:
    """A clause that says nothing of its only value, which then is a width, or a pooling's window."""
    if "pool" in words:
        return f"{words}, size {letter}"
    return f"{words}, {letter} {'units' if _DENSE.search(words) else 'filters'}"


def with_settings(words: str, given: Mapping[str, str]) -> str:
    """A clause with its values in it as a label prints them, and with further settings by their roles."""
    forms = {"kernel": "size {}", "stride": "stride {}", "padding": "padding {}", "filters": "{} filters"}
    forms |= {"dilation": "dilation {}", "groups": "groups {}", "units": "{} units"}
    clauses = [words, *(forms[role].format(value) for role, value in given.items() if role in forms)]
    whole = re.sub(r"\((\w+),\s*(\w+)(?:,\s*(\w+))?\)", _sides, ", ".join(clauses))
    return ", ".join(_clause(clause.strip(), words) for clause in whole.split(", "))


def _sides(found: re.Match[str]) -> str:
    return "×".join(side for side in found.groups() if side)


def _clause(clause: str, whole: str) -> str:
    """A size of one number is that of each side."""
    found = re.fullmatch(r"size (\S+)", clause)
    if not found:
        return clause
    sides = 3 if re.search(r"\b3D|\b3-D", whole) else 2
    return found[1] if "×" in found[1] else "×".join([found[1]] * sides)


def _layer(clause: str) -> bool:
    found = parse_label(clause, role="cell").operations
    return bool(found) and (found[0].op not in TENSORS or found[0].op == "input")


def _block(clause: str) -> bool:
    return re.fullmatch(r"(?:[A-Za-z-]+ ){0,3}(?:block|module|unit|abstraction|stack)", clause) is not None
