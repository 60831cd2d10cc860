"""All facts of a paper's text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.prose.connections import connections, downsampling
from extract.prose.constants import constants, width_rules
from extract.prose.conventions import conventions
from extract.prose.heads import heads
from extract.prose.inputs import input_sizes
from extract.prose.layers import counted_layers, inserted_operations, numbered_layers
from extract.prose.lists import layer_lists
from extract.prose.model import Fact, Sentence
from extract.prose.sentences import sentences
from extract.prose.settings import layer_settings

READERS: tuple[Callable[[Sentence], Iterator[Fact]], ...] = (
    conventions,
    layer_settings,
    numbered_layers,
    counted_layers,
    inserted_operations,
    input_sizes,
    constants,
    width_rules,
    heads,
    connections,
    downsampling,
    layer_lists,
)


def read_sentence(sentence: Sentence) -> tuple[Fact, ...]:
    """Everything that one sentence says."""
    return tuple(fact for reader in READERS for fact in reader(sentence))


def read_prose(
    pages: Sequence[str], captions: Mapping[str, tuple[int, str]] | None = None
) -> tuple[Fact, ...]:
    """The facts of a paper's running text and captions, in reading order.

    Args:
        pages: text of each page.
        captions: page and text of each exhibit's caption by its label.
    """
    return tuple(fact for sentence in sentences(pages, captions) for fact in read_sentence(sentence))
