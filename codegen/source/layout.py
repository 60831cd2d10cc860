"""Expressions and statements as lines, laid out as the Black formatter would."""

from __future__ import annotations

from codegen.source.expressions import (
    Arg,
    Attr,
    Binary,
    Call,
    Display,
    Each,
    Expr,
    In,
    Index,
    Lit,
    Own,
    Slice,
    Var,
)
from codegen.source.literals import literal

WIDTH = 88
INDENT = "    "


def text(expr: Expr) -> str:
    """An expression on one line."""
    match expr:
        case Lit(value, _):
            return literal(value)
        case Var(name):
            return name
        case Call(callee, args):
            return f"{text(callee)}({', '.join(_arg(a) for a in args if a.shown)})"
        case Attr(owner, name):
            inner = text(owner)
            return f"({inner}).{name}" if isinstance(owner, Binary) else f"{inner}.{name}"
        case Index(owner, parts):
            return f"{text(owner)}[{', '.join(text(p) for p in parts)}]"
        case Slice(start, stop, step):
            ends = f"{text(start) if start else ''}:{text(stop) if stop else ''}"
            return f"{ends}:{text(step)}" if step else ends
        case Binary(operator, operands):
            return f" {operator} ".join(_operand(o, operator) for o in operands)
        case Display((Each(item, variable, numbers),), "[]"):
            return f"[{text(item)} for {variable} in {_range(numbers)}]"
        case Display(items, brackets):
            inner = ", ".join(text(i) for i in items)
            comma = "," if brackets == "()" and len(items) == 1 else ""
            return f"{brackets[0]}{inner}{comma}{brackets[1]}"
        case Each(item, variable, numbers):
            return f"*({text(item)} for {variable} in {_range(numbers)})"
        case In() | Own():
            raise TypeError("an input or layer was not bound before the code was written")
    raise TypeError(f"no text for {expr!r}")


def _range(numbers: range) -> str:
    if numbers.step != 1:
        return f"range({numbers.start}, {numbers.stop}, {numbers.step})"
    return f"range({numbers.start}, {numbers.stop})" if numbers.start else f"range({numbers.stop})"


def _operand(expr: Expr, operator: str) -> str:
    inner = text(expr)
    clash = isinstance(expr, Binary) and not (expr.operator == operator and operator in {"+", "*"})
    return f"({inner})" if clash else inner


def _arg(arg: Arg) -> str:
    return f"{arg.name}={text(arg.value)}" if arg.name else text(arg.value)


def statement(prefix: str, expr: Expr, depth: int, suffix: str = "") -> list[str]:
    """`prefix` + expression + `suffix` at an indentation depth, broken over lines where it is too long."""
    margin = INDENT * depth
    line = f"{margin}{prefix}{text(expr)}{suffix}"
    if len(line) <= WIDTH:
        return [line]
    return _broken(prefix, expr, depth, suffix)


def _broken(prefix: str, expr: Expr, depth: int, suffix: str) -> list[str]:
    margin, inner = INDENT * depth, INDENT * (depth + 1)
    if isinstance(expr, Lit) and isinstance(expr.value, tuple) and expr.value:
        expr = Display(tuple(Lit(item) for item in expr.value), "()")
    if isinstance(expr, Call) and expr.args:
        head, tail, parts = f"{text(expr.callee)}(", ")", [(a.name, a.value) for a in expr.args if a.shown]
    elif isinstance(expr, Display) and _comprehends(expr):
        return _comprehension(prefix, expr.items[0], depth, suffix, "[]")
    elif isinstance(expr, Display) and expr.items:
        head, tail, parts = expr.brackets[0], expr.brackets[1], [("", item) for item in expr.items]
    elif isinstance(expr, Index):
        head, tail, parts = f"{text(expr.owner)}[", "]", [("", item) for item in expr.parts]
    elif isinstance(expr, Each):
        return _comprehension(f"{prefix}*", expr, depth, suffix, "()")
    elif isinstance(expr, Binary):
        lines = [f"{margin}{prefix}("]
        for number, operand in enumerate(expr.operands):
            lead = f"{expr.operator} " if number else ""
            lines.append(f"{inner}{lead}{_operand(operand, expr.operator)}")
        return [*lines, f"{margin}){suffix}"]
    else:
        return [f"{margin}{prefix}{text(expr)}{suffix}"]
    joined = inner + ", ".join(f"{name}={text(v)}" if name else text(v) for name, v in parts)
    single = isinstance(expr, Display) and expr.brackets == "()" and len(parts) == 1
    if len(joined) <= WIDTH and isinstance(expr, (Call, Index)) and not single:
        return [f"{margin}{prefix}{head}", joined, f"{margin}{tail}{suffix}"]
    lines = [f"{margin}{prefix}{head}"]
    for name, value in parts:
        lines += statement(f"{name}=" if name else "", value, depth + 1, ",")
    return [*lines, f"{margin}{tail}{suffix}"]


def _comprehends(expr: Display) -> bool:
    return expr.brackets == "[]" and len(expr.items) == 1 and isinstance(expr.items[0], Each)


def _comprehension(prefix: str, each: Expr, depth: int, suffix: str, brackets: str) -> list[str]:
    assert isinstance(each, Each)
    margin, inner = INDENT * depth, INDENT * (depth + 1)
    whole = f"{inner}{text(each.item)} for {each.variable} in {_range(each.numbers)}"
    body = [whole]
    if len(whole) > WIDTH:
        body = [*statement("", each.item, depth + 1), f"{inner}for {each.variable} in {_range(each.numbers)}"]
    return [f"{margin}{prefix}{brackets[0]}", *body, f"{margin}{brackets[1]}{suffix}"]


class Writer:
    """Lines of a file with an indentation depth."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0

    def line(self, code: str = "") -> None:
        """One line of fixed code at the present depth; an empty one has no margin."""
        self.lines.append(INDENT * self.depth + code if code else "")

    def comment(self, words: str) -> None:
        """A comment line; `words` must have gone through `literals.printable`."""
        self.line(f"# {words}")

    def statement(self, prefix: str, expr: Expr, suffix: str = "") -> None:
        """An expression statement or assignment, broken where it is too long."""
        self.lines += statement(prefix, expr, self.depth, suffix)

    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"
