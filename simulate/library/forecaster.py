"""One column, a recurrent network with attention read upward, ellipses and filled heads."""

from simulate.build import chain, node, wired
from simulate.exhibits import Drawing, Table
from simulate.paper import Paper, Section
from simulate.style import Style

LOOK = Style(
    direction="up",
    box="rounded",
    size=8,
    gap=13,
    fills=(
        ("lstm", (0.90, 0.86, 0.97)),
        ("dense", (0.86, 0.94, 0.88)),
        ("multi_head_attention", (0.99, 0.88, 0.76)),
        ("layer_norm", (0.97, 0.97, 0.80)),
    ),
)

NETWORK = chain(
    (
        node("levels", "input", "water levels"),
        node("embed", "dense", "Linear 32", units=32),
        node("lstm1", "lstm", "LSTM 64", units=64),
        node("lstm2", "lstm", "LSTM 64", units=64),
        node("head", "dense", "Linear 1", units=1),
        node("forecast", "output", "forecast"),
    ),
    name="recurrent",
)

ATTENTION = wired(
    (
        node("levels", "input", "water levels"),
        node("embed", "dense", "Linear 64", units=64),
        node("mha", "multi_head_attention", "Multi-Head Attention"),
        node("add", "add", "+"),
        node("norm", "layer_norm", "LayerNorm"),
        node("head", "dense", "Linear 1", units=1),
        node("forecast", "output", "forecast"),
    ),
    ("levels", "embed"),
    ("embed", "mha"),
    ("mha", "add"),
    ("embed", "add"),
    ("add", "norm"),
    ("norm", "head"),
    ("head", "forecast"),
    name="attention",
)

PAPER = Paper(
    slug="sample.4",
    number="sample.4",
    title="Recurrence or Attention for Tide Gauges? A Small Comparison",
    authors=("Ingrid Halvorsen", "Miriam Castellanos"),
    submitted="2026-02-02",
    categories=("cs.LG", "stat.ML"),
    abstract=(
        "Harbours forecast the water level some hours ahead from a gauge's past. We compare a recurrent network of two "
        "long short-term memory layers with a single layer of multi-head attention of the same size, on nine gauges. "
        "Attention wins where the tide is regular, recurrence where the wind rules."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "The tide is the sum of a few dozen sines and can be computed years ahead. What is left, the surge, is "
                "made by wind and pressure and must be forecast from what was measured last. Both parts are in the one "
                "series that a gauge gives, and a network has to tell them apart.",
                "A layer of attention can look back exactly one or two tides. A recurrent layer must carry them along "
                "but reacts to a sudden change at once. It is not clear beforehand which is better, and comparisons on "
                "other series do not transfer.",
            ),
        ),
        Section(
            "2 The two networks",
            (
                "Both networks read a window of 72 hourly water levels. Figure 1 shows them side by side, with the data "
                "going upward. The attention has four heads. Its result is added to its input and normalised.",
                Drawing(
                    "Figure 1: The recurrent network (left) and the one with attention (right).",
                    (NETWORK, ATTENTION),
                    LOOK,
                ),
                "We add no encoding of positions, since the tide itself tells the time of day well enough.",
            ),
        ),
        Section(
            "3 Results",
            (
                Table(
                    "Table 1: Root mean square error in centimetres, six hours ahead.",
                    ("gauge", "recurrent", "attention"),
                    (("inner fjord", "4.1", "3.2"), ("estuary", "6.0", "5.1"), ("open coast", "7.3", "8.8")),
                ),
                "Table 1 has three of the gauges. The open coast has the strongest surge. There the recurrent network is "
                "better by a fifth, and it is never worse than a centimetre elsewhere.",
            ),
        ),
        Section(
            "4 Training",
            (
                "Each gauge gives ten years of hourly levels. The first eight are for training, the ninth for choosing the learning rate, and the tenth for the figures in Table 1. Gaps of up to three hours are filled by a straight line; windows with longer gaps are left out. The levels are scaled by the gauge's own spread, so that one learning rate serves all.",
                "Both networks are trained on the squared error for 30 epochs, with a learning rate of 0.001 that is halved whenever the ninth year's error has not fallen for three epochs. They have nearly the same number of parameters, and a step of either takes about as long as one of the other.",
                "We forecast six hours ahead in one step. Feeding a forecast of one hour back six times gave errors larger by a third for the recurrent network and by a half for the one with attention, whose inputs drift out of what it was trained on.",
            ),
        ),
        Section(
            "5 Why they differ",
            (
                "The weights of the attention tell where it looks: one head looks back 12 hours, one 25, and two share the last three hours. On the open coast the last two are not enough, since a front's pressure falls over half a day in a shape that differs each time. The recurrent layers take in that shape as it comes.",
                "A network with both, the attention on top of the recurrent layers, was as good as the better of the two on every gauge and better on none. For a harbour with one gauge the choice can therefore be made by its place on the coast.",
            ),
        ),
        Section(
            "6 Conclusion",
            (
                "Small networks forecast the tide within what a pilot needs. Which one to take depends on how much of the level is tide and how much is weather.",
            ),
        ),
        Section(
            "References",
            (
                "[1] I. Halvorsen. Surge and sine. Harbour Notes 11, 2019.",
                "[2] M. Castellanos and I. Halvorsen. Filling gaps in gauges. Coastal Data 2, 2023.",
            ),
        ),
    ),
)
