"""A graph from text, whichever of the known forms it has."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import UnknownForm
from graph.guide_form import graph_from_guide
from graph.json_form import FORM, graph_from_plain, parse
from graph.model import Graph


def load(text: str) -> Graph:
    """A graph from JSON text of the project's form or of one graph in the annotation guide's form.

    Raises UnknownForm, with what was found instead, for anything else.
    """
    raw = parse(text)
    if not isinstance(raw, Mapping):
        raise UnknownForm(f"a graph is a JSON object, and this is {_kind(raw)}")
    if "form" in raw:
        if raw["form"] != FORM:
            raise UnknownForm(f"the form {raw['form']!r} is not known; {FORM!r} is")
        return graph_from_plain(raw)
    if "items" in raw:
        raise UnknownForm("this is a whole paper in the annotation guide's form; give one of its graphs")
    if "nodes" in raw:
        return graph_from_guide(raw)
    raise UnknownForm("neither `form` nor `nodes` is there, so this is no graph in a form that is known")


def _kind(raw: object) -> str:
    names = {
        "list": "a list",
        "str": "a text",
        "int": "a number",
        "float": "a number",
        "bool": "a truth value",
    }
    return names.get(type(raw).__name__, "nothing")
