"""Whether a table's graphs are a network: layer tables print settings, result tables print decimals."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from extract.tables.cells import is_total
from extract.tables.drafts import ACTIVATIONS
from extract.tables.headers import Head, Role
from extract.tables.model import Grid
from extract.tables.values import DECIMAL
from graph import Graph

ARCHITECTURE = re.compile(
    r"architect|configuration|(?:network|model)s? (?:structure|detail)|structure of|specification|\blayers?\b"
    r"|\b(?:encoder|decoder|generator|discriminator|backbone)\b"
    r"|\b(?:description|details|summary|overview|layout|design) of (?:our|the|an?) (?:[\w-]+ ){0,3}"
    r"(?:[CDRT]NN|LSTM|GRU|network|net|auto-?encoder)\b",
    re.I,
)
RESULTS = re.compile(
    r"result|compar|error|accurac|perform|ablation|evaluat|\bWER\b|\bm?AP\b|BLEU|effect|impact|speed|statistic"
    r"|hyper-?param|dataset|resource|removing|pre-?train|fine-?tun|\btest\b|search space|benchmark",
    re.I,
)
_SCORE = re.compile(
    r"top-?[15]|\bacc|\berr|m?\bAP\b|IoU|BLEU|PSNR|SSIM|\bFID\b|\bF1\b|\bWER\b|\bAUC\b|\bdev\b|\btest\b", re.I
)
_TERM = re.compile(r"(?:symbol|notation|abbreviation|acronym|variable|term|letter)s?", re.I)
_MEANING = re.compile(
    r"(?:meaning|definition|description|explanation|denotes|stands for|full name|expansion)s?", re.I
)
_TYPED: frozenset[Role] = frozenset(
    (
        "kernel",
        "stride",
        "padding",
        "filters",
        "output",
        "input",
        "repeat",
        "units",
        "in_out",
        "dilation",
        "groups",
        "pool_kernel",
        "output_height",
        "output_width",
        "output_side",
    )
)
_SIMPLE = ACTIVATIONS | frozenset(
    (
        "batch_norm",
        "layer_norm",
        "group_norm",
        "instance_norm",
        "norm",
        "lrn",
        "dropout",
        "flatten",
        "input",
        "output",
        "concat",
        "add",
    )
)


def probability(grid: Grid, heads: Sequence[Head], graphs: Sequence[Graph], caption: str) -> float:
    """A rank from 0 to 1 that the graphs read from a table are networks.

    The weights are set by hand on what tells the two apart: the share of layers with a printed setting or shape
    speaks for a network, decimals and a caption that speaks of results against it.
    """
    nodes = [node for graph in graphs for node in graph.nodes]
    if not nodes or _explains_words(heads):
        return 0.0
    main = [n for n in nodes if n.op not in _SIMPLE]
    settled = sum(
        bool(set(n.attributes) - {"name"}) or n.output_shape is not None or n.repeat is not None for n in main
    )
    blocks = sum(n.op == "block" for n in nodes) / len(nodes)
    body = [c for c in grid.cells if c.row >= grid.header_rows]
    # The networks' sizes in the last rows are no results.
    cells = [c.text.strip() for c in body if not is_total(grid.text(c.row, 0))]
    decimals = sum(bool(DECIMAL.fullmatch(text)) for text in cells) / max(1, len(cells))
    typed = sum(head.role in _TYPED for head in heads)
    said = ARCHITECTURE.search(caption) is not None
    rank = -1.5 + 3 * settled / max(1, len(main)) - 6 * decimals
    rank += 1.5 * said - 1.5 * (RESULTS.search(caption) is not None)
    rank += 0.6 * min(typed, 3) + 0.5 * math.log2(len(nodes) / 4)
    rank -= 1.5 * (typed < 3 and any(_SCORE.search(head.text) for head in heads))
    # Stages with the sizes of their maps are a network's, whatever the caption calls it.
    shaped = all(n.output_shape is not None and len(n.output_shape) > 1 for n in main)
    listed = said and heads[0].role == "op" and settled == len(main)
    known = sum(n.op != "block" for n in main) >= 2 * len(graphs)
    if (blocks >= 0.5 and not (typed or listed or known)) or (blocks == 1 and not said and not shaped):
        rank -= 2
    return round(1 / (1 + math.exp(-rank)), 3)


def _explains_words(heads: Sequence[Head]) -> bool:
    """Whether a table tells what symbols or short words stand for."""
    texts = [head.text.strip() for head in heads]
    return any(map(_TERM.fullmatch, texts)) and any(map(_MEANING.fullmatch, texts))
