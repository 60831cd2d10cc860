"""The six papers that ship as samples. Their authors and results are invented; text and drawings are CC0."""

from simulate.library import classifier, forecaster, inception, masks, residual, tallies
from simulate.paper import Paper

PAPERS: tuple[Paper, ...] = (
    residual.PAPER,
    masks.PAPER,
    tallies.PAPER,
    forecaster.PAPER,
    inception.PAPER,
    classifier.PAPER,
)
