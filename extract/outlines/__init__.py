"""Text that is drawn as outlines: found among a page's paths, drawn large, and read by OCR.

`glyphs` finds characters and puts them into lines, `raster` draws a line, `recognise` reads it, `spell` gives a
page in which the outlines are live text.
"""

from extract.outlines.spell import spelled_out

__all__ = ["spelled_out"]
