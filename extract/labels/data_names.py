"""Labels that are only the name of what goes into a network or comes out of it: "EEG", "User ID"."""

from __future__ import annotations

import re

from extract.labels.vocabulary import sections, squash

_NAMES = {squash(name): op for op, names in sections("data") for name in names}

_STATE = re.compile(
    r"^(?:raw|noisy|clean|source|target|reference|current|previous|input|original|given|observed|full|multi-?channel"
    r"|one-?hot(?:[\s-]encoded)?|tokeni[sz]ed|masked|corrupted|degraded|perturbed|augmented|normali[sz]ed|pre-?processed|cropped"
    r"|resized|unlabell?ed|labell?ed|real)\s",
    re.IGNORECASE,
)
"""Words that say in which state data are."""

_GIVEN = re.compile(
    r"^(?:predicted|estimated|output|final|refined|generated|reconstructed|coarse)\s", re.IGNORECASE
)
"""Words that say that a network has given them."""

_PLAIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 /-]+$")
"""Words and no signs: C×T is a size."""

_LETTER = re.compile(r"(?<=\w{2})\s[^\W\d_](?:['′]|[_^]\{?[\w+-]{1,4}\}?)?$")
"""The letter that data have in formulas, behind their name: "Reward r_t"."""


def data_operation(text: str) -> str | None:
    """Whether such data go in or come out, or stand between; None for all other labels.

    Args:
        text: a cleaned, one-line label.
    """
    name = _LETTER.sub("", text)
    if not _PLAIN.match(name):
        return None
    if (found := _NAMES.get(squash(name))) is not None:
        return found
    if _STATE.match(name):
        return _NAMES.get(squash(_STATE.sub("", name)))
    given = squash(_GIVEN.sub("", name)) if _GIVEN.match(name) else ""
    return "output" if given in _NAMES else None
