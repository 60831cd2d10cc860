"""A page that shows every annotated exhibit with its overlay, what was read, what differs, and the score.

    NETATLAS_SHARED=../shared python -m bench.gallery [--out DIR] [--source vector,outlined]

Reads the papers first where this version of the reader hasn't (see read_all.py), then writes
DIR/<reader version>/gallery.html, worst first.
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.read_all import OUT, read_all
from bench.shared import grader, shared_folder

STYLE = """
body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem;background:#f6f6f4;color:#222}
article{background:#fff;border:1px solid #ddd;padding:1rem;margin:0 0 1.5rem}
img{max-width:100%;border:1px solid #ccc}
h2{margin:0 0 .3rem;font-size:1rem}.bad{color:#b00020}.good{color:#0a7a2f}.odd{color:#a05a00}
ul{columns:2;margin:.4rem 0;padding-left:1.2rem}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An annotated exhibit and what was read of it."""

    paper: str
    item: Mapping[str, Any]
    read: Mapping[str, Any] | None
    score: Mapping[str, Any]


def entries(guide: Path, sources: Sequence[str]) -> list[Entry]:
    """All annotated exhibits of the papers that were read, worst first."""
    score = grader()
    found = []
    for path in sorted((shared_folder() / "bench" / "annotations").glob("*.json")):
        if not (guide / path.name).exists():
            continue
        read = {score.key(item): item for item in json.loads((guide / path.name).read_text())["items"]}
        for item in json.loads(path.read_text())["items"]:
            if item["source"] in sources:
                mine = read.get(score.key(item))
                found.append(Entry(path.stem, item, mine, score.score_item(item, mine)))
    return sorted(found, key=lambda entry: (entry.score["exact"], entry.score["content"]))


def differences(entry: Entry) -> list[tuple[str, str]]:
    """Lines of (class, text): what is missing, wrong or too much."""
    score = grader()
    gold, read = score.load_graph(entry.item), score.load_graph(entry.read or {})
    (gold_nodes, gold_edges), (nodes, edges) = gold, read
    mapping = score.align(gold, read)
    lines = []
    for i, node in enumerate(gold_nodes):
        other = nodes[mapping[i]] if i in mapping else None
        if other is None:
            lines.append(("bad", f"missing node {_node(node)}"))
            continue
        if not score.same_op(node, other):
            lines.append(("odd", f"{_node(node)} was read as {_node(other)}"))
        for name, value in node["attrs"].items():
            if name != "name" and not (
                name in other["attrs"] and score.same_value(name, value, other["attrs"][name])
            ):
                lines.append(
                    ("odd", f"{_node(node)}: {name} is {value}, was read as {other['attrs'].get(name)}")
                )
    taken = set(mapping.values())
    lines += [("bad", f"extra node {_node(node)}") for j, node in enumerate(nodes) if j not in taken]
    wanted = {(mapping.get(a), mapping.get(b)) for a, b in gold_edges}
    for a, b in sorted(gold_edges):
        if (mapping.get(a), mapping.get(b)) not in edges:
            lines.append(("bad", f"missing edge {_node(gold_nodes[a])} → {_node(gold_nodes[b])}"))
    lines += [
        ("bad", f"extra edge {_node(nodes[a])} → {_node(nodes[b])}")
        for a, b in sorted(edges)
        if (a, b) not in wanted
    ]
    return lines


def _node(node: Mapping[str, Any]) -> str:
    return f"{node['op']} “{node['label']}”" if node["label"] else str(node["op"])


def article(entry: Entry, folder: Path) -> str:
    """One exhibit as HTML."""
    score = entry.score
    place = f"{entry.paper} {entry.item['label']}, page {entry.item['page']}"
    attrs = "–" if score["attrs"] is None else f"{score['attrs']:.2f}"
    parts = [
        f"<article><h2>{html.escape(place)} · {entry.item['figure_type']} · {entry.item['source']}</h2>",
        f"<p>content {score['content']:.3f} · nodes {score['nodes']:.2f} · edges {score['edges']:.2f} · attrs {attrs}"
        + (" · <b class=good>exact</b>" if score["exact"] else "")
        + f" · printed {score['gold']} · read {score['pred']}</p>",
    ]
    overlays = [f"{entry.item['label'].lower().replace(' ', '-')}-p{entry.item['page']}.png"]
    for name in overlays:
        if (folder / "overlays" / entry.paper / name).exists():
            parts.append(
                f'<img loading="lazy" src="overlays/{entry.paper}/{name}" alt="{html.escape(place)}">'
            )
    if entry.read is None:
        parts.append("<p class=bad>not taken for a network</p>")
    elif entry.read.get("reason"):
        parts.append(f"<p class=odd>{html.escape(entry.read['reason'])}</p>")
    lines = differences(entry)
    parts.append(
        "<ul>" + "".join(f"<li class={kind}>{html.escape(text)}</li>" for kind, text in lines) + "</ul>"
    )
    return "".join(parts) + "</article>"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--out", type=Path, default=OUT)
    cli.add_argument("--only", nargs="*", default=[], metavar="STEM", help="only these papers")
    cli.add_argument("--source", default="vector,outlined,raster,text")
    args = cli.parse_args()
    folder = read_all(args.out, args.only)
    shown = entries(folder / "guide", args.source.split(","))
    page = folder / "gallery.html"
    body = "".join(article(entry, folder) for entry in shown)
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Gallery</title><style>{STYLE}</style>{body}")
    print(f"{len(shown)} exhibits, worst first: {page}")


if __name__ == "__main__":
    main()
