"""What sort of tensor an operation works on: images, sequences, video, vectors, ids or nodes of a graph."""

from __future__ import annotations

from graph.operations import COMPOSITES

_BLOCKS_OVER_FEATURES = frozenset({"prenet", "gated_dense", "highway"})

_BLOCKS_OVER_SEQUENCES = frozenset(
    name
    for name, operation in COMPOSITES.items()
    if operation.family in ("transformer block", "sequence block")
    and name not in ("patch_embedding", "patch_merging", "convnext_block", *_BLOCKS_OVER_FEATURES)
)

IMAGE = frozenset({
    "conv2d", "conv_transpose2d", "depthwise_conv2d", "separable_conv2d", "deformable_conv2d", "max_pool", "avg_pool",
    "pool", "roi_pool", "spatial_pyramid_pool", "adaptive_pool", "pixel_shuffle", "space_to_depth", "channel_shuffle",
    "lrn", "upsample", "resize", "crop", "pad", "global_avg_pool", "global_max_pool", "instance_norm",
    "primary_capsule",
}) | (frozenset(COMPOSITES) - _BLOCKS_OVER_SEQUENCES - _BLOCKS_OVER_FEATURES)  # fmt: skip
"""Operations over (height, width, channels), most of the time."""

SEQUENCE = frozenset({
    "conv1d", "conv_transpose1d", "separable_conv1d", "depthwise_conv1d", "max_pool1d", "avg_pool1d", "rnn", "lstm",
    "gru", "attention", "self_attention", "multi_head_attention", "cross_attention", "additive_attention",
    "grouped_query_attention", "feed_forward", "positional_encoding", "class_token", "capsule",
}) | _BLOCKS_OVER_SEQUENCES  # fmt: skip
"""Operations over (length, features)."""

MATRIX = frozenset({"matmul", "transpose", "mask"})
"""Operations over matrices of any meaning."""

VIDEO = frozenset({"conv3d", "conv_transpose3d", "max_pool3d", "avg_pool3d"})
"""Operations over (depth, height, width, channels)."""

VECTOR = frozenset({"dense", "mlp", "prelu"}) | _BLOCKS_OVER_FEATURES
"""Operations that tell nothing but that there are features."""

NEEDS_SEQUENCE = SEQUENCE - {"feed_forward"}
"""Operations that take two axes and no others."""

NEEDS_MAP = IMAGE - {"pool", "max_pool", "avg_pool", "global_avg_pool", "global_max_pool", "channel_shuffle", "lrn",
                     "crop", "pad", "instance_norm"}  # fmt: skip
"""Operations that take three axes and no others."""
