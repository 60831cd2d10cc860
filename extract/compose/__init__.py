"""Composing whole networks from a paper's exhibits and sentences.

`compose(reading)` gives every `Network` of a paper: the layers that a table or figure lists, with the wiring
of blocks
drawn elsewhere, the conventions, widths, settings, heads and inputs that the text states. Pure data in and
out.
"""

from extract.compose.model import Conflict, Network
from extract.compose.networks import compose

__all__ = ["Conflict", "Network", "compose"]
