"""Train the decision whether an exhibit shows a network, and write extract/decide/model.json.

    python -m bench.train_decision SHARED [--report]

SHARED holds papers/*.pdf and bench/annotations/*.json. Exhibits are found and read as in production; the
annotations only say which of them show a network. What is written are numbers and single words that stand in captions
or figures of at least MIN_PAPERS papers. Both figures are printed: fitted on all papers, and cross-validated with whole
papers held out. With --report nothing is written.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.progress import track
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import GroupKFold

from extract.decide import WORTH, glance, source_of
from extract.decide.features import Features, graph_features, merge
from extract.decide.model import Model, Stage, bounded, from_data
from extract.document import Document, find_exhibits, open_document
from extract.model import Refused
from extract.patience import TookTooLong, at_most
from extract.reading import read_by_reader

ROOT = Path(__file__).resolve().parents[1]
MIN_PAPERS = 5
FOLDS = 11
SEEDS = 3
PATIENCE = 5.0
"""Seconds for one exhibit's reader."""

Array = npt.NDArray[np.float64]


@dataclass(slots=True)
class Row:
    """One exhibit: its paper, label, whether it shows a network, and its features at both stages."""

    paper: str
    label: str
    truth: bool
    glance: Features
    full: Features

    def at(self, stage: Stage) -> Features:
        """The features of a stage."""
        return self.glance if stage == "glance" else self.full


def key(label: str) -> tuple[str, str]:
    """Kind and number of a label."""
    words = label.lower().split()
    return ("table" if "table" in words else "figure", words[-1])


def glances(pdf: Path, notes: Path) -> list[Row]:
    """Every annotated exhibit of one paper, before any reader has looked."""
    gold = json.loads(notes.read_text())
    truth = {key(item["label"]): False for item in gold["others"]}
    truth |= {key(item["label"]): True for item in gold["items"]}
    rows = []
    with opened(pdf) as document:
        for exhibit in find_exhibits(pages := tuple(document)):
            if key(exhibit.label) in truth:
                content = pages[exhibit.page - 1].within(exhibit.bbox)
                picture = document.render(exhibit.page, exhibit.bbox, 72.0)
                seen = glance(exhibit, content, source_of(exhibit, content), picture)
                rows.append(Row(pdf.stem, exhibit.label, truth[key(exhibit.label)], seen, seen))
    return rows


def looks(pdf: Path, labels: Sequence[str]) -> dict[str, Features]:
    """What the readers make of these exhibits of one paper."""
    found = {}
    with opened(pdf) as document:
        for exhibit in find_exhibits(pages := tuple(document)):
            if exhibit.label in labels:
                page = pages[exhibit.page - 1]
                source = source_of(exhibit, page.within(exhibit.bbox))
                with contextlib.suppress(TookTooLong), at_most(PATIENCE):
                    read = read_by_reader(document, page, exhibit, source)
                    if read.reader:
                        found[exhibit.label] = graph_features(read.graphs, read.reader)
    return found


def opened(pdf: Path) -> Document:
    """An open PDF; leaves the program where it can't be opened."""
    document = open_document(pdf)
    if isinstance(document, Refused):
        raise SystemExit(f"{pdf}: {document.message}")
    return document


def code(*folders: str) -> str:
    """A hash of the code of these parts of the reader, so that what it made can be kept."""
    files = [path for folder in folders for path in sorted((ROOT / "extract" / folder).rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def kept(
    cache: Path, name: str, jobs: Mapping[str, tuple[Any, ...]], work: Callable[..., Any]
) -> dict[str, Any]:
    """The results of jobs, by two processes, each kept in a file of the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    files = {job: cache / f"{job}-{name}.pickle" for job in jobs}
    with ProcessPoolExecutor(2) as pool:
        waiting = {job: pool.submit(work, *jobs[job]) for job in jobs if not files[job].exists()}
        for job, future in track(waiting.items(), work.__name__, disable=not waiting):
            files[job].write_bytes(pickle.dumps(future.result()))
    return {job: pickle.loads(file.read_bytes()) for job, file in files.items()}


def collect(shared: Path, cache: Path) -> list[Row]:
    """All annotated exhibits at a glance."""
    papers = {}
    for notes in sorted((shared / "bench" / "annotations").glob("*.json")):
        pdf = shared / "papers" / f"{notes.stem}.pdf"
        if pdf.exists():
            papers[notes.stem] = (pdf, notes)
    return [
        row
        for rows in kept(cache, code("document", "decide", "labels"), papers, glances).values()
        for row in rows
    ]


def look(shared: Path, cache: Path, rows: Sequence[Row], probability: Array) -> None:
    """Let the readers look at what is worth it at a glance, as in production; the rest is never read."""
    worth: dict[str, list[str]] = defaultdict(list)
    for row, value in zip(rows, probability, strict=True):
        if value >= WORTH:
            worth[row.paper].append(row.label)
    name = code(".") + hashlib.sha256(json.dumps(worth, sort_keys=True).encode()).hexdigest()[:6]
    jobs = {paper: (shared / "papers" / f"{paper}.pdf", labels) for paper, labels in worth.items()}
    found = kept(cache, name, jobs, looks)
    for row in rows:
        row.full = merge(row.glance, found.get(row.paper, {}).get(row.label, {}))


def names_of(rows: Sequence[Row], stage: Stage) -> list[str]:
    """Features to learn from: all numbers, and words that several papers use."""
    papers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in row.at(stage):
            papers[name].add(row.paper)
    return sorted(
        name for name, seen in papers.items() if not re.match(r"\w+:", name) or len(seen) >= MIN_PAPERS
    )


def matrix(rows: Sequence[Row], names: Sequence[str], stage: Stage) -> Array:
    """One row an exhibit, one column a feature."""
    return np.array([[row.at(stage).get(name, 0.0) for name in names] for row in rows])


def fit(x: Array, y: npt.NDArray[np.bool_], names: Sequence[str]) -> dict[str, Any]:
    """The uncalibrated model as data."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    linear = LogisticRegression(C=0.02, max_iter=2000).fit((x - mean) / scale, y)
    trees, start = [], 0.0
    for seed in range(SEEDS):
        boosted = GradientBoostingClassifier(
            n_estimators=150,
            max_depth=2,
            learning_rate=0.08,
            subsample=0.6,
            max_features=0.15,
            random_state=seed,
        ).fit(x, y)
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


def cross_validate(rows: Sequence[Row], stage: Stage) -> Array:
    """Log-odds of each exhibit from models that have not seen its paper."""
    truth = np.array([row.truth for row in rows])
    papers = np.array([row.paper for row in rows])
    out = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(truth, truth, papers):
        seen = [rows[i] for i in train]
        names = names_of(seen, stage)
        model = from_data(fit(matrix(seen, names, stage), truth[train], names))
        out[test] = scores(model, [rows[i] for i in test], stage)
    return out


def calibration(odds: Array, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make held-out log-odds into probabilities."""
    fitted = LogisticRegression(C=1e3).fit(odds[:, None], truth)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def report(name: str, probability: Array, rows: Sequence[Row]) -> None:
    """Precision and recall at 0.5, at their best balance, and the calibration error."""
    truth = np.array([row.truth for row in rows])
    taken = probability >= 0.5
    hit = int((taken & truth).sum())
    precision, recall, _ = precision_recall_curve(truth, probability)
    best = max(zip(precision, recall, strict=True), key=min)
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (probability >= low) & (probability < low + 0.1 + 1e-9)
        if inside.any():
            error += inside.mean() * abs(probability[inside].mean() - truth[inside].mean())
    print(
        f"{name:<26} precision {hit / max(int(taken.sum()), 1):.3f} recall {hit / max(int(truth.sum()), 1):.3f}"
        f"  best balance {best[0]:.3f}/{best[1]:.3f}  calibration error {error:.3f}"
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    cli.add_argument("--cache", type=Path, default=Path("/tmp/netatlas-decision"))
    cli.add_argument("--report", action="store_true", help="write nothing")
    cli.add_argument("--wrong", action="store_true", help="list what held-out models get wrong")
    args = cli.parse_args()
    rows = collect(args.shared, args.cache)
    truth = np.array([row.truth for row in rows])
    models: dict[str, Any] = {}
    stages: tuple[Stage, ...] = ("glance", "full")
    for stage in stages:
        held_out = cross_validate(rows, stage)
        slope, offset = calibration(held_out, truth)
        names = names_of(rows, stage)
        models[stage] = fit(matrix(rows, names, stage), truth, names)
        models[stage] |= {"slope": round(slope, 4), "offset": round(offset, 4)}
        fitted = from_data(models[stage])
        report(f"{stage}, fitted", np.array([fitted.probability(row.at(stage)) for row in rows]), rows)
        probability = 1 / (1 + np.exp(-(slope * held_out + offset)))
        report(f"{stage}, cross-validated", probability, rows)
        if stage == "glance":
            missed = int((truth & (probability < WORTH)).sum())
            print(
                f"worth a look: {int((probability >= WORTH).sum())} of {len(rows)}; networks missed: {missed}"
            )
            look(args.shared, args.cache, rows, probability)
    if args.wrong:
        for row, value in sorted(zip(rows, probability, strict=True), key=lambda pair: pair[1]):
            if (value >= 0.5) != row.truth:
                print(f"{value:.2f} {'network' if row.truth else 'other  '} {row.paper} {row.label}")
    if not args.report:
        target = ROOT / "extract" / "decide" / "model.json"
        target.write_text(json.dumps(models, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
