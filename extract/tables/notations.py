"""Notations of lists of layers that labels of figures do not have: "z ∈ R^128 ∼ N(0, I)", "ResBlock up 16ch → 8ch"."""

from __future__ import annotations

import re

from extract.tables.drafts import CONVOLUTIONS, MAIN, POOLS, Draft, Parse
from extract.tables.listed_widths import listed_widths
from extract.tables.shorthand import labelled, reworded, shortened
from extract.tables.signed_widths import signed_widths
from extract.tables.values import COUNTED_WIDTH, dim, dims
from graph import Dim, Shape, Value

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACE = re.compile(
    r"^(?P<what>.*?)\s*(?:∈|:)\s*[RℝZ]\s*\^?\s*[{(]?(?P<sizes>[⁰¹²³⁴⁵⁶⁷⁸⁹\dA-Za-z×_, ]*?[⁰¹²³⁴⁵⁶⁷⁸⁹\dA-Z])[})]?"
    r"(?P<drawn>\s*[,;]?\s*[∼~].*)?$"
)
_DRAWN = re.compile(r"^[A-Za-z ]*\b[a-zA-Z]\s*[∼~]\s*(?:[NUpP𝒩]|Unif(?:orm)?|Normal|Gaussian)\b.*$")
_WIDTH = r"(?:\d+(?:\.\d+)?\s*[a-zA-Z]{0,2}|[a-z]{1,2}|[A-Z])"
_FLOW = re.compile(rf"^(?P<what>.*?[A-Za-z)].*?),?\s+(?P<from>{_WIDTH})\s*(?:→|⇒|->)\s*(?P<to>{_WIDTH})$")
_RESHAPED = re.compile(
    r"^(?P<what>(?:linear|dense|fc|fully[- ]connected)\b[^→]*?)\s*(?:\([^()]*\))?\s*(?:→|⇒|->)\s*(?P<to>[^→]+)$",
    re.I,
)
_WIDE_BLOCK = re.compile(
    r"^(?P<what>[A-Za-z][A-Za-z -]*(?:block(?:[ -]?(?:up|down)(?:sample)?)?|stack|module|unit)),?\s+(?P<to>\d{2,4})$",
    re.I,
)
_REPEATED = re.compile(r"^\(?\s*(?P<what>repeat\b[^()]*?)\s*\)?\s*(?:[×x]\s*(?P<times>\d+))?$", re.I)
_NAMES = (
    (re.compile(r"l?rnorm\d*|(?:local )?response norm(?:ali[sz]ation)?\d*", re.I), "lrn"),
    (re.compile(r"permute(?:\s*\([^()]*\))?", re.I), "transpose"),
    (re.compile(r"GlobalPool"), "global_avg_pool"),
    (re.compile(r"TC"), "conv_transpose2d"),
    (re.compile(r"latent", re.I), "input"),
    (re.compile(r"L2(?:[- ]?norm(?:ali[sz](?:e|ation))?)?", re.I), "norm"),
    (
        re.compile(
            r"(?:stat(?:istic)?s?|(?:self-)?attentive stat(?:istic)?s?|temporal|global stat\w*)\.? pool(?:ing)?",
            re.I,
        ),
        "pool",
    ),
)
_COUNTED = re.compile(r",\s*(?P<width>" + COUNTED_WIDTH + r")(?=\s*(?:,|$))", re.I)
_NEGATED = re.compile(
    r"\s*[,;]?\s*(?:\((?:no|without|w/o)\s[^()]*\)|\b(?:without|w/o)\s+(?:BN|batch ?norm\w*|ReLU|activation|bias)\b)",
    re.I,
)
_ENDING = re.compile(
    r"\b((?:fc|dense|(?<!, )(?<!; )linear|fully[- ]connected)\b[.,:-]?)\s*output\b(?:\s+layer)?(?:\s+for\s+\S+)?,?",
    re.I,
)
_DROPPED = re.compile(r"^(?P<what>(?:fc|dense|linear)\s*\(\s*\w+)\s*,\s*(?P<rate>0?\.\d+)\s*\)$", re.I)
_JOINED = re.compile(
    r"^(?P<what>(?:con)?cat(?:enat\w*)?|add(?:ition)?|sum|merge)\b\s*"
    r"(?:[(\[{:]|with\b|of\b|(?:the )?(?:out|in)puts?\b|layers?\b|\S+(?:\s*[,+&]\s*|\s+and\s+)\S)",
    re.I,
)
_POOL_SIZE = re.compile(r"^\d+\s*[×x]\s*(?:\d+|[a-zA-Z])(?:\s*[×x]\s*\d+)?\s+[a-z]", re.I)
_LETTERED = re.compile(
    r"^(?P<what>[A-Za-z][A-Za-z -]*?)\s+(?P<given>[A-Z]_?\d?\s*=\s*\d+(?:\s*,\s*[A-Z]_?\d?\s*=\s*\d+)*)$"
)
_ATTENTION = {"H": "heads", "D": "dim"}
_ITS_USE = re.compile(
    r"\b(conv(?:olution(?:al)?)?\b\.?)\s+(?:token\s+)?(?:proj(?:ection)?|embed(?:ding)?)\b\.?", re.I
)
_FILTERS_FIRST = re.compile(
    r"^(?P<what>[A-Za-z][A-Za-z. -]*)\(\s*(?P<filters>\d+)\s*,\s*(?P<kernel>\d+\s*[×x]\s*\d+)\s*,\s*(?P<stride>\d)\s*\)"
    r"(?P<rest>.*)$"
)
_ROWS_COLUMNS = re.compile(
    r"^(?P<what>[A-Za-z][A-Za-z. -]*(?:[12]D)?)\s*"
    r"\(\s*(?P<filters>\d+)\s*,\s*(?P<k>\d{1,2})\s*,\s*(?P=k)\s*\)(?P<rest>.*)$"
)
_PART_STEP = re.compile(r"[,;]?\s*(?:(?<=\d)s|\bs|\bstrides?)\s*[:=]?\s*(?P<step>1/\d)(?![\d/])")
_ADJECTIVE = re.compile(
    r"^(?P<act>(?:leaky |p|l)?relu|sigmoid|tanh|elu|gelu|softplus|swish)\s+"
    r"(?P<what>(?:convolutional|fully[- ]?connect\w*\.?|dense|linear)(?![\w+]).*)$",
    re.I,
)
_WIDE = re.compile(
    r"(?P<act>(?:leaky |p|l)?relu|sigmoid|tanh|elu|gelu|softplus|swish)\s+(?P<what>(?:de|up)?conv)\s+"
    r"(?P<width>\d+)\s*[×x]\s*(?P<kernel>\d{1,2})(?P<rest>\s*[,/].*)?",
    re.I,
)
_FRACTIONALLY = re.compile(r"\bf-?conv(?=\W|$)", re.I)
_POOL_BY = re.compile(
    r"(?<![\w×])(?<!\d )(?:[×x](?P<a>[2-4])|(?P<b>[2-4])[×x])\s+"
    r"(?P<pool>(?:(?:max|avg|average)[- ]?)?pool(?:ing)?)(?!\w)",
    re.I,
)
_DOWN = re.compile(r"\b(?:down|flat)-? ?conv(?:olution(?:al)?)?(?=\W|$)", re.I)
_THREE_STRIDES = re.compile(r"[,;]?\s*\bstrides?\s+\(?(\d)\s*,\s*(\d)\s*,\s*(\d)\)?")
_PUT_OUT = re.compile(
    r"^(?P<what>.*\w\S*)\s*[(\[]\s*out(?:put)?(?: size| shape)?\s*[:=]?\s*(?P<sizes>[^()]*\d[^()]*)[)\]]$",
    re.I,
)
_WIDTH_OR_DIM = (
    r"(?:\d+|(?:(?:state|action|obs(?:ervation)?|input|output|hidden|latent|feature)s?[ _-]?(?:dim\w*|size))"
    r"(?:\s*\+\s*[\w _-]+)?|\w+ dim\w*\s*\+\s*\d+)"
)
_IN_AND_OUT = re.compile(rf"^\(\s*{_WIDTH_OR_DIM}\s*,\s*(?P<to>{_WIDTH_OR_DIM})\s*\)$", re.I)
_ONE_NUMBER = re.compile(
    r"^\[?\s*(?P<kernel>\d{1,3})(?:\s*/\s*(?P<stride>\d{1,2}))?\s*,\s*(?P<filters>\d{2,4})\s*\]?(?:\s*[×x]\s*(?P<times>\d+))?$"
)

LONGEST_BARE = 11
"""Longest filter that stands before a number of filters without a word."""
_POINT_SETS = re.compile(
    r"set (?:(?:up)?conv(?:olution)?s?|abstraction)|feature propagation|flow embedding", re.I
)
"""Modules of networks on points: they sample, group and pool, and are no convolutions."""


def noted(text: str, parse: Parse) -> list[Draft] | None:
    """The layers of a text in one of these notations; None for other text.

    Args:
        text: of a cell or a line of it.
        parse: reads what remains as any label.
    """
    for read in (
        _named,
        signed_widths,
        listed_widths,
        shortened,
        _put_out,
        _one_number,
        _in_and_out,
        _again,
        _member,
        _without,
        _ending,
        _strides,
        _filters_first,
        _row_by_column,
        _fractional,
        _adjective,
        _called,
        _lettered,
        _used,
        _joined,
        _dropped,
        _reshaped,
        _flow,
        _wide,
        _worded,
    ):
        found = read(text, parse)
        if found:
            return found
    return None


def _named(text: str, parse: Parse) -> list[Draft] | None:
    """Names of layers that tables print and figures do not: "rnorm1", "stats pooling"."""
    if _POINT_SETS.fullmatch(text.strip()):
        return [Draft("block", text, {"name": text.strip()})]
    op = next((op for pattern, op in _NAMES if pattern.fullmatch(text.strip())), None)
    return [Draft(op, text)] if op else None


def _put_out(text: str, parse: Parse) -> list[Draft] | None:
    """ "Maxpool: 4×1 (output: 2000 × n)": the size in brackets is what comes out, and the layer is no output."""
    found = _PUT_OUT.match(text)
    sizes = dims(found["sizes"]) if found else None
    drafts = parse(found["what"]) if found and sizes else []
    if not drafts or drafts[0].op in ("input", "output", "feature_map"):
        return None
    drafts[-1].shape = sizes
    return labelled(drafts, text)


def _one_number(text: str, parse: Parse) -> list[Draft] | None:
    """ "80/4, 256" along one dimension: a length of filters, its stride, their number. "3, 64" is odd and small."""
    found = _ONE_NUMBER.match(text)
    if not found:
        return None
    kernel, filters = int(found["kernel"]), int(found["filters"])
    if filters < 16 or not (found["stride"] or (kernel % 2 and kernel <= LONGEST_BARE)):
        return None
    stride: dict[str, Value] = {"stride": (int(found["stride"]),)} if found["stride"] else {}
    attrs = {"kernel": (kernel,), "filters": filters, **stride}
    return [Draft("conv1d", text, attrs, int(found["times"]) if found["times"] else None)]


def _in_and_out(text: str, parse: Parse) -> list[Draft] | None:
    """ "(state dim, 400)", "(400, 300)": what goes into a dense layer and what comes out, one of them in words."""
    found = _IN_AND_OUT.match(text)
    if not found or not re.search(r"[A-Za-z]{3}", text):
        return None
    leaving = found["to"].strip()
    return [Draft("dense", text, {"units": int(leaving) if leaving.isdecimal() else leaving})]


def _worded(text: str, parse: Parse) -> list[Draft] | None:
    """ "4×4 upconv, number of channels, stride 2": a width in words, as printed."""
    found = _COUNTED.search(text)
    rest = text[: found.start()] + text[found.end() :] if found else ""
    drafts = parse(rest) if re.search(r"[A-Za-z]{2}", rest) else []
    main = next((d for d in drafts if d.op in CONVOLUTIONS or d.op == "dense"), None)
    if found is None or main is None or {"filters", "units"} & set(main.attrs):
        return None
    main.attrs["units" if main.op == "dense" else "filters"] = found["width"]
    return labelled(drafts, text)


def _again(text: str, parse: Parse) -> list[Draft] | None:
    """ "(repeat layers 2, 3 and residual connection) × 7" is one block: the layers that it names stand above."""
    found = _REPEATED.match(text)
    if not found:
        return None
    return [Draft("block", text, {"name": found["what"]}, int(found["times"]) if found["times"] else None)]


def _member(text: str, parse: Parse) -> list[Draft] | None:
    """ "z ∈ R^128 ∼ N(0, I)" goes in; "Embed(y) ∈ R^128" is embedded to so many dimensions."""
    found = _SPACE.match(text)
    if not found:
        return [Draft("input", text)] if _DRAWN.match(text) else None
    sizes = _sizes(found["sizes"])
    if sizes is None or re.match(r"out", found["what"], re.I):
        return None
    if re.match(r"embed", found["what"], re.I):
        return [Draft("embedding", text, {"dim": sizes[-1]})]
    named = parse(found["what"])
    if named and named[0].op in MAIN - {"block"}:
        return None
    return [Draft("input", text, shape=sizes)]


def _sizes(text: str) -> Shape | None:
    """Sizes in an exponent; only its first number may be set raised."""
    plain = text.translate(_RAISED).replace(",", "×")
    found = dims(plain)
    if found is not None:
        return found
    single = dim(plain)
    return None if single is None else (single,)


def _without(text: str, parse: Parse) -> list[Draft] | None:
    """ "(no ReLU or BN)" names what is not there."""
    return reworded(text, _NEGATED.sub("", text), parse)


def _ending(text: str, parse: Parse) -> list[Draft] | None:
    """ "FC. output layer for D" is the dense layer that ends a network."""
    return reworded(text, _ENDING.sub(r"\1", text), parse)


def _strides(text: str, parse: Parse) -> list[Draft] | None:
    """ "stride 2, 1, 1" is one for each direction."""
    found = _THREE_STRIDES.search(text)
    if not found:
        return None
    drafts = labelled(parse(text[: found.start()] + text[found.end() :]), text)
    if drafts:
        drafts[0].attrs["stride"] = (int(found[1]), int(found[2]), int(found[3]))
    return drafts


def _filters_first(text: str, parse: Parse) -> list[Draft] | None:
    """ "Conv(64, 5×5, 2)": the size in the middle parts the filters before it from the stride behind it."""
    found = _FILTERS_FIRST.match(text)
    drafts = parse(f"{found['what']} {found['rest']}") if found else []
    if not found or not drafts or drafts[0].op not in CONVOLUTIONS:
        return None
    sizes, stride = dims(found["kernel"]) or (), int(found["stride"])
    drafts[0].attrs |= {"filters": int(found["filters"]), "kernel": sizes, "stride": (stride, stride)}
    return labelled(drafts, text)


def _row_by_column(text: str, parse: Parse) -> list[Draft] | None:
    """ "Conv(64, 5, 5)": filters, then the rows and columns of the kernel, as early Keras has them."""
    found = _ROWS_COLUMNS.match(text)
    drafts = parse(f"{found['what']} {found['rest']}") if found else []
    if (
        not found
        or not drafts
        or drafts[0].op not in CONVOLUTIONS
        or int(found["filters"]) <= int(found["k"])
    ):
        return None
    side = int(found["k"])
    drafts[0].attrs |= {"filters": int(found["filters"]), "kernel": (side, side)}
    return labelled(drafts, text)


def _fractional(text: str, parse: Parse) -> list[Draft] | None:
    """ "k3n64s1/2", "stride 1/2": a step of a part of a pixel."""
    found = _PART_STEP.search(text)
    drafts = parse(text[: found.start()] + text[found.end() :]) if found else []
    if not found or not drafts or drafts[0].op not in CONVOLUTIONS:
        return None
    drafts[0].attrs["stride"] = (found["step"], found["step"])
    return labelled(drafts, text)


def _adjective(text: str, parse: Parse) -> list[Draft] | None:
    """ "ReLU convolutional" is a convolution and its activation; "relu conv 32×4" has 32 channels, 4 is a side."""
    if told := _WIDE.fullmatch(text.strip()):
        sizes = told["width"], told["kernel"]
        if sizes[0] != sizes[1] and "1" not in sizes:
            words = (
                f"{told['what']} {sizes[1]}×{sizes[1]}, {sizes[0]} filters{told['rest'] or ''}, {told['act']}"
            )
            return reworded(text, words, parse)
    found = _ADJECTIVE.match(text)
    return reworded(text, f"{found['what']}, {found['act']}", parse) if found else None


def _called(text: str, parse: Parse) -> list[Draft] | None:
    """ "FCONV" is a fractionally strided convolution, "down-conv" and "x2 pool" make the map smaller, "flat-conv"
    keeps it."""
    reduced = _POOL_BY.sub(lambda found: f"{found['pool']}, stride {found['a'] or found['b']}", text)
    return reworded(text, _FRACTIONALLY.sub("deconv", _DOWN.sub("conv", reduced)), parse)


def _lettered(text: str, parse: Parse) -> list[Draft] | None:
    """ "MHSA H_2=3, D_2=192": numbers of heads and dimensions by their letters, each with the stage's number."""
    found = _LETTERED.match(text)
    drafts = parse(found["what"]) if found else []
    if not found or len(drafts) != 1 or drafts[0].op not in ("multi_head_attention", "self_attention", "mlp"):
        return None
    for letter, stage, number in re.findall(r"([A-Z])_?(\d?)\s*=\s*(\d+)", found["given"]):
        known = _ATTENTION.get(letter) if drafts[0].op != "mlp" else None
        drafts[0].attrs[known or f"{letter}{stage}"] = int(number)
    return labelled(drafts, text)


def _used(text: str, parse: Parse) -> list[Draft] | None:
    """ "Conv. proj.", "Conv. embed." say what a convolution is for: they are one layer."""
    return reworded(text, _ITS_USE.sub(r"\1", text), parse)


def _joined(text: str, parse: Parse) -> list[Draft] | None:
    """ "concat[conv2, up3]", "add layers 1 and 3" name what they join, and no layers of their own."""
    found = _JOINED.match(text)
    drafts = parse(found["what"]) if found else []
    return [Draft(drafts[0].op, text)] if drafts and drafts[0].op in ("concat", "add") else None


def _dropped(text: str, parse: Parse) -> list[Draft] | None:
    """ "FC(512, 0.5)": a rate behind the width."""
    found = _DROPPED.match(text)
    if not found:
        return None
    return [
        *labelled(parse(f"{found['what']})"), text),
        Draft("dropout", "", {"rate": float(found["rate"])}),
    ]


def _reshaped(text: str, parse: Parse) -> list[Draft] | None:
    """ "Linear (20+128) → 4×4×16ch": what comes out of it."""
    found = _RESHAPED.match(text)
    sizes = dims(found["to"]) if found else None
    if not found or not sizes or len(sizes) < 2:
        return None
    drafts = labelled(parse(found["what"]), text)
    drafts[0].attrs.pop("units", None)
    drafts[-1].shape = sizes
    return drafts


def _flow(text: str, parse: Parse) -> list[Draft] | None:
    """ "ResBlock up 16ch → 8ch": the width that goes in, and the one that comes out."""
    found = _FLOW.match(text)
    return _widened(parse(found["what"]), found["to"], text) if found else None


def _wide(text: str, parse: Parse) -> list[Draft] | None:
    """ "ResBlock up 256": a number that counts no blocks is a width."""
    found = _WIDE_BLOCK.match(text)
    if not found or int(found["to"]) < 16 or int(found["to"]) % 8:
        return None
    drafts = parse(found["what"])
    return _widened(drafts, found["to"], text) if len(drafts) == 1 and drafts[0].op == "block" else None


def pool_window(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "64×64 avg. pool": a size before a pooling is its window."""
    first = drafts[0] if drafts and _POOL_SIZE.match(text) else None
    if first is not None and first.op in POOLS and first.shape is not None and "kernel" not in first.attrs:
        first.attrs["kernel"], first.shape = first.shape, None
    return drafts


def _widened(drafts: list[Draft], width: str, text: str) -> list[Draft] | None:
    main = next((d for d in reversed(drafts) if d.op in MAIN), None)
    value: Dim | None = dim(re.sub(r"\s+", "", width))
    if main is None or value is None:
        return None
    wide = main.op in CONVOLUTIONS or main.op == "block"
    main.attrs["filters" if wide else "units"] = value
    return labelled(drafts, text)
