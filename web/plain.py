"""Text that XML can hold."""

from __future__ import annotations

import re

# XML 1.0 has no place for control characters, lone surrogates and two noncharacters, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)
