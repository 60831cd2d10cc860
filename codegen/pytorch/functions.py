"""Steps without weights that work on numbers."""

from __future__ import annotations

from functools import reduce as fold

from codegen.core.layout import first_axis
from codegen.core.steps import Step
from codegen.emission import Emission
from codegen.errors import Unsupported
from codegen.pytorch.table import emits, first, last, padding, swapped
from codegen.source.emitting import X, affine, arithmetic, function, own, squeezed
from codegen.source.expressions import Arg, Binary, Call, Expr, In, Lit, Var, call, method, option

PLAIN = {
    "relu": "F.relu", "relu6": "F.relu6", "selu": "F.selu", "gelu": "F.gelu", "silu": "F.silu",
    "hard_swish": "F.hardswish", "sigmoid": "torch.sigmoid", "hard_sigmoid": "F.hardsigmoid", "tanh": "torch.tanh",
    "softplus": "F.softplus", "softsign": "F.softsign", "mish": "F.mish", "exp": "torch.exp", "log": "torch.log",
    "sqrt": "torch.sqrt", "abs": "torch.abs", "negative": "torch.neg", "square": "torch.square",
    "hard_tanh": "F.hardtanh", "log_sigmoid": "F.logsigmoid", "sin": "torch.sin", "cos": "torch.cos",
    "tanh_shrink": "F.tanhshrink",
}  # fmt: skip
WITH_ALPHA = {
    "leaky_relu": "F.leaky_relu", "elu": "F.elu", "celu": "F.celu", "soft_shrink": "F.softshrink",
    "hard_shrink": "F.hardshrink",
}  # fmt: skip


@emits("activation")
def activation(step: Step) -> Emission:
    """torch.nn.functional, or torch itself."""
    name = step.text("function")
    if name in PLAIN:
        return function(PLAIN[name], X)
    alpha = Lit(step.number("alpha"), "alpha")
    if name in WITH_ALPHA:
        return function(WITH_ALPHA[name], X, alpha)
    match name:
        case "gelu_tanh":
            return function("F.gelu", X, approximate=Lit("tanh"))
        case "threshold":
            return function("F.threshold", X, alpha, Lit(0.0))
        case "clipped_relu":
            return Emission(None, method(X, "clamp", Lit(0.0), alpha))
    raise Unsupported(f"PyTorch has no {name}")


@emits("softmax")
def softmax(step: Step) -> Emission:
    """Over the channels."""
    dim = 1 if (step.rank or 0) > 2 else -1
    return function("F.log_softmax" if step.flag("log") else "F.softmax", X, dim=Lit(dim))


@emits("dropout")
def dropout(step: Step) -> Emission:
    """nn.Dropout, which acts while training."""
    return Emission(call("nn.Dropout", Lit(step.number("rate"), "rate")), own(X))


emits("add", "subtract", "multiply", "divide")(arithmetic)
emits("affine")(affine)


@emits("maximum", "minimum")
def extreme(step: Step) -> Emission:
    """torch.maximum and minimum, pair by pair."""
    values: list[Expr] = [In(n) for n in range(len(step.inputs))]
    return Emission(None, fold(lambda a, b: call(f"torch.{step.op}", a, b), values))


@emits("matmul")
def matmul(step: Step) -> Emission:
    """Over the last two axes, channels last."""
    rank = max(len(shape or ()) for shape in step.in_shapes)
    left, right = last(In(0), rank), last(In(1), rank)
    if step.flag("transpose"):
        right = method(right, "transpose", Lit(-1), Lit(-2))
    return Emission(None, first(call("torch.matmul", left, right), rank))


@emits("causal_mask")
def causal_mask(step: Step) -> Emission:
    """A function of the file's own."""
    return Emission(None, first(call("mask_later", last(X, step.rank)), step.rank), ("mask_later",))


@emits("attention")
def attention(step: Step) -> Emission:
    """A function of the file's own around F.scaled_dot_product_attention."""
    args = (Arg(In(0)), Arg(In(1)), Arg(In(2)), Arg(Lit(step.integer("heads"), "heads"), "heads"))
    apply = Call(Var("attend"), (*args, option("causal", step.flag("causal"), False)))
    return Emission(None, apply, ("attend",))


@emits("lrn")
def lrn(step: Step) -> Emission:
    """F.local_response_norm."""
    numbers = {name: Lit(step.number(name), name) for name in ("alpha", "beta", "k")}
    size = Lit(step.integer("size"), "size")
    return function("F.local_response_norm", X, size, **numbers)


@emits("unit_norm")
def unit_norm(step: Step) -> Emission:
    """F.normalize over the channels."""
    return function("F.normalize", X, dim=Lit(1 if (step.rank or 0) > 2 else -1))


@emits("pool")
def pool(step: Step) -> Emission:
    """F.max_pool and F.avg_pool; padding at the end alone is ceil_mode where that comes to the same."""
    kernel, stride, pads = step.ints("kernel"), step.ints("stride"), step.pairs("pads")
    average = step.text("mode") == "avg"
    begins = tuple(begin for begin, _ in pads)
    narrow = all(2 * begin <= k for begin, k in zip(begins, kernel, strict=True))
    even = narrow and all(begin == end for begin, end in pads)
    ceil = narrow and not even and _ceil_mode_fits(step)
    name = f"F.{step.text('mode')}_pool{len(kernel)}d"
    args = [
        Arg(Lit(squeezed(kernel), "kernel_size")),
        option("stride", squeezed(stride), squeezed(kernel)),
        option("padding", squeezed(begins) if even or ceil else 0, 0),
        option("ceil_mode", ceil, False),
    ]
    if average and (even or ceil):
        args.append(option("count_include_pad", not any(begins) and not ceil, True))
    if even or ceil:
        return Emission(None, swapped(step, lambda x: Call(Var(name), (Arg(x), *args))))
    sides = Lit(padding(pads), "padding")
    if average:
        return Emission(
            None,
            swapped(step, lambda x: call("mean_pool", x, sides, *(a.value for a in args[:2]))),
            ("mean_pool",),
        )
    filled = {"value": call("float", Lit("-inf"))}
    return Emission(
        None, swapped(step, lambda x: Call(Var(name), (Arg(call("F.pad", x, sides, **filled)), *args[:2])))
    )


def _ceil_mode_fits(step: Step) -> bool:
    shape = step.in_shapes[0]
    if shape is None:
        return False
    wanted = step.out_shapes[0] or ()
    geometry = zip(shape, wanted, step.ints("kernel"), step.ints("stride"), step.pairs("pads"), strict=False)
    for size, places, k, s, (begin, end) in geometry:
        found = -(-(size + 2 * begin - k) // s) + 1
        if (found - 1) * s >= size + begin:
            found -= 1
        if found != places or end < begin:
            return False
    return True


@emits("global_pool")
def global_pool(step: Step) -> Emission:
    """A reduction over all axes of space."""
    rank = step.rank or 2
    dims = (1,) if rank == 2 else tuple(range(2, rank + 1))
    keep = option("keepdim", step.flag("keep"), False)
    name = "x.mean" if step.text("mode") == "avg" else "x.amax"
    apply = method(X, name[2:])
    return Emission(None, Call(apply.callee, (Arg(Lit(squeezed(dims)), "dim"), keep)))


REDUCTIONS = {"mean": "mean", "sum": "sum", "max": "amax", "min": "amin"}


@emits("reduce")
def reduce(step: Step) -> Emission:
    """Over axes counted channels last."""
    rank, out = step.rank or 1, len(step.out_shapes[0] or ())
    axes, keep = step.ints("axes"), step.flag("keep")
    direct = rank < 3 or (
        (keep or out < 3) and axes in (tuple(range(rank - 1)), (rank - 1,)) and (keep or out == 1)
    )
    dims = tuple(first_axis(a, rank) for a in axes) if direct else tuple(a + 1 for a in axes)
    value = X if direct else last(X, rank)
    call_ = method(value, REDUCTIONS[step.text("mode")], dim=Lit(squeezed(dims) if len(dims) == 1 else dims))
    done: Expr = Call(call_.callee, (*call_.args, option("keepdim", keep, False)))
    return Emission(None, done if direct else first(done, out))


@emits("noise")
def noise(step: Step) -> Emission:
    """nn.Dropout1d to 3d, nn.AlphaDropout, and modules of the file's own."""
    kind, rate = step.text("kind"), Lit(step.number("rate"), "rate")
    if kind == "spatial_dropout" and step.rank in (2, 3, 4):
        return Emission(call(f"nn.Dropout{(step.rank or 2) - 1}d", rate), swapped(step, own))
    if kind == "spatial_dropout":
        return Emission(call("nn.Dropout", rate), own(X))
    if kind == "alpha_dropout":
        return Emission(call("nn.AlphaDropout", rate), own(X))
    name = "".join(word.capitalize() for word in kind.split("_"))
    return Emission(call(name, rate), own(X), (name,))


@emits("power")
def power(step: Step) -> Emission:
    """The operator."""
    return function("torch.pow", X, Lit(step.number("exponent"), "exponent"))


@emits("neighbours")
def neighbours(step: Step) -> Emission:
    """torch.where."""
    return function("torch.where", Binary(">", (In(1), Lit(0.0))), In(0), Lit(-1e9))


@emits("to_float")
def to_float(step: Step) -> Emission:
    """Tensor.float."""
    return Emission(None, method(X, "float"))
