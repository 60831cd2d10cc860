"""How canonical weights become those of layers with channels last."""

from __future__ import annotations

from codegen.core.steps import Step

Moves = tuple[tuple[str, tuple[int, ...]], ...]


def depthwise(step: Step) -> bool:
    """Whether a convolution is one that frameworks have a depthwise layer for."""
    return (
        step.op == "conv"
        and 1 < step.integer("groups") == step.channels
        and len(step.ints("kernel")) < 3
        and len(set(step.ints("stride"))) == 1
        and (len(set(step.ints("dilation"))) == 1)
    )


def kernel_moves(step: Step, apart: bool) -> Moves:
    """A convolution's weight, filters first, to space first; `apart` for a depthwise layer's."""
    axes = tuple(range(2, 2 + len(step.ints("kernel"))))
    if apart:
        channels = step.channels or 1
        cut = (channels, step.integer("filters") // channels, *step.ints("kernel"))
        return (("reshape", cut), ("transpose", (*axes, 0, 1)))
    return (("transpose", (*axes, 1, 0)),)


def dense_moves(step: Step) -> Moves:
    """A dense layer's weight to inputs first; behind a flattened map the inputs are put channels last."""
    shape = step.settings.get("map")
    if not isinstance(shape, tuple):
        return (("transpose", (1, 0)),)
    *space, channels = step.ints("map")
    units, axes = step.integer("units"), tuple(range(2, 2 + len(space)))
    return (
        ("reshape", (units, channels, *space)),
        ("transpose", (0, *axes, 1)),
        ("reshape", (units, -1)),
        ("transpose", (1, 0)),
    )
