"""Branches that meet in a drawn volume: joined along the channels where the volume is as wide as all of them."""

from __future__ import annotations

from extract.compose.draft import Draft, implied
from extract.labels.families import family
from graph.passes.marks import solved

JOINED = "branches that meet in a volume as wide as all of them are joined along the channels"
SUMMED = "branches of a sum are equally wide"


def join_branches(draft: Draft) -> None:
    """Joins the branches that come into a volume, and gives the one layer of unknown width what is left of it."""
    for node_id in draft.order():
        node = draft.nodes[node_id]
        size, sources = node.output_shape, draft.before(node_id)
        if node.op not in ("feature_map", "concat") or size is None or len(size) != 3 or len(sources) < 2:
            continue
        widths = [draft.channels(source) for source in sources]
        unknown = [source for source, width in zip(sources, widths, strict=True) if width is None]
        left = (
            size[-1] - sum(width for width in widths if width is not None) if isinstance(size[-1], int) else 0
        )
        if len(unknown) > 1 or (unknown and left <= 0) or (not unknown and left != 0):
            continue
        if unknown:
            layer = draft.nodes[unknown[0]]
            if family(layer.op) != "convolution":
                continue
            draft.set(layer.id, "filters", solved(left, JOINED))
        if node.op == "feature_map":
            _put_concat(draft, node_id, sources)


def widen_to_sums(draft: Draft) -> None:
    """Gives a convolution of unknown width that goes into a sum the width of the sum's other branch."""
    for node_id in draft.order():
        if draft.nodes[node_id].op != "add":
            continue
        sources = draft.before(node_id)
        widths = [draft.channels(source) for source in sources]
        known = {width for width in widths if width is not None}
        if len(known) != 1:
            continue
        for source, width in zip(sources, widths, strict=True):
            if width is None and family(draft.nodes[source].op) == "convolution":
                draft.set(source, "filters", solved(known.pop(), SUMMED))
                break


def _put_concat(draft: Draft, node_id: str, sources: list[str]) -> None:
    joint = implied(draft.fresh(f"{node_id}_join"), "concat", JOINED)
    draft.put(joint)
    draft.edges = [edge for edge in draft.edges if edge.target != node_id]
    for source in sources:
        draft.connect(source, joint.id)
    draft.connect(joint.id, node_id)
