"""Fit the confidence of nodes, edges, attributes, graphs and exhibits, and write extract/confidence/weights.json.

    NETATLAS_SHARED=../shared python -m bench.fit_confidence [--report]

Readings are those of bench/looks.py and of bench/unseen.py, and what is right of them is what the grader says. The
figures printed are of papers left out of the fit, of the decision too. They go into docs/reading.md with the
risk-coverage curve, drawn as docs/risk-coverage.svg. With --report nothing is written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bench.calibration import Chances, Truth, calibration_error, risks
from bench.cases import Case, cases_of
from bench.curve import draw
from bench.decision_rows import rows_of
from bench.looks import Look, all_looks, annotated
from bench.section import put
from bench.set_apart import kept_rows
from bench.shared import ROOT
from bench.train_decision import held_out
from bench.unseen import unseen_cases
from extract.confidence import rate
from extract.confidence.features import (
    attribute_features,
    edge_features,
    node_features,
    part_features,
)
from extract.confidence.in_tables import Features
from extract.confidence.model import Logistic, Subject, Weights
from extract.confidence.rate import chances_of, ends_of

FOLDS = 11
SPLITS = 3
BINS = 10
STRENGTH: dict[Subject, float] = {"node": 0.3, "edge": 0.3, "attribute": 3.0, "graph": 3.0, "exhibit": 3.0}
"""Inverse of the penalty on weights. Nodes and edges are many but come from few exhibits, and a weaker penalty learns
those by heart: on papers left out the Brier score was lower with the stronger one."""

UNSEEN: dict[Subject, float] = {
    "node": 0.012,
    "edge": 0.015,
    "attribute": 0.02,
    "graph": 0.02,
    "exhibit": 0.02,
}
"""What a part of a drawing that no rule was made for counts in the fit, where one of an annotated exhibit counts 1: as
much as leaves the calibration error of annotated drawings below 0.05."""

UNSEEN_TABLE = 0.1
"""The same for a table: as much as leaves that of all annotated networks below 0.05. All annotated tables are read right,
so that what tells right from wrong is learned from the new ones."""

SUBJECTS: tuple[Subject, ...] = ("node", "edge", "attribute", "graph", "exhibit")
PROGRAM = "bench/fit_confidence.py"


def fit(cases: Sequence[Case]) -> Weights:
    """Weights from the cases that show networks; parts and attributes build on nodes and edges."""
    known = [case for case in cases if case.network]
    weights: dict[Subject, Logistic] = {}
    weights["node"] = _apart(known, _nodes, "node")
    weights["edge"] = _apart(known, partial(_edges, weights=weights), "edge")
    weights["attribute"] = _apart(known, partial(_attributes, weights=weights), "attribute")
    weights["graph"] = _logistic(known, partial(_graphs, weights=weights), "graph")
    weights["exhibit"] = _logistic(known, partial(_exhibits, weights=weights), "exhibit")
    return weights


Pair = tuple[Features, bool]


def _apart(cases: Sequence[Case], pairs_of: Callable[[Case], list[Pair]], subject: Subject) -> Logistic:
    """Drawings and tables share no facts and are fitted alone; "table" is worth what their biases differ by."""
    drawn, tables = (
        _logistic([case for case in cases if case.whole.table == table], pairs_of, subject)
        for table in (False, True)
    )
    apart = tables.bias + tables.weights["table"] - drawn.bias
    return Logistic(drawn.bias, {**drawn.weights, **tables.weights, "table": round(apart, 4)})


def _logistic(cases: Sequence[Case], pairs_of: Callable[[Case], list[Pair]], subject: Subject) -> Logistic:
    counted = [(pair, counts_for(case, subject)) for case in cases for pair in pairs_of(case)]
    pairs = [pair for pair, _ in counted]
    names = sorted({name for features, _ in pairs for name in features})
    rows = np.array([[features.get(name, 0.0) for name in names] for features, _ in pairs])
    right = [right for _, right in pairs]
    model = LogisticRegression(C=STRENGTH[subject], max_iter=2000).fit(
        rows, right, [count for _, count in counted]
    )
    weights = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return Logistic(round(float(model.intercept_[0]), 4), weights)


def counts_for(case: Case, subject: Subject) -> float:
    """What a part of an exhibit counts in the fit."""
    return 1.0 if case.seen else UNSEEN[subject] if case.drawn else UNSEEN_TABLE


def _nodes(case: Case) -> list[Pair]:
    return [
        (node_features(case.whole, case.graphs[g], case.graphs[g].node(name)), right)
        for (g, name), right in case.judged.nodes.items()
    ]


def _edges(case: Case, weights: Mapping[Subject, Logistic]) -> list[Pair]:
    pairs = []
    chances = [_chances(case, g, weights) for g in range(len(case.graphs))]
    known = [graph.by_id() for graph in case.graphs]
    for (g, at), right in case.judged.edges.items():
        edge = case.graphs[g].edges[at]
        ends = ends_of(edge, known[g], chances[g])
        pairs.append((edge_features(case.whole, g, case.graphs[g], edge, ends), right))
    return pairs


def _chances(case: Case, g: int, weights: Mapping[Subject, Logistic]) -> dict[str, float]:
    """The probability of each node of a graph."""
    graph = case.graphs[g]
    return {
        node.id: weights["node"].probability(node_features(case.whole, graph, node)) for node in graph.nodes
    }


def _attributes(case: Case, weights: Weights) -> list[Pair]:
    pairs = []
    chances = [_chances(case, g, weights) for g in range(len(case.graphs))]
    for ((g, name), attribute), right in case.judged.attributes.items():
        node = case.graphs[g].node(name)
        pairs.append((attribute_features(case.whole, g, node, attribute, chances[g][name]), right))
    return pairs


def _expected_wrong(case: Case, weights: Weights) -> list[float]:
    """How many nodes and edges of each graph are expected to be wrong."""
    totals = []
    for g, graph in enumerate(case.graphs):
        of_node, of_edge = chances_of(case.whole, g, graph, weights)
        totals.append(sum(1 - chance for chance in (*of_node.values(), *of_edge)))
    return totals


def _graphs(case: Case, weights: Weights) -> list[Pair]:
    wrong = _expected_wrong(case, weights)
    return [
        (part_features(case.whole, len(graph.nodes), doubt), right)
        for graph, doubt, right in zip(case.graphs, wrong, case.judged.graphs, strict=True)
    ]


def _exhibits(case: Case, weights: Weights) -> list[Pair]:
    size = sum(len(graph.nodes) for graph in case.graphs)
    return [(part_features(case.whole, size, sum(_expected_wrong(case, weights))), case.judged.exact)]


Population = Literal[
    "networks",
    "drawings of networks",
    "drawings that no rule was made for",
    "tables that no rule was made for",
    "all that was taken for a network",
]
POPULATIONS: tuple[Population, ...] = get_args(Population)


@dataclass(slots=True)
class Said:
    """Probabilities that were said, whether each was right, and of which populations it was said."""

    chance: list[float]
    right: list[bool]
    of: list[set[Population]]

    def arrays(self, population: Population) -> tuple[Chances, Truth]:
        """Those of a population."""
        kept = np.array([population in each for each in self.of])
        return np.array(self.chance)[kept], np.array(self.right)[kept]


def populations_of(case: Case) -> set[Population]:
    """The populations that an exhibit taken for a network belongs to."""
    if not case.seen:
        return {"drawings that no rule was made for" if case.drawn else "tables that no rule was made for"}
    found: set[Population] = {"all that was taken for a network"}
    if case.network:
        found.add("networks")
        if case.drawn:
            found.add("drawings of networks")
    return found


def said_of(case: Case, weights: Weights) -> dict[Subject, list[tuple[float, bool]]]:
    """What these weights say of a case, and what was right."""
    judged = case.judged
    rated = rate(case.whole, case.graphs, case.chance, weights)
    nodes = {(g, node.id): node for g, graph in enumerate(rated.graphs) for node in graph.nodes}
    return {
        "node": [(nodes[part].confidence, right) for part, right in judged.nodes.items()],
        "edge": [(rated.graphs[g].edges[at].confidence, right) for (g, at), right in judged.edges.items()],
        "attribute": [
            (nodes[part].attributes[name].confidence, right)
            for (part, name), right in judged.attributes.items()
        ],
        "graph": [(g.confidence, right) for g, right in zip(rated.graphs, judged.graphs, strict=True)],
        "exhibit": [(rated.confidence, judged.exact)],
    }


def left_out(cases: Sequence[Case]) -> list[dict[Subject, Said]]:
    """What is said of every case by weights that have not seen its paper, for each way to part the papers."""
    papers = [case.paper for case in cases]
    found = []
    for seed in range(SPLITS):
        said: dict[Subject, Said] = {subject: Said([], [], []) for subject in SUBJECTS}
        for train, test in GroupKFold(FOLDS, shuffle=True, random_state=seed).split(papers, groups=papers):
            weights = fit([cases[i] for i in train])
            for case in (cases[i] for i in test):
                for subject, pairs in said_of(case, weights).items():
                    said[subject].chance += [chance for chance, _ in pairs]
                    said[subject].right += [right for _, right in pairs]
                    said[subject].of += [populations_of(case)] * len(pairs)
        found.append(said)
    return found


def table_of(splits: Sequence[Mapping[Subject, Said]]) -> list[str]:
    """Lines of a table: number, share right, calibration error, Brier score and order, of each population."""
    lines = [
        "| | n | right | calibration error | Brier score | pairs in the right order |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for population in POPULATIONS:
        lines.append(f"| **{population}** | | | | | |")
        for subject in SUBJECTS:
            rows = []
            for said in splits:
                chance, right = said[subject].arrays(population)
                error = calibration_error(chance, right, BINS)
                brier = np.mean((chance - right) ** 2)
                rows.append((len(right), right.mean(), error, brier, roc_auc_score(right, chance)))
            n, share, error, brier, order = np.array(rows, float).mean(axis=0)
            lines.append(f"| {subject}s | {n:.0f} | {share:.3f} | {error:.3f} | {brier:.3f} | {order:.3f} |")
    return lines


def risk_lines(
    splits: Sequence[Mapping[Subject, Said]],
) -> tuple[list[str], dict[str, list[tuple[float, float]]]]:
    """The risk-coverage table, and the curves to draw."""
    subjects: tuple[Subject, ...] = ("node", "edge", "exhibit")
    names: tuple[tuple[str, Population], ...] = (
        ("all {}s", "all that was taken for a network"),
        ("{}s of drawings", "drawings of networks"),
        ("{}s of new drawings", "drawings that no rule was made for"),
    )
    curves = {
        name.format(subject): risks(*splits[0][subject].arrays(population))
        for subject in subjects
        for name, population in names
    }
    lines = [
        "| share kept, surest first | " + " | ".join(curves) + " |",
        "| --- |" + " ---: |" * len(curves),
    ]
    for share in np.arange(0.1, 1.01, 0.1):
        cells = [f"{_risk_at(curve, share):.3f}" for curve in curves.values()]
        lines.append(f"| {share:.0%} | " + " | ".join(cells) + " |")
    return lines, curves


def _risk_at(curve: Sequence[tuple[float, float]], share: float) -> float:
    return min(curve, key=lambda point: abs(point[0] - share))[1]


def main() -> None:
    """Fit, print and write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--report", action="store_true", help="write nothing")
    args = cli.parse_args()
    looks = annotated(all_looks())
    learn(looks, held_out(rows_of(looks), kept_rows()), report=args.report)


def learn(looks: Sequence[Look], network: npt.NDArray[np.float64], *, report: bool) -> None:
    """Fit, print how it does on papers left out, and write weights and documents unless only a report is asked."""
    cases = [*cases_of(looks, network), *unseen_cases()]
    splits = left_out(cases)
    table = table_of(splits)
    risk, curves = risk_lines(splits)
    print("\n".join([*table, "", *risk]))
    if report:
        return
    weights: dict[str, Any] = {
        subject: {"bias": each.bias, "weights": dict(each.weights)} for subject, each in fit(cases).items()
    }
    target = ROOT / "extract" / "confidence" / "weights.json"
    target.write_text(json.dumps(weights, indent=1) + "\n")
    docs = ROOT / "docs"
    put(docs / "reading.md", PROGRAM, _chapter(table, risk))
    (docs / "risk-coverage.svg").write_text(draw(curves))


def _chapter(table: Sequence[str], risk: Sequence[str]) -> list[str]:
    return [
        "",
        "## Confidence",
        "",
        f"Written by `python -m bench.learn`, on papers left out of the fit (means of {SPLITS} ways to part",
        "them), the decision whether it is a network left out as well. Drawings and tables that no rule was made for are",
        "those of `bench/unseen`; networks and drawings of networks are the annotated ones, which rules were made by.",
        "",
        *table,
        "",
        "### Risk and coverage",
        "",
        "Share that is wrong among those kept, where the surest are kept first; equally sure ones are kept together.",
        "",
        *risk,
        "",
        "![Risk over coverage](risk-coverage.svg)",
    ]


if __name__ == "__main__":
    main()
