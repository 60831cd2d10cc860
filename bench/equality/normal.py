"""The normal form of a program: its steps without what only tells how a framework wants the same thing said.

Dropout and reshapes between vectors and maps of one pixel go; padding of its own joins the convolution or pooling that
reads it; a dense layer and a convolution of one pixel are the same linear map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codegen.core.steps import Port, Program, Step
from graph.model import Value

NON_NEGATIVE = ("relu", "relu6", "sigmoid", "hard_sigmoid")
"""Activations behind which padding with zeros is padding with the least value there is, as pooling pads."""

Pads = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A step in normal form.

    Attributes:
        step: its number in the program.
        op: name of the operation, "linear" for dense layers and convolutions of one pixel.
        inputs: what it reads: the number of a part and of its output; -1 and less for inputs of the program.
        shape: of its first output, without axes of length one.
        settings: what the numbers depend on, by name.
        weights: names and sizes of what it owns, without biases.
    """

    step: int
    op: str
    inputs: tuple[tuple[int, int], ...]
    shape: tuple[int, ...]
    settings: Mapping[str, Value]
    weights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Normal:
    """A program in normal form; the parts stand in an order in which they can run."""

    program: Program
    parts: tuple[Part, ...]
    outputs: tuple[tuple[int, int], ...]

    def readers(self, number: int) -> list[int]:
        """The parts that read one of a part's outputs."""
        return [n for n, part in enumerate(self.parts) if any(source == number for source, _ in part.inputs)]


def normal_form(program: Program) -> Normal:
    """The program without what makes no difference."""
    parts: list[Part] = []
    stands_for: dict[Port, tuple[int, int]] = {Port(-1 - n): (-1 - n, 0) for n in range(len(program.inputs))}
    for number, step in enumerate(program.steps):
        if _is_idle(step):
            stands_for[Port(number)] = stands_for[step.inputs[0]]
            continue
        inputs, settings = step.inputs, _settings(step)
        pad = _own_padding(program, step)
        if pad is not None:
            inputs = pad.inputs
            settings["pads"] = _sum(step.pairs("pads"), pad.pairs("pads"))
        op = "linear" if _is_linear(step) else step.op
        part = Part(
            number,
            op,
            tuple(stands_for[port] for port in inputs),
            squeezed(step.out_shapes[0]),
            {} if op == "linear" else settings,
            tuple((weight.name, weight.size) for weight in step.weights if weight.name != "bias"),
        )
        parts.append(part)
        stands_for.update({Port(number, n): (len(parts) - 1, n) for n in range(len(step.out_shapes))})
    return _used(Normal(program, tuple(parts), tuple(stands_for[port] for port in program.outputs)))


def squeezed(shape: tuple[int, ...] | None) -> tuple[int, ...]:
    """A shape without its axes of length one."""
    return tuple(size for size in shape or () if size != 1)


def _is_idle(step: Step) -> bool:
    if step.op == "dropout":
        return True
    if step.op == "affine":
        return step.number("factor") == 1 and step.number("offset") == 0
    return step.op in ("reshape", "flatten") and squeezed(step.in_shapes[0]) == squeezed(step.out_shapes[0])


def _is_linear(step: Step) -> bool:
    if step.op == "dense":
        return True
    plain = step.op == "conv" and step.integer("groups") == 1 and not any(map(any, step.pairs("pads")))
    return plain and {*step.ints("kernel"), *step.ints("stride")} == {1}


def _settings(step: Step) -> dict[str, Value]:
    """Settings that the numbers depend on and the shapes of weights do not tell."""
    kept = dict(step.settings)
    for name in ("bias", "scale", "map", "free", "keep", "to"):
        kept.pop(name, None)
    return kept


def _own_padding(program: Program, step: Step) -> Step | None:
    """The padding with zeros that a convolution or a pooling reads and that it could do itself."""
    if step.op not in ("conv", "pool") or step.inputs[0].step < 0:
        return None
    pad = program.steps[step.inputs[0].step]
    if pad.op != "pad" or pad.text("mode") != "constant" or pad.number("value") or any(pad.pairs("pads")[-1]):
        return None
    if step.op == "conv":
        return pad
    before = program.steps[pad.inputs[0].step] if pad.inputs[0].step >= 0 else None
    positive = before is not None and before.op == "activation" and before.text("function") in NON_NEGATIVE
    return pad if step.text("mode") == "max" and positive else None


def _sum(pads: Pads, more: Pads) -> Pads:
    return tuple((a + c, b + d) for (a, b), (c, d) in zip(pads, more[: len(pads)], strict=True))


def _used(normal: Normal) -> Normal:
    """Without parts that nothing reads: padding that joined its reader."""
    kept = {source for source, _ in normal.outputs}
    for number in range(len(normal.parts) - 1, -1, -1):
        if number in kept:
            kept |= {source for source, _ in normal.parts[number].inputs}
    order = [number for number in range(len(normal.parts)) if number in kept]
    new = {old: place for place, old in enumerate(order)}

    def moved(ends: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((new.get(source, source), port) for source, port in ends)

    parts = []
    for number in order:
        part = normal.parts[number]
        parts.append(Part(part.step, part.op, moved(part.inputs), part.shape, part.settings, part.weights))
    return Normal(normal.program, tuple(parts), moved(normal.outputs))
