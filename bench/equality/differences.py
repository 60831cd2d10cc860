"""Where two aligned programs are not the same network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.equality.align import Pairs, in_order
from bench.equality.normal import Normal, Part
from codegen.core.steps import Step

COMMUTATIVE = ("add", "multiply", "maximum", "minimum")
SMALL_EPSILON = 1e-6
"""Differences of the epsilon of a normalisation below this show in no output at a tolerance of 1e-4."""

WORDS = {"eps": "epsilon", "pads": "padding"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where ours and the reference are not the same.

    Attributes:
        place: name of the reference's layer, or of ours where the reference has none.
        what: what differs, the same words wherever the same thing does.
    """

    place: str
    what: str


def differences(ours: Normal, reference: Normal, pairs: Pairs) -> list[Difference]:
    """All places that differ, in the order of the reference's data."""
    partner = {b: a for a, b in pairs}
    place = {number: turn for turn, number in enumerate(in_order(reference))}
    found: list[tuple[int, Difference]] = []
    for number, part in enumerate(reference.parts):
        if number not in partner:
            text = f"no {_kind(reference, part)}, which the reference has"
            found.append((place.get(number, 0), Difference(name(reference, number), text)))
            continue
        for what in _of_pair(ours, reference, partner[number], number, partner):
            found.append((place.get(number, 0), Difference(name(reference, number), what)))
    turn = 0
    paired = dict(pairs)
    for number in in_order(ours):
        if number in paired:
            turn = place.get(paired[number], turn)
        else:
            text = f"{_kind(ours, ours.parts[number])} that the reference has not"
            found.append((turn, Difference(name(ours, number), text)))
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def name(normal: Normal, number: int) -> str:
    """What a person calls a part: the layer's or the node's name."""
    return normal.program.steps[normal.parts[number].step].source.node


def bias_is_void(normal: Normal, number: int) -> bool:
    """Whether all that reads a part is batch normalisation, which takes away whatever was added to a channel."""
    readers = normal.readers(number)
    return bool(readers) and all(normal.parts[reader].op == "batch_norm" for reader in readers)


def has(step: Step, weight: str) -> bool:
    """Whether a step owns a weight of this name."""
    return any(each.name == weight for each in step.weights)


def _of_pair(ours: Normal, reference: Normal, one: int, other: int, partner: dict[int, int]) -> Iterator[str]:
    part, twin = ours.parts[one], reference.parts[other]
    kind = _kind(reference, twin)
    for setting in sorted({*part.settings, *twin.settings}):
        mine, theirs = part.settings.get(setting), twin.settings.get(setting)
        if setting == "eps" and abs(float(str(mine)) - float(str(theirs))) < SMALL_EPSILON:
            continue
        if mine != theirs and setting == "function":
            yield f"activation {mine}, {theirs} in the reference"
        elif mine != theirs:
            yield f"{WORDS.get(setting, setting)} {mine} of {kind}, {theirs} in the reference"
    if part.weights != twin.weights and part.op != "batch_norm":
        yield f"weights of other sizes in {kind}"
    own, theirs_own = _bias(ours, part), _bias(reference, twin)
    if own != theirs_own and part.op != "batch_norm" and not bias_is_void(ours, one):
        yield f"{'a' if own else 'no'} bias in {kind}, {'none' if own else 'one'} in the reference"
    wanted = [_partner_of(reference, source, partner) for source in twin.inputs]
    given = list(part.inputs)
    known = [source for source in wanted if source is not None]
    if part.op in COMMUTATIVE:
        known, given = sorted(known), sorted(given)
    if len(known) == len(wanted) and _through(ours, given, partner) != known:
        yield f"{kind} reads another layer than in the reference"


def _partner_of(
    reference: Normal, source: tuple[int, int], partner: dict[int, int]
) -> tuple[int, int] | None:
    """Ours for what the reference reads; parts without a partner are passed through where they read one thing."""
    number, port = source
    while number >= 0 and number not in partner:
        if len(reference.parts[number].inputs) != 1:
            return None
        number, port = reference.parts[number].inputs[0]
    return (partner[number], port) if number >= 0 else (number, port)


def _through(ours: Normal, given: list[tuple[int, int]], partner: dict[int, int]) -> list[tuple[int, int]]:
    """What ours reads, parts without a partner passed through."""
    known = set(partner.values())
    passed = []
    for number, port in given:
        while number >= 0 and number not in known and len(ours.parts[number].inputs) == 1:
            number, port = ours.parts[number].inputs[0]
        passed.append((number, port))
    return passed


def _bias(normal: Normal, part: Part) -> bool:
    return has(normal.program.steps[part.step], "bias")


def _kind(normal: Normal, part: Part) -> str:
    step = normal.program.steps[part.step]
    if step.op == "activation":
        return f"activation {step.text('function')}"
    if step.op == "conv":
        channels = step.channels or 0
        name = "depthwise convolution" if step.integer("groups") == channels > 1 else "convolution"
        return f"{'×'.join(map(str, step.ints('kernel')))} {name}"
    return step.op.replace("_", " ")
