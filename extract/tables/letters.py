"""Which settings the letters in a code's brackets mean: what the caption says of them, or what all call so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.explained import meaning_of
from extract.tables.headers import role_of

_CUSTOMARY = {
    "k": "kernel",
    "s": "stride",
    "p": "padding",
    "out": "filters",
    "cout": "filters",
    "co": "filters",
    "oc": "filters",
}
"""Letters that mean a setting to everybody, where all of a code's letters are such, or "in"."""
_GLOSSARY = re.compile(
    r"(?<=[,;:.(] )(?P<letter>[A-Za-z]{1,3}) ?[-–—] ?(?P<words>(?:no\. of |# of )?[a-z][a-z ]{2,30})(?=[,;.)]|$)"
)
"""What a letter is, behind a dash: "ch-no. of channels, d-dilation rate"."""
_ENTERS = re.compile(r"c_?in?|in|ci|ic", re.I)
_ARE = r"(?: ?(?:are|denote|represent|indicate|mean|stand for|refer to|give|:|=)) (?:the )?"


def letter_roles(letters: Sequence[str], caption: str) -> dict[str, str]:
    """The setting that each letter means; letters that mean none, or what goes in, are left out."""
    said = _together(letters, caption)
    plain = {letter: letter.lower().replace("_", "") for letter in letters}
    customary = all(name in _CUSTOMARY or _ENTERS.fullmatch(name) for name in plain.values() if name != "m")
    found = {}
    for letter, name in plain.items():
        alone = len(letter) == 1 and not said
        role = said.get(letter) or (meaning_of(letter, caption) if alone else "")
        role = role or (_CUSTOMARY.get(name, "") if customary and len(letters) > 1 else "")
        if role and not _ENTERS.fullmatch(letter):
            found[letter] = role
    return found


def without_glossary(caption: str) -> tuple[str, dict[str, str]]:
    """A caption without what it says of single letters behind dashes, and the settings that these mean."""
    found: dict[str, str] = {}

    def taken(match: re.Match[str]) -> str:
        role = role_of(re.sub(r"^(?:no\.|#) of ", "number of ", match["words"].strip()))
        if role is None:
            return match[0]
        found[match["letter"]] = role
        return ""

    rest = _GLOSSARY.sub(taken, caption)
    return (re.sub(r"(?:, ?)+(?=[,.;)]|$)", "", rest), found) if found else (caption, found)


def _together(letters: Sequence[str], caption: str) -> dict[str, str]:
    """What a caption says of letters all at once: "f, n, c are the filter size, number of filters and of channels"."""
    listed = r",? (?:and )?".join(re.escape(letter) for letter in letters)
    found = re.search(rf"\b{listed}{_ARE}(?P<words>[^.;]+)", caption) if len(letters) > 1 else None
    parts = re.split(r",? and (?:the )?|, (?:the )?", found["words"]) if found else []
    if len(parts) != len(letters):
        return {}
    roles = [role_of(re.sub(r",? respectively$", "", part)) for part in parts]
    return {letter: role for letter, role in zip(letters, roles, strict=True) if role is not None}
