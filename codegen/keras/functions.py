"""Steps without weights that work on numbers."""

from __future__ import annotations

from codegen.channels_last.geometry import padding_word, pads_of
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.keras.table import emits, layer, op
from codegen.source.emitting import X, arithmetic, own, squeezed
from codegen.source.expressions import Arg, Binary, Expr, In, Lit, call, option

PLAIN = {
    "relu": "relu", "relu6": "relu6", "selu": "selu", "silu": "silu", "hard_swish": "hard_silu", "sigmoid": "sigmoid",
    "hard_sigmoid": "hard_sigmoid", "tanh": "tanh", "softplus": "softplus",  "exp": "exp",
    "log": "log", "sqrt": "sqrt", "abs": "absolute", "negative": "negative", "square": "square",
    "hard_tanh": "hard_tanh", "log_sigmoid": "log_sigmoid", "sin": "sin", "cos": "cos", "tanh_shrink": "tanh_shrink",
}  # fmt: skip
WITH_ALPHA = {
    "leaky_relu": "negative_slope", "elu": "alpha", "celu": "alpha", "soft_shrink": "threshold",
    "hard_shrink": "threshold",
}  # fmt: skip


@emits("activation")
def activation(step: Step) -> Emission:
    """keras.ops."""
    name = step.text("function")
    if name in PLAIN:
        return Emission(None, op(PLAIN[name], X))
    alpha = Lit(step.number("alpha"), "alpha")
    if name in WITH_ALPHA:
        return Emission(None, op(name, X, **{WITH_ALPHA[name]: alpha}))
    match name:
        case "gelu" | "gelu_tanh":
            return Emission(None, op("gelu", X, approximate=Lit(name == "gelu_tanh")))
        case "mish":
            return Emission(None, Binary("*", (X, op("tanh", op("softplus", X)))))
        case "softsign":
            return Emission(None, Binary("/", (X, Binary("+", (Lit(1.0), op("absolute", X))))))
        case "threshold":
            return Emission(None, op("threshold", X, alpha, Lit(0.0)))
        case "clipped_relu":
            return Emission(None, op("clip", X, Lit(0.0), alpha))
    raise Unsupported(f"Keras has no {name}")


@emits("softmax")
def softmax(step: Step) -> Emission:
    """Over the channels."""
    return Emission(None, op("log_softmax" if step.flag("log") else "softmax", X))


@emits("dropout")
def dropout(step: Step) -> Emission:
    """Dropout, which acts while training."""
    return Emission(layer("Dropout", Lit(step.number("rate"), "rate")), own(X))


@emits("add", "subtract", "multiply", "divide")
def operators(step: Step) -> Emission:
    """Operators, but for a sum that Keras gets wrong."""
    if step.op == "add" and len(step.inputs) == 2 and _misread(step):
        return Emission(None, op("subtract", In(0), op("negative", In(1))))
    return arithmetic(step)


def _misread(step: Step) -> bool:
    """Whether Keras on TensorFlow adds the second input along the wrong axis.

    With a batch of one, keras.ops.add takes a tensor with one axis longer than 1 for a bias, and adds it along
    the first axis of the other that is as long, the last one before the one behind the batch.
    """
    left, right = step.in_shapes
    if left is None or right is None or len(left) < 2 or len(left) != len(right):
        return False
    long = [axis for axis, size in enumerate(right) if size > 1]
    if len(long) != 1 or right[long[0]] not in (left[0], left[-1]):
        return False
    taken = len(left) - 1 if left[-1] == right[long[0]] else 0
    return taken != long[0]


@emits("matmul")
def matmul(step: Step) -> Emission:
    """Over the last two axes."""
    right: Expr = op("swapaxes", In(1), Lit(-1), Lit(-2)) if step.flag("transpose") else In(1)
    return Emission(None, op("matmul", In(0), right))


@emits("lrn")
def lrn(step: Step) -> Emission:
    """A function of the file's own."""
    numbers = {name: Lit(step.number(name), name) for name in ("alpha", "beta", "k")}
    return Emission(
        None,
        call("local_response_norm", X, Lit(step.integer("size"), "size"), **numbers),
        ("local_response_norm",),
    )


@emits("unit_norm")
def unit_norm(step: Step) -> Emission:
    """UnitNormalization over the channels."""
    return Emission(None, op("normalize", X, axis=Lit(-1), order=Lit(2)))


@emits("pool")
def pool(step: Step) -> Emission:
    """MaxPooling and AveragePooling; padding that is neither of Keras's words is put on before."""
    kernel, stride = step.ints("kernel"), step.ints("stride")
    word, average = padding_word(step), step.text("mode") == "avg"
    name = f"{'Average' if average else 'Max'}Pooling{len(kernel)}D"
    args = (Lit(squeezed(kernel), "pool_size"), option("strides", squeezed(stride), squeezed(kernel)))
    if word:
        return Emission(layer(name, *args, option("padding", word, "valid")), own(X))
    pads = pads_of(step.pairs("pads"))
    if average:
        sizes = (Lit(squeezed(kernel), "pool_size"), Lit(squeezed(stride), "strides"))
        return Emission(None, call("mean_pool", X, pads, *sizes), ("mean_pool",))
    low = Lit(-3.4e38)
    return Emission(layer(name, *args), own(op("pad", X, pads, constant_values=low)))


@emits("noise")
def noise(step: Step) -> Emission:
    """Layers that act while training; dropped paths are dropout of one number an example."""
    kind, rate = step.text("kind"), Lit(step.number("rate"), "rate")
    if kind == "drop_path":
        shape = Lit((None, *(1,) * (step.rank or 1)), "noise_shape")
        return Emission(layer("Dropout", rate, Arg(shape, "noise_shape")), own(X))
    if kind == "spatial_dropout":
        axes = (step.rank or 1) - 1
        return Emission(layer(f"SpatialDropout{axes}D" if 1 <= axes <= 3 else "Dropout", rate), own(X))
    return Emission(layer("".join(word.capitalize() for word in kind.split("_")), rate), own(X))


@emits("to_float")
def to_float(step: Step) -> Emission:
    """ops.cast."""
    return Emission(None, op("cast", X, Lit("float32")))
