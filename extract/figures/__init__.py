"""Scenes into graphs: nodes, edges, groups and repeats of a drawn figure.

Read in four steps, each a file here: `drawing` (things, the lines that may join them, and what is printed for each),
`edges`, `meanings`, `assemble`. Their rules stand in rooms, a rule a file; a room imports only rooms before it:
`likeness` (shapes that are one thing together), `things`, `lines` (what flows along lines), `names` (what stands beside
what it names), `volumes`, `meaning` (what a thing stands for), `joining` (edges that the whole figure decides, or that
have no line).
"""

from extract.figures.read import FigureReading, read_figure, read_scene

__all__ = ["FigureReading", "read_figure", "read_scene"]
