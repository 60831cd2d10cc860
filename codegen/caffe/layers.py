"""Layers with weights, and pooling. Caffe works on images: two axes before the channels."""

from __future__ import annotations

import numpy as np

from codegen.caffe.context import Context, Layer, Parameter, emits
from codegen.core.steps import Step
from codegen.errors import Unsupported

Pair = tuple[int, int]


def image(step: Step) -> tuple[int, int, int]:
    """Height, width and channels of the input. Raises Unsupported where it is no image."""
    shape = step.in_shapes[0]
    if shape is None or len(shape) != 3:
        raise Unsupported(f"Caffe's {step.op.replace('_', ' ')} is over images")
    return shape[0], shape[1], shape[2]


def _sides(name: str, values: Pair) -> dict[str, Parameter]:
    """A setting of height and width: `kernel_size` where both are equal, `kernel_h` and `kernel_w` else."""
    if values[0] == values[1]:
        return {{"kernel": "kernel_size"}.get(name, name): values[0]}
    return {f"{name}_h": values[0], f"{name}_w": values[1]}


def _pair(values: tuple[int, ...]) -> Pair:
    return values[0], values[1]


def _even_padding(size: int, wanted: int, reach: int, stride: int, begin: int) -> tuple[int, int, int]:
    """Equal padding at both ends under which the wanted places are among all: padding, first place, places.

    Padding grows by whole strides, so that the places stay where they were.
    """
    for more in range(reach + 2):
        pad = begin + more * stride
        places = (size + 2 * pad - reach) // stride + 1
        if places >= more + wanted:
            return pad, more, places
    raise Unsupported("no equal padding comes to the same")


@emits("conv")
def conv(c: Context, step: Step, x: list[str]) -> str:
    """Convolution; unequal padding is made equal, and what is too much is cut off."""
    image(step)
    kernel, stride, dilation = (_pair(step.ints(n)) for n in ("kernel", "stride", "dilation"))
    shape, wanted = step.in_shapes[0] or (), step.out_shapes[0] or ()
    found = [
        _even_padding(shape[n], wanted[n], dilation[n] * (kernel[n] - 1) + 1, stride[n], pads[0])
        for n, pads in enumerate(step.pairs("pads"))
    ]
    settings: dict[str, Parameter] = {
        "num_output": step.integer("filters"), "bias_term": step.flag("bias"),
        **_sides("kernel", kernel), **_sides("stride", stride), **_sides("pad", (found[0][0], found[1][0])),
    }  # fmt: skip
    if max(dilation) > 1:
        if dilation[0] != dilation[1]:
            raise Unsupported("OpenCV's importer dilates both axes alike")
        settings["dilation"] = dilation[0]
    if step.integer("groups") > 1:
        settings["group"] = step.integer("groups")
    made = c.layer("Convolution", x, convolution_param=settings)
    _kernel_and_bias(c, step, made)
    value = made.tops[0]
    for n, (_, start, places) in enumerate(found):
        value = c.cut(value, n + 2, start, start + wanted[n], places)
    return value


def _kernel_and_bias(c: Context, step: Step, layer: Layer) -> None:
    c.weight(layer, "weight")
    if step.flag("bias"):
        c.weight(layer, "bias")


@emits("conv_transpose")
def conv_transpose(c: Context, step: Step, x: list[str]) -> str:
    """Deconvolution; unequal trims are cut off."""
    image(step)
    trims = step.pairs("trims")
    if any(end < 0 or begin < 0 for begin, end in trims) or max(step.ints("dilation")) > 1:
        raise Unsupported("Caffe's Deconvolution neither grows at the end nor dilates")
    if step.integer("groups") > 1:
        raise Unsupported("OpenCV runs no grouped Deconvolution of several filters a group")
    pads = (min(trims[0]), min(trims[1]))
    settings: dict[str, Parameter] = {
        "num_output": step.integer("filters"), "bias_term": step.flag("bias"),
        **_sides("kernel", _pair(step.ints("kernel"))), **_sides("stride", _pair(step.ints("stride"))),
        **_sides("pad", pads),
    }  # fmt: skip
    made = c.layer("Deconvolution", x, convolution_param=settings)
    _kernel_and_bias(c, step, made)
    value = made.tops[0]
    for n, (begin, end) in enumerate(trims):
        size = (step.out_shapes[0] or ())[n]
        whole = size + begin + end - 2 * pads[n]
        value = c.cut(value, n + 2, begin - pads[n], begin - pads[n] + size, whole)
    return value


@emits("dense")
def dense(c: Context, step: Step, x: list[str]) -> str:
    """InnerProduct; on images a convolution of size 1."""
    units, rank = step.integer("units"), step.rank or 1
    if rank == 3:
        settings: dict[str, Parameter] = {
            "num_output": units,
            "bias_term": step.flag("bias"),
            "kernel_size": 1,
        }
        made = c.layer("Convolution", x, convolution_param=settings)
        c.weight(made, "weight", ("reshape", (units, -1, 1, 1)))
    elif rank < 3:
        inner: dict[str, Parameter] = {"num_output": units, "bias_term": step.flag("bias"), "axis": rank}
        made = c.layer("InnerProduct", x, inner_product_param=inner)
        c.weight(made, "weight")
    else:
        raise Unsupported("Caffe's InnerProduct is over vectors and sequences")
    if step.flag("bias"):
        c.weight(made, "bias")
    return made.tops[0]


def _channel_axis(step: Step) -> int:
    return 2 if step.rank == 2 else 1


@emits("batch_norm")
def batch_norm(c: Context, step: Step, x: list[str]) -> str:
    """BatchNorm with fixed statistics, then Scale."""
    if step.rank not in (1, 3):
        raise Unsupported("Caffe's BatchNorm has its channels behind the batch")
    made = c.layer("BatchNorm", x, batch_norm_param={"use_global_stats": True, "eps": step.number("eps")})
    c.weight(made, "running_mean")
    c.weight(made, "running_var")
    c.constant(made, np.ones(1, np.float32))
    return _scaled(c, step, made.tops[0])


def _scaled(c: Context, step: Step, x: str) -> str:
    scale, bias = step.flag("scale"), step.flag("bias")
    if not scale and not bias:
        return x
    made = c.layer("Scale", [x], scale_param={"axis": _channel_axis(step), "bias_term": bias})
    if scale:
        c.weight(made, "weight")
    else:
        c.constant(made, np.ones(step.channels or 1, np.float32))
    if bias:
        c.weight(made, "bias")
    return made.tops[0]


@emits("channel_scale")
def channel_scale(c: Context, step: Step, x: list[str]) -> str:
    """Scale."""
    return _scaled(c, step, x[0])


@emits("prelu")
def prelu(c: Context, step: Step, x: list[str]) -> str:
    """PReLU."""
    if step.rank == 2:
        raise Unsupported("Caffe's PReLU has its channels behind the batch")
    made = c.layer("PReLU", x)
    c.weight(made, "weight")
    return made.tops[0]


@emits("lrn")
def lrn(c: Context, step: Step, x: list[str]) -> str:
    """LRN across channels. OpenCV takes `k` for 1, so it is drawn out of the power."""
    image(step)
    k, beta = step.number("k"), step.number("beta")
    settings: dict[str, Parameter] = {
        "local_size": step.integer("size"), "alpha": step.number("alpha") / k, "beta": beta,
    }  # fmt: skip
    value = c.add("LRN", x[0], lrn_param=settings)
    return value if k == 1 else c.add("Power", value, power_param={"scale": k**-beta})


@emits("pool")
def pool(c: Context, step: Step, x: list[str]) -> str:
    """Pooling, which rounds its size up; places beyond those wanted are cut off."""
    shape, wanted = step.in_shapes[0] or (), step.out_shapes[0] or ()
    image(step)
    kernel, stride, pads = _pair(step.ints("kernel")), _pair(step.ints("stride")), step.pairs("pads")
    average = step.text("mode") == "avg"
    begins = (pads[0][0], pads[1][0])
    places = [_places(shape[n], kernel[n], stride[n], begins[n]) for n in range(2)]
    if any(n < w for n, w in zip(places, wanted, strict=False)) or any(
        b >= k for b, k in zip(begins, kernel, strict=True)
    ):
        raise Unsupported("Caffe's Pooling does not reach so far over the end")
    settings: dict[str, Parameter] = {
        "pool": "AVE" if average else "MAX", **_sides("kernel", kernel), **_sides("stride", stride),
        **_sides("pad", begins),
    }  # fmt: skip
    value = c.add("Pooling", x[0], pooling_param=settings)
    for n in range(2):
        value = c.cut(value, n + 2, 0, wanted[n], places[n])
    return _uncounted(c, step, value) if average and any(map(any, pads)) else value


def _places(size: int, kernel: int, stride: int, pad: int) -> int:
    places = -(-(size + 2 * pad - kernel) // stride) + 1
    return places - 1 if pad and (places - 1) * stride >= size + pad else places


def _uncounted(c: Context, step: Step, value: str) -> str:
    """Caffe counts padding in its means; each place is scaled by what it counted too much."""
    shares = []
    for n, size in enumerate((step.in_shapes[0] or ())[:2]):
        kernel, stride = step.ints("kernel")[n], step.ints("stride")[n]
        begin = step.pairs("pads")[n][0]
        starts = np.arange((step.out_shapes[0] or ())[n]) * stride - begin
        counted = np.minimum(starts + kernel, size + begin) - starts
        real = np.minimum(starts + kernel, size) - np.maximum(starts, 0)
        shares.append(counted / real)
    made = c.layer("Scale", [value], scale_param={"axis": 2, "num_axes": 2})
    c.constant(made, np.outer(*shares).astype(np.float32))
    return made.tops[0]


@emits("global_pool")
def global_pool(c: Context, step: Step, x: list[str]) -> str:
    """Pooling over everything."""
    image(step)
    kind = "AVE" if step.text("mode") == "avg" else "MAX"
    value = c.add("Pooling", x[0], pooling_param={"pool": kind, "global_pooling": True})
    return value if step.flag("keep") else c.add("Flatten", value)


def depthwise_ones(c: Context, x: str, channels: int, kind: str, **settings: Parameter) -> str:
    """A convolution of each channel apart with a kernel of ones."""
    made = c.layer(
        kind,
        [x],
        convolution_param={"num_output": channels, "group": channels, "bias_term": False, **settings},
    )
    size = settings["kernel_size"]
    assert isinstance(size, int)
    c.constant(made, np.ones((channels, 1, size, size), np.float32))
    return made.tops[0]


@emits("resize")
def resize(c: Context, step: Step, x: list[str]) -> str:
    """Repeated pixels are a transposed convolution with a kernel of ones."""
    height, width, channels = image(step)
    up, across = (s // n for n, s in zip((height, width), step.ints("size"), strict=True))
    if step.text("mode") != "nearest" or up != across:
        raise Unsupported("Caffe repeats pixels alike along both axes, and does not interpolate")
    return depthwise_ones(c, x[0], channels, "Deconvolution", kernel_size=up, stride=up)


@emits("pad")
def pad(c: Context, step: Step, x: list[str]) -> str:
    """Zeros are the padding of a convolution that changes nothing."""
    height, width, channels = image(step)
    (top, bottom), (left, right), ends = step.pairs("pads")
    if step.text("mode") != "constant" or step.number("value") or any(ends):
        raise Unsupported("Caffe pads images with zeros only")
    amount = max(top, bottom, left, right)
    value = depthwise_ones(c, x[0], channels, "Convolution", kernel_size=1, pad=amount)
    value = c.cut(value, 2, amount - top, amount + height + bottom, height + 2 * amount)
    return c.cut(value, 3, amount - left, amount + width + right, width + 2 * amount)
