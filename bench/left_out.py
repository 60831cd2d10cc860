"""The passes of the reader of drawings, and the reader with one of them left out.

A pass is a function of `extract.figures` that one of its four leading modules calls. What it gives when it is left out
follows from its types and from how it is called: one that changes what it is given gives that back, one that finds
something finds nothing. A function for which there is no such thing (what gives a whole drawing, say) is no pass.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import inspect
import pickle
import types
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Union, get_args, get_origin, get_type_hints

PACKAGE = "extract.figures"
MODULES = tuple(f"{PACKAGE}.{name}" for name in ("drawing", "edges", "meanings", "read"))
"""Modules whose calls are passes."""

WHOLE = "read_scene"
"""What is called by these and is the reading itself."""

ROWS, SETS, MAPPINGS = (list, Sequence, tuple), (set, frozenset, Collection, AbstractSet), (dict, Mapping)


@dataclass(frozen=True, slots=True)
class Pass:
    """A function that a module calls.

    Attributes:
        module: that calls it.
        name: of the function there.
        file: that defines it, below extract/figures.
        given: place of the argument that it changes; None for one that adds to what there is.
        gives: the type of its value.
    """

    module: str
    name: str
    file: str
    given: int | None
    gives: Any = field(compare=False)

    def without(self, *args: Any, **_: Any) -> Any:
        """What stands for its value where it is left out."""
        if self.given is None:
            return nothing_of(self.gives)
        return list(args[self.given]) if get_origin(self.gives) is list else args[self.given]


class NotEmpty(TypeError):
    """A type has no value that stands for nothing."""


def passes(modules: Sequence[str] = MODULES) -> list[Pass]:
    """All passes, in the order in which they are called."""
    return [found for module in modules for found in _passes_of(module)]


@contextlib.contextmanager
def left_out(one: Pass) -> Iterator[None]:
    """Where this holds the reader does without a pass."""
    with _put(one, one.without):
        yield


@contextlib.contextmanager
def watched(every: Sequence[Pass]) -> Iterator[set[Pass]]:
    """The passes that did something while this held: changed what they were given, or gave what none would give."""
    found: set[Pass] = set()
    with contextlib.ExitStack() as stack:
        for one in every:
            stack.enter_context(_put(one, _watching(one, found)))
        yield found


def nothing_of(hint: Any) -> Any:
    """The value of a type that stands for nothing found: None, False, what is empty, or what all defaults make.

    Raises:
        NotEmpty: there is none.
    """
    origin, args = get_origin(hint), get_args(hint)
    if hint in (None, type(None)) or (origin in (Union, types.UnionType) and type(None) in args):
        return None
    if hint is bool:
        return False
    if origin is tuple and args[-1] is not ...:
        return tuple(nothing_of(each) for each in args)
    for kinds, make in ((ROWS, tuple if origin is tuple else list), (SETS, set), (MAPPINGS, dict)):
        if origin in kinds:
            return make()
    if not inspect.isclass(hint) or not hint.__module__.startswith(PACKAGE):
        raise NotEmpty(hint)
    try:
        return hint()
    except TypeError as error:
        raise NotEmpty(hint) from error


def _passes_of(module: str) -> Iterator[Pass]:
    loaded = import_module(module)
    tree = ast.parse(inspect.getsource(loaded))
    adding = {id(call) for node in ast.walk(tree) for call in _adding(node)}
    calls: dict[str, bool] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            calls[node.func.id] = calls.get(node.func.id, False) or id(node) in adding
    for name, adds in calls.items():
        function = getattr(loaded, name, None)
        if not inspect.isfunction(function) or not function.__module__.startswith(PACKAGE) or name == WHOLE:
            continue
        hints = get_type_hints(function)
        gives = hints["return"]
        same = [
            i
            for i, each in enumerate(inspect.signature(function).parameters)
            if _kind(hints[each]) == _kind(gives)
        ]
        given = same[0] if same and not adds else None
        file = function.__module__.removeprefix(f"{PACKAGE}.").replace(".", "/") + ".py"
        with contextlib.suppress(NotEmpty):
            if given is None:
                nothing_of(gives)
            yield Pass(module, name, file, given, gives)


def _adding(node: ast.AST) -> Iterator[ast.expr]:
    """What a statement or comprehension adds to something, or goes through."""
    if isinstance(node, ast.AugAssign):
        yield node.value
    elif isinstance(node, ast.comprehension):
        yield node.iter


def _kind(hint: Any) -> Any:
    """A type with all rows alike, all sets alike and all mappings alike."""
    origin, args = get_origin(hint), get_args(hint)
    for kinds in (ROWS, SETS, MAPPINGS):
        if origin in kinds and not (origin is tuple and args[-1] is not ...):
            return kinds, args[0] if kinds is not MAPPINGS else args
    return hint


@contextlib.contextmanager
def _put(one: Pass, function: Callable[..., Any]) -> Iterator[None]:
    module = import_module(one.module)
    kept = getattr(module, one.name)
    setattr(module, one.name, function)
    try:
        yield
    finally:
        setattr(module, one.name, kept)


def _watching(one: Pass, found: set[Pass]) -> Callable[..., Any]:
    function = getattr(import_module(one.module), one.name)

    def watching(*args: Any, **named: Any) -> Any:
        if one in found:
            return function(*args, **named)
        before = _digest(args)
        value = function(*args, **named)
        if _digest(args) != before or value != one.without(*args, **named):
            found.add(one)
        return value

    return watching


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(pickle.dumps(value)).digest()
