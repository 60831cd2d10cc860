"""What a card says of its operation."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Dim, Node, Shape, Value

_NAMES = {
    "conv1d": "Conv 1D", "conv2d": "Conv 2D", "conv3d": "Conv 3D",
    "conv_transpose2d": "Transposed conv 2D", "conv_transpose3d": "Transposed conv 3D",
    "depthwise_conv2d": "Depthwise conv 2D", "separable_conv2d": "Separable conv 2D",
    "deformable_conv2d": "Deformable conv 2D", "graph_conv": "Graph conv",
    "global_avg_pool": "Global average pool", "avg_pool": "Average pool", "global_max_pool": "Global max pool",
    "roi_pool": "RoI pool", "lrn": "LRN", "relu": "ReLU", "relu6": "ReLU6", "leaky_relu": "Leaky ReLU",
    "prelu": "PReLU", "elu": "ELU", "selu": "SELU", "gelu": "GELU", "silu": "SiLU", "rnn": "RNN", "lstm": "LSTM",
    "gru": "GRU", "conv_lstm": "ConvLSTM", "mlp": "MLP", "multi_head_attention": "Multi-head attention",
    "self_attention": "Self-attention", "cross_attention": "Cross-attention", "feed_forward": "Feed-forward",
    "weight": "Weight layer", "matmul": "MatMul",
}  # fmt: skip
_OWN_NAME = {"block", "input", "output", "loss", "feature_map", "activation"}
# The settings a card shows, in this order, with the word beside the value; the rest stands in the table.
_SHOWN = (
    ("filters", "{} filters"),
    ("units", "{} units"),
    ("heads", "{} heads"),
    ("dim", "dim {}"),
    ("stride", "stride {}"),
    ("dilation", "dilation {}"),
    ("groups", "{} groups"),
    ("rate", "rate {}"),
    ("scale", "×{}"),
)
_QUIET_AT_ONE = {"stride", "dilation", "groups", "scale"}
MOST_FACTS = 3
REASON = "because"
"""The attribute in which completing a graph notes why a node is there or is what it is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A setting in words, and whether the paper prints it."""

    text: str
    read: bool = True


@dataclass(frozen=True, slots=True)
class Description:
    """A card's words: its title, the kernel beside it, and the line below."""

    title: str
    kernel: Fact | None = None
    facts: tuple[Fact, ...] = ()


def operation_name(op: str) -> str:
    """An operation's name for a person: "Conv 2D", "Batch norm"."""
    return _NAMES.get(op, op.replace("_", " ").capitalize())


def format_value(value: Value, joint: str = "×") -> str:
    """A value as papers print it: 3×3, 0.5, same."""
    if isinstance(value, tuple):
        return joint.join(format_value(item, joint) for item in value)
    if isinstance(value, float):
        return f"{value:g}"
    if value is None:
        return "?"
    return "yes" if value is True else "no" if value is False else str(value)


def format_shape(shape: Shape) -> str:
    """A shape as 224×224×3; "scalar" for none."""
    return "×".join(str(dim) for dim in shape) or "scalar"


def format_repeat(repeat: Dim) -> str:
    """A repeat as ×3 or ×N."""
    return f"×{repeat}"


def _collapsed(value: Value) -> Value:
    """One number for a square pair: (2, 2) is 2."""
    if isinstance(value, tuple) and value and all(item == value[0] for item in value):
        return value[0]
    return value


def _kernel(node: Node) -> Fact | None:
    """The window beside the title: 3×3, also where the paper prints one number for both sides."""
    found = node.attributes.get("kernel")
    if found is None or found.value is None:
        return None
    value = found.value
    if not isinstance(value, tuple):
        value = (value,)
    if len(value) == 1 and not node.op.endswith("1d"):
        value = value * 2
    return Fact(format_value(value), found.origin == "read")


def describe(node: Node) -> Description:
    """The words for a node's card."""
    title = operation_name(node.op)
    if node.op in _OWN_NAME:
        title = format_value(node.value("name") or "") or node.label or title
    facts = []
    for name, words in _SHOWN:
        attribute = node.attributes.get(name)
        if attribute is None or attribute.value is None or isinstance(attribute.value, bool):
            continue
        if name == "units":
            shown = format_value(attribute.value, ", ")
        else:
            shown = format_value(_collapsed(attribute.value))
        if not (name in _QUIET_AT_ONE and shown == "1"):
            one = words.removesuffix("s") if shown == "1" else words
            facts.append(Fact(one.format(shown), attribute.origin == "read"))
    if node.op == "feature_map" and node.output_shape is not None:
        facts.append(Fact(format_shape(node.output_shape)))
    if node.op == "block":
        known = {name for name, _ in _SHOWN} | {"name", "kernel", REASON}
        facts += [
            Fact(f"{name} {format_value(attribute.value)}", attribute.origin == "read")
            for name, attribute in node.attributes.items()
            if name not in known and attribute.value is not None
        ]
    return Description(title, _kernel(node), tuple(facts[:MOST_FACTS]))
