"""From the text of a layer to its operations, before any column says more."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.labels import parse_label
from extract.labels.families import family
from extract.tables.drafts import (
    ACTIVATIONS,
    CONVOLUTIONS,
    FOLLOWING,
    MAIN,
    POOLS,
    RECURRENT,
    TENSORS,
    Draft,
    Facts,
)
from extract.tables.listed_widths import is_arrow_chain
from extract.tables.notations import noted, pool_window
from extract.tables.numbered_rows import without_number
from extract.tables.set_beside import counted_first, width_first
from extract.tables.values import COUNTED_WIDTH, dims, leading_dims

_BROAD = frozenset(("pool", "conv2d", "norm", "activation", "rnn"))
"""Kinds that a name alone tells ("pool1", "conv2"), of which there are others."""
_CODE = re.compile(r"[A-Z]{1,2}_?\d{1,2}[a-z]?|[A-Z]{2,4}")
"""Names such as "B1" and "GE" of rows that have a layer's settings."""
_VARIABLE = re.compile(r"\(\w+\)")
"""What code calls a layer, before the layer itself: "(relu6): ReLU(inplace)" is its sixth ReLU."""
_GLOBAL = {"avg_pool": "global_avg_pool", "max_pool": "global_max_pool"}
_MIXED_STRIDE = re.compile(r"[,;]?\s*\bstride\s+(\d+)\s*,\s*(\d+)²")
_CALLS = re.compile(r"(?P<name>[A-Z][A-Za-z]{0,7})\s?\([\w ,×]+\)(?:\s*[,;]\s*(?P=name)\s?\([\w ,×]+\))+")
"""One code several times, each with its values: "R(64), R(128)"."""
_WIDTH_BEFORE = re.compile(r",\s*(\d+)\s*,\s*(conv\w*)$", re.I)
"""A width apart from its convolution: "2×2 upsampling, 64, conv"."""
_DENSE_LIST = re.compile(
    r"^(?:fc|dense|fully[- ]connected|linear)s?\s*[,:]?\s*\[(\d+(?:\s*,\s*\d+)+)\]$", re.I
)


def alternatives(drafts: list[Draft], text: str) -> None:
    """A width printed as "100 or 10" stays as printed."""
    found = re.search(r"\b(\d+) or (\d+)\b", text)
    if found:
        for draft in drafts:
            for name in ("units", "filters"):
                if draft.attrs.get(name) in (int(found[1]), int(found[2])):
                    draft.attrs[name] = found[0]


_REDUCED = re.compile(r"\s*[,:(]?\s*\d+\s*[×x]\s*\d+\s*(?:→|->|⇒|to)\s*(?P<to>\d+\s*[×x]\s*\d+)\)?$")
"""From which size to which a pooling reduces its maps: "global average pool, 6×6 → 1×1"."""


_LED = re.compile(r"\s*(?:→|⇒|↓|↳|->|=>)\s*(?=[A-Za-z\[(])")


def parse(text: str) -> list[Draft]:
    if (led := _LED.match(text)) is not None:
        # Rows may begin with an arrow from the one above.
        drafts = parse(text[led.end() :])
        for draft in drafts[:1]:
            draft.label = text
        return drafts
    mixed = _MIXED_STRIDE.search(text)
    if mixed:
        return _with_mixed_stride(parse(text[: mixed.start()] + text[mixed.end() :]), mixed)
    title, colon, rest = text.partition(": ")
    if _VARIABLE.fullmatch(title) and "(" in rest:
        drafts = parse(rest)
        if drafts:
            drafts[0].label = text
        return drafts
    if colon and rest and _titled(title, rest):
        return _under_title(title, rest)
    found = noted(text, parse)
    if found is not None:
        return found
    if reduced := _REDUCED.search(text):
        drafts = parse(text[: reduced.start()])
        if len(drafts) == 1 and drafts[0].op in POOLS:
            drafts[0].shape = dims(reduced["to"])
            return drafts
    if called := _CALLS.fullmatch(text.strip()):
        return _each_call(called["name"], text.strip())
    text = _WIDTH_BEFORE.sub(r", \2 \1", text)
    listed = _DENSE_LIST.match(text)
    if listed:
        widths = [int(n) for n in re.findall(r"\d+", listed[1])]
        return [Draft("dense", text if i == 0 else "", {"units": width}) for i, width in enumerate(widths)]
    return pool_window(text, _parsed(text))


def _each_call(name: str, text: str) -> list[Draft]:
    """The layers of a code that is written several times, blocks of that name if it is none that is known."""
    found: list[Draft] = []
    for at, part in enumerate(re.split(r"\s*[,;]\s*(?![^()]*\))", text)):
        drafts = parse(part)
        if all(draft.op in TENSORS for draft in drafts):
            width = re.fullmatch(r".*\((\d+)\)", part)
            drafts = [Draft("block", part, {"name": name} | ({"filters": int(width[1])} if width else {}))]
        found.extend(replace(draft, label="") if at else draft for draft in drafts)
    return found


def _with_mixed_stride(drafts: list[Draft], found: re.Match[str]) -> list[Draft]:
    """ "stride 1, 2²" is a stride in time and one in space. What has one is no bare input."""
    if drafts:
        time, space = int(found[1]), int(found[2])
        drafts[0].attrs["stride"] = (time, space, space)
        if drafts[0].op == "input":
            drafts[0].op, drafts[0].attrs["name"] = "block", drafts[0].label
    return drafts


def _titled(title: str, rest: str) -> bool:
    """Whether both sides of a colon name an operation of one family ("Conv1D projections: conv-3-128-ReLU")."""
    head, body = _parsed(title), _parsed(rest)
    return (
        bool(head and body)
        and title.count("(") == title.count(")")
        and not re.search(r"\bsize$|\.\s", title)
        and {head[0].op, body[0].op} <= CONVOLUTIONS
        and re.search(r"[A-Za-z]{3}", rest) is not None
    )


def _under_title(title: str, rest: str) -> list[Draft]:
    """The operations after the colon, of the kind that the title says."""
    head, body = _parsed(title), _parsed(rest)
    for draft in body:
        if draft.op == "conv2d" and head[0].op == "conv1d":
            kernel = draft.attrs.get("kernel")
            draft.op = "conv1d"
            if isinstance(kernel, tuple):
                draft.attrs["kernel"] = kernel[:1]
    body[0].attrs = {**head[0].attrs, **body[0].attrs}
    for draft in body:
        draft.repeat = draft.repeat or head[0].repeat
    return body


def _parsed(text: str) -> list[Draft]:
    text = re.sub(r"[‘’'\"“”`]+(\w+)[‘’'\"“”`]+", r"\1", text)
    parsed = parse_label(text, role="cell")
    if parsed.kind in ("comment", "empty", "repeat"):
        return []
    out: list[Draft] = []
    for operation in parsed.operations:
        if operation.op == "pad" and out and "padding" in out[-1].attrs:
            # "3×3, same padding": a setting of the convolution before it.
            continue
        attrs = dict(operation.attrs)
        out.append(
            Draft(
                operation.op,
                operation.label,
                attrs,
                operation.repeat,
                operation.output_shape,
                confidence=parsed.confidence,
            )
        )
    if [d.op for d in out] == ["input", "input"] and not out[1].label and out[0].shape is None:
        # "Input SAR image 88×88" is one, with its size.
        out = [replace(out[0], shape=out[1].shape)]
    if out and out[0].op in CONVOLUTIONS and "filters" not in out[0].attrs:
        times = re.search(r",\s*(\d+\s*[×x*·]\s*[A-Za-z]|[A-Za-z]\s*[×x*·]\s*\d+)\s*$", text)
        if times:
            # "3×3, 16×k": a width that grows with a letter.
            out[0].attrs["filters"], out[0].shape = re.sub(r"\s", "", times[1]), None
    return out


def _kind(draft: Draft) -> str:
    """An operation, whether or not its heads, or the dimensions of its kernel, are told yet."""
    if draft.op in ("conv1d", "conv3d"):
        return "conv2d"
    return "multi_head_attention" if draft.op == "self_attention" else draft.op


def _names(text: str) -> bool:
    """Whether a text names an operation."""
    return bool(text) and any(d.op not in TENSORS for d in parse(text))


def _described(alone: list[Draft], facts: Facts) -> list[Draft]:
    """What a description says that names the layer better than its kind does.

    "Pooling | Maxpool 2×2" is of one kind of pooling, "Softmax | Fully connected 128 → 10" a layer before the softmax.
    """
    if len(alone) != 1 or alone[0].op not in ACTIVATIONS | {"pool"}:
        return []
    words = " ".join(facts.config)
    if alone[0].op in ACTIVATIONS and not re.search(r"[A-Za-z]{2}", _SET.sub("", words)):
        return []
    said = parse(words)
    if alone[0].op == "activation" and len(said) == 1 and said[0].op in ACTIVATIONS:
        return said
    if not said or said[0].op in TENSORS or (alone[0].op == "pool" and said[0].op not in POOLS):
        return []
    if alone[0].op in ACTIVATIONS and (said[0].op != "dense" or len(said) > 1):
        return []
    return said if alone[0].op == "pool" else [*said, Draft(alone[0].op, "", dict(alone[0].attrs))]


_INPUT = re.compile(
    r"(?:(?:image|network|raw|data|net)\s+)?inputs?(?: (?:layer|image|data|size|shape))?\s*:?", re.I
)
_SIZED = re.compile(r"^[A-Za-z][^\d]*?[\s,:(]\(?(?P<sizes>\d+(?:\s*[×x]\s*(?:\d+|[A-Za-z]))+)\)?$")
"""Words with a size behind them."""
_ENTERS = re.compile(r"(?:\w+ )?(?:input|image)s?\b", re.I)
"""Names of what goes in, whatever is said of it beside."""
_CALLED = re.compile(r"[a-z]{1,6}_?\d{1,2}[a-z]?")
_WITH_NUMBER = re.compile(r"[A-Za-z]{2,}[-_ ]?\d{1,2}")
_MODULES = re.compile(r"\b(?:module|block|unit|stage)\b", re.I)
_DENSE_BLOCK = re.compile(r"\bdense[- ]?block", re.I)
_SET = re.compile(
    r"\b(?:filters?|channels?|maps?|kernels?|units|neurons|nodes|hidden|cells|classes|labels|strides?|steps?|windows?|of|sizes?|with|dim|rate|ksize|padding|same|valid)\b",
    re.I,
)
"""Words of what a layer is set to, which name none."""
_UNITS = re.compile(r"\d+ (?:hidden |\w+\. )?(?:units|cells|neurons|nodes)\b", re.I)
_COUNT = re.compile(
    r"\d+ (?:filters?|kernels?|channels?|(?:feature )?maps?|units?|neurons?|nodes?)(?:,? ?\(?[\d ×x]+\)?)?",
    re.I,
)
"""A cell that only counts what its layer has, with the size of it."""


def _counted(alone: list[Draft], facts: Facts) -> list[Draft]:
    """Layers that a row names and a count sets: "BiLSTM | 256 hidden units", "ReLU Convolutional | 32 filters (3×3)".

    An activation that is said before its layer follows it.
    """
    if not facts.context or not (_UNITS.match(facts.text) or _COUNT.fullmatch(facts.text.strip())):
        return []
    told = parse(f"{facts.context} {facts.text}")
    if len(told) == 1 and (told[0].op in RECURRENT or _UNITS.fullmatch(facts.text.strip())):
        return told if told[0].op not in TENSORS else []
    named = parse(facts.context)
    main = [d for d in named if d.op in MAIN]
    after = [d for d in named if d.op in FOLLOWING]
    if len(main) != 1 or len(main) + len(after) < len(named) or [d.op for d in alone] != [main[0].op]:
        return told if [d.op for d in told] == ["block"] and _COUNT.fullmatch(facts.text.strip()) else []
    main[0].attrs.update(alone[0].attrs)
    return [*main, *after]


_SHORT = (
    (re.compile(r"(?<=\d)\*(?=\d)"), "×"),
    (re.compile(r"\bf\.\s*(\d+)×(?=\d)"), r"\1 filters, "),
    (re.compile(r"\bst\.\s*(?=\d)"), "stride "),
    (re.compile(r"\bpad\.\s*(?=\w)"), "padding "),
    (re.compile(r"\s*;\s*(?=[A-Za-z])"), ", "),
)
_CUT = re.compile(r"\b(?:f|st|pad)\.\s*[\dA-Z]")
"""Settings that are cut short with a point, and shapes of filters that begin with their number: "f. 64*3*3*3;st. 1"."""


def _in_full(text: str) -> str:
    """A text with such settings in full."""
    if _CUT.search(text):
        for short, whole in _SHORT:
            text = short.sub(whole, text)
    return text


def operations_of(facts: Facts) -> list[Draft]:
    """The operations of the label, with what the settings' text adds to them."""
    facts.text = _in_full(facts.text)
    facts.config = [_in_full(text) for text in facts.config]
    if facts.counted and _names(without_number(facts.text)):
        facts.text = without_number(facts.text)
    alone = parse(facts.text)
    if is_arrow_chain(facts.text):
        return alone
    entered = leading_dims(facts.text) if _INPUT.fullmatch(facts.context.strip()) else None
    behind = _SIZED.search(facts.text) if _INPUT.fullmatch(facts.context.strip()) else None
    if behind and (sizes := dims(behind["sizes"])) and all(d.op in TENSORS for d in alone):
        # "Input | LIDAR grid, 20×200×10".
        return [Draft("input", facts.label, shape=sizes)]
    if entered and (len(entered[0]) > 1 or not entered[1]):
        # "Input | 19×19×17 image stack" is what goes in, whatever words say of it.
        return [Draft("input", facts.label, shape=entered[0])]
    if alone and _INPUT.fullmatch(facts.context.strip()) and all(d.op in TENSORS for d in alone):
        # "Input | [z_a, z_m]": what is called so goes in, whatever it is written like.
        return [Draft("input", facts.label, shape=alone[0].shape)]
    if not alone and facts.context and _MIXED_STRIDE.match(facts.text):
        return parse(f"{facts.context} {facts.text}")
    if told := _counted(alone, facts):
        return told
    if wide := counted_first(facts, parse) or width_first(alone, facts, parse):
        return wide
    numbers = re.sub(rf"(?<=,\s){COUNTED_WIDTH}", "", facts.text, flags=re.I)
    bare = not re.search(r"[A-Za-z]{2}|[∈∼~]|^(?:[zx]|L2)$", numbers) and not _CALLS.fullmatch(
        numbers.strip()
    )
    unworded = re.search(r"\d", facts.text) and not re.search(r"[A-Za-z]{2}", _SET.sub("", facts.text))
    coded = all(d.op in TENSORS | {"embedding"} for d in alone) and _CODE.fullmatch(facts.text)
    if coded and {"kernel", "filters", "stride"} & set(facts.values) and not _names(facts.context):
        return [Draft("block", facts.text, {"name": facts.text})]
    if facts.context and len(alone) == 1 and alone[0].op in _BROAD and not alone[0].attrs:
        # "pool1 | MaxPool": the kind beside says more than the name.
        finer = parse(facts.context)
        if len(finer) == 1 and family(finer[0].op) == family(alone[0].op):
            alone[0].op = finer[0].op
    if facts.context and (bare or unworded or all(d.op in TENSORS for d in alone)):
        # "pool1 | 3×3, /2": the name says what the sizes are of. A stage's name ("res2") says nothing of the kind.
        named = [d for d in parse(facts.context) if d.op not in TENSORS]
        joined = parse(f"{facts.context} {facts.text}") if named else []
        if joined and joined[0].op not in TENSORS:
            alone = joined
        elif bare and not re.search(r"[×x²@]|\d\s*,\s*\d", facts.text):
            return []
    elif bare and not re.search(r"[×x²@]|\d\s*,\s*\d", facts.text):
        return []
    if (
        len(alone) == 1
        and alone[0].op == "dense"
        and not alone[0].attrs
        and _DENSE_BLOCK.search(facts.context)
    ):
        # "Dense block | Dense layer × 6": each of them has layers of its own.
        alone[0].op, alone[0].attrs["name"] = "block", re.sub(r"\s*[×x]\s*\d+$", "", facts.text.strip())
    if not facts.config:
        return alone
    if alone and alone[0].op in _GLOBAL and any(re.match(r"global\b", text, re.I) for text in facts.config):
        alone[0].op = _GLOBAL[alone[0].op]
        return alone
    enlarged = re.search(r"\b(?:size|factor|scale)\s*[=:]\s*(\d+)\b", " ".join(facts.config), re.I)
    if enlarged and [d.op for d in alone] == ["upsample"]:
        alone[0].attrs.setdefault("scale", int(enlarged[1]))
        return alone
    described = _described(alone, facts)
    if described:
        return described
    told = _told_beside(alone, facts)
    if told:
        return told
    if len(alone) == 1 and _WITH_NUMBER.fullmatch(facts.text.strip()):
        said = parse(" ".join(facts.config))
        if said and said[0].op == alone[0].op and said[0].attrs:
            # "FC-1 | Fully connecting with 64 inputs and 10 outputs": the number is the row's.
            return said
    both = parse(" ".join([facts.text, *facts.config]))
    if alone and alone[0].op != "block" and list(map(_kind, both[: len(alone)])) == list(map(_kind, alone)):
        return both[: len(alone)] + [
            d for d in both[len(alone) :] if d.op not in TENSORS and not _told_twice(d, alone[-1], facts)
        ]
    if len(both) == 1 and alone and both[0].op == alone[0].op == "block":
        alone[0].attrs = {**both[0].attrs, "name": alone[0].attrs.get("name")}
    return alone


def _told_twice(draft: Draft, layer: Draft, facts: Facts) -> bool:
    """Whether what is said beside a layer is the layer once more: "MaxPool2d | 2×2 pool", "LayerNorm | final norm".

    A remark on an encoding of places ("sine and cosine, max_len = 512") names nothing that follows it.
    """
    if layer.op == "positional_encoding":
        return True
    same = (draft.op == layer.op and len(facts.config) == 1) or family(draft.op) == family(layer.op) in (
        "pool",
        "norm",
    )
    return same and (layer.op in POOLS or not draft.attrs)


def _told_beside(alone: list[Draft], facts: Facts) -> list[Draft]:
    """The layers that the settings name for a row that is only named itself ("Value | FC, 1", "µ | FC, 64")."""
    named = all(d.op in ("block", "output", "input", "mean", "feature_map") for d in alone)
    words = [text for text in facts.config if re.search(r"\b(?!num\b)[A-Za-z]{2}", text)]
    called = _CALLED.fullmatch(facts.text.strip()) and words and _MODULES.search(words[0])
    if not alone or not (named or called) or _ENTERS.match(facts.text) or not words:
        return []
    found = parse(" ".join(words))
    if called and [d.op for d in found] == ["block"]:
        # "ctx1 | context module": what it is says more than what it is called.
        return found
    return found if named and not any(d.op in TENSORS for d in found) else []
