"""Steps without weights that work on numbers."""

from __future__ import annotations

from codegen.channels_last.geometry import padding_word, pads_of
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.source.emitting import X, function, own, squeezed
from codegen.source.expressions import Arg, Binary, Call, In, Lit, Var, call, option
from codegen.tensorflow.table import emits, module

PLAIN = {
    "relu": "tf.nn.relu", "relu6": "tf.nn.relu6", "selu": "tf.nn.selu", "silu": "tf.nn.silu",
    "sigmoid": "tf.sigmoid", "tanh": "tf.tanh", "softplus": "tf.math.softplus", "softsign": "tf.math.softsign",
    "exp": "tf.exp", "log": "tf.math.log", "sqrt": "tf.sqrt", "abs": "tf.abs", "negative": "tf.negative",
    "square": "tf.square", "log_sigmoid": "tf.math.log_sigmoid", "sin": "tf.sin", "cos": "tf.cos",
}  # fmt: skip


@emits("activation")
def activation(step: Step) -> Emission:
    """tf.nn, tf.math, or a formula of them."""
    name, alpha = step.text("function"), Lit(step.number("alpha"), "alpha")
    if name in PLAIN:
        return function(PLAIN[name], X)
    third = Binary("/", (call("tf.nn.relu6", Binary("+", (X, Lit(3.0)))), Lit(6.0)))
    match name:
        case "leaky_relu":
            return function("tf.nn.leaky_relu", X, alpha)
        case "gelu" | "gelu_tanh":
            return function("tf.nn.gelu", X, approximate=Lit(name == "gelu_tanh"))
        case "hard_sigmoid":
            return Emission(None, third)
        case "hard_swish":
            return Emission(None, Binary("*", (X, third)))
        case "mish":
            return Emission(None, Binary("*", (X, call("tf.tanh", call("tf.math.softplus", X)))))
        case "hard_tanh":
            return function("tf.clip_by_value", X, Lit(-1.0), Lit(1.0))
        case "clipped_relu":
            return function("tf.clip_by_value", X, Lit(0.0), alpha)
        case "tanh_shrink":
            return Emission(None, Binary("-", (X, call("tf.tanh", X))))
        case "threshold":
            return function("tf.where", Binary(">", (X, alpha)), X, Lit(0.0))
        case "elu" if step.number("alpha") == 1:
            return function("tf.nn.elu", X)
        case "elu":
            below = Binary("*", (alpha, call("tf.math.expm1", X)))
            return function("tf.where", Binary(">", (X, Lit(0.0))), X, below)
        case "celu":
            below = Binary("*", (alpha, call("tf.math.expm1", Binary("/", (X, alpha)))))
            return function("tf.where", Binary(">", (X, Lit(0.0))), X, below)
        case "hard_shrink":
            return function("tf.where", Binary(">", (call("tf.abs", X), alpha)), X, Lit(0.0))
        case "soft_shrink":
            size = call("tf.nn.relu", Binary("-", (call("tf.abs", X), alpha)))
            return Emission(None, Binary("*", (call("tf.sign", X), size)))
    raise Unsupported(f"TensorFlow has no {name}")


@emits("softmax")
def softmax(step: Step) -> Emission:
    """Over the channels."""
    return function("tf.nn.log_softmax" if step.flag("log") else "tf.nn.softmax", X)


@emits("dropout")
def dropout(step: Step) -> Emission:
    """A module of the file's own that acts while it trains."""
    return Emission(module("Dropout", Lit(step.number("rate"), "rate")), own(X), ("Dropout",))


@emits("matmul")
def matmul(step: Step) -> Emission:
    """Over the last two axes."""
    args = (Arg(In(0)), Arg(In(1)), option("transpose_b", step.flag("transpose"), False))
    return Emission(None, Call(Var("tf.matmul"), args))


@emits("lrn")
def lrn(step: Step) -> Emission:
    """tf.nn.local_response_normalization, whose alpha is not divided by the size."""
    size = step.integer("size")
    return function(
        "tf.nn.local_response_normalization", X, depth_radius=Lit(size // 2, "radius"),
        bias=Lit(step.number("k"), "k"), alpha=Lit(step.number("alpha") / size, "alpha"),
        beta=Lit(step.number("beta"), "beta"),
    )  # fmt: skip


@emits("unit_norm")
def unit_norm(step: Step) -> Emission:
    """tf.math.l2_normalize over the channels."""
    return function("tf.math.l2_normalize", X, axis=Lit(-1))


@emits("pool")
def pool(step: Step) -> Emission:
    """tf.nn.max_pool and avg_pool; padding that is neither of TensorFlow's words is put on before."""
    kernel, stride = step.ints("kernel"), step.ints("stride")
    word, mode = padding_word(step), step.text("mode")
    name = f"tf.nn.{mode}_pool{len(kernel)}d"
    sizes = (Lit(squeezed(kernel), "kernel"), Lit(squeezed(stride), "stride"))
    if word:
        return function(name, X, *sizes, Lit(word.upper(), "padding"))
    pads = pads_of(step.pairs("pads"))
    if mode == "avg":
        return Emission(None, call("mean_pool", X, pads, *sizes), ("mean_pool",))
    padded = call("tf.pad", X, pads, constant_values=Lit(-3.4e38))
    return function(name, padded, *sizes, Lit("VALID"))


@emits("noise")
def noise(step: Step) -> Emission:
    """A module of the file's own that acts while it trains."""
    kind, rate = step.text("kind"), Lit(step.number("rate"), "rate")
    name = "".join(word.capitalize() for word in kind.split("_"))
    return Emission(module(name, rate), own(X), (name,))


@emits("to_float")
def to_float(step: Step) -> Emission:
    """tf.cast."""
    return function("tf.cast", X, Var("tf.float32"))
