"""Licences by their short names, and what each allows to be shown."""

from __future__ import annotations

import re

_CREATIVE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)", re.IGNORECASE)
_SHORT = re.compile(r"cc[- ]?(by(?:[- ](?:nc|sa|nd))*|0|zero)(?:[- ](\d\.\d))?", re.IGNORECASE)
SHOWING = frozenset({"cc0", "cc-by", "cc-by-sa"})
"""Licences under which crops of figures may be shown."""


def licence_name(licence: str | None) -> str:
    """A licence's short name: "cc-by-4.0", "cc0-1.0", "arxiv-nonexclusive", "none"; others as a slug."""
    if not licence or not licence.strip():
        return "none"
    found = _CREATIVE.search(licence)
    if found:
        kind, version = found[1].lower(), found[2]
        return f"cc0-{version}" if kind in ("zero", "mark") else f"cc-{kind}-{version}"
    found = _SHORT.fullmatch(licence.strip())
    if found:
        kind = found[1].lower().replace(" ", "-")
        version = f"-{found[2]}" if found[2] else ""
        return f"cc0{version}" if kind in ("0", "zero") else f"cc-{kind}{version}"
    if "arxiv.org/licenses/" in licence.lower() and "nonexclusive" in licence.lower():
        return "arxiv-nonexclusive"
    return re.sub(r"[^a-z0-9.]+", "-", licence.lower()).strip("-")[:60] or "none"


def licence_family(name: str) -> str:
    """A short name without its version: "cc-by" for "cc-by-4.0"."""
    return re.sub(r"-\d+\.\d+$", "", name)


def may_show_figures(licence: str | None) -> bool:
    """Whether crops of figures may be shown; a licence that is missing allows nothing."""
    return licence_family(licence_name(licence)) in SHOWING
