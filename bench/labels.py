#!/usr/bin/env python3
"""How often the grammar of printed labels agrees with the annotators, label by label.

    bench/labels.py [ANNOTATIONS_DIR] [--misses] [--kind figure|table]

Every annotated node with a printed label is parsed; a label that names several operations is compared with
the nodes that follow it. Facts that are not in the label itself (columns of a table, captions) cannot be read
from it: they are counted in `attributes` and not in `operations`. Whether a bare "x" is an input or an output
    is told by its
place, not by its label: "layers right" leaves ends and feature maps out. The annotations are taken from
NETATLAS_SHARED/bench/annotations where no folder is given.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extract.labels import ParsedOperation, Role, parse_label  # noqa: E402


def _role(item: dict[str, Any], node: dict[str, Any]) -> Role:
    if item["kind"] == "table":
        return "cell"
    if item.get("figure_type") == "3d-box" and node["op"] in ("feature_map", "input", "output"):
        return "volume"
    return (
        "symbol"
        if len(node["label"]) == 1 and node["op"] not in ("input", "output", "feature_map")
        else "box"
    )


def _runs(nodes: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """A labelled node and the nodes after it whose labels are empty or part of its own."""
    for at, node in enumerate(nodes):
        if not node.get("label"):
            continue
        run = [node]
        for following in nodes[at + 1 :]:
            label = following.get("label") or ""
            if label and (label == node["label"] or label not in node["label"]):
                break
            run.append(following)
        yield run


def _same(a: Any, b: Any) -> bool:
    def plain(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            values = [plain(v) for v in value]
            return values[0] if values and all(v == values[0] for v in values) else values
        if isinstance(value, str):
            return "".join(c for c in value.lower() if c.isalnum())
        return value if isinstance(value, bool) or value is None else round(float(value), 4)

    return bool(plain(a) == plain(b))


def _named_alike(a: str, b: str) -> bool:
    return difflib.SequenceMatcher(None, a.lower(), b.lower()).ratio() >= 0.6


def _op_agrees(node: dict[str, Any], found: ParsedOperation) -> bool:
    if node["op"] != found.op:
        return False
    wanted = str(node.get("attrs", {}).get("name") or node.get("label") or "")
    return node["op"] != "block" or _named_alike(wanted, str(found.attrs.get("name", "")))


def _attributes(node: dict[str, Any]) -> dict[str, Any]:
    attrs = {k: v for k, v in node.get("attrs", {}).items() if not (k == "name" and node["op"] == "block")}
    for extra in ("repeat", "output_shape"):
        if node.get(extra) is not None:
            attrs[extra] = node[extra]
    return attrs


def _printed(value: Any, label: str) -> bool:
    """Whether every number and letter of a value stands in the label."""
    words = set(re.findall(r"\d+\.\d+|\d+|[A-Za-z]+", label))
    values = value if isinstance(value, list) else [value]
    return not isinstance(value, bool) and all(str(v) in words for v in values)


def main() -> int:
    """Prints the figures; returns the exit code."""
    shared = Path(os.environ.get("NETATLAS_SHARED", ROOT.parent / "shared"))
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("annotations", type=Path, nargs="?", default=shared / "bench" / "annotations")
    cli.add_argument("--misses", action="store_true", help="print every label that is read otherwise")
    cli.add_argument("--kind", choices=["figure", "table"])
    args = cli.parse_args()
    count: Counter[str] = Counter()
    misses: Counter[tuple[str, str, str]] = Counter()
    for path in sorted(args.annotations.glob("*.json")):
        for item in json.loads(path.read_text())["items"]:
            if args.kind and item["kind"] != args.kind:
                continue
            for graph in item["graphs"]:
                for run in _runs(graph["nodes"]):
                    _compare(item, run, count, misses)
    if not count["labels"]:
        print("no annotated labels", file=sys.stderr)
        return 2
    for part, whole in (
        ("operations", "labels"),
        ("layers right", "layers"),
        ("attributes", "attributes printed"),
    ):
        print(f"{part:<16} {count[part] / max(1, count[whole]):.3f}  ({count[part]} of {count[whole]})")
    if args.misses:
        for (label, wanted, got), times in sorted(misses.items()):
            print(f"{times:>3}  {label!r}: {wanted}  READ AS  {got}")
    return 0


def _compare(
    item: dict[str, Any],
    run: list[dict[str, Any]],
    count: Counter[str],
    misses: Counter[tuple[str, str, str]],
) -> None:
    first = run[0]
    parsed = parse_label(first["label"], role=_role(item, first)).operations
    # A label can be followed by unprinted nodes that are none of its own, so only as many are compared
    # as were read;
    # a label of which less was read than its own words name still fails on the nodes that follow with
    # its text.
    wanted = run[: max(1, len(parsed))]
    right = len(parsed) == len(wanted) and all(_op_agrees(n, p) for n, p in zip(wanted, parsed, strict=True))
    count["labels"] += 1
    count["operations"] += right
    if first["op"] not in ("input", "output", "feature_map", "loss"):
        count["layers"] += 1
        count["layers right"] += right
    wrong_attribute = False
    for node, found in zip(wanted, parsed, strict=False):
        for name, value in _attributes(node).items():
            if not _printed(value, first["label"]):
                continue
            got = {"repeat": found.repeat, "output_shape": found.output_shape}.get(
                name, found.attrs.get(name)
            )
            count["attributes printed"] += 1
            agrees = got is not None and _same(value, got)
            count["attributes"] += agrees
            wrong_attribute |= not agrees
    key = (
        first["label"],
        "; ".join(f"{n['op']} {_attributes(n) or ''}".strip() for n in wanted),
        "; ".join(_shown(p) for p in parsed),
    )
    if not right or wrong_attribute:
        misses[key] += 1


def _shown(found: ParsedOperation) -> str:
    extra = {
        k: v for k, v in (("repeat", found.repeat), ("output_shape", found.output_shape)) if v is not None
    }
    return f"{found.op} {({**found.attrs, **extra}) or ''}".strip()


if __name__ == "__main__":
    raise SystemExit(main())
