"""Expressions of generated code as data, so that several instances of one block can share a class.

An expression is built once for each instance of an operation; two that differ only in their `Lit`s are the same
code with other numbers. `structure` is what must be equal, `literals` what may differ, `substitute` puts
parameters in the place of what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph.model import Value


@dataclass(frozen=True, slots=True)
class Lit:
    """A value. `role` names the parameter that it becomes where instances differ ("out_channels")."""

    value: Value
    role: str = "value"


@dataclass(frozen=True, slots=True)
class Var:
    """A name, or fixed code of the emitter's own."""

    text: str


@dataclass(frozen=True, slots=True)
class In:
    """The operation's input of this number, replaced by a variable when the body is written."""

    index: int


@dataclass(frozen=True, slots=True)
class Own:
    """What the operation's `build` expression made: its layer object, or its weight."""


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument of a call; positional where `name` is empty, not written where it is `default`."""

    value: Expr
    name: str = ""
    default: Lit | None = None

    @property
    def shown(self) -> bool:
        """Whether it is written."""
        return self.default is None or repr(self.value) != repr(replace(self.default, role=_role(self.value)))


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function, class or method."""

    callee: Expr
    args: tuple[Arg, ...] = ()


@dataclass(frozen=True, slots=True)
class Attr:
    """An attribute of a value: `x.shape`, or the method that a Call calls."""

    owner: Expr
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """A subscript; the parts stand between commas. A part of text ":" is a whole slice."""

    owner: Expr
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """start:stop:step in a subscript; None leaves a part out."""

    start: Expr | None
    stop: Expr | None
    step: Expr | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    """Operands joined by one operator."""

    operator: str
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """A list or tuple display."""

    items: tuple[Expr, ...]
    brackets: str = "[]"


@dataclass(frozen=True, slots=True)
class Each:
    """`item` for each number of a range, unpacked into the arguments of a call; `_` where the item needs it not."""

    item: Expr
    variable: str
    numbers: range


Expr = Each | Lit | Var | In | Own | Call | Attr | Index | Slice | Binary | Display


def call(callee: str | Expr, *args: Expr, **named: Expr) -> Call:
    """A call with positional and named arguments."""
    target = Var(callee) if isinstance(callee, str) else callee
    return Call(target, tuple(Arg(a) for a in args) + tuple(Arg(v, n) for n, v in named.items()))


def option(name: str, value: Value, default: Value, role: str = "") -> Arg:
    """A named argument that is left out where it has the default."""
    return Arg(Lit(value, role or name), name, Lit(default))


def _role(expr: Expr) -> str:
    return expr.role if isinstance(expr, Lit) else ""


def with_args(call_: Call, *args: Arg) -> Call:
    """The call with more arguments."""
    return Call(call_.callee, call_.args + args)


def method(owner: Expr, name: str, *args: Expr, **named: Expr) -> Call:
    """A call of a method of `owner`."""
    return call(Attr(owner, name), *args, **named)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The parts of an expression, in the order of the text."""
    match expr:
        case Call(callee, args):
            return (callee, *(arg.value for arg in args))
        case Attr(owner, _):
            return (owner,)
        case Index(owner, parts):
            return (owner, *parts)
        case Slice(start, stop, step):
            return tuple(part for part in (start, stop, step) if part is not None)
        case Binary(_, operands):
            return operands
        case Display(items, _):
            return items
        case Each(item, _, _):
            return (item,)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """An expression and everything in it, in the order of the text."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def literals(expr: Expr) -> list[Lit]:
    """The literals of an expression in order."""
    return [part for part in walk(expr) if isinstance(part, Lit)]


def rebuild(expr: Expr, change: Callable[[Expr], Expr | None]) -> Expr:
    """A copy in which each part for which `change` gives an expression is replaced by it."""
    found = change(expr)
    if found is not None:
        return found
    match expr:
        case Call(callee, args):
            return Call(
                rebuild(callee, change), tuple(replace(a, value=rebuild(a.value, change)) for a in args)
            )
        case Attr(owner, name):
            return Attr(rebuild(owner, change), name)
        case Index(owner, parts):
            return Index(rebuild(owner, change), tuple(rebuild(p, change) for p in parts))
        case Slice():
            ends = (expr.start, expr.stop, expr.step)
            return Slice(*(None if e is None else rebuild(e, change) for e in ends))
        case Binary(operator, operands):
            return Binary(operator, tuple(rebuild(o, change) for o in operands))
        case Display(items, brackets):
            return Display(tuple(rebuild(i, change) for i in items), brackets)
        case Each(item, variable, numbers):
            return Each(rebuild(item, change), variable, numbers)
        case _:
            return expr


def substitute(expr: Expr, values: Iterator[Expr]) -> Expr:
    """A copy in which the literals are replaced, in order, by what `values` gives."""
    return rebuild(expr, lambda part: next(values) if isinstance(part, Lit) else None)


def structure(expr: Expr | None) -> Expr | None:
    """An expression with its literals blanked: equal for instances that can share a class."""
    if expr is None:
        return None
    return rebuild(expr, lambda part: Lit(None, part.role) if isinstance(part, Lit) else None)
