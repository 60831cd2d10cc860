"""What a caption says of all layers of a kind, or of one by its name: "all convolution kernels are 3×3 with stride 1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.figures.names.caption_settings import with_settings
from extract.labels.families import family, rank
from graph import Graph, Node, Value

_KINDS = {
    "max": (r"max(?:imum)?[- ]?pool(?:ing)?(?:2d)?", frozenset({"max_pool"})),
    "avg": (r"(?:average|avg|mean)[- ]?pool(?:ing)?", frozenset({"avg_pool"})),
    "pool": (r"pool(?:ing)?", frozenset({"pool", "max_pool", "avg_pool"})),
    "deconv": (
        r"(?:de-?conv(?:olution(?:al)?)?|(?:transposed?|up-?|fractionally[- ]strided )[- ]?conv(?:olution(?:al)?)?)",
        frozenset({"conv_transpose2d", "conv_transpose3d"}),
    ),
    "conv": (r"conv(?:olution(?:al)?)?", frozenset({"conv2d", "conv3d"})),
}
_KIND = "|".join(f"(?P<{name}>{words})" for name, (words, _) in _KINDS.items())
_NOUN = r"(?: (?:layers?|kernels?|filters?|operat(?:ion|or)s?))?"
_EVERY = r"(?:all|each|every|any)(?: of)?(?: the)?(?: other)? "
_SUBJECT = re.compile(
    rf"(?:\b(?P<every>{_EVERY})|(?:^|(?<=[.;,:] )|(?<=\band ))(?:the )?)(?:[23]D )?(?:{_KIND})(?P<many>s)?{_NOUN}"
    r"(?P<plural>(?<=s))? (?:are|is|use|uses|have|has|with|of)\b(?=(?P<rest>[^.;]*))",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\bstrides? (?:of|for|in) (?P<kinds>(?:(?:all|the|each|every|and|,|conv\w*|(?:max[- ]?|average )?pool\w*"
    r"|layers?|operat(?:ion|or)s?) ?)+) ?(?:is|are|=)(?: set to)? (?P<stride>\d)\b(?! ?[×x])",
    re.IGNORECASE,
)
"""One stride for several kinds: "the strides of convolution and pooling operators are 1"."""
_SIZE = r"(?P<kernel>\d{1,2}(?: ?[×x] ?\d{1,2}){1,2})"
_KERNEL = re.compile(
    rf"^(?: an?| the)?(?: (?:kernels?|filters?|windows?|size))*(?: sizes?)?(?: of)?(?: size)? ?{_SIZE}",
    re.IGNORECASE,
)
_STRIDE = re.compile(r"^,?[^,]{0,36}\bstrides?(?: of)? ?=? ?(?P<stride>\d)\b(?! ?[×x])", re.IGNORECASE)
_PADDING = re.compile(r"\b(?:zero[- ])?padding(?: of)? ?=? ?(?P<padding>\d)\b(?! ?[×x])", re.IGNORECASE)
_FILTERS = re.compile(
    rf"\b(?:{_EVERY}(?:kernels?|filters?)(?: sizes?)?(?: (?:are|is|have|has|use|of)|:|(?= \d))"
    rf"|{_EVERY}layers? (?:use|have|with)s?(?= (?:kernel|filter)))"
    r"(?!\w)(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
"""What is said of all filters, or of all layers' filters: they are those of the convolutions."""
_FOR_ALL = re.compile(
    r"\bfor (?:all|every|each)(?: of)?(?: the)? (?P<names>\w[\w ,/-]*?)(?: (?:blocks?|layers?))?,? (?:we )?(?:always )?"
    r"(?:use|set|fix)(?: the| a)? (?:kernel|filter)s?(?: sizes?)?(?: (?:of|to|as))?(?: size)? ?"
    r"(?P<kernel>\d{1,2}(?: ?[×x] ?\d{1,2}){0,2})\b",
    re.IGNORECASE,
)
"""One kernel for kinds that are listed: "for all Conv and MBConv blocks, we always use the kernel size 3"."""
_KERNEL_OF_ALL = re.compile(
    r"\b(?:kernel|filter)s?(?: sizes?)? (?:is|are|of|=)(?: (?:set|fixed|equal) (?:to|at))? ?"
    r"(?P<kernel>\d{1,2}(?: ?[×x] ?\d{1,2}){0,2}) (?:for|in|of|throughout) (?:all|every|each)(?: of)?(?: the)? "
    r"(?P<names>conv\w*|deconv\w*|transposed conv\w*)\b",
    re.IGNORECASE,
)
"""The same, told the other way round: "the kernel size is 3 for all the convolutional layers"."""
_STEP_OF_ALL = re.compile(
    r"\b(?:all (?:(?:layers|conv\w*) )?(?:are )?(?:with|have|of|use) (?:a )?strides? (?:of )?(?P<all>\d)\b"
    r"|strides? (?:are|is|of|=) (?P<default>\d),? (?:where (?:not|nothing|none)|unless|if not|everywhere|throughout"
    r"|otherwise|by default|when not))(?! ?[×x])",
    re.IGNORECASE,
)
"""One stride for whatever steps: "all with stride 2", "strides are 2 where not given"."""
_EXCEPT = re.compile(r"\b(?:except|unless|other than|apart from|but)\b(?P<others>.*)$", re.IGNORECASE)
_MAX_POOL = re.compile(r"\bmax(?:imum)?[- ]?pool", re.IGNORECASE)
_OTHER_POOLS = re.compile(
    r"\b(?:average|avg|mean|sum|global|adaptive|attention|attentive|stochastic|statistics)[- ]?pool",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”‘’`]+|(?<!\w)'|'(?!\w)")
_BEHIND = (
    rf"s?(?: layers?)?(?: are| is| uses?| has| have| with|,? (?:i\.e\.|that is|namely),?| \(|,)"
    rf"(?: an?| the)?(?: (?:kernels?|filters?|windows?|size))*(?: of)?(?: size)? ?{_SIZE}(?P<rest>[^.;]*)"
)
"""What follows a layer's own name: "zero convolutions, i.e., 1×1 convolutions"."""
_WORDY = re.compile(r"[A-Za-z]{4}.*[^\W\d_]|[A-Za-z]{2,}\d")

LONGEST = 32
"""Most letters of a label that a caption may speak of."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Settings of some kinds of operation; `excepted` are words of labels that they are not of.

    Of blocks, they are only of those with the word `named` in their names.
    """

    ops: frozenset[str]
    kernel: tuple[int, ...] = ()
    stride: int = 0
    excepted: frozenset[str] = frozenset()
    padding: int | None = None
    named: str = ""


def with_caption_kernels(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The graphs with kernel, stride and kind that a caption gives to all convolutions or poolings alike, or to one.

    What is printed in the drawing stays, and so does a layer that the caption excepts by name.

    Args:
        graphs: as drawn.
        caption: the figure's.
    """
    text = _QUOTES.sub("", " ".join(caption.split())).replace(" × ", "×")
    only_max = _MAX_POOL.search(text) is not None and _OTHER_POOLS.search(text) is None
    said = [*_of_kinds(text)]
    found = []
    for graph in graphs:
        nodes = [replace(n, op="max_pool") if only_max and n.op == "pool" else n for n in graph.nodes]
        nodes = [_named(node, text) for node in nodes]
        for each in said:
            nodes = [_given(node, each) for node in nodes]
        found.append(replace(graph, nodes=tuple(nodes)))
    return tuple(found)


def _of_kinds(text: str) -> list[_Said]:
    """What a text says of all layers of a kind."""
    found: list[_Said] = []
    for match in _SUBJECT.finditer(text):
        rest = match["rest"]
        if not match["every"] and match["plural"] is None:
            # One convolution, which only its sentence knows.
            continue
        found.append(_said(next(ops for name, (_, ops) in _KINDS.items() if match[name]), rest))
    every = _KINDS["conv"][1] | _KINDS["deconv"][1]
    found.extend(_said(every, match["rest"]) for match in _FILTERS.finditer(text))
    found.extend(_Said(every, (), int(m["all"] or m["default"])) for m in _STEP_OF_ALL.finditer(text))
    for match in (*_FOR_ALL.finditer(text), *_KERNEL_OF_ALL.finditer(text)):
        sides = tuple(int(side) for side in re.findall(r"\d+", match["kernel"]))
        for name in re.split(r",\s*(?:and )?|\s+and\s+|/", match["names"]):
            ops = next(
                (ops for words, ops in _KINDS.values() if re.fullmatch(f"{words}s?", name, re.I)), None
            )
            kernel = sides if len(sides) > 1 else sides * 2
            found.append(_Said(ops or frozenset({"block"}), kernel, named="" if ops else name))
    for match in _OF_ALL.finditer(text):
        ops = frozenset[str]().union(
            *(ops for words, ops in _KINDS.values() if re.search(words, match["kinds"]))
        )
        found.append(_Said(ops, (), int(match["stride"])))
    return [each for each in found if each.kernel or each.stride]


def _said(ops: frozenset[str], rest: str) -> _Said:
    """What is said of some kinds behind the verb."""
    kernel = _KERNEL.match(rest)
    behind = rest[kernel.end() :] if kernel else rest
    stride, padding = _STRIDE.match(behind), _PADDING.search(behind) if kernel else None
    excepted = _EXCEPT.search(rest)
    words = re.findall(r"\w+", excepted["others"].lower()) if excepted else ()
    return _Said(
        ops,
        _sides(kernel),
        int(stride["stride"]) if stride else 0,
        frozenset(words),
        int(padding["padding"]) if padding else None,
    )


def _sides(kernel: re.Match[str] | None) -> tuple[int, ...]:
    return tuple(int(side) for side in re.findall(r"\d+", kernel["kernel"])) if kernel else ()


def _named(node: Node, text: str) -> Node:
    """A convolution or pooling with what a text says of its own name."""
    label = _QUOTES.sub("", node.label).strip()
    if family(node.op) not in ("convolution", "pool") or len(label) > LONGEST or not _WORDY.match(label):
        return node
    named = re.search(rf"(?<![\w-]){re.escape(label)}{_BEHIND}", text, re.IGNORECASE)
    if named is None:
        return node
    stride = _STRIDE.match(named["rest"])
    return _given(node, _Said(frozenset({node.op}), _sides(named), int(stride["stride"]) if stride else 0))


def _given(node: Node, said: _Said) -> Node:
    if node.op not in said.ops or said.excepted & set(re.findall(r"\w+", node.label.lower())):
        return node
    if node.op == "block" and not re.search(
        rf"(?<![A-Za-z]){re.escape(said.named)}(?![A-Za-z])", node.label, re.I
    ):
        return node
    if said.kernel and family(node.op) == "convolution" and "kernel" not in node.attributes:
        node = replace(node, op=f"{node.op[:-2]}{'3d' if len(said.kernel) == 3 else '2d'}")
    settings: dict[str, Value] = {"kernel": said.kernel} if said.kernel else {}
    if said.stride:
        settings["stride"] = (said.stride,) * (len(said.kernel) or rank(node.op))
    if said.padding is not None:
        settings["padding"] = said.padding
    return with_settings(node, settings)
