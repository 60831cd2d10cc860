"""Parameters of a request, read strictly: what does not fit is told, not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from flask import abort, request

from catalog.records import Gone
from web.api.problem import problem

T = TypeVar("T")
MISSING = "There is nothing under this identifier."


def _refuse(name: str, message: str) -> None:
    abort(problem(400, "parameter", message, parameter=name))


def whole(name: str, default: int, least: int, most: int) -> int:
    """A whole number within bounds; 400 where it is none or outside."""
    text = request.args.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    _refuse(name, f"{name} is a whole number from {least} to {most}.")
    return default


def choice(name: str, default: T, allowed: Sequence[T]) -> T:
    """One of several words; 400 where it is another."""
    text = request.args.get(name)
    if text is None:
        return default
    for word in allowed:
        if word == text:
            return word
    _refuse(name, f"{name} is one of: {', '.join(map(str, allowed))}.")
    return default


def flag(name: str, default: bool) -> bool:
    """true or false; 400 where it is neither."""
    return choice(name, "true" if default else "false", ("true", "false")) == "true"


def present(found: T | Gone | None) -> T:
    """What was found; 404 where there is nothing, 410 where it was taken away."""
    if found is None:
        abort(problem(404, "not_found", MISSING))
    if isinstance(found, Gone):
        abort(
            problem(
                410, "gone", found.reason or "It was taken out of the catalog.", successor=found.successor
            )
        )
    return found
