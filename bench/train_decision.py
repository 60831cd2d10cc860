"""Train the decision whether an exhibit shows a network, and write extract/decide/model.json.

    NETATLAS_SHARED=../shared python -m bench.train_decision [--report] [--wrong]

Exhibits are found and read as in production (bench/looks.py); the annotations only say which of them show a network.
What is written are weights of named numbers, no words. Both figures are printed: fitted on all papers, and with
whole papers left out. With --report nothing is written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import GroupKFold

from bench.calibration import calibration_error
from bench.decision_rows import Row, rows_of
from bench.looks import all_looks
from bench.set_apart import kept_rows
from bench.shared import ROOT
from extract.decide import WORTH
from extract.decide.model import Model, Stage, bounded, from_data

FOLDS = 11
SPLITS = 3
"""Ways in which the papers are parted into folds; log-odds are the mean over them."""

SEEDS = 3

Array = npt.NDArray[np.float64]


def names_of(rows: Sequence[Row], stage: Stage) -> list[str]:
    """All features of these rows."""
    return sorted({name for row in rows for name in row.at(stage)})


def matrix(rows: Sequence[Row], names: Sequence[str], stage: Stage) -> Array:
    """One row an exhibit, one column a feature."""
    return np.array([[row.at(stage).get(name, 0.0) for name in names] for row in rows])


def weights_of(rows: Sequence[Row]) -> Array:
    """What each row counts for."""
    return np.array([row.weight for row in rows])


def fit(x: Array, y: npt.NDArray[np.bool_], names: Sequence[str], weights: Array) -> dict[str, Any]:
    """The uncalibrated model as data; `weights` are what the rows count for."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    linear = LogisticRegression(C=0.2, max_iter=1000).fit((x - mean) / scale, y, sample_weight=weights)
    trees, start = [], 0.0
    for seed in range(SEEDS):
        boosted = GradientBoostingClassifier(
            n_estimators=200,
            max_depth=3,
            learning_rate=0.08,
            subsample=0.6,
            max_features=0.15,
            random_state=seed,
        ).fit(x, y, sample_weight=weights)
        start += float(boosted._raw_predict_init(x[:1])[0, 0]) / SEEDS
        for (stage,) in boosted.estimators_:
            tree = stage.tree_
            trees.append(
                {
                    "feature": [int(max(f, -1)) for f in tree.feature],
                    "threshold": [round(float(t), 5) for t in tree.threshold],
                    "left": [int(n) for n in tree.children_left],
                    "right": [int(n) for n in tree.children_right],
                    "value": [round(float(v) * 0.08 / SEEDS, 6) for v in tree.value[:, 0, 0]],
                }
            )
    return {
        "names": list(names),
        "mean": [round(float(v), 6) for v in mean],
        "scale": [round(float(v), 6) or 1.0 for v in scale],
        "weights": [round(float(v), 6) for v in linear.coef_[0]],
        "bias": round(float(linear.intercept_[0]), 6),
        "trees": trees,
        "start": round(start, 6),
        "slope": 1.0,
        "offset": 0.0,
    }


def scores(model: Model, rows: Sequence[Row], stage: Stage) -> Array:
    """Log-odds of the uncalibrated model."""
    found = [model.probability(row.at(stage)) for row in rows]
    return np.array([bounded(float(np.log(max(p, 1e-9) / max(1 - p, 1e-9)))) for p in found])


def cross_validate(rows: Sequence[Row], stage: Stage, seed: int) -> Array:
    """Log-odds of each exhibit from models that have not seen its paper."""
    truth = np.array([row.truth for row in rows])
    papers = np.array([row.paper for row in rows])
    out = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=seed).split(truth, truth, papers):
        seen = [rows[i] for i in train]
        names = names_of(seen, stage)
        model = from_data(fit(matrix(seen, names, stage), truth[train], names, weights_of(seen)))
        out[test] = scores(model, [rows[i] for i in test], stage)
    return out


def calibration(odds: Array, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make held-out log-odds into probabilities."""
    fitted = LogisticRegression(C=1e3).fit(odds[:, None], truth)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def report(name: str, chances: Array, truth: npt.NDArray[np.bool_]) -> str:
    """Line of a table: precision and recall at 0.5 and at their best balance, calibration error; means over the splits.

    Args:
        name: of what is reported.
        chances: a row of probabilities for each split.
        truth: of each exhibit.
    """
    found = []
    for chance in chances:
        taken = chance >= 0.5
        hit = int((taken & truth).sum())
        precision, recall, _ = precision_recall_curve(truth, chance)
        best = max(zip(precision, recall, strict=True), key=min)
        found.append((hit / max(int(taken.sum()), 1), hit / max(int(truth.sum()), 1), *best))
    at, all_of, best_precision, best_recall = np.mean(found, axis=0)
    error = np.mean([calibration_error(chance, truth, 10) for chance in chances])
    return f"| {name} | {at:.3f} | {all_of:.3f} | {best_precision:.3f} / {best_recall:.3f} | {error:.3f} |"


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned.

    Attributes:
        models: of both stages as data.
        held_out: SPLITS probabilities of each row from models that have not seen its paper.
        lines: of a table of how the models do.
    """

    models: dict[str, Any]
    held_out: Array
    lines: list[str]


def learn(rows: Sequence[Row], apart: Sequence[Row] = ()) -> Learned:
    """Both stages; held out, a row that was not read has its probability at a glance.

    Args:
        rows: exhibits of the annotated papers: what is calibrated and reported is of these.
        apart: exhibits that are in no such paper (bench/set_apart.py), learned from as well.
    """
    models: dict[str, Any] = {}
    lines = [
        "| | precision | recall | best balance of the two | calibration error |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    every = [*rows, *apart]
    ours = np.arange(len(every)) < len(rows)
    truth = np.array([row.truth for row in every])
    held_out = np.zeros((SPLITS, len(every)))
    stages: tuple[Stage, ...] = ("glance", "full")
    for stage in stages:
        places = np.array([place for place, row in enumerate(every) if row.read or stage == "glance"])
        some = [every[place] for place in places]
        here, said = ours[places], truth[places]
        odds = np.array([cross_validate(some, stage, seed) for seed in range(SPLITS)])
        slope, offset = calibration(odds[:, here].ravel(), np.tile(said[here], SPLITS))
        names = names_of(some, stage)
        models[stage] = fit(matrix(some, names, stage), said, names, weights_of(some))
        models[stage] |= {"slope": round(slope, 4), "offset": round(offset, 4)}
        fitted = from_data(models[stage])
        seen = np.array([[fitted.probability(row.at(stage)) for row in some]])
        lines.append(report(f"{stage}, fitted", seen[:, here], said[here]))
        chance = 1 / (1 + np.exp(-(slope * odds + offset)))
        lines.append(report(f"{stage}, papers left out", chance[:, here], said[here]))
        if stage == "glance":
            worth = chance[:, here].mean(axis=0) >= WORTH
            print(
                f"worth a look: {int(worth.sum())} of {len(rows)}; networks missed: {int((said[here] & ~worth).sum())}"
            )
        held_out[:, places] = chance
    lines.append(report("**both, papers left out**", held_out[:, ours], truth[ours]))
    if apart:
        lines.append(report("both, set apart, left out", held_out[:, ~ours], truth[~ours]))
    return Learned(models, held_out[:, ours], lines)


def held_out(rows: Sequence[Row], apart: Sequence[Row] = ()) -> Array:
    """Probability of each row, with its reading, from models that have not seen its paper; the mean over the splits."""
    return np.asarray(learn(rows, apart).held_out.mean(axis=0))


def write(models: Mapping[str, Any]) -> None:
    """Keep the models where the reader finds them."""
    target = ROOT / "extract" / "decide" / "model.json"
    target.write_text(json.dumps(models, separators=(",", ":")) + "\n")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--report", action="store_true", help="write nothing")
    cli.add_argument("--wrong", action="store_true", help="list what held-out models get wrong")
    args = cli.parse_args()
    rows = rows_of(all_looks())
    learned = learn(rows, kept_rows())
    print("\n".join(learned.lines))
    if args.wrong:
        for row, value in sorted(
            zip(rows, learned.held_out.mean(axis=0), strict=True), key=lambda pair: pair[1]
        ):
            if (value >= 0.5) != row.truth:
                print(f"{value:.2f} {'network' if row.truth else 'other  '} {row.paper} {row.label}")
    if not args.report:
        write(learned.models)


if __name__ == "__main__":
    main()
