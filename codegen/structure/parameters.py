"""Which numbers of a class are its parameters: those in which its instances differ (anti-unification)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codegen.source.expressions import Binary, Expr, Lit, Var
from codegen.source.naming import Names
from graph.model import Value

WIDTHS = ("in_channels", "out_channels", "channels", "width", "in_features", "out_features")
"""Roles that count channels: one of them may be a multiple of another."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a class and its value in each instance."""

    name: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class _Group:
    values: tuple[Value, ...]
    roles: list[str]
    expr: Expr | None = None


def _key(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(repr(v) for v in values)  # 1, 1.0 and True are equal, and are not the same code


def unify(
    instances: Sequence[Sequence[Lit]], avoid: Sequence[str] = ()
) -> tuple[list[Expr], list[Parameter]]:
    """Literals of several instances (instance by instance, the same number in each) as one row of expressions.

    A literal that is the same everywhere stays one; those that differ become parameters, one for all that
    differ alike; a count of channels that is always the same multiple of another becomes a product.
    """
    slots = list(zip(*instances, strict=True))
    groups: dict[tuple[str, ...], _Group] = {}
    for slot in slots:
        values = tuple(lit.value for lit in slot)
        key = _key(values)
        if len(set(key)) > 1:
            groups.setdefault(key, _Group(values, [])).roles.append(slot[0].role)
    names = Names(avoid)
    parameters: list[Parameter] = []
    widest = [g for g in groups.values() if any(role.startswith("out_") for role in g.roles)][-1:]
    for group in groups.values():
        group.expr = _multiple(group, parameters)
        if group.expr is None:
            name = names.claim(_name(group, not parameters, group in widest))
            parameters.append(Parameter(name, group.values))
            group.expr = Var(name)
    exprs: list[Expr] = []
    for slot in slots:
        found = groups.get(_key([lit.value for lit in slot]))
        exprs.append(slot[0] if found is None or found.expr is None else found.expr)
    return exprs, parameters


def _name(group: _Group, first: bool, last: bool) -> str:
    roles = group.roles
    if not all(role in WIDTHS for role in roles):
        return next(role for role in roles if role not in WIDTHS)
    if last:
        return next(role for role in roles if role.startswith("out_"))
    return roles[0] if first or (len(set(roles)) == 1 and not roles[0].startswith("out_")) else "width"


def _multiple(group: _Group, parameters: Sequence[Parameter]) -> Expr | None:
    """The group as a multiple or part of a parameter that counts channels."""
    if not all(role in WIDTHS for role in group.roles) or not _counts(group.values):
        return None
    for parameter in parameters:
        if parameter.name.rstrip("0123456789_") not in WIDTHS or not _counts(parameter.values):
            continue
        for operator, over, under in (
            ("*", group.values, parameter.values),
            ("//", parameter.values, group.values),
        ):
            ratios = {divmod(a, b) for a, b in zip(over, under, strict=True)}  # type: ignore[operator]
            if len(ratios) == 1:
                ratio, rest = ratios.pop()
                if rest == 0 and ratio > 1:
                    pair = (Lit(int(ratio)), Var(parameter.name))
                    return Binary(operator, pair if operator == "*" else pair[::-1])
    return None


def _counts(values: Sequence[Value]) -> bool:
    return all(isinstance(v, int) and not isinstance(v, bool) and v > 0 for v in values)
