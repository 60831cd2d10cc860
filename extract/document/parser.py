"""PyMuPDF, quiet and without its layout model and what builds on that, whose import takes a second and 150 MB."""

import sys

for _unused in ("pymupdf.layout", "pymupdf4llm"):
    # None makes the import fail, which PyMuPDF provides for.
    sys.modules.setdefault(_unused, None)  # type: ignore[arg-type]

import pymupdf  # noqa: E402

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

__all__ = ["pymupdf"]
