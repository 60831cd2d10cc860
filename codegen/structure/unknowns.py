"""Named classes for the parts that nobody explains."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.comments import describe
from codegen.core.steps import Program
from codegen.source.literals import printable
from codegen.source.naming import Names, class_identifier


@dataclass(frozen=True, slots=True)
class UnknownClass:
    """A class that raises when it is used.

    Attributes:
        name: of the class.
        evidence: where it was read and what is missing, line by line, safe for a docstring.
        reason: one line for the exception.
    """

    name: str
    evidence: tuple[str, ...]
    reason: str


def unknown_classes(program: Program, names: Names) -> dict[int, UnknownClass]:
    """The class of each unknown step by its number; steps of one name and reason share one."""
    found: dict[tuple[str, str], UnknownClass] = {}
    by_step: dict[int, UnknownClass] = {}
    for number, step in enumerate(program.steps):
        if step.op != "unknown":
            continue
        key = (step.text("title"), step.text("reason"))
        if key not in found:
            name = names.claim(class_identifier(key[0], "Unknown"))
            found[key] = UnknownClass(name, tuple(describe([step.source])), printable(key[1], 70))
        by_step[number] = found[key]
    return by_step
