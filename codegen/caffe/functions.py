"""Steps without weights."""

from __future__ import annotations

from math import pi, sqrt

from codegen.caffe.context import Context, Parameter, emits
from codegen.core.layout import first_axis, to_first, to_last
from codegen.core.steps import Step
from codegen.errors import Unsupported

DIRECT = {
    "relu": "ReLU",
    "sigmoid": "Sigmoid",
    "tanh": "TanH",
    "softplus": "BNLL",
    "abs": "AbsVal",
    "exp": "Exp",
}


def power(c: Context, x: str, scale: float = 1.0, shift: float = 0.0, exponent: float = 1.0) -> str:
    """(scale · x + shift) to a power."""
    named = {"power": exponent, "scale": scale, "shift": shift}
    return c.add(
        "Power", x, power_param={k: v for k, v in named.items() if v != (0.0 if k == "shift" else 1.0)}
    )


def product(c: Context, x: str, y: str) -> str:
    """x · y."""
    return c.add("Eltwise", x, y, eltwise_param={"operation": "PROD"})


def total(c: Context, values: list[str], factors: list[float] | None = None) -> str:
    """A sum, each value times its factor."""
    settings: dict[str, Parameter] = {"operation": "SUM"}
    if factors:
        settings["coeff"] = factors
    return c.add("Eltwise", *values, eltwise_param=settings)


def clipped(c: Context, x: str, low: float, high: float) -> str:
    """x between two bounds: a rectifier at each, one taken from the other."""
    above = c.add("ReLU", power(c, x, shift=-low))
    beyond = c.add("ReLU", power(c, x, shift=-high))
    value = total(c, [above, beyond], [1.0, -1.0])
    return value if low == 0 else power(c, value, shift=low)


@emits("activation")
def activation(c: Context, step: Step, x: list[str]) -> str:
    """A layer where Caffe has the function, several where a formula needs them."""
    name, alpha = step.text("function"), step.number("alpha")
    if name in DIRECT:
        return c.add(DIRECT[name], x[0])
    match name:
        case "leaky_relu":
            return c.add("ReLU", x[0], relu_param={"negative_slope": alpha})
        case "elu":
            return c.add("ELU", x[0], elu_param={"alpha": alpha})
        case "selu":
            inner = c.add("ELU", x[0], elu_param={"alpha": 1.6732632423543772})
            return power(c, inner, scale=1.0507009873554805)
        case "relu6":
            return clipped(c, x[0], 0.0, 6.0)
        case "clipped_relu":
            return clipped(c, x[0], 0.0, alpha)
        case "hard_tanh":
            return clipped(c, x[0], -1.0, 1.0)
        case "hard_sigmoid":
            return power(c, clipped(c, x[0], -3.0, 3.0), scale=1 / 6, shift=0.5)
        case "hard_swish":
            return product(c, x[0], power(c, clipped(c, x[0], -3.0, 3.0), scale=1 / 6, shift=0.5))
        case "silu":
            return product(c, x[0], c.add("Sigmoid", x[0]))
        case "mish":
            return product(c, x[0], c.add("TanH", c.add("BNLL", x[0])))
        case "gelu_tanh":
            cube = product(c, x[0], product(c, x[0], x[0]))
            inner = power(c, total(c, [x[0], cube], [1.0, 0.044715]), scale=sqrt(2 / pi))
            return product(c, x[0], power(c, c.add("TanH", inner), scale=0.5, shift=0.5))
        case "square":
            return product(c, x[0], x[0])
        case "sqrt":
            return power(c, x[0], exponent=0.5)
        case "negative":
            return power(c, x[0], scale=-1.0)
        case "tanh_shrink":
            return total(c, [x[0], c.add("TanH", x[0])], [1.0, -1.0])
        case "log_sigmoid":
            return power(c, c.add("BNLL", power(c, x[0], scale=-1.0)), scale=-1.0)
    raise Unsupported(f"Caffe has no {name.replace('_', ' ')}")


@emits("softmax")
def softmax(c: Context, step: Step, x: list[str]) -> str:
    """Softmax over the channels."""
    if step.flag("log"):
        raise Unsupported("Caffe has no log softmax")
    return c.add("Softmax", x[0], softmax_param={"axis": first_axis(-1, step.rank or 1)})


@emits("dropout")
def dropout(c: Context, step: Step, x: list[str]) -> str:
    """Dropout, which acts while training."""
    return c.add("Dropout", x[0], dropout_param={"dropout_ratio": step.number("rate")})


@emits("affine")
def affine(c: Context, step: Step, x: list[str]) -> str:
    """Power of one."""
    return power(c, x[0], scale=step.number("factor"), shift=step.number("offset"))


@emits("add", "subtract", "multiply", "maximum", "minimum")
def arithmetic(c: Context, step: Step, x: list[str]) -> str:
    """Eltwise on equal shapes; a map times one number a channel is Scale."""
    if len(set(step.in_shapes)) > 1:
        return _one_a_channel(c, step, x)
    match step.op:
        case "add":
            return total(c, x)
        case "subtract":
            return total(c, x, [1.0, -1.0])
        case "multiply":
            return c.add("Eltwise", *x, eltwise_param={"operation": "PROD"})
        case "maximum":
            return c.add("Eltwise", *x, eltwise_param={"operation": "MAX"})
    turned = [power(c, value, scale=-1.0) for value in x]
    return power(c, c.add("Eltwise", *turned, eltwise_param={"operation": "MAX"}), scale=-1.0)


def _one_a_channel(c: Context, step: Step, x: list[str]) -> str:
    shapes = list(step.in_shapes)
    if step.op == "multiply" and len(x) == 2 and shapes[0] is not None and shapes[1] is not None:
        (small, big) = sorted(range(2), key=lambda n: sum(shapes[n] or ()))
        low, high = shapes[small] or (), shapes[big] or ()
        if len(high) == 3 and low == (1, 1, high[-1]):
            return c.add("Scale", x[big], c.add("Flatten", x[small]), scale_param={"axis": 0})
    raise Unsupported("Caffe's Eltwise takes equal shapes only")


@emits("flatten")
def flatten(c: Context, step: Step, x: list[str]) -> str:
    """Flatten in the net's own order where only dense layers read it, channels last otherwise."""
    return c.add("Flatten", x[0] if step.flag("free") else c.last(x[0], step.rank or 1))


@emits("reshape")
def reshape(c: Context, step: Step, x: list[str]) -> str:
    """Numbers in the order of channels last."""
    before, after = step.in_shapes[0] or (), step.ints("to")
    if all(n == 1 for n in (*before[:-1], *after[:-1])):
        return c.reshape(x[0], (after[-1], *(1,) * (len(after) - 1)) if len(after) > 2 else after)
    return c.first(c.reshape(c.last(x[0], len(before)), after), len(after))


@emits("transpose")
def transpose(c: Context, step: Step, x: list[str]) -> str:
    """One Permute that holds the changes of layout too."""
    order = (0, *(axis + 1 for axis in step.ints("order")))
    rank = len(order) - 1
    last = to_last(rank)
    return c.permute(x[0], [last[order[axis]] for axis in to_first(rank)])


@emits("concat")
def concat(c: Context, step: Step, x: list[str]) -> str:
    """Concat."""
    return c.add("Concat", *x, concat_param={"axis": first_axis(step.integer("axis"), step.rank or 1)})


@emits("split")
def split(c: Context, step: Step, x: list[str]) -> list[str]:
    """Slice."""
    sizes, axis = step.ints("sizes"), first_axis(step.integer("axis"), step.rank or 1)
    points = [sum(sizes[: n + 1]) for n in range(len(sizes) - 1)]
    if not points:
        return x
    return c.layer("Slice", x, len(sizes), slice_param={"axis": axis, "slice_point": points}).tops


@emits("crop")
def crop(c: Context, step: Step, x: list[str]) -> str:
    """Slice, axis by axis."""
    value, shape = x[0], step.in_shapes[0] or ()
    for n, (start, stop) in enumerate(zip(step.ints("starts"), step.ints("stops"), strict=True)):
        value = c.cut(value, first_axis(n, len(shape)), start, stop, shape[n])
    return value


@emits("channel_shuffle")
def channel_shuffle(c: Context, step: Step, x: list[str]) -> str:
    """Channels cut into groups and dealt out in turn."""
    shape, groups = step.in_shapes[0] or (), step.integer("groups")
    if len(shape) != 3:
        raise Unsupported("Caffe shuffles channels of images")
    height, width, channels = shape
    cut = c.reshape(x[0], (groups, channels // groups, height * width))
    return c.reshape(c.permute(cut, (0, 2, 1, 3)), (channels, height, width))


@emits("noise")
def noise(c: Context, step: Step, x: list[str]) -> str:
    """Nothing outside training, and Caffe knows none of it."""
    return power(c, x[0])


@emits("power")
def to_power(c: Context, step: Step, x: list[str]) -> str:
    """Power."""
    return power(c, x[0], exponent=step.number("exponent"))
