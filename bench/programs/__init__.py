"""Random networks drawn by the programs that people draw with, for reading what these really write into a PDF.

`places` where nodes stand (by Graphviz); `graphviz`, `tikz`, `plots` (Matplotlib) and `office` (LibreOffice Draw)
each draw one figure; `page` sets it into a page as its Figure 1.
"""
