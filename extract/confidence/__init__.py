"""How likely what was read is right: each node, edge, attribute and group, each graph, and an exhibit's whole reading.

Each is a logistic function of a few named facts of the reading itself (`features.py`), times the probability that the
exhibit shows a network at all. The weights are fitted by `python -m bench.fit_confidence` to hand-annotated
exhibits; that program prints how they do on papers that they were not fitted to.
"""

from extract.confidence.features import Whole, whole_of
from extract.confidence.rate import Rated, rate

__all__ = ["Rated", "Whole", "rate", "whole_of"]
