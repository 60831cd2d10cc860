"""Edges that the whole figure decides, and those between things without a line."""
