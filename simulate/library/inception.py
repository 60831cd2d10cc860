"""Two columns, a module with parallel branches joined by concatenation."""

from simulate.build import conv, node, wired
from simulate.exhibits import Drawing, Plot
from simulate.paper import Paper, Section
from simulate.style import Style

LOOK = Style(
    font="tiro",
    size=6.2,
    gap=12,
    padding=(3, 4),
    fills=(("conv2d", (0.98, 0.95, 0.85)), ("avg_pool", (0.86, 0.90, 0.98))),
)

MODULE = wired(
    (
        node("base", "input", "base"),
        conv("a", 1, 24),
        conv("b1", 1, 16),
        conv("b2", 3, 24),
        node("pool", "avg_pool", "3×3 avg pool", kernel=(3, 3)),
        conv("c", 1, 16),
        node("cat", "concat", "concat"),
    ),
    ("base", "a"),
    ("base", "b1"),
    ("base", "pool"),
    ("b1", "b2"),
    ("pool", "c"),
    ("a", "cat"),
    ("b2", "cat"),
    ("c", "cat"),
)

PAPER = Paper(
    slug="sample.5",
    number="sample.5",
    title="Parallel Branches for Sorting Sand Grains",
    authors=("Oluwaseun Adeyemi", "Ingrid Halvorsen", "Jun Watanabe"),
    submitted="2026-02-16",
    categories=("cs.CV",),
    columns=2,
    abstract=(
        "Grains of sand differ in size by a factor of twenty within one photograph. A module of three parallel branches "
        "with different fields of view sorts them better than a stack of equal layers with as many parameters. We "
        "describe the module and how many of them are needed."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "Sedimentologists sieve sand to learn how it came to lie where it does. A photograph through a "
                "macro lens is faster, but it shows coarse and fine grains together, and a network with one kernel "
                "size fits only some of them.",
                "Branches with different kernels are a known answer for images of things at unknown distance. In our "
                "photographs the distance is fixed and it is the things that differ, and we find that fewer branches "
                "are enough.",
            ),
        ),
        Section(
            "2 The module",
            (
                "Figure 1 shows the module. One branch sees single positions, one sees neighbourhoods of three, and "
                "one averages before it looks. Their outputs are joined along the channel axis.",
                Drawing("Figure 1: The module with its three branches.", (MODULE,), LOOK),
                "We stack four such modules, with max pooling after the second. A linear layer gives the share of "
                "five classes of grain size. All convolutions are followed by batch normalisation and ReLU.",
            ),
        ),
        Section(
            "3 How many modules?",
            (
                Plot(
                    "Figure 2: Error over the number of modules.",
                    ("modules", "error"),
                    (
                        ("branches", (0.1, 0.3, 0.7), (19, 12, 8, 6, 6.2)),
                        ("one kernel", (0.7, 0.2, 0.2), (22, 17, 14, 12, 11.6)),
                    ),
                ),
                "The error falls up to four modules and stays there. A stack of equal layers needs seven to come as "
                "far, and it is still worse on the finest class. We measured on 1,200 photographs from eleven beaches, "
                "each sieved afterwards.",
                "Where water had been left between the grains all methods failed, as the film joins them into one. A "
                "polarising filter would help and is left for later work.",
            ),
        ),
        Section(
            "4 Photographs",
            (
                "Each photograph shows a square of 18 millimetres, lit from two sides, at 224×224 pixels and in three channels. We took about a hundred on each of the eleven beaches. After the photograph the same spoonful was dried and sieved, and the weights in the five sieves, divided by their sum, are what the network learns to give.",
                "Sieving sorts grains by their middle axis, while a photograph shows the two longer ones. For flat grains the two disagree. We let the network find its own way around this and did not correct the weights.",
                "Photographs from one beach are never split between training and test sets: we train on ten beaches and test on the one left, eleven times over. Every figure in this paper is the mean over the eleven.",
            ),
        ),
        Section(
            "5 What the branches see",
            (
                "If the branch with single positions is cut, the error on the finest class doubles and the others hardly change. If the branch that averages is cut, the coarsest class suffers. The branch of three by three alone is nearly as good as a stack of equal layers, and that is no surprise, as it is one.",
                "The shares of the branches' outputs matter little. Giving all three the same number of kernels changed the error by less than the spread between two runs. Four branches, with a further one of size 5×5, were no better and a fifth slower.",
            ),
        ),
        Section(
            "6 Conclusion",
            (
                "Three narrow branches read a spoonful of sand in a thirtieth of a second. The sieve takes a quarter of an hour, and so the beach can be measured every few steps and not once a day.",
            ),
        ),
        Section(
            "References",
            (
                "[1] O. Adeyemi. Grains in the field: a manual. 2020.",
                "[2] I. Halvorsen, J. Watanabe. Light from two sides. Notes on Small Optics 7, 2022.",
                "[3] O. Adeyemi and J. Watanabe. Shares, not classes. Workshop on Counting, 2025.",
            ),
        ),
    ),
)
