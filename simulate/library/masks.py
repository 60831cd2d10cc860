"""One column, an encoder and decoder drawn from left to right with skips by concatenation."""

from simulate.build import chain, conv, node
from simulate.exhibits import Drawing, Table
from simulate.paper import Paper, Section
from simulate.style import Style

LOOK = Style(
    direction="right",
    box="rounded",
    head="open",
    font="tiro",
    size=6.2,
    gap=9,
    padding=(4, 5),
    equal_boxes=False,
    fills=(
        ("conv2d", (0.93, 0.93, 0.93)),
        ("upsample", (0.80, 0.90, 0.90)),
        ("max_pool", (0.97, 0.87, 0.87)),
    ),
)

NETWORK = chain(
    (
        node("tile", "input", "tile"),
        conv("e1", 3, 16),
        node("p1", "max_pool", "max pool 2×2", kernel=(2, 2)),
        conv("e2", 3, 32),
        node("u1", "upsample", "upsample 2×", scale=2),
        node("cat", "concat", "concat"),
        conv("d1", 3, 16),
        conv("out", 1, 1),
        node("sigmoid", "sigmoid", "sigmoid"),
        node("mask", "output", "mask"),
    ),
    ("e1", "cat"),
)

PAPER = Paper(
    slug="sample.2",
    number="sample.2",
    title="One Skip Is Enough: River Masks from Aerial Tiles",
    authors=("Miriam Castellanos", "Jun Watanabe", "Ada Lindqvist"),
    submitted="2026-01-12",
    categories=("cs.CV", "eess.IV"),
    abstract=(
        "Encoder-decoder networks for segmentation carry skips at every resolution. For masks of rivers in aerial "
        "tiles we remove them one after the other and find that a single concatenation at full resolution keeps all "
        "of the accuracy at banks, at a fraction of the memory."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "A river's bank is a thin line between two large regions. A segmentation network that pools and "
                "upsamples blurs this line, and the usual cure is to carry feature maps from the encoder to the "
                "decoder at each resolution. These copies take most of the memory during training.",
                "Rivers have little structure at middle scales. We therefore ask which of the copies matter, and "
                "answer by removing them. The network that is left has one pooling step and one skip.",
            ),
        ),
        Section(
            "2 Method",
            (
                "The network of Figure 1 reads tiles of 128×128 pixels with three channels. After one convolution "
                "and pooling, a second convolution works at half resolution. Its output is upsampled by two and "
                "joined with the first feature map along the channel axis.",
                Drawing(
                    "Figure 1: The network for river masks; its one skip passes below.", (NETWORK,), LOOK
                ),
                "The last convolution has a single kernel of size 1×1, and a sigmoid turns its output into the "
                "probability of water. Every convolution but the last is followed by a rectifier.",
            ),
        ),
        Section(
            "3 Results",
            (
                Table(
                    "Table 1: Intersection over union at banks, by the skips that are kept.",
                    ("skips kept", "memory (MB)", "IoU"),
                    (("all", "412", "0.871"), ("full resolution", "137", "0.870"), ("none", "96", "0.794")),
                ),
                "Table 1 has the figures. The skip at full resolution gives all of the gain. The others add memory and "
                "time, and on narrow streams they even cost a little, as they bring in texture from the fields.",
            ),
        ),
        Section(
            "4 Data and training",
            (
                "The tiles come from flights over three rivers in two seasons. Each flight was cut into tiles that do not overlap, and tiles from one flight are never in both training and test sets. Two people drew the banks; where they differ by more than two pixels, a third decided. In all there are 11,200 tiles, of which a tenth shows no water at all. We kept these, since a network that has never seen dry land marks every road as a stream.",
                "Training takes 40 epochs with batches of 32 tiles. The loss is the sum of the binary cross entropy and one minus the overlap of prediction and mask. We turn and mirror the tiles at random and change brightness by up to a fifth. A change of hue made things worse, as the colour of water is one of the few clues on a calm day.",
                "All runs were repeated five times with other random numbers. The spread between runs is below 0.002 for every row of Table 1, so that the order of the rows is not in doubt.",
            ),
        ),
        Section(
            "5 What does not work",
            (
                "Frozen rivers are missed. Ice is as bright as a road and has a structure of its own. Shade from trees on a southern bank is taken for water in one tile out of twenty, and a flood that stands among trees is found only in part. A second image from another season would settle most of these cases, and the network could take it as further channels without any other change.",
                "We also tried a deeper encoder with three pooling steps and the same single skip. It was no better on any river. The reason may be that nothing about a bank is decided more than thirty pixels away.",
            ),
        ),
        Section(
            "6 Conclusion",
            (
                "For thin boundaries between large regions a decoder needs the first feature map and little else. We expect the same of coast lines, of the edges of glaciers, and of fields, and hope that others will count their skips before they store them.",
            ),
        ),
        Section(
            "References",
            (
                "[1] M. Castellanos. Banks and bars: a catalogue of river edges. Notes on Aerial Survey 4, 2021.",
                "[2] J. Watanabe and A. Lindqvist. Memory of skips, measured. Workshop on Small Networks, 2024.",
            ),
        ),
    ),
)
