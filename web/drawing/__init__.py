"""An architecture graph as an SVG drawing: cards for operations, arrows for tensors, shapes beside the arrows.

    graph ──cards──▶ sizes and links ──layout──▶ boxes and routes ──svg──▶ markup

The layout is Sugiyama's: cycles opened, ranks given, crossings reduced, places chosen after Brandes and Köpf
(2001), and a chain that would run off the page is folded into columns. Colours are classes; the site's
stylesheet gives them for light and dark.
"""

from web.drawing.families import FAMILIES, Family, family_of
from web.drawing.svg import Drawing, draw, standalone

__all__ = ["FAMILIES", "Drawing", "Family", "draw", "family_of", "standalone"]
