"""Labels that are only the name of what goes into a network or comes out of it: "EEG", "User ID"."""

from __future__ import annotations

import re

from extract.labels.data_heads import headed_data
from extract.labels.model import Role
from extract.labels.quantities import without_quantities
from extract.labels.vocabulary import sections, squash

_LISTS = [(heading.split(), names) for heading, names in sections("data")]

_NAMES = {squash(name): words[0] for words, names in _LISTS if len(words) == 1 for name in names}

_APART = {squash(name): words[0] for words, names in _LISTS if len(words) > 1 for name in names}
"""Short names that a box may have for what it does, and data where no box is drawn around them."""

_STATE = re.compile(
    r"^(?:raw|noisy|clean|source|target|reference|current|previous|input|original|given|observed|full|multi-?channel"
    r"|one-?hot(?:[\s-]encoded)?|tokeni[sz]ed|masked|corrupted|degraded|perturbed|augmented|normali[sz]ed|pre-?processed|cropped"
    r"|resized|unlabell?ed|labell?ed|real)\s",
    re.IGNORECASE,
)
"""Words that say in which state data are."""

_GIVEN = re.compile(
    r"^(?:predicted|estimated|output|final|refined|generated|reconstructed|recon|rec|coarse|fake|synthetic|synthesi[sz]ed|simulated"
    r"|synth|pseudo|denoised|restored|recovered|translated|cyclic|cycled?|enhanced)\.?\s",
    re.IGNORECASE,
)
"""Words that say that a network has given them."""

_DOMAIN = re.compile(
    r"^(?:(?P<real>real)|fake|generated|reconstructed|recon|rec|cyclic|cycled?|translated|synthetic)\.?"
    r" (?:domain )?[A-Z]$",
    re.IGNORECASE,
)
"""Samples of a domain that its letter names, as where two are turned into each other: "Real A", "Fake B"."""

_PLAIN = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9 /-]|(?<=[A-Z])&(?=[A-Z]))+$")
"""Words and no signs, but for that in "H&E": C×T is a size."""

_LETTER = re.compile(
    r"(?<=\w{2})\s[^\W\d_][\u0302\u0303]?(?:['′]|[_^]\{?[\w+-]{1,4}\}?|\s?[-−+]\s?\d|\([a-z](?:_\w)?(?:,\s?[a-z](?:_\w)?)?\))?$"
)
"""The letter that data have in formulas, behind their name: "Reward r_t"."""


_NUMBER = re.compile(r"(?<=[a-z]{3}[a-z])[\s-]#?\d$")
"""Which one of several it is: "Side output 3"."""

_COUNTED = frozenset(["depth", "time", "density", "age", "gender", "history", "energy", "segment", "stage"])
"""Names behind which a number says how much there is of it, or where it comes from."""

_MARKED = re.compile(r"(?<=\s)\[([A-Za-z]{3,6})\](?=\s)")
"""A mark among tokens, before the word for what it is: "learnable [class] embedding"."""

_REMARK = re.compile(r"(?<=\w)\s\([A-Za-z][\w-]+(?:[\s,/]+[A-Za-z][\w-]+){0,4}\)$")
"""Which data, or in what form, in brackets behind their name: "MRI (T1, T2)", "DNA sequence (one-hot)"."""

_SPAN = re.compile(
    r"^(?P<past>past|last|previous|historical|observed)?(?:next|future)?\s(?:\d{1,4}|[A-Z])\s"
    r"(?:time )?(?:steps|hours|days|weeks|months|minutes|seconds|frames|observations|values)$",
    re.IGNORECASE,
)
"""How far back or ahead a series goes: "Past 12 steps"."""

_QUOTED = re.compile(
    r"^(?:text|prompt|question|query|instruction|(?P<given>caption|answer|response))\s?:\s\S.*[a-z?.]$",
    re.IGNORECASE,
)
"""What is said, by an example: "Question: What is it?"."""

_POINTS = re.compile(r"^(?:set of |n |N |\d+ )(?:[×x]\s?\d\s)?(?:input )?points$|^[nN]\s?×\s?\d\spoints$")
"""Points that are counted: "N×3 points"."""

_JOINED = re.compile(r"(?<=[a-z])\s?[&+]\s?(?=[a-z])")
"""A sign for the word that joins two names."""

_END = re.compile(r"^(input|output)\s?:\s(?=[A-Za-z][A-Za-z -]+$)", re.IGNORECASE)
"""Which end of the network it is, before the name of what is there."""


def is_made(name: str) -> bool:
    """Whether a name says of data that a network has given them: "Fake MRI", "Denoised ECG"."""
    given = _GIVEN.match(name) is not None and data_operation(name) is not None
    return given or _DOMAIN.match(name) is not None


def data_operation(text: str, role: Role = "text") -> str | None:
    """Whether such data go in or come out, or stand between; None for all other labels.

    Args:
        text: a cleaned, one-line label.
        role: where the label stands.
    """
    if (named := _named_data(text, role)) is not None:
        return named
    plain = without_quantities(text)
    return _named_data(plain, role) if plain not in ("", text) else None


def _named_data(text: str, role: Role) -> str | None:
    if (domain := _DOMAIN.match(text)) is not None:
        return "input" if domain["real"] else "output"
    name = _LETTER.sub("", _REMARK.sub("", _MARKED.sub(r"\1", text.removesuffix("."))))
    if (end := _END.match(name)) is not None and data_operation(name[end.end() :], "text") is not None:
        return end[1].lower()
    if (plain := _NUMBER.sub("", name)) != name and squash(plain) not in _COUNTED:
        return data_operation(plain, role) if squash(name) not in _NAMES else _NAMES[squash(name)]
    if role != "box" and (told := _told(text)) is not None:
        return told
    name = _JOINED.sub(" and ", name)
    if not _PLAIN.match(name):
        return None
    if (found := _NAMES.get(squash(name))) is not None:
        return found
    if role != "box" and (apart := _APART.get(squash(name))) is not None:
        return apart
    if _STATE.match(name):
        plain = _STATE.sub("", name)
        plain_data = _NAMES.get(squash(plain)) or _APART.get(squash(plain))
        return plain_data or headed_data(plain) or headed_data(name)
    if not _GIVEN.match(name):
        return headed_data(name)
    plain = _GIVEN.sub("", name)
    known = squash(plain) in _NAMES or squash(plain) in _APART or headed_data(plain) is not None
    return "output" if known else headed_data(name)


def _told(text: str) -> str | None:
    """Whether words around an example, a span of time or a count say that it goes in or comes out."""
    if (span := _SPAN.match(text)) is not None and not text[:1].isdecimal():
        return "input" if span["past"] else "output"
    if (quoted := _QUOTED.match(text)) is not None:
        return "output" if quoted["given"] else "input"
    return "input" if _POINTS.match(text) else None
