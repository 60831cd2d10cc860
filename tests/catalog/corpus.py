"""A small catalog made by hand, every paper of it for some reason: what the tests of storing and searching stand on."""

from __future__ import annotations

from collections.abc import Mapping

from catalog import Catalog
from catalog.records import (
    Implementation,
    Metadata,
    Reading,
)
from tests.catalog.makers import architecture, conv, exhibit, graph, implementation, metadata, reading

CC_BY = "http://creativecommons.org/licenses/by/4.0/"
CC_BY_SA = "http://creativecommons.org/licenses/by-sa/4.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
ARXIV = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"

RESIDUAL_BLOCK = graph(
    "input",
    conv(3),
    "batch_norm",
    "relu",
    conv(3),
    "batch_norm",
    "add",
    "relu",
    extra=[(0, 6)],
    name="residual block",
)
RESIDUAL_NET = graph(
    "input",
    conv(7, 64, stride=[2, 2]),
    "batch_norm",
    "relu",
    ("max_pool", {"kernel": [3, 3]}),
    conv(3, 64),
    ("block", {"name": "residual block", "label": "residual block"}),
    "global_avg_pool",
    ("dense", {"units": 1000}),
    "softmax",
    name="ResNet-34",
    repeats={5: 32},
)
TRANSFORMER = graph(
    "input",
    ("embedding", {"dim": 512}),
    "positional_encoding",
    ("multi_head_attention", {"heads": 8, "dim": 512}),
    "add",
    "layer_norm",
    "feed_forward",
    "add",
    "layer_norm",
    ("dense", {"units": 37000}),
    "softmax",
    extra=[(2, 4), (5, 7)],
    name="Transformer",
)
SPEECH = graph(
    "input",
    ("lstm", {"units": 512, "bidirectional": True}),
    ("dropout", {"rate": 0.5}),
    ("gru", {"units": 256}),
    ("dense", {"units": 29}),
    "softmax",
    name="speech model",
    repeats={1: 3},
)
SQUEEZE = graph(
    "input",
    "global_avg_pool",
    ("dense", {"units": 16}),
    "relu",
    ("dense", {"units": 256}),
    "sigmoid",
    "scale",
    extra=[(0, 6)],
    name="SE block",
)
SEGMENTER = graph(
    "input",
    conv(3, 64),
    "relu",
    ("max_pool", {"kernel": [2, 2]}),
    conv(3, 128),
    "relu",
    ("conv_transpose2d", {"kernel": [2, 2], "filters": 64}),
    "concat",
    conv(1, 2),
    "output",
    extra=[(2, 7)],
    name="U-shaped network",
)
MOBILE = graph(
    "input",
    conv(3, 32, stride=[2, 2]),
    ("depthwise_conv2d", {"kernel": [3, 3]}),
    "batch_norm",
    "relu6",
    conv(1, 64),
    "batch_norm",
    "relu6",
    "global_avg_pool",
    ("dense", {"units": 1000}),
    repeats={2: 13, 5: 13},
)
GRAPH_NET = graph("input", ("graph_conv", {"units": 16}), "relu", ("graph_conv", {"units": 7}), "softmax")
DENSE_NET = graph(
    "input",
    conv(7),
    "batch_norm",
    "relu",
    conv(1),
    conv([3, 1], 32),
    "concat",
    extra=[(0, 6)],
    name="dense block",
)

PAPERS: tuple[tuple[Metadata, Reading | None], ...] = (
    (
        metadata(
            "2001.00001",
            "Deep Residual Nets for Image Recognition",
            "Deeper networks are harder to train. We learn residual functions, and win a contest on ImageNet.",
            ["Ana Pérez", "Bo Li", "Kai He"],
            "2020-01-15",
            categories=("cs.CV", "cs.LG"),
            licence=CC_BY,
        ),
        reading(
            [
                exhibit("Figure 1", "Training error on CIFAR-10.", network=False),
                exhibit("Figure 2", "A building block of residual learning."),
                exhibit("Table 1", "The whole network, layer by layer.", source="text"),
            ],
            [
                architecture(
                    "Figure 2", RESIDUAL_BLOCK, name="residual block", confidence=0.95, parameters=74_112
                ),
                architecture(
                    "Table 1",
                    RESIDUAL_NET,
                    name="ResNet-34",
                    confidence=0.7,
                    parameters=21_797_672,
                    input_shape=(224, 224, 3),
                    output_shape=(1000,),
                ),
            ],
            "The shortcut connections of ResNet add neither parameters nor time. ResNet wins.",
        ),
    ),
    (
        metadata(
            "2002.00002",
            "Attention for Translation",
            "Recurrent networks are slow. A network of attention alone translates better and trains in hours.",
            ["Vera Sun", "Noam Lindqvist"],
            "2020-02-20",
            categories=("cs.CL",),
            licence=ARXIV,
        ),
        reading(
            [exhibit("Figure 1", "The encoder of the model.")],
            [
                architecture(
                    "Figure 1",
                    TRANSFORMER,
                    name="Transformer",
                    confidence=0.9,
                    parameters=65_000_000,
                    input_shape=(512,),
                )
            ],
            "The Transformer has eight heads. Residual connections surround each layer.",
        ),
    ),
    (
        metadata(
            "2003.00003",
            "Recurrent Speech Models",
            "Long short-term memory recognises speech end to end, with a deep residual error of five percent.",
            ["Ines Brand", "Bo Li"],
            "2018-06-01",
            categories=("cs.SD", "eess.AS"),
            licence=CC_BY_SA,
        ),
        reading(
            [exhibit("Table 2", "Layers of the acoustic model.", source="text")],
            [architecture("Table 2", SPEECH, confidence=0.85, parameters=35_000_000)],
            "Speech is a sequence. We call the model DeepTalk.",
        ),
    ),
    (
        metadata(
            "2004.00004",
            "Squeeze-and-Excitation: Channel Attention",
            "Channels are weighted by what they hold. A gain at little cost, for any convolutional network.",
            ["Li Shen", "Jie Hu"],
            "2019-03-03",
            categories=("cs.CV",),
            licence=CC0,
        ),
        reading(
            [exhibit("Figure 1", "A squeeze-and-excitation block.", source="outlined")],
            [architecture("Figure 1", SQUEEZE, name="SE block", confidence=0.99, parameters=8_464)],
            "",
        ),
    ),
    (
        metadata(
            "2005.00005",
            "U-Shaped Segmentation of Cells",
            "Convolution and its transpose, joined by concatenation, segment cells from few images.",
            ["Olaf Müller"],
            "2015-05-18",
            categories=("cs.CV", "q-bio.QM"),
            licence=None,
        ),
        reading(
            [exhibit("Figure 1", "The U-shaped architecture.", source="raster")],
            [
                architecture(
                    "Figure 1",
                    SEGMENTER,
                    name="U-shaped network",
                    confidence=0.4,
                    parameters=1_940_000,
                    input_shape=(572, 572, 1),
                )
            ],
            "Overlap tiles are mirrored.",
        ),
    ),
    (
        metadata(
            "2006.00006",
            "Small Convolutional Networks on Devices",
            "Depthwise separable convolutions make image recognition fit a telephone.",
            ["Andrew Long", "Mei Zhu"],
            "2017-04-17",
            categories=("cs.CV", "cs.LG"),
            licence=CC_BY,
        ),
        reading(
            [exhibit("Table 1", "Body architecture.", source="text")],
            [
                architecture(
                    "Table 1", MOBILE, confidence=0.8, parameters=4_231_976, input_shape=(224, 224, 3)
                )
            ],
            "A width multiplier thins the network.",
        ),
    ),
    (
        metadata(
            "2007.00007",
            "Learning on Graphs by Convolution",
            "A layer that averages over neighbours classifies the nodes of a graph.",
            ["Thomas Welling"],
            "2016-09-09",
            categories=("stat.ML", "cs.LG"),
            licence=CC_BY,
        ),
        reading(
            [exhibit("Figure 1", "Two layers of graph convolution.")],
            [architecture("Figure 1", GRAPH_NET, confidence=0.75, parameters=23_063)],
        ),
    ),
    (
        metadata(
            "cs/0112017",
            "Memory in Networks",
            "Stored patterns.",
            ["John Field"],
            None,
            categories=("cs.NE",),
        ),
        None,
    ),
    (
        metadata(
            "2009.00009",
            "Dense Connections Everywhere",
            "Every layer sees all before it. Features are reused.",
            ["Gao Lang", "Kai He"],
            "2016-08-25",
            categories=("cs.CV",),
            licence=CC_BY,
            version=2,
        ),
        reading(
            [exhibit("Figure 1", "A dense block.")],
            [architecture("Figure 1", DENSE_NET, name="dense block", confidence=0.6)],
        ),
    ),
    (
        metadata(
            "2010.00010",
            "<b>Naïve</b> “Überblick” & a/b?c: state-of-the-art 3x3 filters",
            "An overview with <script>alert(1)</script> in it, for the naïve reader.",
            ["Zoë O'Neill-Smith"],
            "2021-12-31",
            categories=("cs.LG",),
            licence=CC_BY,
        ),
        reading([], [], "Nothing is drawn."),
    ),
)
"""The papers and what was read of them; None for one that was never read."""

CODE: Mapping[str, tuple[Implementation, ...]] = {
    "2001.00001v1.figure-2.1": (
        implementation("pytorch", parameters=74_112),
        implementation("onnx", parameters=74_112),
        implementation("caffe", "partial", verified=False),
    ),
    "2001.00001v1.table-1.1": (implementation("pytorch", parameters=21_797_672), implementation("keras")),
    "2002.00002v1.figure-1.1": (
        implementation("pytorch", parameters=65_000_000),
        implementation("caffe", "unsupported", verified=False),
    ),
    "2006.00006v1.table-1.1": (implementation("caffe", parameters=4_231_976), implementation("onnx")),
    "2009.00009v2.figure-1.1": (implementation("pytorch", "failed", verified=False),),
}
"""Code by architecture."""


def fill(catalog: Catalog) -> None:
    """Store all of it, and bring the index up to date."""
    for described, read in PAPERS:
        catalog.store_paper(described)
        if read is not None:
            catalog.store_reading(described.key, read)
    for architecture_id, several in CODE.items():
        for each in several:
            catalog.store_implementation(architecture_id, each)
    problems = catalog.sync()
    assert not problems, problems
