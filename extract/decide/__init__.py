"""Whether an exhibit shows a network, of which kind of drawing, and how it is made."""

from extract.decide.decide import WORTH, WORTH_TRACING, Decision, decide, glance, looked, worth_reading
from extract.decide.source import source_of
from extract.decide.types import type_of_drawing

__all__ = [
    "WORTH",
    "WORTH_TRACING",
    "Decision",
    "decide",
    "glance",
    "looked",
    "source_of",
    "type_of_drawing",
    "worth_reading",
]
