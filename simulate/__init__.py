"""Synthetic papers: networks whose graph is known, drawn as papers draw them, set as PDF.

`style` how a drawing looks; `layout` where nodes stand; `figure` the drawing; `typeset` running text and
captions in columns; `exhibits` figures, tables and plots with their captions; `paper` a whole paper;
`library` the six papers that ship as samples; `samples` writes them.
"""
