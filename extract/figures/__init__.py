"""Scenes into graphs: nodes, edges, groups and repeats of a drawn figure."""

from extract.figures.read import FigureReading, read_figure, read_scene

__all__ = ["FigureReading", "read_figure", "read_scene"]
