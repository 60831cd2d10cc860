"""What a layer's neighbours, and the whole network, say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.meaning.three_dimensions import DEEP
from extract.tables.drafts import ACTIVATIONS, CONVOLUTIONS, Draft

_ANY_OUTPUT = re.compile(
    r"out|predict|logit|score|label|prob|class|mask|disp|depth|seg|heat|map|box|pose|flow|^y\b", re.I
)
_ANY_INPUT = re.compile(
    r"input|image|frame|clip|waveform|spectrogram|token|observation|state|label|\bz\b|\bx\b", re.I
)

_WITH_NUMBER = re.compile(r"[A-Za-z]\w*-(\d{1,3})")
_LEAST_NUMBERED = 3
"""Fewest layers that must be numbered through for their numbers to say nothing else."""


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The layers of a network, mended by what stands around them."""
    out = _cleaned(list(drafts))
    _numbered_through(out)
    _inner_inputs(out)
    _counted(out)
    _along_one_dimension(out)
    _volumes(out)
    _pairs(out)
    return out


def _cleaned(drafts: list[Draft]) -> list[Draft]:
    """Drops what a label's words only seem to name: features of a convolution, an input said twice."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out and out[-1].row == draft.row and not draft.label else None
        if before is not None and draft.op == "feature_map" and before.op in CONVOLUTIONS:
            before.attrs = {**draft.attrs, **before.attrs}
            continue
        if before is not None and draft.op == before.op in ("input", "add"):
            continue
        if (
            before is not None
            and before.op == "conv_transpose2d"
            and draft.op == "upsample"
            and not draft.attrs
        ):
            continue
        if draft.op in ACTIVATIONS and "stride" in draft.attrs:
            # "conv. 32 ReLU. stride 2": the stride is the convolution's.
            stride = draft.attrs.pop("stride")
            layer = next((d for d in reversed(out) if d.row == draft.row and d.op in CONVOLUTIONS), None)
            if layer is not None:
                layer.attrs.setdefault("stride", stride)
        if (
            before is not None
            and draft.op == "softmax"
            and before.op == "dense"
            and "units" not in before.attrs
        ):
            # "FC + softmax, 10 classes": the width is the dense layer's.
            width = draft.attrs.pop("units", None)
            before.attrs |= {} if width is None else {"units": width}
        out.append(draft)
    return out


def _inner_inputs(drafts: list[Draft]) -> None:
    """A row amid the layers that does not speak of an input or an output is a step of its own."""
    for draft in drafts[1:-1]:
        if draft.op == "output" and draft.row != drafts[-1].row and not _ANY_OUTPUT.search(draft.label):
            draft.op = "block"
            draft.attrs.setdefault("name", draft.text or draft.label)
        if draft.op == "input" and draft.row != drafts[0].row and not _ANY_INPUT.search(draft.label):
            draft.op = "block"
            draft.attrs.setdefault("name", draft.label)


def _counted(drafts: list[Draft]) -> None:
    """ "Linear 1", "Linear 2" count the layers: their numbers are no widths."""
    found: dict[str, list[tuple[int, Draft]]] = {}
    for draft in drafts:
        named = re.fullmatch(r"([A-Za-z][A-Za-z -]*?)[ -]?(\d{1,2})", draft.label)
        if named:
            found.setdefault(named[1].lower(), []).append((int(named[2]), draft))
    for numbered in found.values():
        numbers = [number for number, _ in numbered]
        if (
            len(numbers) > 1
            and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            and numbers[0] <= 1
        ):
            for number, draft in numbered:
                for name in ("units", "filters"):
                    if draft.attrs.get(name) == number:
                        del draft.attrs[name]


def _numbered_through(drafts: list[Draft]) -> None:
    """ "Conv2d-1", "ReLU-2", "MaxPool2d-3" number all layers of a summary: their numbers are no widths and no kernels."""
    found = [(match, draft) for draft in drafts if (match := _WITH_NUMBER.fullmatch(draft.label))]
    numbers = [int(match[1]) for match, _ in found]
    if len(numbers) < _LEAST_NUMBERED or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return
    for number, (_, draft) in zip(numbers, found, strict=True):
        for name in ("units", "filters", "kernel", "stride"):
            if draft.attrs.get(name) in (number, (number,), (number, number)):
                del draft.attrs[name]


def _along_one_dimension(drafts: list[Draft]) -> None:
    """Convolutions over embedded symbols run along one dimension: their one-number kernels are those of `conv1d`.

    So do those whose outputs all are a length, or a length and the number of filters.
    """
    if not drafts or not (drafts[0].op == "embedding" or _lengths(drafts)):
        return
    for draft in drafts:
        kernel = draft.attrs.get("kernel")
        if (
            draft.op == "conv2d"
            and isinstance(kernel, tuple)
            and not re.search(r"\d\s*[×x]\s*\d", draft.label)
        ):
            if len(set(kernel)) == 1:
                draft.op = "conv1d"
                draft.attrs["kernel"] = kernel[:1]
            stride = draft.attrs.get("stride")
            if isinstance(stride, tuple):
                draft.attrs["stride"] = stride[:1]


def _pairs(drafts: list[Draft]) -> None:
    """Among dense layers written as "(state dim, 400)", "(400, 300)" is one as well."""
    if not any(d.op == "dense" and d.label.startswith("(") for d in drafts):
        return
    for draft in drafts:
        found = re.fullmatch(r"\(\s*\d+\s*,\s*(\d+)\s*\)", draft.label)
        if found and draft.op == "feature_map":
            draft.op, draft.shape, draft.attrs["units"] = "dense", None, int(found[1])


def _lengths(drafts: Sequence[Draft]) -> bool:
    """Whether the convolutions put out lengths that differ from their widths ("220050"), or with them ("729 × 256")."""
    layers = [d for d in drafts if d.op in ("conv1d", "conv2d")]
    shapes = [(d.shape, d.attrs.get("filters")) for d in layers]
    return len(layers) > 2 and all(
        shape is not None
        and isinstance(shape[0], int)
        and isinstance(filters, int)
        and ((len(shape) == 1 and shape[0] != filters) or (len(shape) == 2 and shape[1] == filters))
        for shape, filters in shapes
    )


def _volumes(drafts: list[Draft]) -> None:
    """Where kernels or strides have three dimensions, three numbers are a length, a height and a width: nothing to turn.

    A convolution whose own kernel is not printed is of the kind of the others.
    """
    deep = [
        given
        for d in drafts
        for name in ("kernel", "stride")
        if isinstance(given := d.attrs.get(name), tuple) and len(given) == 3
    ]
    kinds = {draft.op for draft in drafts if draft.op in CONVOLUTIONS and "kernel" in draft.attrs}
    for draft in drafts if kinds == {"conv3d"} or (deep and not kinds) else []:
        draft.op = DEEP.get(draft.op, draft.op)
    if deep or any(draft.op in ("conv3d", "conv_transpose3d") for draft in drafts):
        for draft in drafts:
            if draft.turned and draft.shape is not None and len(draft.shape) == 3:
                height, width, length = draft.shape
                draft.shape, draft.turned = (length, height, width), False
