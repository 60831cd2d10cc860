"""PDF pages as immutable data, and the captioned figures and tables on them.

`open_document(path)` gives a `Document` or a `Refused`. Iterating over a document gives `Page`s with `lines`
(of spans and characters), `words`, `paths` and `pictures`, all in points from the top left corner;
`Page.within(bbox)` is what lies in a region, `Document.render(number, bbox, dpi)` its picture as an array.
`find_exhibits(pages)` gives every captioned figure and table with its region.

    with open_document("paper.pdf") as document:
        pages = tuple(document)
        for exhibit in find_exhibits(pages):
            content = pages[exhibit.page - 1].within(exhibit.bbox)

Only opening and reading of pages touch PyMuPDF, which is native code fed with untrusted bytes: outside tests,
call them in the limited child process of `extract.read_paper`.
"""

from extract.document.exhibits import find_exhibits
from extract.document.opening import Document, Opening, open_document
from extract.document.page import Char, Colour, Content, Line, Page, Path, Picture, Point, Segment, Span, Word
from extract.document.titles import title_of

__all__ = [
    "Char",
    "Colour",
    "Content",
    "Document",
    "Line",
    "Opening",
    "Page",
    "Path",
    "Picture",
    "Point",
    "Segment",
    "Span",
    "Word",
    "find_exhibits",
    "open_document",
    "title_of",
]
