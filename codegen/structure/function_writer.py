"""Writes planned classes as functions that apply named layers: Keras's functional style."""

from __future__ import annotations

import re

from codegen.comments import describe
from codegen.source.expressions import Arg, Call, Each, Expr, In, Lit, Own, Var, rebuild, with_args
from codegen.source.layout import Writer
from codegen.source.naming import Names
from codegen.structure.class_writer import definition, docstring, rounds
from codegen.structure.classes import ClassPlan, Member, Plan


class FunctionWriter:
    """Writes one function for each planned class; layers are named by the path to them."""

    def __init__(self, w: Writer, plan: Plan, reserved: tuple[str, ...]) -> None:
        self.w = w
        names = Names(reserved)
        self._functions: dict[int, str] = {}
        for each in plan.classes:
            snake = _snake(each.name)
            self._functions[id(each)] = names.claim(snake if snake.isidentifier() else f"{snake}_")
        self._named = {id(each): False for each in plan.classes}
        for each in plan.classes:
            self._named[id(each)] = any(self._takes_name(member) for member in each.members)

    def name(self, plan: ClassPlan) -> str:
        """The function of a class."""
        return self._functions[id(plan)]

    def _takes_name(self, member: Member) -> bool:
        if member.plan is not None:
            return self._named[id(member.plan)]
        return bool(member.builds)

    def write(self, plan: ClassPlan) -> None:
        """One function, with two blank lines before it."""
        w = self.w
        w.line()
        w.line()
        given = [*plan.inputs, *(p.name for p in plan.parameters)]
        definition(w, self.name(plan), [*given, *(["name"] if self._named[id(plan)] else [])], "")
        w.depth += 1
        docstring(w, plan)
        self.body(plan, "{name}_")
        w.line(f"return {', '.join(plan.returns)}")
        w.depth -= 1

    def body(self, plan: ClassPlan, prefix: str) -> None:
        """The statements; layers' names begin with `prefix`."""
        for member in plan.members:
            for line in describe(member.sources):
                self.w.comment(line)
            self._statement(member, prefix)

    def _statement(self, member: Member, prefix: str) -> None:
        target = ", ".join(member.targets)
        if not member.loops:
            expr = self._value(
                member, member.builds[0] if member.builds else None, prefix, "", member.operands
            )
            if expr != Var(target):
                self.w.statement(f"{target} = ", expr)
            return
        turns = rounds(member.builds)
        later = (target, *member.operands[1:])
        if not isinstance(turns, Each):
            for number, build in enumerate(turns):
                operands = later if number else member.operands
                value = self._value(member, build, prefix, f"_{number}", operands)
                self.w.statement(f"{target} = ", value)
            return
        if member.operands[0] != target:
            self.w.line(f"{target} = {member.operands[0]}")
        numbers = turns.numbers
        if turns.variable == "_":
            self.w.line(f"for n in range({len(numbers)}):")
        else:
            span = f"range({numbers.start}, {numbers.stop}, {numbers.step})"
            self.w.line(f"for n, {turns.variable} in enumerate({span}):")
        self.w.depth += 1
        self.w.statement(f"{target} = ", self._value(member, turns.item, prefix, "_{n}", later))
        self.w.depth -= 1

    def _value(
        self, member: Member, build: Expr | None, prefix: str, suffix: str, operands: tuple[str, ...]
    ) -> Expr:
        words = f"{prefix}{member.field}{suffix}"
        name = Arg(Var(f'f"{words}"') if "{" in words else Lit(words), "name")
        if member.plan is not None and isinstance(build, Call):
            given = tuple(Arg(Var(o)) for o in operands)
            named = (name,) if self._named[id(member.plan)] else ()
            return Call(Var(self.name(member.plan)), (*given, *build.args, *named))
        made = with_args(build, name) if isinstance(build, Call) else build

        def change(part: Expr) -> Expr | None:
            match part:
                case Own():
                    return made
                case In(index):
                    return Var(operands[index])
            return None

        return rebuild(member.apply, change)


def _snake(name: str) -> str:
    words = name.replace("ReLU", "Relu")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", words).lower()
