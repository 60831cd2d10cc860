"""Writes planned classes as Python classes that own their layers: PyTorch's modules, TensorFlow's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from codegen.comments import describe
from codegen.source.expressions import (
    Arg,
    Binary,
    Call,
    Display,
    Each,
    Expr,
    In,
    Lit,
    Own,
    Var,
    call,
    rebuild,
    walk,
)
from codegen.source.layout import Writer
from codegen.structure.classes import ClassPlan, Member
from codegen.structure.unknowns import UnknownClass
from graph.model import Value


@dataclass(frozen=True, slots=True)
class Style:
    """How a framework's classes look.

    Attributes:
        base: the class they inherit from.
        method: the method that applies them.
        tensor: the annotation of a value.
        chain: makes one layer of a row of layers; "" where the framework has no such thing.
        row: keeps a list of layers that are applied one by one; "" where a list itself will do.
    """

    base: str
    method: str
    tensor: str
    chain: str
    row: str


def write_class(w: Writer, plan: ClassPlan, style: Style) -> None:
    """One class, with two blank lines before it."""
    used = {p.name for p in plan.parameters}
    stored = [p.name for p in plan.parameters if any(_uses(m.apply, p.name) for m in plan.members)]
    w.line()
    w.line()
    w.line(f"class {plan.name}({style.base}):")
    w.depth += 1
    docstring(w, plan)
    if stored or used or any(m.builds for m in plan.members):
        w.line()
        _init(w, plan, stored, style)
    w.line()
    given = "".join(f", {name}: {style.tensor}" for name in plan.inputs)
    several = ", ".join([style.tensor] * len(plan.returns))
    result = style.tensor if len(plan.returns) == 1 else f"tuple[{several}]"
    definition(w, style.method, ["self", *given[2:].split(", ")] if given else ["self"], result)
    w.depth += 1
    for member in plan.members[:-1]:
        _apply(w, member, set(stored), style)
    _finish(w, plan, set(stored), style)
    w.depth -= 2


def _uses(expr: Expr, name: str) -> bool:
    return any(part == Var(name) for part in walk(expr))


def docstring(w: Writer, plan: ClassPlan) -> None:
    """What the class is, and where it was read."""
    lines = describe(plan.sources)
    times = f" Used {plan.instances} times." if plan.instances > 1 else ""
    title = f"{plan.title}.{times}"
    if not lines:
        w.line(f'"""{title}"""')
        return
    w.line(f'"""{title}')
    w.line()
    for line in lines:
        w.line(line)
    w.line('"""')


def definition(w: Writer, name: str, parameters: list[str], result: str) -> None:
    """The head of a function, broken where it is too long; without an annotation where `result` is ""."""
    end = f") -> {result}:" if result else "):"
    line = f"def {name}({', '.join(parameters)}{end}"
    if len(line) + 4 * w.depth <= 88:
        w.line(line)
        return
    inner = ", ".join(parameters)
    w.line(f"def {name}(")
    w.depth += 1
    if len(inner) + 4 * w.depth <= 88:
        w.line(inner)
    else:
        for parameter in parameters:
            w.line(f"{parameter},")
    w.depth -= 1
    w.line(end)


def _init(w: Writer, plan: ClassPlan, stored: list[str], style: Style) -> None:
    typed = [f"{p.name}: {annotation(p.values)}" for p in plan.parameters]
    definition(w, "__init__", ["self", *typed], "None")
    w.depth += 1
    w.line("super().__init__()")
    for name in stored:
        w.line(f"self.{name} = {name}")
    for member in plan.members:
        if not member.builds:
            continue
        for line in describe(member.sources):
            w.comment(line)
        w.statement(f"self.{member.field} = ", _build(member, style))
    w.depth -= 1


def annotation(values: Iterable[Value]) -> str:
    """The type of a parameter that takes these values."""
    names: set[str] = set()
    for value in values:
        if isinstance(value, tuple):
            names.add(f"tuple[{', '.join(type(v).__name__ for v in value)}]")
        else:
            names.add(type(value).__name__)
    return " | ".join(sorted(names, key=lambda n: (n.startswith("tuple"), n)))


def _build(member: Member, style: Style) -> Expr:
    if not member.loops:
        return member.builds[0]
    inner = rounds(member.builds)
    parts = (inner,) if isinstance(inner, Each) else inner
    if style.chain and _unary(member):
        return call(style.chain, *parts)
    return call(style.row, Display(parts)) if style.row else Display(parts)


def _unary(member: Member) -> bool:
    return member.apply == Call(Own(), (Arg(In(0)),))


def rounds(builds: tuple[Expr, ...]) -> Each | tuple[Expr, ...]:
    """What makes a loop's rounds: one expression for each number of a range, or all of them one by one."""
    if all(repr(build) == repr(builds[0]) for build in builds):
        return Each(builds[0], "_", range(len(builds)))
    rows = [[part for part in walk(build) if isinstance(part, (Lit, Var, Binary))] for build in builds]
    if len({len(row) for row in rows}) != 1:
        return builds
    moving = [n for n, column in enumerate(zip(*rows, strict=True)) if len({repr(e) for e in column}) > 1]
    if len(moving) != 1:
        return builds
    column = [row[moving[0]] for row in rows]
    values = [e.value for e in column if isinstance(e, Lit) and type(e.value) is int]
    if len(values) < max(3, len(column)) or values[1] == values[0]:
        return builds
    step = values[1] - values[0]
    if any(b - a != step for a, b in pairwise(values)):
        return builds
    first = column[0]
    name = first.role if isinstance(first, Lit) else "n"
    item = rebuild(builds[0], lambda part: Var(name) if part is first else None)
    return Each(item, name, range(values[0], values[-1] + (1 if step > 0 else -1), step))


def bound(member: Member, layer: str, stored: set[str], operands: tuple[str, ...]) -> Expr:
    """A member's value with its layer, its inputs and the class's kept parameters in place."""

    def change(part: Expr) -> Expr | None:
        match part:
            case Own():
                return Var(layer)
            case In(index):
                return Var(operands[index])
            case Var(text) if text in stored:
                return Var(f"self.{text}")
        return None

    return rebuild(member.apply, change)


def _finish(w: Writer, plan: ClassPlan, stored: set[str], style: Style) -> None:
    """The last member, returned at once where it is what the class gives."""
    if plan.members:
        last = plan.members[-1]
        chained = bool(style.chain) and _unary(last)
        if last.targets == plan.returns and len(plan.returns) == 1 and (chained or not last.loops):
            _comment(w, last)
            w.statement("return ", bound(last, f"self.{last.field}", stored, last.operands))
            return
        _apply(w, last, stored, style)
    w.line(f"return {', '.join(plan.returns)}")


def _comment(w: Writer, member: Member) -> None:
    if not member.builds:
        for line in describe(member.sources):
            w.comment(line)


def _apply(w: Writer, member: Member, stored: set[str], style: Style) -> None:
    _comment(w, member)
    target = ", ".join(member.targets)
    layer = f"self.{member.field}"
    if not member.loops or (style.chain and _unary(member)):
        expr = bound(member, layer, stored, member.operands)
        if expr != Var(target):
            w.statement(f"{target} = ", expr)
        return
    single = member.field.removesuffix("s")
    if member.operands[0] != target:
        w.line(f"{target} = {member.operands[0]}")
    w.line(f"for {single} in {layer}:")
    w.depth += 1
    w.statement(f"{target} = ", bound(member, single, stored, (target, *member.operands[1:])))
    w.depth -= 1


def write_unknown(w: Writer, unknown: UnknownClass, style: Style) -> None:
    """A class that stands for what nobody explains."""
    w.line()
    w.line()
    w.line(f"class {unknown.name}({style.base}):")
    w.depth += 1
    w.line('"""Not explained by the paper: it raises when it is used.')
    w.line()
    for line in (*unknown.evidence, f"Missing: {unknown.reason}"):
        w.line(line)
    w.line('"""')
    w.line()
    typed = f"*inputs: {style.tensor}" if style.tensor else "*inputs"
    definition(w, style.method, ["self", typed], style.tensor)
    w.depth += 1
    w.statement("raise ", call("NotImplementedError", Lit(unknown.reason)))
    w.depth -= 2
