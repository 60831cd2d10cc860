"""From a program's steps to the classes of a file, with one framework's emitters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codegen.core.steps import Program, Step
from codegen.emission import Emission, Table
from codegen.source.expressions import Arg, Call, In, Own, call
from codegen.source.naming import Names, class_identifier
from codegen.structure.classes import Plan, Planner
from codegen.structure.partition import partition
from codegen.structure.unknowns import UnknownClass, unknown_classes


def plan_of(
    program: Program, emits: Table[Callable[[Step], Emission]], reserved: Sequence[str]
) -> tuple[Plan, list[UnknownClass]]:
    """The program's classes, and those of what nobody explains; no name of `reserved` is taken.

    Raises:
        Unsupported: the framework has no way to say a step.
    """
    names = Names(reserved)
    network = names.claim(class_identifier(program.name, "Network"))
    unknown = unknown_classes(program, names)
    emissions = []
    for number, step in enumerate(program.steps):
        if number in unknown:
            ends = tuple(Arg(In(n)) for n in range(len(step.inputs)))
            emissions.append(Emission(call(unknown[number].name), Call(Own(), ends)))
        else:
            emissions.append(emits.emitter(step.op)(step))
    root, wiring = partition(program)
    classes = list(dict.fromkeys(unknown.values()))
    planner = Planner(wiring, emissions, (*reserved, *(each.name for each in classes)))
    return planner.plan(root, network), classes
