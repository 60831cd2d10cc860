"""One column, a network given as a layer table, and a bar-free table of results beside a plot."""

from simulate.build import chain, node
from simulate.exhibits import Plot, Table
from simulate.paper import Paper, Section

NETWORK = chain(
    (
        node("c1", "conv2d", "Conv1", kernel=(5, 5), filters=20, stride=(1, 1), shape=(28, 28, 20)),
        node("p1", "max_pool", "MaxPool1", kernel=(2, 2), stride=(2, 2), shape=(14, 14, 20)),
        node("c2", "conv2d", "Conv2", kernel=(5, 5), filters=50, stride=(1, 1), shape=(14, 14, 50)),
        node("p2", "max_pool", "MaxPool2", kernel=(2, 2), stride=(2, 2), shape=(7, 7, 50)),
        node("f1", "dense", "FC1", units=500, shape=(500,)),
        node("f2", "dense", "FC2", units=6, shape=(6,)),
    )
)

PAPER = Paper(
    slug="sample.3",
    number="sample.3",
    title="Counting Handwritten Tallies with a Plain Convolutional Network",
    authors=("Tomas Okafor",),
    submitted="2026-01-19",
    categories=("cs.CV", "cs.LG"),
    abstract=(
        "Tally marks are the oldest handwriting and still fill field notebooks. We give a plain convolutional network "
        "of six layers, stated in full in one table, that counts groups of up to five strokes, and a data set of "
        "notebook pages."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "Bird counts, stock lists and elections in small clubs are kept by tally marks. To digitise such a "
                "notebook one needs the number of strokes in each group, which is between none and five. The strokes "
                "cross, lean and fade, but the images are small, and a plain network should do.",
                "The images are scaled to 28×28 pixels with one channel. We found no gain from larger ones, as strokes "
                "are long and thin at any scale.",
            ),
        ),
        Section(
            "2 Architecture",
            (
                "Table 1 states every layer. Each convolution keeps its input's size by padding, and each is followed "
                "by a rectified linear unit, as is the first fully connected layer. The last layer's six outputs "
                "stand for none to five strokes.",
                Table(
                    "Table 1: The layers of the network, from input to output. The input is 28×28×1.",
                    ("Layer", "Kernel size", "Stride", "Filters", "Output size"),
                    (
                        ("Conv1", "5×5", "1", "20", "28×28×20"),
                        ("MaxPool1", "2×2", "2", "-", "14×14×20"),
                        ("Conv2", "5×5", "1", "50", "14×14×50"),
                        ("MaxPool2", "2×2", "2", "-", "7×7×50"),
                        ("FC1", "-", "-", "500", "500"),
                        ("FC2", "-", "-", "6", "6"),
                    ),
                    (NETWORK,),
                ),
            ),
        ),
        Section(
            "3 Experiments",
            (
                "The data set has 9,000 groups from 42 notebooks. We train on 30 of the notebooks, choose the learning "
                "rate on six and test on the rest, so that no writer is in two parts.",
                Plot(
                    "Figure 1: Accuracy over training images.",
                    ("images (thousands)", "accuracy (%)"),
                    (
                        ("this network", (0.1, 0.4, 0.2), (71, 84, 90, 93, 95, 96, 96.4)),
                        ("template", (0.5, 0.5, 0.5), (60, 64, 66, 67, 68, 68, 68)),
                    ),
                ),
                Table(
                    "Table 2: Accuracy by number of strokes in the group.",
                    ("strokes", "0", "1", "2", "3", "4", "5"),
                    (
                        ("template", "93", "88", "71", "58", "44", "61"),
                        ("this network", "99", "99", "97", "95", "93", "96"),
                    ),
                ),
                "Groups of four are the hardest, since the fifth stroke crosses the others and a faded one is easily "
                "taken for a fold in the page.",
            ),
        ),
    ),
)
