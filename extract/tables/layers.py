"""From a record to the nodes of its layer: the operation from the label, its settings from the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.figures.meaning.three_dimensions import DEEP
from extract.tables.block_rows import block_settings
from extract.tables.channel_pairs import leaving
from extract.tables.drafts import ACTIVATIONS, CONVOLUTIONS, MAIN, POOLS, RECURRENT, Draft, Facts, pair
from extract.tables.following import add_following, drop_rate
from extract.tables.headers import COUNTS_OUT, Role
from extract.tables.labelled import alternatives, operations_of
from extract.tables.pool_columns import set_pool
from extract.tables.values import (
    COUNTED_WIDTH,
    dim,
    dims,
    is_yes,
    leading_dims,
    led_by_batch,
    shape,
)
from graph import Dim, Shape, Value


def drafts_of(facts: Facts, op: str = "") -> list[Draft]:
    """The nodes of a layer, in the order of the data; empty where the text is no node.

    Args:
        facts: what the table says of it.
        op: its operation, where the table says it elsewhere.
    """
    drafts = operations_of(facts)
    if not drafts:
        return []
    op = op or _by_settings(drafts[0], facts)
    if op:
        drafts[0].op = op
        drafts[0].attrs.pop("name", None)
    drafts[0].label = " ".join([facts.label, *facts.config])
    alternatives(drafts, drafts[0].label)
    _settings(drafts, facts)
    _size_of_end(drafts[0], facts)
    for draft in drafts:
        draft.bbox, draft.text = facts.bbox, facts.label
        draft.shape = facts.shape or draft.shape
        if draft.op == "graph_conv" and draft.attrs.get("kernel"):
            draft.op = "conv2d"
    for before, draft in pairwise(drafts):
        # "4 × conv-bn-relu": the number is that of all three.
        if draft.repeat is None and (draft.op in ACTIVATIONS or draft.op.endswith("_norm")):
            draft.repeat = before.repeat
    return drafts


def _size_of_end(draft: Draft, facts: Facts) -> None:
    """What goes in or comes out has the size that its row prints, under whatever head it stands."""
    if draft.op not in ("input", "output") or draft.shape is not None:
        return
    told = [facts.values.get(role, "") for role in ("kernel", "units", "filters")]
    sizes = [found for text in told if (found := dims(text)) and any(isinstance(s, int) for s in found)]
    if len(sizes) == 1:
        draft.shape = sizes[0]


_PARTED = re.compile(
    r"block|stage|module|unit|cell|incept|fire|bottle|b?neck|res|dense|\bse\b|atten|former|encod|decod|corr|warp|cost",
    re.I,
)
"""Names of what has layers of its own."""


_CODED = re.compile(r"[a-z]_[a-z]{2,6}\d{0,2}[a-z]?")
"""A row's name as code has it, with a letter for the part of the network before it: "r_conv0", "c_deconv1"."""
_CONVOLUTION = re.compile(
    r"(?:[a-z]{1,4}_(?:(?P<up>u|up|de|t|trans)|[a-z])?|[A-Za-z]{1,2})conv(?:[-_.]?\d\w*)?(?:[-_.]\w+)*"
)
"""The name of a convolution, with a letter or two before it, or a short word apart: "iconv3", "r_uconv0"."""


def _by_settings(draft: Draft, facts: Facts) -> str:
    """The kind of a layer that has a name of its own only ("disp4", "iconv3"): with a kernel it is a convolution.

    A name with "conv" tells that by itself; others only where each row is one layer, and none has parts. There,
    what has channels in and out and no kernel is dense, and a letter is no more than a name ("σ").
    """
    if draft.op == "output" and not draft.shape:
        return _ending(facts) or ("dense" if facts.flat and "units" in facts.values else "")
    letter = facts.single and len(facts.text.strip()) == 1
    flat = facts.flat and not re.search(r"tdnn|pool", facts.text, re.I)
    if flat and draft.op == "block" and "units" in facts.values:
        return "dense"
    called = (
        facts.single
        and "in_out" in facts.values
        and re.fullmatch(r"[a-z]{1,4}[_ ]\d+|[a-z]_[a-z]{2,5}\d+", facts.text.strip())
    )
    coded = draft.op == "input" and "in_out" in facts.values and _CODED.fullmatch(facts.text.strip())
    if not (draft.op == "block" or letter or coded) or (_PARTED.search(facts.text) and not called):
        return ""
    if re.fullmatch(r"(?:[A-Za-z_]\w*\.)+conv(?:[-_.]?\d+)*", facts.text.strip()):
        # As code calls a part of a module: "encoder.conv0".
        return "conv2d"
    if named := _CONVOLUTION.fullmatch(facts.text.strip()):
        return "conv_transpose2d" if named["up"] else "conv2d"
    if "kernel" in facts.values and re.fullmatch(r"cnn[-_ ]?\d*", facts.text.strip(), re.I):
        return "conv2d"
    if re.fullmatch(r"dnn[-_ ]?\d*", facts.text.strip(), re.I) and {"filters", "units"} & set(facts.values):
        # What networks that spot keywords call a layer without maps.
        return "dense"
    if facts.single and re.search(r"(?:^|[_ -])(?:average|avg|gap|mean)$", facts.text.strip(), re.I):
        # "pose_avg" has no weights.
        return "global_avg_pool"
    single = facts.single or "in_out" in facts.values
    if single and "kernel" in facts.values and {"filters", "units", "in_out"} & set(facts.values):
        return "conv2d"
    return "dense" if facts.single and "in_out" in facts.values else ""


def _ending(facts: Facts) -> str:
    """What comes out last is the layer that gives it: "Output | 3×3 | 3", "Output layer | 10 units"."""
    if dims(facts.values.get("kernel", "")) and {"filters", "stride"} & set(facts.values):
        return "conv2d"
    return "dense" if "layer" in facts.text.lower() and dim(facts.values.get("units", "")) is not None else ""


def _settings(drafts: list[Draft], facts: Facts) -> None:
    layers = [d for d in drafts if d.op in MAIN]
    # Of "upsample + conv" the columns set the convolution.
    main = next((d for d in layers if d.op != "upsample"), layers[0] if layers else None)
    pool = next((d for d in drafts if d.op in POOLS), None)
    first = main or pool or drafts[0]
    if first.op == "block":
        block_settings(first, facts)
    else:
        if facts.sides is not None:
            facts.values["kernel"] = " × ".join(facts.sides)
        for role in ("kernel", "stride", "padding", "dilation", "groups", "filters", "units", "in_out"):
            text = facts.values.get(role, "")
            if text and role == "filters" and _is_one_kernel(first, facts):
                text = facts.values["kernel"]
            if text:
                _set(_set_by(role, first, layers, facts), role, text, facts.deep)
        if facts.widths is not None and first.op == "dense":
            first.attrs.setdefault("units", facts.widths[1])
        _share(first, drafts, facts)
        if facts.depth is not None and facts.depth[0] == first.attrs.get("filters") != facts.depth[1]:
            # "7×7×3" names the channels that go in, not those that come out.
            del first.attrs["filters"]
    if drafts[0].op == "dropout":
        drop_rate(drafts[0], facts)
    pool = pool or (first if first.op in POOLS else None)
    if pool is not None:
        set_pool(pool, facts)
    add_following(drafts, facts, first.op == "block", pool is not None)
    repeat = facts.values.get("repeat", "")
    times = dim(repeat.strip("×xX ")) if repeat else None
    if times is not None and times != 1:
        for draft in drafts:
            draft.repeat = draft.repeat or times


def _set_by(role: Role, first: Draft, layers: Sequence[Draft], facts: Facts) -> Draft:
    """The layer of a row that a column sets: of several the first, but the number of outputs is that of the last.

    That is so where the first says its own width, or the last one is of another kind: "GAP → FC(256) → ReLU → FC | 4".
    """
    last = layers[-1] if layers else first
    if role not in ("filters", "units") or last is first or {"filters", "units"} & set(last.attrs):
        return first
    apart = {"filters", "units"} & set(first.attrs) or (last.op == "dense" != first.op)
    return last if apart and COUNTS_OUT.match(facts.heads.get(role, "")) else first


def _is_one_kernel(draft: Draft, facts: Facts) -> bool:
    """Whether a layer with units, and no window, is said to have one kernel of so many: "Softmax | 10 | 1"."""
    size = facts.values.get("kernel", "").strip()
    return (
        draft.op in ("dense", "softmax")
        and facts.values["filters"].strip() == "1"
        and size.isdecimal()
        and size != "1"
    )


def _share(first: Draft, drafts: list[Draft], facts: Facts) -> None:
    """The convolutions of one row ("conv, conv, max-pool") all have the kernel and width that its columns print."""
    for draft in drafts:
        for role in ("kernel", "filters"):
            if draft.op == first.op in CONVOLUTIONS and facts.values.get(role) and role in first.attrs:
                draft.attrs.setdefault(role, first.attrs[role])


def _set(draft: Draft, role: str, text: str, deep: bool = False) -> None:
    """One setting of an operation from a cell's text; `deep` where the table's kernels have three dimensions."""
    if _EACH_WAY.fullmatch(text.strip()):
        text = f"({text.strip()})"
    if role == "kernel":
        _set_kernel(draft, text, deep)
    elif role in ("stride", "dilation"):
        # A layer that enlarges is said to step by a part of a pixel.
        sizes = _part(text) or dims(text.lstrip("s/ ")) or _first_sizes(text)
        if sizes and (draft.op in CONVOLUTIONS or draft.op in POOLS):
            draft.attrs[role] = pair(sizes, draft.op)
    elif role == "padding":
        if draft.op in CONVOLUTIONS or draft.op in POOLS:
            word = text.strip().lower()
            sizes = dims(text)
            if word in ("same", "valid", "full", "causal"):
                draft.attrs["padding"] = word
            elif is_yes(text) and word not in ("3", "x"):
                draft.attrs["padding"] = "same"
            elif re.search(r"\b(?:circular|reflect\w*|replicat\w*|mirror\w*|zeros?)\b", word):
                draft.attrs["padding"] = text.strip()
            elif sizes:
                draft.attrs["padding"] = sizes[0] if len(sizes) == 1 else tuple(sizes)
    elif role == "groups" and draft.op in CONVOLUTIONS:
        number = dim(text)
        if number is not None:
            draft.attrs["groups"] = number
    elif role == "units" and draft.op == "input" and isinstance(width := dim(text), int):
        draft.shape = (width,)
    elif role in ("filters", "units"):
        _set_width(draft, text)
    elif role == "in_out":
        _set_width(draft, leaving(text))


def _part(text: str) -> tuple[Value, ...] | None:
    """A step by a part of a pixel: "1/2", "1/2 × 1/2", ".5"."""
    parts = re.split(r"\s*[×x,]\s*", text.strip(" ()[]"))
    if all(re.fullmatch(r"1\s*/\s*\d", part) for part in parts):
        return tuple(part.replace(" ", "") for part in parts)
    return (float(parts[0]),) if re.fullmatch(r"0?\.\d+", parts[0]) and len(parts) == 1 else None


_EACH_WAY = re.compile(r"\d{1,2}(?:\s*,\s*\d{1,2}){1,2}")
"""Numbers for each direction, without brackets: "1, 2, 2"."""


def _first_sizes(text: str) -> tuple[Dim, ...] | None:
    found = leading_dims(text.strip().lstrip("/s"))
    return found[0] if found else None


_COUNT_AND_SIZE = re.compile(r"(\d+)\s*[(\[]\s*(\d+(?:\s*[×x]\s*\d+)*)\s*[)\]]")
"""How many filters, with their size in brackets: "16 (3×5)", "32 (2)"."""
_SUM = re.compile(r"\d+\s*\+\s*[A-Za-z]\w*")
"""A width with what comes on top: "27 + blank"."""
LARGEST_STRIDE = 8
"""Largest stride behind a kernel; a larger number counts filters."""


def _set_kernel(draft: Draft, text: str, deep: bool = False) -> None:
    counted = re.fullmatch(r"(\d+)\s*@\s*(\d.*)", text.strip()) or _COUNT_AND_SIZE.fullmatch(text.strip())
    if counted and draft.op in CONVOLUTIONS:
        # "64@3×3", "64 (3×3)": so many of that size.
        draft.attrs.setdefault("filters", int(counted[1]))
        text = counted[2]
    found = leading_dims(text)
    if found is None:
        inner = re.search(r"\d+\s*[×xX]\s*\d+(?:\s*[×xX]\s*\d+)*", text)
        found = leading_dims(inner[0]) if inner else None
    if found is None:
        return
    sizes, rest = found
    if draft.op == "dense" or draft.op in RECURRENT:
        # "Size | 128" of a layer without a window is its width.
        if len(sizes) >= 2 or "units" not in draft.attrs:
            draft.attrs["units"] = text.strip() if _SUM.fullmatch(text.strip()) else sizes[-1]
        return
    if draft.op in POOLS:
        thick = len(sizes) == 3 and isinstance(sizes[2], int) and sizes[2] <= 16
        draft.attrs["kernel"] = pair(sizes[: 3 if thick else 2], draft.op)
    elif draft.op in CONVOLUTIONS:
        if deep and len(sizes) == 3:
            draft.op = DEEP.get(draft.op, draft.op)
        _convolution_kernel(draft, sizes)
    for name, number in re.findall(r"\b(stride|dilation|groups)s?\s*[=:]\s*(\d+)", rest):
        _set(draft, name, number)
    stride = re.match(r"^(?:/\s*s?\s*\d+|,\s*s\s*\d+|,\s*\d)(?![\d×x])", rest)
    step = int(re.sub(r"\D", "", stride[0])) if stride else 0
    if step > LARGEST_STRIDE and rest[0] == "/" and draft.op in CONVOLUTIONS:
        # "3×3/64": a kernel and so many of them.
        draft.attrs["filters"] = step
    elif stride:
        draft.attrs["stride"] = pair((step,), draft.op)
    counted = re.search(r"\(\s*[×x]\s*(\d+)\s*\)", rest)
    if counted and draft.op in CONVOLUTIONS:
        draft.attrs["filters"] = int(counted[1])
    listed = re.match(r"^[,@]\s*(\d+)$", rest)
    if listed and draft.op in CONVOLUTIONS and "filters" not in draft.attrs and not stride:
        draft.attrs["filters"] = int(listed[1])
    if re.search(r"\bdw\b|depthwise", rest) and draft.op == "conv2d":
        draft.op = "depthwise_conv2d"


def _convolution_kernel(draft: Draft, sizes: Sequence[Dim]) -> None:
    """A shape of weights ends with the number of filters (height, width, in, out), or begins with it."""
    if (turned := _led_by_width(draft.op, sizes)) is not None:
        draft.attrs["kernel"] = turned
        if draft.op != "depthwise_conv2d":
            draft.attrs.setdefault("filters", sizes[0])
        return
    flat_line = len(sizes) == 3 and re.search(r"\b\w*conv\w*?-?1-?D(?![a-z])", draft.label, re.I)
    if draft.op == "conv1d" or flat_line:
        draft.attrs["kernel"] = tuple(sizes[:1])
        if len(sizes) >= 2:
            draft.attrs.setdefault("filters", sizes[-1])
        return
    flat = draft.op not in ("conv3d", "conv_transpose3d")
    deep = "conv_transpose3d" if "transpose" in draft.op else "conv3d"
    if flat and len(sizes) == 3 and _volume(sizes):
        draft.op = deep
        flat = False
    keep = 2 if flat else 3
    if len(sizes) == 5:
        draft.op, keep = deep, 3
    draft.attrs["kernel"] = pair(sizes[:keep], draft.op)
    if len(sizes) > keep:
        draft.attrs.setdefault("filters", sizes[-1])


def _led_by_width(op: str, sizes: Sequence[Dim]) -> tuple[Dim, ...] | None:
    """The kernel at the end of a shape of weights that begins with the channels; None where it does not."""
    if len(sizes) < 3:
        return None
    sides = tuple(sizes[-2:])
    square = sides[0] == sides[1] and isinstance(sides[0], int) and sides[0] <= LARGEST_SIDE
    if op == "depthwise_conv2d" and len(sizes) == 3 and square and (sizes[0] != sizes[1] or sizes[0] == 1):
        return sides
    flat = op in ("conv2d", "depthwise_conv2d", "separable_conv2d", "conv_transpose2d")
    small = sizes[0] == sizes[1] and isinstance(sizes[0], int) and sizes[0] <= LARGEST_SIDE
    return sides if len(sizes) == 4 and square and flat and not small else None


LARGEST_SIDE = 11
"""Largest side of a kernel in a shape of weights."""


def _volume(sizes: Sequence[Dim]) -> bool:
    """Three small sizes are a kernel of three dimensions; a third that is far larger is a number of filters."""
    numbers = [s for s in sizes if isinstance(s, int)]
    return (
        len(numbers) == 3
        and numbers[2] in (numbers[0], numbers[1])
        and numbers[2] in (2, 3, 4, 5, 7)
        and numbers[0] != 1
    )


_SIZED_WIDTH = re.compile(
    r"(?P<width>\d+)\s*[(\[]\s*(?P<kernel>\d+\s*[×x]\s*\d+)(?:\s*[×x]\s*\d+)?(?:\s*[,;/]\s*(?:s|stride)?\s*=?\s*(?P<stride>\d))?\s*[)\]]"
)
"""A width with the size of the filters, their depth and their stride: "64 (7×7×12, 2)"."""


def _set_width(draft: Draft, text: str) -> None:
    if (sized := _SIZED_WIDTH.fullmatch(text.strip())) and draft.op in CONVOLUTIONS:
        draft.attrs["filters"] = int(sized["width"])
        draft.attrs.setdefault("kernel", dims(sized["kernel"]) or ())
        if sized["stride"]:
            draft.attrs.setdefault("stride", (int(sized["stride"]),) * 2)
        return
    text = re.sub(r"\s*\(\s*[A-Za-z]\w*\s*=\s*[\d.]+\s*\)$", "", text)
    number = dim(text)
    if number is None and re.fullmatch(COUNTED_WIDTH, text.strip(), re.I):
        number = text.strip()
    if number is None and (found := dims(text)) is not None and len(found) == 1:
        # "|S|" is the size of a set.
        number = found[0]
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
    elif draft.op in RECURRENT or draft.op in ("dense", "softmax", "sigmoid"):
        # "Softmax | 10" is so wide as the layer before it.
        draft.attrs["units"] = number
    elif draft.op in ("embedding", "positional_encoding"):
        draft.attrs["dim"] = number


def printed_shape(text: str, turn: bool) -> Shape | None:
    """A shape from its cell; `turn` where the column prints channels first."""
    found = shape(text)
    if found is None:
        return None
    if turn and len(found) == 3 and not led_by_batch(found):
        return (found[1], found[2], found[0])
    return found
