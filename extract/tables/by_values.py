"""Heads that may mean two things ("Size", "Parameters", "Mode"): what stands under them tells which one."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.labels import parse_label
from extract.labels.families import family
from extract.tables.cells import only_follows
from extract.tables.drafts import CONVOLUTIONS, JOINS, POOLS
from extract.tables.headers import Head, Role, plain
from extract.tables.records import Field, Record, Sheet
from extract.tables.values import dims, is_worded_shape, shape

LARGEST_WINDOW = 11
"""Sides up to which all values under a bare "size" are windows, where a stride stands beside it and no kernel."""

LARGEST_MAP = 2 * LARGEST_WINDOW
"""Sides that only maps exceed, all of a column."""

FEWEST = 2
"""Fewest values that tell what a head means."""

MOST_LAYERS = 64
"""Most layers of a kind that a row counts."""

WORDED = 0.7
"""Share of the sizes in a column without a head that say in words that they are such."""

_COUNT = re.compile(r"(?:[~∼≈≃]|about )?\s?(?:\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?\s?[kKMB]|\d+)")
_LARGE = re.compile(r"(?:[~∼≈≃]|about )?\s?(?:\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?\s?[kKMB]|\d{5,})")
"""A number as counts of weights are set: its thousands apart, or in thousands or millions, exactly or about so."""
_GIVEN = re.compile(r"[A-Za-z]\w{0,8}\s*[=:]\s*\S|[A-Za-z ]+$")
_LISTED = re.compile(r"\d+\s*[,;/@]\s*\d+\s*[×x]\s*\d+|\d+\s*[×x]\s*\d+\s*[,;/@]\s*\d+|\d+\s?%|0?\.\d+")
"""How a layer is set, and no shape: filters with their size, a rate."""
_STEPPED = re.compile(r"\d+(?:\s*[×x]\s*\d+)*\s*[,;/(]?\s*\(?(?:strides?|s)\s*[=:]?\s*\d[\d×x ]*\)?", re.I)
"""A window with its stride: "120×1, stride 5"."""
_CONVOLUTION = re.compile(r"conv(?:\.|olutions?|olutional(?: layers?)?)?")
_BARE = re.compile(r"(?:layer )?(?:sizes?|dimensions?|dims?\.?)")
_WIDTH_BEHIND = re.compile(r"\d\s*[×x]\s*\d+\s*,\s*(\d+)\b(?!\s*[×x])")
"""A width behind a kernel: "3×3, 64"."""
_FLAT = re.compile(
    r"lstm|gru|rnn|tdnn|embed|stat\w* pool|pool\w*.*(?:mean|std|stat)|linear|dense|\bfc\b|fully[- ]connected"
    r"|softmax|sigmoid|mlp|projection",
    re.I,
)
_STATES = re.compile(r"lstm|gru\b|rnn|embed|tdnn", re.I)
"""Layers of sequences, whose sizes are those of their states."""
_WIDTH = re.compile(
    rf"(?:\d\s*[×x]\s*)?(?:{_COUNT.pattern})|(?:num\.?|#|number of|no\. of) ?[a-z.]+(?: [a-z.]+)?", re.I
)
"""A width, doubled perhaps ("2×1500"), or in words ("Num. spks.")."""
_SCALE = re.compile(r"\b(?:scale|level|resolution)s?$")
_SCALED = re.compile(r"^[\dHWhw/×x \[\](),·*]*[HWhw][\dHWhw/×x \[\](),·*]*$")
"""A part of the sides of what goes in: "H/4 × W/4", "H/16"."""
_SIZELESS = JOINS | {"reshape", "flatten", "transpose"}
"""What has no width of its own."""
_EDGES = frozenset(("same", "valid", "full", "causal"))


def told_by_values(sheet: Sheet) -> Sheet:
    """The sheet with the roles of such heads; all others stay as they are."""
    heads = [
        Head(head.text, (role, *head.roles[1:])) if (role := _told(sheet, head)) else head
        for head in sheet.heads
    ]
    new = {id(old): head for old, head in zip(sheet.heads, heads, strict=True)}
    records = [
        Record(
            [Field(new.get(id(f.head), f.head), f.cell) for f in record.fields], record.section, record.row
        )
        for record in sheet.records
    ]
    return Sheet(heads, records)


def _told(sheet: Sheet, head: Head) -> Role | None:
    texts = _texts(sheet, head)
    if len(texts) < FEWEST:
        return None
    if not head.text and head is sheet.heads[0] and _counts_rows(texts):
        return "index"
    if _are_maps(sheet, head, texts):
        return "filters"
    if head.role == "kernel" and _reach_beyond(head, texts):
        return "measure"
    if head.role == "kernel" and _too_large(texts):
        return "output"
    if _is_window(sheet, head, texts) or _is_of_convolutions(sheet, head, texts):
        return "kernel"
    if _is_width(sheet, head, texts) or _is_number(sheet, head, texts):
        return "filters"
    if head.role == "op" and _are_repeats(sheet, head, texts):
        return "repeat"
    if head.role is None and not head.text and (_are_worded(texts) or _are_maps_behind(sheet, head, texts)):
        return "output"
    if head.role is None and head.text in ("", sheet.heads[0].text) and _are_shapes(sheet, head, texts):
        return "output"
    if _is_units(sheet, head):
        return "units"
    if _are_settings(sheet, head, texts):
        return "config"
    if _is_shape(sheet, head, texts) or _is_of_output(sheet, head):
        return "output"
    if head.role in ("config", "filters") and re.match(r"param", plain(head.text)) and _are_counts(texts):
        return "measure"
    if head.role is None and all(re.match(r"drop-?out\b", t, re.I) for t in texts):
        return "dropout"
    if head.role == "measure" and re.match(r"params?\b", plain(head.text)) and all(map(_GIVEN.match, texts)):
        # "Params | f = 8" sets a layer.
        return "config"
    unheaded = not head.text and head is not sheet.heads[0]
    if head.role is None and (_is_word(head.text) or unheaded) and all(map(only_follows, texts)):
        return "norm" if unheaded and all(map(_normalises, texts)) else "activation"
    if (
        head.role in (None, "name", "index")
        and _SCALE.search(plain(head.text))
        and all(map(_SCALED.search, texts))
    ):
        return "output" if sum(len(dims(text) or ()) > 1 for text in texts) > 0.5 * len(texts) else "measure"
    return "padding" if head.role is None and all(t.lower() in _EDGES for t in texts) else None


def _are_worded(texts: list[str]) -> bool:
    return sum(map(is_worded_shape, texts)) >= WORDED * len(texts)


def _are_maps_behind(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether sizes beside layers, in a table without heads, are of what comes out.

    Each is a shape, and those of two sides and a depth have a side that no window has.
    """
    sizes = [shape(text) for text in texts]
    deep = [size for size in sizes if size is not None and len(size) > 2]
    large = [size for size in deep if all(isinstance(s, int) and s > LARGEST_WINDOW for s in size[:2])]
    return (
        head is not sheet.heads[0]
        and None not in sizes
        and len(large) >= max(FEWEST, 0.5 * len(deep))
        and not any(each.role for each in sheet.heads)
    )


def _normalises(text: str) -> bool:
    return {family(each.op) for each in parse_label(text, role="cell").operations} == {"norm"}


def _are_maps(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Feature volumes" counts those that come out, whose size another column has."""
    counted = head.role == "output" and re.search(r"\b(?:map|volume|channel|feature)s\b", plain(head.text))
    sizes = sum("output" in each.roles for each in sheet.heads)
    return (
        bool(counted) and sizes > 1 and "filters" not in _roles(sheet) and all(t.isdecimal() for t in texts)
    )


def _reach_beyond(head: Head, texts: list[str]) -> bool:
    """Whether a "receptive field" is that of a whole network or of all layers so far: larger than any window."""
    sizes = [side for text in texts for side in dims(text) or () if isinstance(side, int)]
    return "receptive" in plain(head.text) and max(sizes, default=0) > LARGEST_MAP


def _too_large(texts: list[str]) -> bool:
    """Whether sizes with a side each way are all larger than any window, as those of maps are."""
    sizes = [found for text in texts if (found := dims(text))]
    whole = [
        size for size in sizes if len(size) > 1 and all(isinstance(s, int) and s > LARGEST_MAP for s in size)
    ]
    return len(whole) >= FEWEST and len(whole) == len(sizes)


def _are_shapes(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether sizes behind the layers, under no head, are of what comes out.

    Some of them stand beside layers that no such size could set: several numbers where there is no window, a number
    beside what only joins or reshapes.
    """
    if head is sheet.heads[0] or not all(shape(text) for text in texts):
        return False
    told = 0
    for record in sheet.records:
        size = next((s for f in record.fields if f.head is head and f.text and (s := shape(f.text))), None)
        layer = parse_label(record.fields[0].text, role="cell").operations if size else ()
        windowed = any(each.op in CONVOLUTIONS | POOLS for each in layer)
        sizeless = any(each.op in _SIZELESS for each in layer)
        told += bool(layer) and not windowed and (sizeless or len(size or ()) > 1)
    return told >= FEWEST


def _is_word(text: str) -> bool:
    """Whether a head says something, and names no layer itself."""
    return bool(text) and not any(
        each.op not in ("block", "feature_map", "add") for each in parse_label(text, role="cell").operations
    )


def _texts(sheet: Sheet, head: Head) -> list[str]:
    return [
        item.text for record in sheet.records for item in record.fields if item.head is head and item.text
    ]


def _counts_rows(texts: list[str]) -> bool:
    """Whether the numbers in a column without a head are those of the rows: each is larger than the one above."""
    return (
        all(t.isdecimal() for t in texts)
        and all(int(a) < int(b) for a, b in pairwise(texts))
        and int(texts[0]) < 2
    )


def _are_repeats(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Layers" or "Blocks" counts those of its row: small numbers that do not number the rows, beside names."""
    small = all(t.isdecimal() and int(t) <= MOST_LAYERS for t in texts)
    running = len(texts) > 1 and all(int(a) < int(b) for a, b in pairwise(texts)) if small else True
    plural = re.search(r"(?:layer|block|module|unit|cell)s$", plain(head.text)) is not None
    return small and not running and plural and head is not sheet.heads[0]


def _are_counts(texts: list[str]) -> bool:
    """Whether all values under "Parameters" count weights, and are no settings."""
    return all(map(_COUNT.fullmatch, texts)) and any(map(_LARGE.fullmatch, texts))


def _is_window(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Size" is the kernel's: its values are as small as windows, and strides stand beside.

    Beside numbers of filters they are so too where they neither fall nor rise all along, as the sizes of maps do.
    """
    roles = _roles(sheet)
    if "kernel" in roles or not {"stride", "filters"} & roles or not _only_output(sheet, head):
        return False
    sizes = [found for text in texts if (found := dims(text)) and len(found) > 1]
    small = all(isinstance(s, int) and s <= LARGEST_WINDOW for found in sizes for s in found)
    first = [found[0] for found in sizes if isinstance(found[0], int)]
    if "stride" not in roles and (
        len(sizes) < len(texts) or first in (sorted(first), sorted(first, reverse=True))
    ):
        return False
    return re.match(r"sizes?\b", plain(head.text)) is not None and len(sizes) >= FEWEST and small


def _is_of_convolutions(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether a head that names convolutions has their kernels below it, "Length" a kernel's where none is told else."""
    if head.role is not None:
        return False
    sizes = [dims(text) for text in texts]
    if _CONVOLUTION.fullmatch(plain(head.text)):
        return all(found is not None and len(found) > 1 for found in sizes)
    roles = {role for each in sheet.heads for role in each.roles}
    return plain(head.text) == "length" and "filters" in roles and "kernel" not in roles and None not in sizes


def _is_width(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Size" is how many channels come out: a number each, and those of convolutions grow down the rows.

    Maps get smaller from one convolution to the next.
    """
    roles = _roles(sheet)
    if {"filters", "units", "in_out", "config"} & roles or not _only_output(sheet, head):
        return False
    if not _BARE.fullmatch(plain(head.text)) or not all(text.isdecimal() for text in texts):
        return False
    widths = [
        int(own[0])
        for record in sheet.records
        if (own := [f.text for f in record.fields if f.head is head and f.text])
        and any(re.search(r"\bconv(?!.*transp)", f.text, re.I) for f in record.fields)
    ]
    return len(set(widths)) > 1 and all(a <= b for a, b in pairwise(widths))


def _is_number(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Num" is how many filters there are: numbers beside kernels, where no other head tells."""
    roles = _roles(sheet)
    bare = head.role in (None, "index") and re.fullmatch(
        r"(?:nums?|numbers?)(?:[ .]+[a-z])?|n[or]", plain(head.text).rstrip(".")
    )
    named = "kernel" in roles and not {"filters", "units", "in_out"} & roles
    return (
        bool(bare)
        and named
        and head is not sheet.heads[0]
        and all(t.replace(" ", "").isdecimal() for t in texts)
    )


def _is_units(sheet: Sheet, head: Head) -> bool:
    """Whether "Size" is how wide layers are that have no maps: a number each, most of them of dense or recurrent ones."""
    roles = _roles(sheet)
    if {"filters", "units", "in_out"} & roles or not _only_output(sheet, head):
        return False
    lines = [
        x.text for r in sheet.records for f in r.fields if f.head is head and f.cell for x in f.cell.lines
    ]
    if not _BARE.fullmatch(plain(head.text)) or not all(map(_WIDTH.fullmatch, lines)):
        return False
    rows = [r for r in sheet.records if any(f.head is head and f.text for f in r.fields)]
    flat = [r for r in rows if any(_FLAT.search(f.text) for f in r.fields)]
    return len(flat) == len(rows) and any(_STATES.search(f.text) for r in rows for f in r.fields)


def _are_settings(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Dimensions" lists how layers are set: numbers and sizes apart by commas ("256, 1×3"), or shares."""
    if not _BARE.fullmatch(plain(head.text)) or not _only_output(sheet, head):
        return False
    stepped = sum(_STEPPED.fullmatch(text.strip()) is not None for text in texts)
    listed = sum(_LISTED.fullmatch(text.strip()) is not None for text in texts)
    others = {"kernel", "units", "config"} if stepped >= FEWEST else {"kernel", "filters", "units", "config"}
    return listed + stepped >= FEWEST and not others & _roles(sheet)


def _is_shape(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Output dim." prints sizes, and no number of channels."""
    named = re.search(r"\bdims?\b|\bmaps$", plain(head.text)) or plain(head.text) in (
        "out",
        "outputs",
        "#out",
    )
    if head.role != "filters" or not named or "output" in _roles(sheet):
        return False
    found = [dims(text) for text in texts]
    return sum(len(size or ()) > 1 for size in found) >= max(FEWEST, 0.4 * len(texts))


def _is_of_output(sheet: Sheet, head: Head) -> bool:
    """Whether "Dim." is how long what comes out is: most layers print another width beside their kernels."""
    if head.role != "filters" or not re.fullmatch(
        r"(?:out(?:put)? )?dim(?:ension)?s?", plain(head.text).strip(".")
    ):
        return False
    other = told = 0
    for record in sheet.records:
        own = next((f.text for f in record.fields if f.head is head and f.text), "")
        printed = [m[1] for f in record.fields if f.head is not head for m in _WIDTH_BEHIND.finditer(f.text)]
        told += bool(own and printed)
        other += bool(own and printed) and own not in printed
    return told >= FEWEST and other > 0.5 * told


def _roles(sheet: Sheet) -> set[Role]:
    return {role for each in sheet.heads for role in each.roles}


def _only_output(sheet: Sheet, head: Head) -> bool:
    return head.role == "output" and sum("output" in each.roles for each in sheet.heads) == 1
