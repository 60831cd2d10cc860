"""How wide a text will be, without asking a browser."""

from __future__ import annotations

# Advance widths of Helvetica's printable ASCII in thousandths of the type size, from its AFM file.
_HELVETICA = dict(
    zip(
        map(chr, range(32, 127)),
        (
            278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
            556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
            1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
            667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
            333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
            556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
        ),
        strict=True,
    )
)  # fmt: skip
_OTHER = 600
_WIDE = 1000
# Interface fonts run wider than Helvetica by a few hundredths; a bold weight by a few more.
_MARGIN = 1.07
_BOLD = 1.07


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at a type size in pixels, on the safe side for common interface fonts."""
    units = sum(_HELVETICA.get(c, _WIDE if ord(c) >= 0x1100 else _OTHER) for c in text)
    return units / 1000 * size * _MARGIN * (_BOLD if bold else 1.0)


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `room` pixels with an ellipsis after it."""
    if text_width(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end > 1 and text_width(text[:end] + "…", size, bold=bold) > room:
        end -= 1
    return text[:end].rstrip() + "…"
