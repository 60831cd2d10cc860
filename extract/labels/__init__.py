"""The grammar of printed labels: what a box, a circled sign, a free label, a volume's sizes or a table's
cell means.

`parse_label` is the door; the helpers answer narrower questions about a text. Nothing here raises: text that
means nothing gives a label without operations.
"""

from extract.labels.comments import comment_likelihood
from extract.labels.legend import symbol_legend
from extract.labels.model import LabelKind, ParsedLabel, ParsedOperation, Role
from extract.labels.normalise import normalise, one_line
from extract.labels.parse import parse_label
from extract.labels.repeats import repeat_mark
from extract.labels.shapes import parse_shape
from extract.labels.symbols import symbol_operation

__all__ = [
    "LabelKind",
    "ParsedLabel",
    "ParsedOperation",
    "Role",
    "comment_likelihood",
    "normalise",
    "one_line",
    "parse_label",
    "parse_shape",
    "repeat_mark",
    "symbol_legend",
    "symbol_operation",
]
