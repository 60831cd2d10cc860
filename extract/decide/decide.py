"""Whether an exhibit shows a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.decide.drawn import fit_features, scene_features
from extract.decide.features import (
    Features,
    caption_features,
    content_features,
    graph_features,
    merge,
    picture_features,
)
from extract.decide.model import load
from extract.document import Content
from extract.model import Exhibit, ExhibitSource
from extract.scene.model import Scene
from graph import Graph

THRESHOLD = 0.5
"""Calibrated probability from which an exhibit counts as one that shows a network."""

WORTH = 0.02
"""Probability at a glance from which the readers look at an exhibit at all."""

WORTH_TRACING = 0.1
"""The same for pictures, whose pixels have to be traced and whose type has to be recognised first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an exhibit shows a network.

    Attributes:
        is_architecture: the decision.
        probability: calibrated.
    """

    is_architecture: bool
    probability: float


def glance(
    exhibit: Exhibit, content: Content, source: ExhibitSource, picture: npt.NDArray[np.uint8]
) -> Features:
    """What can be known before a reader has looked.

    Args:
        exhibit: its caption and kind.
        content: what its region holds.
        source: how it is made.
        picture: height × width × 3, red, green, blue, at 72 dpi.
    """
    return merge(
        caption_features(exhibit),
        content_features(content),
        picture_features(picture),
        {f"source {source}": 1.0},
    )


def worth_reading(seen: Features) -> float:
    """Probability at a glance that an exhibit shows a network."""
    return load("glance").probability(seen)


def looked(reader: str, graphs: Sequence[Graph], scene: Scene | None) -> Features:
    """What a reader's look adds.

    Args:
        reader: its name.
        graphs: what it read.
        scene: the drawing that it read them from; None for a table.
    """
    found = graph_features(graphs, reader)
    return merge(found, scene_features(scene), fit_features(scene, graphs)) if scene else found


def decide(seen: Features, reader: str, graphs: Sequence[Graph], scene: Scene | None) -> Decision:
    """The decision with what a reader made of the exhibit.

    Args:
        seen: its features at a glance.
        reader: name of the reader, or "" where none could look: then the glance decides.
        graphs, scene: see `looked`.
    """
    if reader:
        probability = load("full").probability(merge(seen, looked(reader, graphs, scene)))
    else:
        probability = worth_reading(seen)
    return Decision(probability >= THRESHOLD, probability)
