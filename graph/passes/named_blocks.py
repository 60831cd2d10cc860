"""Blocks whose printed name is that of a known block, and blocks that are nothing but a line.

A block that the paper explains elsewhere should have been replaced before; what is left is taken, by convention, for
the block that goes by its name in the literature, and marked as an assumption.

Needs: known operations. Ensures: no `block` has the name of a known block, unless its inputs do not fit it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Attribute, Graph, Node
from graph.operations import REGISTRY
from graph.passes.draft import Draft
from graph.passes.marks import BECAUSE, because

NAMES: dict[str, tuple[str, ...]] = {
    "identity": ("identity", "skip connect", "skip connection", "shortcut", "shortcut connection", "identity mapping"),
    "residual_block": ("residual block", "residual unit", "residual module", "resblock", "res block", "resnet block"),
    "bottleneck_block": ("residual bottleneck", "bottleneck residual block", "bottleneck block", "resnet bottleneck"),
    "resnext_block": ("resnext block",),
    "se_bottleneck_block": ("se resnet module", "se residual block", "se resnet block"),
    "preactivation_block": ("preactivation residual block", "pre activation residual block"),
    "xception_block": ("xception block", "xception module"),
    "depthwise_separable_block": ("depthwise separable convolution block", "depthwise separable block", "ds conv"),
    "inverted_residual": ("inverted residual", "inverted residual block", "inverted bottleneck"),
    "mbconv": ("mbconv", "mbconv block", "mobile inverted bottleneck", "mbconv6"),
    "fused_mbconv": ("fused mbconv",),
    "shuffle_unit": ("shuffle unit", "shufflenet unit"),
    "fire": ("fire", "fire module"),
    "ghost_module": ("ghost module",),
    "dense_block": ("dense block", "denseblock", "densely connected block"),
    "transition": ("transition", "transition layer", "transition block"),
    "csp_block": ("csp block",),
    "inception_block": ("inception", "inception module", "inception block"),
    "squeeze_excitation": ("se", "se block", "squeeze and excitation", "squeeze excitation", "se module", "se layer"),
    "cbam": ("cbam", "cbam block", "convolutional block attention module"),
    "non_local_block": ("non local block", "nonlocal block", "non local"),
    "attention_gate": ("attention gate",),
    "transformer_encoder_layer": (
        "transformer encoder", "transformer encoder layer", "transformer encoder block", "transformer block",
        "transformer layer", "trm", "transformer",
    ),
    "transformer_decoder_layer": ("transformer decoder", "transformer decoder layer", "transformer decoder block"),
    "patch_embedding": ("patch embedding", "patch embed", "linear projection of flattened patches"),
    "patch_merging": ("patch merging",),
    "prenet": ("pre net", "prenet"),
    "mixer_block": ("mixer layer", "mixer block"),
    "spatial_gating_unit": ("spatial gating unit", "sgu"),
    "gmlp_block": ("gmlp block",),
    "conformer_block": ("conformer block",),
    "convnext_block": ("convnext block",),
    "conv_block": ("conv block", "convolutional block", "conv bn relu", "convbnrelu", "cbr"),
    "double_conv": ("double conv", "doubleconv"),
    "aspp": ("aspp", "atrous spatial pyramid pooling"),
    "pyramid_pooling": ("pyramid pooling module", "pyramid pooling", "ppm"),
    "sppf": ("sppf",),
    "focus": ("focus",),
    "highway": ("highway", "highway layer", "highway layers", "highway network", "highway block"),
    "wavenet_block": ("wavenet block",),
    "tcn_block": ("tcn block", "temporal block"),
    "cbhg": ("cbhg", "cbhg module"),
    "primary_capsule": ("primarycaps", "primary capsules", "primary caps"),
    "capsule": ("digitcaps", "digit capsules", "digit caps", "capsule layer"),
    "gaussian_noise": ("gaussian noise",),
    "feed_forward": ("ffn", "feed forward network", "position wise feed forward"),
}  # fmt: skip
"""Printed names of known blocks, lower case, without numbers and punctuation."""

HEADERS = {
    "1x1": "filters_1x1", "3x3": "filters_3x3", "5x5": "filters_5x5", "3x3_reduce": "reduce_3x3",
    "5x5_reduce": "reduce_5x5", "pool_proj": "pool_proj", "s1x1": "squeeze", "e1x1": "expand", "e3x3": "expand",
    "growth_rate": "growth", "k": "growth", "t": "expansion", "c": "filters", "s": "stride",
    "output_channels": "filters", "reduction": "ratio", "r": "ratio", "cardinality": "groups",
}  # fmt: skip
"""Column headers of tables of blocks, by the attribute that they give."""

_WIDENED = re.compile(r"conv\s*(\d{1,2})$", re.IGNORECASE)
"""The expansion at the end of a block's name: "MBConv6"."""

_KNOWN = {name: op for op, names in NAMES.items() for name in names}


def plain_name(text: str) -> str:
    """A printed name without numbers, brackets and punctuation, in lower case."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text.lower())
    text = re.sub(r"[^a-z]+", " ", re.sub(r"\b[0-9]+[a-z]?\b|[0-9]+$", " ", text))
    return " ".join(text.split())


def _attribute(header: str, op: str) -> str:
    key = header.lower().replace("×", "x").replace("#", "").strip().replace(" ", "_")
    known = REGISTRY[op].attributes
    return header if header in known else HEADERS.get(key, header)


def _resolved(node: Node, count: int) -> Node:
    name = node.value("name")
    printed = [text for text in (name, node.label) if isinstance(text, str) and text]
    op = next((_KNOWN[plain] for plain in map(plain_name, printed) if plain in _KNOWN), None)
    if op is None:
        return node
    least, most = REGISTRY[op].inputs
    if count < least or (most is not None and count > most and most > 1):
        return node
    kept: dict[str, Attribute] = {}
    for header, attribute in node.attributes.items():
        kept.setdefault(_attribute(header, op), attribute)
    width = _WIDENED.search(printed[0]) if "expansion" in REGISTRY[op].attributes else None
    if width is not None and "expansion" not in kept:
        kept["expansion"] = Attribute(int(width[1]), evidence=node.evidence, confidence=node.confidence)
    kept[BECAUSE] = because(f"a block named “{printed[0][:40]}” is the {op} of {REGISTRY[op].source}")
    return replace(node, op=op, attributes=FrozenMap(kept))


def resolve_named_blocks(graph: Graph) -> Graph:
    """The graph with known blocks for those that bear their names."""
    return replace(
        graph,
        nodes=tuple(
            _resolved(node, max(len(graph.inputs(node.id)), 1)) if node.op == "block" else node
            for node in graph.nodes
        ),
    )


def take_name_back(draft: Draft, node_id: str) -> None:
    """Make a node the unexplained block again that it was; its name alone told what it is, and it was wrong."""
    node = draft.nodes[node_id]
    kept = {name: attribute for name, attribute in node.attributes.items() if attribute.origin == "read"}
    draft.put(replace(node, op="block", attributes=FrozenMap(kept)))
