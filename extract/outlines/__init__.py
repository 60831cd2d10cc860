"""Text that is drawn as outlines or placed as small images: found on a page, drawn large, and read by OCR.

`glyphs` finds characters and puts them into lines, `raster` draws a line, `recognise` reads it, `pictured` finds
and reads small images, `spell` gives a page in which all of it is live text.
"""

from extract.outlines.spell import spelled_out

__all__ = ["spelled_out"]
