"""From a record to the nodes of its layer: the operation from the label, its settings from the columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.labels import parse_label
from extract.tables.headers import Head, Role
from extract.tables.values import as_number, dim, dims, is_empty, is_no, is_yes, leading_dims, shape, value
from graph import Box, Dim, Shape, Value

CONVOLUTIONS = frozenset(
    [
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose2d",
        "conv_transpose3d",
        "depthwise_conv2d",
        "separable_conv2d",
        "deformable_conv2d",
    ]
)
POOLS = frozenset(("max_pool", "avg_pool", "pool", "global_avg_pool", "global_max_pool"))
_GLOBAL = {"avg_pool": "global_avg_pool", "max_pool": "global_max_pool"}
RECURRENT = frozenset(("rnn", "lstm", "gru", "conv_lstm"))
_ADDED: tuple[Role, ...] = ("activation", "norm", "dropout")
_POOL_ROLES: tuple[tuple[Role, str], ...] = (("pool_kernel", "kernel"), ("pool_stride", "stride"))
MAIN = (
    CONVOLUTIONS
    | RECURRENT
    | frozenset(("dense", "block", "embedding", "multi_head_attention", "mlp", "graph_conv", "upsample"))
)
ACTIVATIONS = frozenset(
    [
        "relu",
        "relu6",
        "leaky_relu",
        "prelu",
        "elu",
        "selu",
        "gelu",
        "silu",
        "hard_swish",
        "sigmoid",
        "hard_sigmoid",
        "tanh",
        "softmax",
        "softplus",
        "activation",
    ]
)
TENSORS = frozenset(("input", "output", "feature_map", "block", "loss"))
_MIXED_STRIDE = re.compile(r"[,;]?\s*\bstride\s+(\d+)\s*,\s*(\d+)²")
_DENSE_LIST = re.compile(
    r"^(?:fc|dense|fully[- ]connected|linear|mlp)s?\s*[,:]?\s*\[(\d+(?:\s*,\s*\d+)+)\]$", re.I
)
SETTINGS: frozenset[Role] = frozenset(
    ("kernel", "stride", "padding", "dilation", "groups", "filters", "units", "pool_kernel", "pool_stride")
)


@dataclass(slots=True)
class Draft:
    """A node in the making."""

    op: str
    label: str = ""
    attrs: dict[str, Value] = field(default_factory=dict)
    repeat: Dim | None = None
    shape: Shape | None = None
    bbox: Box | None = None
    text: str = ""
    confidence: float = 0.9
    group: int | None = None
    stage: str = ""
    row: int = 0
    printed: bool = True
    shared: bool = False
    turned: bool = False


@dataclass(slots=True)
class Facts:
    """What a record says of one layer: its texts and its values by role, others by their printed head."""

    label: str
    text: str
    context: str = ""
    config: list[str] = field(default_factory=list)
    values: dict[Role, str] = field(default_factory=dict)
    heads: dict[Role, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    bbox: Box | None = None
    depth: tuple[Dim, Dim] | None = None


def drafts_of(facts: Facts, op: str = "") -> list[Draft]:
    """The nodes of a layer, in the order of the data; empty where the text is no node.

    Args:
        facts: what the table says of it.
        op: its operation, where the table says it elsewhere.
    """
    drafts = _operations(facts)
    if not drafts:
        return []
    if op:
        drafts[0].op = op
    drafts[0].label = " ".join([facts.label, *facts.config])
    _alternatives(drafts, drafts[0].label)
    _settings(drafts, facts)
    for draft in drafts:
        draft.bbox, draft.text = facts.bbox, facts.label
        if draft.op == "graph_conv" and draft.attrs.get("kernel"):
            draft.op = "conv2d"
    for before, draft in pairwise(drafts):
        # "4 × conv-bn-relu": the number is that of all three.
        if draft.repeat is None and (draft.op in ACTIVATIONS or draft.op.endswith("_norm")):
            draft.repeat = before.repeat
    return drafts


def _alternatives(drafts: list[Draft], text: str) -> None:
    """A width printed as "100 or 10" stays as printed."""
    found = re.search(r"\b(\d+) or (\d+)\b", text)
    if found:
        for draft in drafts:
            for name in ("units", "filters"):
                if draft.attrs.get(name) in (int(found[1]), int(found[2])):
                    draft.attrs[name] = found[0]


def _parse(text: str) -> list[Draft]:
    mixed = _MIXED_STRIDE.search(text)
    if mixed:
        return _with_mixed_stride(_parse(text[: mixed.start()] + text[mixed.end() :]), mixed)
    title, colon, rest = text.partition(": ")
    if colon and rest and _titled(title, rest):
        return _under_title(title, rest)
    listed = _DENSE_LIST.match(text)
    if listed:
        widths = [int(n) for n in re.findall(r"\d+", listed[1])]
        return [Draft("dense", text if i == 0 else "", {"units": width}) for i, width in enumerate(widths)]
    return _parsed(text)


def _with_mixed_stride(drafts: list[Draft], found: re.Match[str]) -> list[Draft]:
    """ "stride 1, 2²" is a stride in time and one in space. What has one is no bare input."""
    if drafts:
        time, space = int(found[1]), int(found[2])
        drafts[0].attrs["stride"] = (time, space, space)
        if drafts[0].op == "input":
            drafts[0].op, drafts[0].attrs["name"] = "block", drafts[0].label
    return drafts


def _titled(title: str, rest: str) -> bool:
    """Whether both sides of a colon name an operation of one family ("Conv1D projections: conv-3-128-ReLU")."""
    head, body = _parsed(title), _parsed(rest)
    return (
        bool(head and body)
        and {head[0].op, body[0].op} <= CONVOLUTIONS
        and re.search(r"[A-Za-z]{3}", rest) is not None
    )


def _under_title(title: str, rest: str) -> list[Draft]:
    """The operations after the colon, of the kind that the title says."""
    head, body = _parsed(title), _parsed(rest)
    for draft in body:
        if draft.op == "conv2d" and head[0].op == "conv1d":
            kernel = draft.attrs.get("kernel")
            draft.op = "conv1d"
            if isinstance(kernel, tuple):
                draft.attrs["kernel"] = kernel[:1]
    body[0].attrs = {**head[0].attrs, **body[0].attrs}
    return body


def _parsed(text: str) -> list[Draft]:
    text = re.sub(r"[‘’'\"“”`]+(\w+)[‘’'\"“”`]+", r"\1", text)
    parsed = parse_label(text, role="cell")
    if parsed.kind in ("comment", "empty", "repeat"):
        return []
    out = []
    for operation in parsed.operations:
        attrs = dict(operation.attrs)
        out.append(
            Draft(
                operation.op,
                operation.label,
                attrs,
                operation.repeat,
                operation.output_shape,
                confidence=parsed.confidence,
            )
        )
    if out and out[0].op in CONVOLUTIONS and "filters" not in out[0].attrs:
        times = re.search(r",\s*(\d+\s*[×x*·]\s*[A-Za-z]|[A-Za-z]\s*[×x*·]\s*\d+)\s*$", text)
        if times:
            # "3×3, 16×k": a width that grows with a letter.
            out[0].attrs["filters"], out[0].shape = re.sub(r"\s", "", times[1]), None
    return out


def _operations(facts: Facts) -> list[Draft]:
    """The operations of the label, with what the settings' text adds to them."""
    alone = _parse(facts.text)
    if not alone and facts.context and _MIXED_STRIDE.match(facts.text):
        return _parse(f"{facts.context} {facts.text}")
    bare = not re.search(r"[A-Za-z]{2}", facts.text)
    if facts.context and (bare or all(d.op in TENSORS for d in alone)):
        # "pool1 | 3×3, /2": the name says what the sizes are of. A stage's name ("res2") says nothing of the kind.
        named = [d for d in _parse(facts.context) if d.op not in TENSORS]
        joined = _parse(f"{facts.context} {facts.text}") if named else []
        if joined and joined[0].op not in TENSORS:
            alone = joined
        elif bare and not re.search(r"[×x²@]|\d\s*,\s*\d", facts.text):
            return []
    elif bare and not re.search(r"[×x²@]|\d\s*,\s*\d", facts.text):
        return []
    if not facts.config:
        return alone
    if alone and alone[0].op in _GLOBAL and any(re.match(r"global\b", text, re.I) for text in facts.config):
        alone[0].op = _GLOBAL[alone[0].op]
        return alone
    both = _parse(" ".join([facts.text, *facts.config]))
    if alone and alone[0].op != "block" and [d.op for d in both[: len(alone)]] == [d.op for d in alone]:
        return both[: len(alone)] + [d for d in both[len(alone) :] if d.op not in TENSORS]
    if alone and all(d.op == "block" for d in alone):
        words = [text for text in facts.config if re.search(r"[A-Za-z]{2}", text)]
        from_config = _parse(" ".join(words)) if words else []
        if from_config and not any(d.op in TENSORS for d in from_config):
            return from_config
        if len(both) == 1 and both[0].op == "block":
            alone[0].attrs = {**both[0].attrs, "name": alone[0].attrs.get("name")}
    return alone


def _settings(drafts: list[Draft], facts: Facts) -> None:
    main = next((d for d in drafts if d.op in MAIN), None)
    pool = next((d for d in drafts if d.op in POOLS), None)
    first = main or pool or drafts[0]
    if first.op == "block":
        _block_settings(first, facts)
    else:
        for role in ("kernel", "stride", "padding", "dilation", "groups", "filters", "units"):
            text = facts.values.get(role, "")
            if text:
                _set(first, role, text)
        if facts.depth is not None and facts.depth[0] == first.attrs.get("filters") != facts.depth[1]:
            # "7×7×3" names the channels that go in, not those that come out.
            del first.attrs["filters"]
    pool = pool or (first if first.op in POOLS else None)
    if pool is not None:
        for role, name in _POOL_ROLES:
            text = facts.values.get(role, "")
            sizes = dims(text) if text else None
            if sizes:
                pool.attrs[name] = _pair(sizes, pool.op)
    elif "pool_kernel" in facts.values and (sized := dims(facts.values["pool_kernel"])):
        stride = dims(facts.values.get("pool_stride", "")) if facts.values.get("pool_stride") else None
        attrs: dict[str, Value] = {"kernel": _pair(sized, "max_pool")}
        if stride:
            attrs["stride"] = _pair(stride, "max_pool")
        drafts.append(Draft("pool", "", attrs))
    if first.op != "block":
        _extra_layers(drafts, facts)
    repeat = facts.values.get("repeat", "")
    times = dim(repeat.strip("×xX ")) if repeat else None
    if times is not None and times != 1:
        for draft in drafts:
            draft.repeat = draft.repeat or times


def _block_settings(block: Draft, facts: Facts) -> None:
    """A block keeps its columns under their printed heads."""
    for role in _ADDED:
        text = facts.values.get(role, "")
        if text and not is_no(text):
            block.attrs[facts.heads.get(role, role)] = True if is_yes(text) else value(text)
    for role, text in facts.values.items():
        if role in SETTINGS:
            key = facts.heads.get(role, role)
            sizes = dims(text)
            if role in ("kernel", "stride") and sizes and key.lower() in (role, f"{role}s"):
                block.attrs[role] = _pair(sizes, "conv2d")
            elif role in ("filters", "units"):
                block.attrs[key] = text if sizes and len(sizes) > 1 else value(text)
            elif role == "kernel" and (found := leading_dims(text)):
                block.attrs[key] = _pair(found[0], "conv2d")
            else:
                block.attrs[key] = value(text)
    for key, text in facts.extras.items():
        if is_no(text):
            continue
        block.attrs[key] = True if is_yes(text) and as_number(text) is None else value(text)


def _pair(sizes: Sequence[Dim], op: str) -> Value:
    if len(sizes) == 1 and op not in ("conv1d",):
        return (sizes[0], sizes[0])
    return tuple(sizes)


def _set(draft: Draft, role: str, text: str) -> None:
    """One setting of an operation from a cell's text."""
    if role == "kernel":
        _set_kernel(draft, text)
    elif role in ("stride", "dilation"):
        sizes = dims(text.lstrip("s/ ")) or (_first_sizes(text))
        if sizes and (draft.op in CONVOLUTIONS or draft.op in POOLS):
            draft.attrs[role] = _pair(sizes, draft.op)
    elif role == "padding":
        if draft.op in CONVOLUTIONS or draft.op in POOLS:
            word = text.strip().lower()
            sizes = dims(text)
            if word in ("same", "valid", "full", "causal"):
                draft.attrs["padding"] = word
            elif is_yes(text) and word not in ("3", "x"):
                draft.attrs["padding"] = "same"
            elif sizes:
                draft.attrs["padding"] = sizes[0] if len(sizes) == 1 else tuple(sizes)
    elif role == "groups" and draft.op in CONVOLUTIONS:
        number = dim(text)
        if number is not None:
            draft.attrs["groups"] = number
    elif role in ("filters", "units"):
        _set_width(draft, text)


def _first_sizes(text: str) -> tuple[Dim, ...] | None:
    found = leading_dims(text.strip().lstrip("/s"))
    return found[0] if found else None


def _set_kernel(draft: Draft, text: str) -> None:
    found = leading_dims(text)
    if found is None:
        inner = re.search(r"\d+\s*[×xX]\s*\d+(?:\s*[×xX]\s*\d+)*", text)
        found = leading_dims(inner[0]) if inner else None
    if found is None:
        return
    sizes, rest = found
    if draft.op == "dense":
        if len(sizes) >= 2 or "units" not in draft.attrs:
            draft.attrs["units"] = sizes[-1]
        return
    if draft.op in POOLS:
        deep = len(sizes) == 3 and isinstance(sizes[2], int) and sizes[2] <= 16
        draft.attrs["kernel"] = _pair(sizes[: 3 if deep else 2], draft.op)
    elif draft.op in CONVOLUTIONS:
        _convolution_kernel(draft, sizes)
    stride = re.match(r"^[/,]\s*s?\s*(\d+)(?![\d×x])", rest)
    if stride:
        draft.attrs["stride"] = _pair((int(stride[1]),), draft.op)
    counted = re.search(r"\(\s*[×x]\s*(\d+)\s*\)", rest)
    if counted and draft.op in CONVOLUTIONS:
        draft.attrs["filters"] = int(counted[1])
    listed = re.match(r"^[,@]\s*(\d+)$", rest)
    if listed and draft.op in CONVOLUTIONS and "filters" not in draft.attrs and not stride:
        draft.attrs["filters"] = int(listed[1])
    if re.search(r"\bdw\b|depthwise", rest) and draft.op == "conv2d":
        draft.op = "depthwise_conv2d"


def _convolution_kernel(draft: Draft, sizes: Sequence[Dim]) -> None:
    """A shape of weights ends with the number of filters (height, width, in, out)."""
    if draft.op == "conv1d":
        draft.attrs["kernel"] = tuple(sizes[:1])
        if len(sizes) >= 2:
            draft.attrs.setdefault("filters", sizes[-1])
        return
    flat = draft.op not in ("conv3d", "conv_transpose3d")
    if flat and len(sizes) == 3 and _volume(sizes):
        draft.op = "conv3d"
        flat = False
    keep = 2 if flat else 3
    if len(sizes) == 5:
        draft.op, keep = "conv3d", 3
    draft.attrs["kernel"] = _pair(sizes[:keep], draft.op)
    if len(sizes) > keep:
        draft.attrs.setdefault("filters", sizes[-1])


def _volume(sizes: Sequence[Dim]) -> bool:
    """Three small sizes are a kernel of three dimensions; a third that is far larger is a number of filters."""
    numbers = [s for s in sizes if isinstance(s, int)]
    return (
        len(numbers) == 3
        and numbers[2] in (numbers[0], numbers[1])
        and numbers[2] in (2, 3, 4, 5, 7)
        and numbers[0] != 1
    )


def _set_width(draft: Draft, text: str) -> None:
    number = dim(text)
    if number is None:
        parts = re.findall(r"\d+", text)
        arrow = re.search(r"(?:→|->|to)\s*(\d+)$", text.strip())
        number = int(arrow[1]) if arrow else int(parts[0]) if len(parts) == 1 else None
    if number is None:
        if re.search(r"\d", text) and draft.op in CONVOLUTIONS:
            draft.attrs.setdefault("filters", text.strip())
        return
    if draft.op in CONVOLUTIONS or draft.op == "graph_conv":
        draft.attrs["filters"] = number
    elif draft.op in RECURRENT or draft.op == "dense":
        draft.attrs["units"] = number
    elif draft.op == "embedding":
        draft.attrs["dim"] = number


def _extra_layers(drafts: list[Draft], facts: Facts) -> None:
    """Layers that columns of their own add: normalisation, activation, dropout."""
    norm = facts.values.get("norm", "")
    if norm and not is_empty(norm):
        found = _parse(norm)
        op = (
            found[0].op
            if found and found[0].op.endswith(("norm", "lrn"))
            else "batch_norm"
            if is_yes(norm)
            else ""
        )
        if op and not any(d.op == op for d in drafts):
            drafts.append(Draft(op, ""))
    act = facts.values.get("activation", "")
    if act and not is_empty(act):
        found = _parse(act)
        known = [d for d in found if d.op in ACTIVATIONS]
        op = known[0].op if known else _short_activation(act)
        if op and not any(d.op == op for d in drafts):
            attrs = dict(known[0].attrs) if known else {}
            drafts.append(Draft(op, "", attrs))
        for extra in found:
            if extra.op.endswith("norm") and not any(d.op == extra.op for d in drafts):
                drafts.insert(len(drafts) - 1, Draft(extra.op, ""))
    drop = facts.values.get("dropout", "")
    if drop and not is_empty(drop):
        number = as_number(drop.rstrip("%"))
        rate = None if number is None else number / 100 if drop.endswith("%") else number
        if rate is not None and 0 < rate < 1:
            drafts.append(Draft("dropout", "", {"rate": rate}))
        elif is_yes(drop):
            drafts.append(Draft("dropout", ""))


def _short_activation(text: str) -> str:
    short: Mapping[str, str] = {
        "re": "relu",
        "hs": "hard_swish",
        "lrelu": "leaky_relu",
        "rl": "relu",
        "r": "relu",
    }
    return short.get(text.strip().lower().replace("-", ""), "")


def printed_shape(text: str, turn: bool) -> Shape | None:
    """A shape from its cell; `turn` where the column prints channels first."""
    found = shape(text)
    if found is None:
        return None
    if turn and len(found) == 3:
        return (found[1], found[2], found[0])
    return found


def head_key(head: Head) -> str:
    """The head as an attribute's name: as printed, without an explanation in brackets behind it."""
    return re.sub(r"\s+\([^()]*\)$", "", head.text.strip())
