"""Papers that nobody wrote, as many as wanted, for measuring: text with the spread of real words, random networks.

The same seed gives the same papers. Words are drawn by Zipf's law from a fixed vocabulary, half of it terms of the
field, so that common and rare words, and queries for them, are like those of real papers.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from catalog.records import ArchitectureFacts, ExhibitFacts, Metadata, Reading, VersionKey

TERMS = re.findall(
    r"\w+",
    """
    network deep learning model training data convolutional attention image feature neural layer
    representation method task performance architecture loss classification recognition detection
    segmentation transformer residual recurrent generative adversarial embedding language translation
    speech graph node edge optimization gradient stochastic regularization dropout normalization batch
    pooling dense sparse dynamic robust efficient scalable transfer domain adaptation supervised
    unsupervised semi self contrastive distillation pruning quantization compression mobile inference
    latency memory parameter hyperparameter search evolution reinforcement policy agent reward
    environment robot video audio music text document question answering dialogue summarization
    retrieval ranking recommendation medical clinical tumor cell protein molecule chemistry physics
    climate satellite remote sensing depth stereo optical flow pose face identity privacy federated
    fairness bias explanation saliency uncertainty bayesian variational autoencoder flow diffusion score
    energy kernel manifold spectral wavelet fourier equivariant invariant capsule memory pointer tree
    sequence temporal spatial channel squeeze excitation bottleneck inverted depthwise separable dilated
    deformable pyramid multi scale fusion skip shortcut highway gated mixture expert routing
    """,
)
SYLLABLES = re.findall(
    r"\w+",
    """
    ba co de fi ga ho ju ka lo mi ne po qua ri so ta ul ve wi xo ya zu bra cle dri fro gla kri plo stra
    """,
)
NAMES = re.findall(
    r"\w+",
    """
    Ada Bo Chen Dana Eli Fatima Goran Hana Ivo Jun Kaya Lena Mei Nils Olga Pia Quentin Ravi Sara Tomas
    Uma Vera Wei Xin Yuki Zoe
    """,
)
SURNAMES = [a.capitalize() + b for a in SYLLABLES for b in ("son", "mann", "ova", "ez", "ara", "ini")]
CATEGORIES = (
    ["cs.CV"] * 40 + ["cs.LG"] * 25 + ["cs.CL"] * 15 + ["stat.ML", "cs.AI", "cs.NE", "eess.IV", "cs.SD"] * 4
)
LICENCES = [
    "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
    "http://creativecommons.org/licenses/by/4.0/",
    "http://creativecommons.org/licenses/by-nc-sa/4.0/",
    None,
]


class Generator:
    """Papers by number; `vocabulary` holds all words, the frequent ones first."""

    def __init__(self, seed: int = 1, rare_words: int = 30_000) -> None:
        self._seed = seed
        order = random.Random(seed)
        rare = list({"".join(order.choices(SYLLABLES, k=order.randint(2, 4))) for _ in range(rare_words)})
        rare.sort()
        order.shuffle(rare)
        self.vocabulary = [word for pair in zip(TERMS, rare, strict=False) for word in pair] + rare[
            len(TERMS) :
        ]
        # Zipf: the word of rank r comes 1/r as often as the first.
        total = 0.0
        self._cumulative = [total := total + 1 / (rank + 3) for rank in range(len(self.vocabulary))]

    def text(self, chance: random.Random, words: int) -> str:
        """So many words in sentences."""
        drawn = chance.choices(self.vocabulary, cum_weights=self._cumulative, k=words)
        for start in range(0, words, 14):
            drawn[start] = drawn[start].capitalize()
        return ". ".join(" ".join(drawn[start : start + 14]) for start in range(0, words, 14)) + "."

    def papers(self, number: int) -> Iterator[tuple[Metadata, Reading]]:
        """The first so many papers, with two or three architectures each (2.5 on average)."""
        for place in range(number):
            yield self.paper(place)

    def paper(self, place: int) -> tuple[Metadata, Reading]:
        """A paper by its number."""
        chance = random.Random(self._seed * 1_000_003 + place)
        day = date(2014, 1, 1) + timedelta(days=chance.randrange(365 * 10))
        key = VersionKey(f"{day:%y%m}.{place % 100_000:05d}" + ("" if place < 100_000 else f"x{place}"), 1)
        metadata = Metadata(
            key=key,
            title=self.text(chance, chance.randint(5, 11)).rstrip("."),
            abstract=self.text(chance, chance.randint(90, 180)),
            authors=tuple(
                f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}" for _ in range(chance.randint(1, 6))
            ),
            categories=tuple(dict.fromkeys(chance.choices(CATEGORIES, k=2))),
            licence=chance.choice(LICENCES),
            submitted=day,
        )
        exhibits, architectures = [], []
        for number in range(1, 3 + place % 2):
            kind: Any = "table" if chance.random() < 0.3 else "figure"
            label = f"{kind.capitalize()} {number}"
            exhibits.append(
                ExhibitFacts(
                    label=label,
                    kind=kind,
                    page=number + 1,
                    bbox=(50.0, 50.0, 300.0, 200.0),
                    caption=self.text(chance, chance.randint(8, 25)),
                    source="text" if kind == "table" else chance.choice(["vector", "vector", "raster"]),
                    figure_type="2d-box",
                    is_architecture=True,
                    probability=0.9,
                    confidence=round(chance.random(), 3),
                )
            )
            architectures.append(
                ArchitectureFacts(
                    exhibits=(label,),
                    name=self.text(chance, 2).rstrip("."),
                    graph=json.dumps(network(chance)),
                    confidence=round(chance.random(), 3),
                    parameters=int(10 ** chance.uniform(4, 9)),
                    input_shape=(chance.choice([32, 64, 224, 224, 299, 512]),) * 2 + (3,),
                )
            )
        reading = Reading(
            sha256=f"{place:064x}",
            pages=10,
            reader_version="generated",
            exhibits=tuple(exhibits),
            architectures=tuple(architectures),
            text=(self.text(chance, 400),),
        )
        return metadata, reading


def network(chance: random.Random) -> dict[str, Any]:
    """A random network of one of the usual kinds, in the annotation guide's form."""
    nodes: list[dict[str, Any]] = [{"id": "n0", "op": "input", "label": "input"}]
    edges: list[list[str]] = []

    def add(op: str, **attrs: Any) -> str:
        name = f"n{len(nodes)}"
        nodes.append({"id": name, "op": op, "label": op.replace("_", " "), "attrs": attrs})
        edges.append([f"n{len(nodes) - 2}", name])
        return name

    def convolution() -> None:
        kernel = chance.choice([1, 3, 3, 3, 5, 7])
        add("conv2d", kernel=[kernel, kernel], filters=2 ** chance.randint(4, 9))
        if chance.random() < 0.6:
            add("batch_norm")
        add(chance.choice(["relu", "relu", "relu", "gelu", "silu", "leaky_relu"]))

    kind = chance.random()
    if kind < 0.6:
        for _ in range(chance.randint(2, 8)):
            before = nodes[-1]["id"]
            convolution()
            if chance.random() < 0.4:
                edges.append([before, add("add")])
            if chance.random() < 0.25:
                add("max_pool", kernel=[2, 2])
        add("global_avg_pool")
    elif kind < 0.8:
        add("embedding", dim=512)
        for _ in range(chance.randint(1, 4)):
            before = nodes[-1]["id"]
            add("multi_head_attention", heads=chance.choice([4, 8, 12, 16]))
            edges.append([before, add("add")])
            add("layer_norm")
            add("feed_forward")
    else:
        for _ in range(chance.randint(1, 3)):
            add(chance.choice(["lstm", "gru"]), units=2 ** chance.randint(6, 10))
            add("dropout", rate=chance.choice([0.1, 0.2, 0.5]))
    add("dense", units=chance.choice([10, 100, 1000]))
    add("softmax")
    return {"name": "", "nodes": nodes, "edges": edges}
