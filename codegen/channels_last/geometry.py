"""Padding and cutting where channels are last."""

from __future__ import annotations

from codegen.core.convolution import same_pads
from codegen.core.steps import Step
from codegen.errors import Unsupported
from codegen.source.expressions import Expr, Index, Lit, Slice, Var


def padding_word(step: Step) -> str | None:
    """ "valid" or "same" where the step's padding is what the framework means by that; None otherwise."""
    pads = step.pairs("pads")
    if not any(map(any, pads)):
        return "valid"
    shape, kernel, stride = step.in_shapes[0], step.ints("kernel"), step.ints("stride")
    if shape is None:
        return None
    dilation = step.ints("dilation") if "dilation" in step.settings else (1,) * len(kernel)
    same = tuple(map(same_pads, shape, kernel, stride, dilation))
    return "same" if same == pads else None


def pads_of(pads: tuple[tuple[int, int], ...]) -> Lit:
    """Pads of space as the pad functions take them: batch and channels too."""
    return Lit(((0, 0), *pads, (0, 0)), "pads")


def sliced(value: Expr, ranges: list[tuple[int, int] | None]) -> Expr:
    """A subscript of the axes behind the batch; None is a whole axis."""
    slices: list[Expr] = [Var(":")]
    for each in ranges:
        slices.append(Slice(Lit(each[0], "start"), Lit(each[1], "stop")) if each else Var(":"))
    while slices and slices[-1] == Var(":"):
        slices.pop()
    return Index(value, tuple(slices)) if slices else value


def trimmed(value: Expr, step: Step) -> Expr:
    """What a transposed convolution without padding gives, cut to the step's shape."""
    space, wanted = (step.in_shapes[0] or ())[:-1], (step.out_shapes[0] or ())[:-1]
    sizes = zip(space, wanted, step.ints("kernel"), step.ints("stride"), step.pairs("trims"), strict=True)
    ranges: list[tuple[int, int] | None] = []
    for n, size, kernel, stride, (begin, _) in sizes:
        made = n * stride + max(kernel - stride, 0)
        if begin < 0 or begin + size > made:
            raise Unsupported("a transposed convolution does not grow its result so far")
        ranges.append(None if begin == 0 and size == made else (begin, begin + size))
    return sliced(value, ranges)
