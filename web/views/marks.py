"""Highlights of a search, made safe here and not by promise."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup, escape

_MARK = re.compile(r"(</?mark>)")


def marked(highlight: str) -> Markup:
    """A highlight as HTML: its `<mark>` pairs kept, everything else escaped, whatever it holds."""
    out = Markup("")
    is_open = False
    for piece in _MARK.split(highlight):
        if piece == "<mark>" and not is_open:
            out += Markup("<mark>")
            is_open = True
        elif piece == "</mark>" and is_open:
            out += Markup("</mark>")
            is_open = False
        elif piece not in ("<mark>", "</mark>"):
            out += escape(unescape(piece))
    return out + Markup("</mark>") if is_open else out
