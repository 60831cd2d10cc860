"""Fit the confidence of a reading to the annotated exhibits: how often is all of it right?

    NETATLAS_SHARED=../shared python -m bench.fit_confidence READINGS

READINGS is the folder that `bench.read_all` wrote: `guide/` with the readings and `score.json` with their grades.
Prints the coefficients for `extract/confidence.py`, and Brier score, calibration error and the share of pairs in the
right order on papers that were left out of the fit.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from extract.confidence import features

BINS = 5
FOLDS = 10


def examples(readings: Path) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], list[str]]:
    """Features, whether all was right, and the paper, of each annotated exhibit that gave a graph."""
    graded: list[dict[str, Any]] = json.loads((readings / "score.json").read_text())["items"]
    rows, right, papers = [], [], []
    items: dict[tuple[str, str], dict[str, Any]] = {}
    for path in (readings / "guide").glob("*.json"):
        for item in json.loads(path.read_text())["items"]:
            items[path.stem, item["label"]] = item
    for grade in graded:
        item = items.get((grade["paper"], grade["label"]))
        nodes = sum(len(graph["nodes"]) for graph in item["graphs"]) if item else 0
        if item and nodes:
            rows.append(features(item["kind"], item["figure_type"], nodes))
            right.append(bool(grade["exact"]))
            papers.append(grade["paper"])
    return np.array(rows), np.array(right), papers


def calibration_error(chance: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Mean distance of stated and true share over equal bins of the stated one, weighted by their size."""
    total = 0.0
    for place in range(BINS):
        inside = (chance >= place / BINS) & ((chance < (place + 1) / BINS) | (place == BINS - 1))
        if inside.any():
            total += float(inside.mean() * abs(chance[inside].mean() - right[inside].mean()))
    return total


def main() -> None:
    """Fit and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("readings", type=Path)
    rows, right, papers = examples(cli.parse_args().readings)
    model = LogisticRegression(C=1.0)
    chance = cross_val_predict(
        model, rows, right, groups=papers, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    model.fit(rows, right)
    found = (model.intercept_[0], *model.coef_[0])
    for name, value in zip(("INTERCEPT", "TABLE", "PER_LOG_NODE", "PLAIN_BOXES"), found, strict=True):
        print(f"{name} = {value:.3f}")
    print(f"{len(right)} exhibits, {right.mean():.3f} right; on papers left out of the fit:")
    print(f"Brier score {np.mean((chance - right) ** 2):.3f}")
    print(f"calibration error {calibration_error(chance, right):.3f}")
    print(f"pairs in the right order: all {roc_auc_score(right, chance):.3f}")


if __name__ == "__main__":
    main()
