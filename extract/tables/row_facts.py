"""What the columns beside a layer say of it."""

from __future__ import annotations

import re

from extract.labels import repeat_mark
from extract.tables.drafts import Facts
from extract.tables.headers import DIRECTION, Head, head_key, plain, role_of
from extract.tables.layer_column import TYPED, Layout
from extract.tables.named_parts import in_order, named_parts
from extract.tables.records import Record
from extract.tables.row_shapes import Place, line_of, shape_of
from extract.tables.values import dim, dims, is_empty, shape
from graph import Box, Dim

_MODE = re.compile(r"\b(?:border[_ ])?mode\s*[=:]\s*[\"']?(same|valid|full|causal)\b[\"']?\s*[,;]?", re.I)
"""How Keras calls a padding."""

_TRAINED = re.compile(
    r"\b(?:max[- _]?norm|weight[ _]decay|momentum|eps(?:ilon)?|bias|init\w*|regulari[sz]er"
    r"|l[12](?:[ _-]?reg\w*)?)\s*[=:]\s*[\w.]+\s*[,;]?",
    re.I,
)
"""What only says how a layer is trained."""

_TUPLE = re.compile(
    r"^[(\[]?(?P<names>[A-Za-z][^()\[\]=:\d]*)[)\]]?\s*[=:]?\s*[(\[](?P<values>[^()\[\]]+)[)\]]$"
)
"""Settings named together before their values: "filters, kernel, stride (64, 5, 2)"."""

_MAPS = re.compile(
    r"(?P<maps>\d+)\s*(?:M|maps?)\s*(?:[x×@]|of)\s*(?P<height>\d+)\s*[x×]\s*(?P<width>\d+)\s*(?:N|neurons?)?",
    re.I,
)
"""Maps and what each has: "16M x 100x100N", "48 maps of 46x46 neurons"."""
_NEURONS = re.compile(r"(?P<units>\d+)\s*(?:N|neurons?)", re.I)
_EACH_WAY = re.compile(r"[(\[]\s*[a-z]\s*/\s*[a-z]\s*[)\]]", re.I)
"""How a head says that its cells print a number for each direction, with a slash: "Stride (v/h)"."""
_CHANNELS = frozenset(("channels", "# channels", "#channels", "channel", "chans", "ch", "filters", "maps"))
"""How channels are headed that come out, beside their size, in words that say how many a layer has."""
_COUNT = re.compile(r"#|filter|channel|map|kernel", re.I)


def facts_of(
    record: Record,
    layout: Layout,
    label: str,
    text: str,
    place: Place | None,
    context: str = "",
    bbox: Box | None = None,
) -> Facts:
    """What a record's columns say of its layer: settings by the roles of their heads, all others by their heads."""
    facts = Facts(label=label, text=text, context=context, bbox=bbox)
    for at, item in enumerate(record.fields):
        if at == layout.op or at in layout.names or at in layout.shapes:
            continue
        value = line_of(item, place)
        if not value:
            continue
        if at < layout.op and item.head.role in ("op", "name"):
            # What stands before the layer is read before it: "conv1 | Conv" under one head.
            facts.label, facts.extras[head_key(item.head)] = f"{value} {facts.label}", value
        else:
            _put(facts, item.head, value)
    facts.widths = _widths(record, layout, place)
    facts.depth = _depths(record, layout, place)
    facts.single, facts.deep, facts.counted = layout.single, layout.deep, layout.counted
    facts.flat = layout.flat
    return facts


def _depths(record: Record, layout: Layout, place: Place | None) -> tuple[Dim, Dim] | None:
    """The channels that go in and come out, where both shapes are printed with three numbers."""
    before = [shape(line_of(f, place)) for f in record.fields if f.head.role == "input"]
    after = shape_of(record, layout, place)
    if before and before[0] and len(before[0]) == 3 and after and len(after) == 3:
        return before[0][2], after[2]
    return None


_ENTERS = frozenset(("input", "inputs", "in"))
_LEAVES = frozenset(("output", "outputs", "out"))
"""Heads of what goes into a layer and comes out of it, which do not say that it is a shape."""


def _widths(record: Record, layout: Layout, place: Place | None) -> tuple[Dim, Dim] | None:
    """How wide a layer is before and behind, where plain heads say so of each: "Linear | 1024 | 512"."""
    before = [line_of(f, place) for f in record.fields if plain(f.head.text) in _ENTERS]
    after = [line_of(f, place) for f in record.fields if plain(f.head.text) in _LEAVES]
    if len(before) != 1 or len(after) != 1 or re.search(r"[×x*]", before[0] + after[0]):
        return None
    entering, leaving = dim(before[0]), dim(after[0])
    return (entering, leaving) if entering is not None and leaving is not None else None


def _put(facts: Facts, head: Head, text: str) -> None:
    role = head.role
    if role == "input_channels" and len(head.roles) > 1:
        # What goes in comes first where the settings are listed together.
        role = next((each for each in head.roles if each in TYPED), role)
    if role is None and not head.text and repeat_mark(text) is not None:
        facts.values.setdefault("repeat", str(repeat_mark(text)))
    elif (role is None and not head.text) or role == "config":
        if head.text:
            facts.described = head_key(head), text
        _put_config(facts, text)
    elif role in ("op", "name"):
        facts.extras[head_key(head)] = text
        facts.label = f"{facts.label} {text}"
    elif role == "output_channels" and plain(head.text) in _CHANNELS:
        facts.values.setdefault("filters", text)
        facts.heads.setdefault("filters", head_key(head))
    elif role == "kernel":
        said = len(head.roles) > 1 and named_parts(head.roles, text) is not None
        if (
            said
            or re.match(r"^[(\[]?\d", text)
            or re.search(r"\d\s*[×x]\s*\d", text)
            or len(dims(text) or ()) > 1
        ):
            _split_roles(facts, head, text)
        else:
            facts.config.append(text)
    elif role in TYPED and role is not None:
        _split_roles(facts, head, text)
    elif role is None:
        facts.extras[head_key(head)] = text


def _put_config(facts: Facts, text: str) -> None:
    """Bare sizes in a column of parameters are a kernel, a bare whole number is a width, "×3" how often a row stands."""
    if (times := repeat_mark(text)) is not None and text.strip()[:1] in "×x(":
        facts.values.setdefault("repeat", str(times))
        return
    said = _MODE.search(text)
    if said:
        facts.values.setdefault("padding", said[1])
        text = f"{text[: said.start()]}{text[said.end() :]}"
    text = _TRAINED.sub("", text).strip(" ,;")
    if _put_tuple(facts, text):
        return
    sizes = dims(text)
    if sizes and len(sizes) >= 2 and all(isinstance(s, int) for s in sizes[:2]):
        facts.values.setdefault("kernel", text)
    elif sizes and isinstance(sizes[0], int):
        facts.values.setdefault("filters", text)
    elif text:
        facts.config.append(text)


def _put_tuple(facts: Facts, text: str) -> bool:
    """Whether a text names settings and gives their values in the same order, which are then put."""
    found = _TUPLE.match(text)
    names, values = (found["names"], found["values"]) if found else ("", "")
    roles = [role_of(name) for name in re.split(r"\s*(?:,|/|\band\b)\s*", names)]
    parts = re.split(r"\s*,\s*", values)
    if len(roles) != len(parts) or len(roles) < 2 or any(role not in TYPED for role in roles):
        return False
    for role, part in zip(roles, parts, strict=True):
        if role is not None and not is_empty(part):
            facts.values.setdefault(role, part.strip())
    return True


def _split_roles(facts: Facts, head: Head, text: str) -> None:
    """A head of several roles parts its cells at its own signs."""
    roles = [r for r in head.roles if r in TYPED]
    if len(roles) == 1 and _EACH_WAY.search(head.text):
        text = re.sub(r"(?<=\d)\s*/\s*(?=\d)", "×", text)
    if mapped := _MAPS.fullmatch(text):
        facts.values["filters"] = mapped["maps"]
        facts.shape = (int(mapped["height"]), int(mapped["width"]), int(mapped["maps"]))
        return
    if flat := _NEURONS.fullmatch(text):
        facts.values["units"] = flat["units"]
        return
    counted = re.search(r"\s*\(\s*[×x]\s*(\d+)\s*\)$", text)
    if counted and "filters" not in roles:
        facts.values.setdefault("filters", counted[1])
        text = text[: counted.start()]
    bracketed = re.fullmatch(r"[(\[]([^()\[\]]+)[)\]]", text.strip())
    inner = bracketed[1] if bracketed else text
    if len(roles) > 1 and (named := named_parts(roles, inner)):
        for role, part in named.items():
            facts.values.setdefault(role, part)
        return
    if {"kernel", "pool_kernel"} == set(roles) and not re.search(r"[/,;]", inner):
        # "Pool/Kernel Size" is of whichever layer the row has.
        roles = ["kernel"]
    if len(roles) > 1 and re.search(r"→|->|[a-z]\s*=", text):
        facts.config.append(text)
        return
    told = roles
    parts = in_order(roles, inner) or []
    if (
        len(head.roles) > len(roles)
        and (every := in_order(head.roles, inner))
        and len(every) == len(head.roles)
    ):
        # What goes in has its place among the settings: "(C_in, C_out, K, S)".
        told, parts = list(head.roles), every
    if "(" in head.text and text.endswith(")") and not text.startswith("("):
        parts = [p.strip() for p in text[:-1].split("(")]
    if 1 < len(parts) <= len(told):
        for role, part in zip(told, parts, strict=False):
            if role in TYPED and not is_empty(part):
                facts.values.setdefault(role, part)
                facts.heads.setdefault(role, role)
        return
    if roles[0] in facts.values and DIRECTION.fullmatch(plain(head.text)):
        along = DIRECTION.fullmatch(plain(facts.heads.get(roles[0], "")))
        if along and along[0] != plain(head.text) and not (roles[0] == "kernel" and len(along[0]) == 1):
            facts.values[roles[0]] = f"{facts.values[roles[0]]} × {text}"
            return
    if roles[0] in facts.values:
        if roles[0] == "kernel" and {*map(len, (head_key(head), facts.heads.get("kernel", "")))} == {1}:
            facts.sides = facts.values["kernel"], text
        if (
            roles[0] != "filters"
            or not _COUNT.search(head.text)
            or _COUNT.search(facts.heads.get("filters", ""))
        ):
            facts.extras[head_key(head)] = text
            return
        # "# of Filters" says what "Dim.", or a bare number among settings, only might.
        facts.extras[facts.heads.get("filters", "filters")] = facts.values["filters"]
    facts.values[roles[0]] = text
    facts.heads[roles[0]] = head_key(head)
