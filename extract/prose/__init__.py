"""Facts from running text and captions: conventions, settings, single layers, heads, inputs, constants,
lists.

`read_prose(pages, captions)` gives every `Fact` with its sentence as evidence. Pure text in, facts out;
nothing here
raises for any text.
"""

from extract.prose.model import (
    Connected,
    Constant,
    Counted,
    Downsampled,
    Fact,
    Head,
    InputSize,
    Inserted,
    LayerList,
    LayerSetting,
    NumberedLayer,
    Sentence,
    Surrounded,
    WidthRule,
)
from extract.prose.read import read_prose, read_sentence
from extract.prose.sentences import sentences

__all__ = [
    "Connected",
    "Constant",
    "Counted",
    "Downsampled",
    "Fact",
    "Head",
    "InputSize",
    "Inserted",
    "LayerList",
    "LayerSetting",
    "NumberedLayer",
    "Sentence",
    "Surrounded",
    "WidthRule",
    "read_prose",
    "read_sentence",
    "sentences",
]
