"""Two columns, a network that is only there as an embedded picture."""

from simulate.build import chain, conv, node
from simulate.exhibits import Drawing, Table
from simulate.paper import Paper, Section
from simulate.style import Style

LOOK = Style(size=9, gap=13, width=0.9, fills=(("conv2d", (0.80, 0.87, 0.95)), ("dense", (0.95, 0.85, 0.80))))

NETWORK = chain(
    (
        node("in", "input", "spectrogram"),
        conv("c1", 3, 32),
        node("r1", "relu", "ReLU"),
        node("p1", "max_pool", "2×2 max pool", kernel=(2, 2)),
        conv("c2", 3, 64),
        node("r2", "relu", "ReLU"),
        node("f1", "dense", "FC 10", units=10),
        node("s", "softmax", "Softmax"),
    )
)

PAPER = Paper(
    slug="sample.6",
    number="sample.6",
    title="Hearing Bees: Hive States from Short Spectrograms",
    authors=("Jun Watanabe", "Oluwaseun Adeyemi"),
    submitted="2026-03-02",
    categories=("cs.SD", "cs.LG"),
    columns=2,
    abstract=(
        "A hive's sound tells whether it has a queen, is about to swarm or is being robbed. We train a network of two "
        "convolutions on spectrograms of two seconds and reach the accuracy of an experienced keeper on ten states."
    ),
    sections=(
        Section(
            "1 Introduction",
            (
                "Keepers listen at the wall of a hive before they open it. The pitch rises before a swarm, and a hive "
                "without a queen gives a long moan. A microphone in the wall can listen all day, if someone tells it "
                "what to listen for.",
                "We recorded 60 hives over one summer and asked three keepers to name the state of each when they "
                "opened it. The recordings of the hour before make our data set.",
            ),
        ),
        Section(
            "2 Network",
            (
                "A spectrogram has 64 bands and 64 frames, which is two seconds. The network of Figure 1 has two "
                "convolutions with one pooling between them. More layers did not help.",
                Drawing("Figure 1: The network for spectrograms.", (NETWORK,), LOOK, raster=200),
                "We train with the sound of other hives mixed in at low volume. Without this the network learns the "
                "hive and not its state.",
            ),
        ),
        Section(
            "3 Results",
            (
                Table(
                    "Table 1: Accuracy over ten states.",
                    ("listener", "accuracy"),
                    (("keeper, first year", "48"), ("keeper, tenth year", "77"), ("this network", "78")),
                ),
                "The network and the best keeper make different mistakes. It confuses robbing with fanning on hot "
                "days; the keeper confuses the first day without a queen with the last day before a swarm.",
            ),
        ),
        Section(
            "4 Recordings",
            (
                "The microphones sit behind a mesh in the wall of the hive, a hand's width below the lid. They record at 16 kilohertz. A spectrogram's bands are spaced as the ear hears them, from 60 hertz to 4 kilohertz, and each is scaled by its mean over the day, since hives differ in how their wood carries sound.",
                "The ten states are: with queen, without queen, new queen, piping, swarming, fanning, robbing, feeding, cold cluster and empty. Swarming is rare, with 31 hours in all, and we repeat it in training until it makes up a twentieth of each batch.",
                "Of the 60 hives we train on 40 and test on 20 in another valley. The keepers in Table 1 heard the same two seconds as the network, as often as they liked, through good headphones.",
            ),
        ),
        Section(
            "5 Listening longer",
            (
                "Two seconds are little. If the network's answers over a minute are averaged, it is right in 91 of a hundred cases. A keeper who listens for a minute comes to 88. Beyond a minute neither gains, since a hive that is hard to tell stays so.",
                "A recurrent layer on top of the second convolution was trained on a whole minute at once and gave 90. The plain average is simpler and can be stopped at any time.",
            ),
        ),
        Section(
            "6 Conclusion",
            (
                "A microphone, a processor the size of a stamp and a network of two convolutions can watch a hive for a season on one battery. They do not replace the keeper's visit, but they tell when to make it.",
            ),
        ),
        Section(
            "References",
            (
                "[1] J. Watanabe. Wood and wax: how hives carry sound. 2018.",
                "[2] O. Adeyemi, J. Watanabe. Rare states and how often to repeat them. Notes on Small Data 3, 2024.",
            ),
        ),
    ),
)
