"""Pictures of drawings into drawings: areas, lines and words of an image as paths and type of a page.

`words` and `letters` read the type; `flat` finds where the colour stays the same and `areas` what of that is a shape;
`strokes`, `circles`, `stubs` and `heads` follow what is thin; `traced` makes a page of it all, and `read` reads that
page by the rules for drawings.
"""

from extract.pixels.read import read_picture

__all__ = ["read_picture"]
