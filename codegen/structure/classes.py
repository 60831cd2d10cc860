"""Classes from blocks: one for all blocks that are the same code with other numbers.

Each block's items are compared by structure; equal ones form a class, whose parameters are the numbers in which
they differ. Consecutive items of one class that feed each other become a loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codegen.core.steps import Port, Source
from codegen.emission import Emission
from codegen.source.expressions import Arg, Call, Expr, In, Lit, Own, Var, literals, structure, substitute
from codegen.source.literals import printable
from codegen.source.naming import Names, class_identifier, identifier
from codegen.structure.parameters import Parameter, unify
from codegen.structure.tree import Block, Item, Leaf, Wiring
from codegen.structure.variables import POOL, Variables

FEWEST_LAYERS = 4
"""Single layers in a row that make a loop worth it; of blocks, two do."""

FIELDS = {
    "batch_norm": "norm",
    "layer_norm": "norm",
    "group_norm": "norm",
    "rms_norm": "norm",
    "recurrent": "rnn",
}


@dataclass(slots=True)
class Member:
    """An item of a class's body, or a loop over several.

    Attributes:
        field: the name under which what it owns is kept.
        builds: what makes it, one for each round; parameters of the class in place; empty where it owns nothing.
        apply: its value, with In and Own still to be bound.
        reads: the values it reads (for a loop: its first round's).
        targets: the variables it writes; `operands` the variables it reads.
        sources: where it comes from, over all instances of the class.
        plan: the class of a nested block; None for a layer.
        needs: helpers of the framework's own.
    """

    field: str
    builds: tuple[Expr, ...]
    apply: Expr
    operands: tuple[str, ...]
    targets: tuple[str, ...]
    sources: tuple[Source, ...]
    plan: ClassPlan | None
    needs: tuple[str, ...]

    @property
    def loops(self) -> bool:
        """Whether it stands for several rounds."""
        return len(self.builds) > 1


@dataclass(slots=True)
class ClassPlan:
    """A class to write: its parameters, members and data flow."""

    name: str
    title: str
    parameters: list[Parameter]
    members: list[Member]
    inputs: tuple[str, ...]
    returns: tuple[str, ...]
    sources: tuple[Source, ...]
    instances: int = 1


@dataclass(slots=True)
class Plan:
    """Everything that a file holds: classes, inner ones first and the network last, and each step's path."""

    classes: list[ClassPlan]
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def network(self) -> ClassPlan:
        """The class of the whole network."""
        return self.classes[-1]

    def needs(self) -> set[str]:
        """Helpers that the file must hold."""
        return {need for plan in self.classes for member in plan.members for need in member.needs}


Run = tuple[Item, ...]


class Planner:
    """Makes the plan of one program in one framework."""

    def __init__(self, wiring: Wiring, emissions: Sequence[Emission], reserved: Sequence[str] = ()) -> None:
        self.wiring = wiring
        self.emissions = emissions
        self._keys: dict[object, int] = {}
        self._key_of: dict[int, int] = {}
        self._runs: dict[int, list[Run]] = {}
        self._plans: dict[int, ClassPlan] = {}
        self._arguments: dict[int, list[Lit]] = {}
        self._reserved = tuple(reserved)
        self._class_names = Names(reserved)
        self._whole: Block | None = None

    def plan(self, root: Block, name: str) -> Plan:
        """The plan of a whole program; `name` is what the network's class is called."""
        name = self._class_names.claim(class_identifier(name, "Network"))
        self._whole = root
        order: list[int] = []
        instances: dict[int, list[Block]] = {}
        self._collect(root, order, instances)
        result = Plan([])
        for key in order:
            blocks = instances[key]
            title = name if root in blocks else self._class_names.claim(_title(blocks[0]))
            self._plans[key] = self._class(title, blocks)
            result.classes.append(self._plans[key])
        self._walk(root, (), result.paths)
        return result

    def _collect(self, block: Block, order: list[int], instances: dict[int, list[Block]]) -> None:
        for item in block.items:
            if isinstance(item, Block):
                self._collect(item, order, instances)
        key = self._key(block)
        if key not in instances:
            order.append(key)
        instances.setdefault(key, []).append(block)

    def _key(self, item: Item) -> int:
        """A number that is the same for items that are the same code with other numbers."""
        if id(item) not in self._key_of:
            self._key_of[id(item)] = self._keys.setdefault(self._structure(item), len(self._keys))
        return self._key_of[id(item)]

    def _structure(self, item: Item) -> object:
        if isinstance(item, Leaf):
            emission = self.emissions[item.step]
            return (structure(emission.build), structure(emission.apply), len(self.wiring.outputs(item)))
        places: dict[Port, tuple[int, int]] = {p: (-1, n) for n, p in enumerate(self.wiring.inputs(item))}
        parts: list[object] = []
        for number, part in enumerate(item.items):
            parts.append((self._key(part), tuple(places[p] for p in self.wiring.inputs(part))))
            places.update({p: (number, n) for n, p in enumerate(self.wiring.outputs(part))})
        return (tuple(parts), tuple(places[p] for p in self.wiring.outputs(item)))

    def _runs_of(self, block: Block) -> list[Run]:
        """The items of a block, those that a loop takes together."""
        if id(block) not in self._runs:
            runs: list[list[Item]] = []
            for item in block.items:
                if runs and self._follows(runs[-1][-1], item):
                    runs[-1].append(item)
                else:
                    runs.append([item])
            done: list[Run] = []
            for run in runs:
                fewest = FEWEST_LAYERS if isinstance(run[0], Leaf) else 2
                done += [tuple(run)] if len(run) >= fewest else [(item,) for item in run]
            self._runs[id(block)] = done
        return self._runs[id(block)]

    def _follows(self, before: Item, item: Item) -> bool:
        if self._key(before) != self._key(item):
            return False
        if isinstance(item, Leaf) and self.emissions[item.step].build is None:
            return False
        fed, old = self.wiring.inputs(item), self.wiring.inputs(before)
        made = self.wiring.outputs(before)
        if len(made) != 1 or len(self.wiring.outputs(item)) != 1 or not fed or fed[0] != made[0]:
            return False
        return self.wiring.read_only_by(made[0], item) and fed[1:] == old[1:]

    def _literals(self, item: Item) -> list[Lit]:
        if isinstance(item, Block):
            return self._arguments[id(item)]
        emission = self.emissions[item.step]
        found = literals(emission.build) if emission.build is not None else []
        return found + literals(emission.apply)

    def _class(self, name: str, blocks: list[Block]) -> ClassPlan:
        block = blocks[0]
        rows = [[lit for item in b.items for lit in self._literals(item)] for b in blocks]
        entering = self._inputs(block)
        inputs = tuple(name for _, name in entering)
        avoid = (*self._reserved, *inputs, *POOL)
        exprs, parameters = unify(rows, avoid)
        for number, each in enumerate(blocks):
            self._arguments[id(each)] = [Lit(p.values[number], p.name) for p in parameters]
        sources = self._sources(blocks) or self._common_source(blocks)
        shown = printable(block.title.replace("_", " "), 60) or "The network"
        plan = ClassPlan(name, shown, parameters, [], inputs, (), sources, len(blocks))
        stream = iter(exprs)
        fields = _field_names([self._field(run) for run in self._runs_of(block)], avoid)
        variables = self._variables(block, entering, [*avoid, *fields, *(p.name for p in parameters)])
        for place, run in enumerate(self._runs_of(block)):
            others = [self._runs_of(b)[place] for b in blocks]
            plan.members.append(self._member(place, run, fields[place], stream, variables, others, sources))
        plan.returns = tuple(variables.name(port) for port in self.wiring.outputs(block))
        if block is self._whole:
            plan.returns = tuple(variables.name(port) for port in self.wiring.program.outputs)
        return plan

    def _inputs(self, block: Block) -> list[tuple[Port, str]]:
        """The values that enter a block and their names; of the network all inputs, in the graph's order."""
        if block is self._whole:
            return [(Port(-1 - n), given.name) for n, given in enumerate(self.wiring.program.inputs)]
        ports = self.wiring.inputs(block)
        names = POOL if len(ports) <= len(POOL) else [f"x{n + 1}" for n in range(len(ports))]
        return list(zip(ports, names, strict=False))

    def _variables(self, block: Block, inputs: list[tuple[Port, str]], avoid: list[str]) -> Variables:
        last: dict[Port, int] = {}
        for place, run in enumerate(self._runs_of(block)):
            for item in run:
                last.update(dict.fromkeys(self.wiring.inputs(item), place))
        kept = (*self.wiring.outputs(block), *self.wiring.program.outputs)
        last.update(dict.fromkeys(kept, len(block.items) + 1))
        taken = [name for name in avoid if name not in POOL]
        return Variables(inputs, last, taken)

    def _field(self, run: Run) -> str:
        item = run[0]
        if isinstance(item, Block):
            name = item.field or identifier(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", _title(item)), "block")
        else:
            step = self.wiring.step(item)
            name = FIELDS.get(step.op, step.op)
            if step.op == "activation":
                name = step.text("function")
            elif step.op == "unknown":
                name = identifier(step.text("title"), "unknown")
        return f"{name}s" if len(run) > 1 else name

    def _member(
        self,
        place: int,
        run: Run,
        name: str,
        stream: Iterator[Expr],
        variables: Variables,
        instances: list[Run],
        around: Sequence[Source],
    ) -> Member:
        builds: list[Expr] = []
        apply: Expr = Own()
        plan: ClassPlan | None = None
        needs: list[str] = []
        for item in run:
            if isinstance(item, Block):
                plan = self._plans[self._key(item)]
                given = [next(stream) for _ in plan.parameters]
                builds.append(_call(plan, given))
                apply = Call(Own(), tuple(_args(len(plan.inputs))))
            else:
                emission = self.emissions[item.step]
                needs += emission.needs
                if emission.build is not None:
                    builds.append(substitute(emission.build, stream))
                apply = substitute(emission.apply, stream)
        reads, writes = self.wiring.inputs(run[0]), self.wiring.outputs(run[-1])
        operands = tuple(variables.name(port) for port in reads)
        targets = variables.assign(place, reads, writes)
        sources = self._sources([item for each in instances for item in each])
        sources = tuple(s for s in sources if s not in around)  # said once, of the class
        return Member(
            name, tuple(builds), apply, operands, targets, sources, plan, tuple(dict.fromkeys(needs))
        )

    def _sources(self, items: Sequence[Item]) -> tuple[Source, ...]:
        found: dict[tuple[str, str], Source] = {}
        for item in items:
            source = item.source if isinstance(item, Block) else self.wiring.step(item).source
            if source is not None:
                found.setdefault((source.node, source.label), source)
        return tuple(found.values())

    def _common_source(self, blocks: Sequence[Block]) -> tuple[Source, ...]:
        """The sources of blocks' items where all items of a block come from the same one."""
        each = [self._sources(block.items) for block in blocks if len(block.items) > 1]
        if not each or any(len(found) != 1 for found in each):
            return ()
        return tuple({(s.node, s.label): s for (s,) in each}.values())

    def _walk(self, block: Block, path: tuple[str, ...], paths: dict[int, tuple[str, ...]]) -> None:
        members = self._plans[self._key(block)].members
        for member, run in zip(members, self._runs_of(block), strict=True):
            for turn, item in enumerate(run):
                own = (*path, member.field, str(turn)) if len(run) > 1 else (*path, member.field)
                if isinstance(item, Leaf):
                    paths[item.step] = own
                else:
                    self._walk(item, own, paths)


def _call(plan: ClassPlan, given: Sequence[Expr]) -> Expr:
    named = len(given) > 3
    pairs = zip(given, plan.parameters, strict=True)
    return Call(Var(plan.name), tuple(Arg(value, p.name if named else "") for value, p in pairs))


def _args(count: int) -> list[Arg]:
    return [Arg(In(n)) for n in range(count)]


def _title(block: Block) -> str:
    return class_identifier(block.title, "Block")


def _field_names(wanted: list[str], avoid: Sequence[str]) -> list[str]:
    """Names for fields: numbered from 1 where several want the same."""
    names = Names(avoid)
    several = {name for name in wanted if wanted.count(name) > 1}
    count = dict.fromkeys(several, 0)
    result = []
    for name in wanted:
        if name in several:
            count[name] += 1
            joint = "_" if name[-1].isdigit() else ""
            name = f"{name}{joint}{count[name]}"
        result.append(names.claim(name))
    return result
