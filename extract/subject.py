"""Along how many dimensions the convolutions of a paper run, by what it is about.

A figure prints "Conv" and leaves unsaid what every reader of a paper on speech or on volumetric scans knows. The title
says what a paper is about; where its text speaks of convolutions of another kind, the figure is taken as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extract.document import Page, title_of
from extract.figures.meaning.three_dimensions import DEEP
from graph import Attribute, FrozenMap, Graph, Node

Dimensions = Literal[1, 2, 3]
"""Of the maps that convolutions of a paper run over."""

SERIES = re.compile(
    r"\b(?:speech|audio|waveforms?|(?<!half-)(?<!met(?:re|er)-)(?<!mm-)wave|gravitational waves|acoustic|speakers?"
    r"|vocoders?|voices?|singing|utterances?|music|melody|pitch(?= (?:track|estimat|detect))|drums?|TTS"
    r"|texts?(?![\s-]+(?:detect|spot|recogni|locali|guided|conditioned|driven|to[\s-]+(?:image|video|3\s?d|shape)))"
    r"|languages?|sentences?|translation|reading comprehension|time[- ]series|forecasting|ECG|EEG|EMG"
    r"|electro(?:cardio|encephalo|myo)\w+|heartbeats?|arrhythmias?|sleep stag\w+|phonemes?|keyword spotting"
    r"|DNA|RNA|genom(?:es?|ics?)|nucleotides?|nucleic acids?|(?:non-?)?coding variants|CRISPR|SMILES"
    r"|proteins?(?! (?:folding|structures? prediction|contact))|peptides?|amino acids?|drug[- –]target|binding affinit\w+"
    r"|clinical notes?|sentiment|authorship|source code|passwords?|malware|intrusion detection|URLs?|phishing"
    r"|(?:website|traffic) fingerprinting|network traffic|side[- ]channel|power traces?"
    r"|(?:non-?intrusive )?load (?:monitoring|disaggregation)|NILM|stocks?|accelerometers?|inertial"
    r"|photoplethysmo\w+|PPG|blood pressure|radio signals?|seismograms?|seismic (?:phase|wave|trace)s?|earthquakes?"
    r"|exoplanets?|transits|light curves?|(?:Raman|infrared|mass|stellar|NMR) spect(?:r(?:um|a|al|oscop\w+)|romet\w+)"
    r"|spectroscop\w+|quasi-recurrent|(?<![-–])temporal convolution(?:s|al networks?)?|one-dimensional|1-?D"
    r"|sequence[- ]to[- ]sequence|sequence[- ]model(?:s|ing|ling)?)\b",
    re.IGNORECASE,
)
"""Subjects that are a sequence. Text that is found in a picture, or that tells what a picture shall show, is none."""

SPACE = re.compile(r"\bvolumetric\b|\b3\s?-?\s?D\s+(?:conv|[UV]-?Net|CNN)", re.IGNORECASE)
"""Subjects that have a depth."""

PLANE = re.compile(
    r"\b(?:images?|vision|visual\w*|videos?|pixels?|scenes?|handwrit\w+|faces?|objects?|spectrograms?|captions?"
    r"|semantic segmentation|super-?resolution|poses?|optical flow)\b",
    re.IGNORECASE,
)
"""Subjects that are seen."""

FLAT = re.compile(
    r"\b(?:2\s?-?\s?D|two[- ]dimensional)[\s-]+(?:\w+\s+){0,2}?conv|\bconv\w*[\s-]?2-?d\b", re.IGNORECASE
)
"""What speaks of convolutions over two dimensions."""

MANY = 30
"""Words for what is seen in a whole paper, from which on they outweigh a title that speaks of sequences."""

SIDES = re.compile(r"(\d+|\b[a-z]\b)\s*[×x]\s*(\d+|\b[a-z]\b)", re.IGNORECASE)
"""A kernel with two sides, as it is printed."""

SUBSAMPLING = re.compile(r"sub-?sampl", re.IGNORECASE)
"""Convolutions in front of a speech network that shorten a spectrogram, which has two dimensions still."""


def dimensions_of(pages: Sequence[Page]) -> Dimensions:
    """Along how many dimensions a paper's convolutions run: 2 unless its title and text say otherwise."""
    title = title_of(pages)
    series, space = SERIES.search(title), SPACE.search(title)
    if not (series or space) or any(FLAT.search(page.text) for page in pages):
        return 2
    if space:
        return 3
    if PLANE.search(title):
        return 2
    seen = sum(len(PLANE.findall(page.text)) for page in pages)
    told = sum(len(SERIES.findall(page.text)) for page in pages)
    return 2 if seen >= max(MANY, told) else 1


def along(graphs: Sequence[Graph], dimensions: Dimensions) -> tuple[Graph, ...]:
    """Graphs whose convolutions run along so many dimensions; one that prints a kernel of two real sides stays.

    Args:
        graphs: as read.
        dimensions: of what the paper is about (`dimensions_of`).
    """
    if dimensions == 2:
        return tuple(graphs)
    return tuple(
        graph
        if dimensions == 1 and _is_flat(graph)
        else replace(graph, nodes=tuple(_node(node, dimensions) for node in graph.nodes))
        for graph in graphs
    )


def _is_flat(graph: Graph) -> bool:
    """Whether a network's own sizes say that its maps have two dimensions, whatever its paper is about.

    So do kernels of which some have their length one way and some the other, and a height, a width and channels behind
    every convolution that has a size at all.
    """
    layers = [node for node in graph.nodes if node.op == "conv2d"]
    kernels = [node.attributes["kernel"].value for node in layers if "kernel" in node.attributes]
    unlike = [each for each in kernels if isinstance(each, tuple) and len(each) == 2 and each[0] != each[1]]
    tall, wide = any(each[1] == 1 for each in unlike), any(each[0] == 1 for each in unlike)
    if tall and wide:
        return True
    shapes = [node.output_shape for node in layers if node.output_shape]
    return bool(shapes) and all(len(shape) == 3 and 1 not in shape[:2] for shape in shapes)


def _node(node: Node, dimensions: Dimensions) -> Node:
    if dimensions == 3:
        flat = "kernel" in node.attributes or FLAT.search(node.label)
        return node if flat or node.op not in DEEP else replace(node, op=DEEP[node.op])
    if node.op != "conv2d" or FLAT.search(node.label) or SUBSAMPLING.search(node.label):
        return node
    printed = SIDES.search(node.label)
    if printed and "1" not in printed.groups():
        return node
    line = {name: _one_side(attribute) for name, attribute in node.attributes.items()}
    return replace(node, op="conv1d", attributes=FrozenMap(line))


def _one_side(attribute: Attribute) -> Attribute:
    """A setting for one dimension of one for two: the side that is not 1."""
    match attribute.value:
        case (a, b):
            return replace(attribute, value=(a if b == 1 else b,))
        case _:
            return attribute
