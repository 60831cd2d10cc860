"""Pictures of drawings into drawings: areas, lines and words of an image as paths and type of a page.

`words`, by `bands`, and `letters` read the type, `word_parts` and `not_type` say what of that stands apart or is none;
`flat` finds where the colour stays the same and `areas` what of that is a shape, with `rounded` and `corners`; `frames`,
`strokes`, `circles`, `stubs` and `heads` follow what is thin, `broad_heads` tells heads among the shapes, `dashes` joins
dashes into lines, and `dash_ends` and `pens` make alike what was drawn alike;
`traced` makes a page of it all, and `read` reads that page by the rules for drawings.
"""

from extract.pixels.read import read_picture

__all__ = ["read_picture"]
