"""One column, a residual network read downward, and a plot of its training."""

from simulate.build import chain, conv, node
from simulate.exhibits import Drawing, Plot, Table
from simulate.paper import Paper, Section
from simulate.style import Style

LOOK = Style(
    fills=(
        ("conv2d", (0.85, 0.90, 0.98)),
        ("global_avg_pool", (0.98, 0.92, 0.82)),
        ("max_pool", (0.98, 0.92, 0.82)),
        ("dense", (0.88, 0.95, 0.86)),
    )
)

NETWORK = chain(
    (
        node("image", "input", "image"),
        conv("stem", 7, 32, 2),
        node("pool", "max_pool", "3×3 max pool, /2", kernel=(3, 3), stride=(2, 2)),
        conv("a1", 3, 32),
        conv("a2", 3, 32),
        node("add1", "add", "+"),
        node("relu1", "relu", "ReLU"),
        conv("b1", 3, 32),
        conv("b2", 3, 32),
        node("add2", "add", "+"),
        node("relu2", "relu", "ReLU"),
        node("gap", "global_avg_pool", "global average pool"),
        node("fc", "dense", "fc 12", units=12),
        node("softmax", "softmax", "softmax"),
    ),
    ("pool", "add1"),
    ("relu1", "add2"),
)

PAPER = Paper(
    slug="sample.1",
    number="sample.1",
    title="Short Residual Networks for Photographs of Leaves",
    authors=("Ada Lindqvist", "Tomas Okafor"),
    submitted="2026-01-05",
    categories=("cs.CV",),
    abstract=(
        "Telling plants apart by a photograph of one leaf is a task with few images and many shades of green. "
        "We show that a residual network with only two blocks is enough for twelve common species, that its skip "
        "connections matter although it is shallow, and that it trains on a laptop in an hour. The network takes "
        "224×224 colour images and has a single pooling layer before its blocks."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "Herbaria hold millions of pressed leaves, yet most of what people ask about plants begins with a "
                "photograph taken in the open. Light changes, the background is soil or sky, and the leaf is rarely "
                "flat. Networks for general images handle all of this, but they are larger than the question needs.",
                "We ask how small a residual network may become before it loses to a general one on this task. The "
                "answer is surprisingly small: a stem, two blocks, and a linear layer. What cannot be left out is the "
                "identity path around each block, which lets the stem's edges reach the classifier unchanged.",
            ),
        ),
        Section(
            "2 The network",
            (
                "Figure 1 shows the whole network. The stem is a convolution with 32 kernels of size 7×7 and a stride "
                "of 2, followed by max pooling. Each block has two convolutions of size 3×3 with 32 kernels; its "
                "input is added to its output before the activation. All convolutions keep the size of their input "
                "by zero padding.",
                Drawing(
                    "Figure 1: The residual network for leaves. The two additions join the skips.",
                    (NETWORK,),
                    LOOK,
                ),
                "The head averages over all positions and ends in a linear layer with one output for each of the "
                "twelve species. We use no dropout, as augmentation by rotation already keeps training and test "
                "accuracy close to each other.",
            ),
        ),
        Section(
            "3 Experiments",
            (
                "We photographed 4,800 leaves of twelve species along three roads and kept one road for testing. "
                "Training lasts 60 epochs with a learning rate of 0.05 that falls by ten at epochs 30 and 45. Figure 2 "
                "gives the error during training with and without the skips.",
                Plot(
                    "Figure 2: Test error over epochs with and without skip connections.",
                    ("epoch", "error (%)"),
                    (
                        ("with skips", (0.1, 0.3, 0.7), (48, 30, 22, 17, 13, 11, 9, 8, 7.6, 7.4)),
                        ("without", (0.8, 0.3, 0.1), (52, 38, 31, 27, 23, 20, 18, 17, 16.4, 16)),
                    ),
                ),
                Table(
                    "Table 1: Test accuracy on leaves from a road that was not seen in training.",
                    ("method", "images", "accuracy"),
                    (
                        ("nearest colour histogram", "4,800", "41.2"),
                        ("without skips", "4,800", "84.0"),
                        ("with skips", "4,800", "92.6"),
                    ),
                ),
                "Without the skips the network still learns, but it stays nine points behind and takes twice as many "
                "epochs to come as far. We take this as a sign that the identity path helps by what it keeps and not "
                "by how deep it lets one build.",
            ),
        ),
    ),
)
