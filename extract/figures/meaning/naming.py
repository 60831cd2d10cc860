"""What a thing means: its operations, by its label, its form and its place in the flow."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.figures.meaning.data_names import names_data, names_value
from extract.figures.meaning.embedded import embedded
from extract.figures.meaning.values import is_value
from extract.figures.things.italics import is_indexed
from extract.figures.things.signs import sign_in_place
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.labels.data_names import is_made
from graph import FrozenMap

MODULE = re.compile(
    r"adapter|block|layer|encoder|decoder|stem|module|transformer|unit|residual|network|\b(?:sub-?)?nets?\b|cell|head|model|stage"
    r"|stack|backbone|inception|reconstruction|conv|attention|\bSE\b|projection|\bproj\b|pool"
    r"|(?:predict|classifi|regress|estimat|detect|extract|discriminat|generat|match|track)[eo]r|critic|\w(?=GAN\b)"
    r"|(?:CNN|RNN|LSTM|GRU|MLP|GAN|VAE)s?(?:$|[- ]?\d)",
    re.IGNORECASE,
)
"""Words of a name that stands for a part of a network, at whichever end of it."""

DOES = re.compile(
    r"^(?:predict|compute|calculate|generate|update|filter|select|choose|apply|estimate|evaluate|decode|encode|classify"
    r"|minimi[sz]e|maximi[sz]e|optimi[sz]e|extract|aggregate|quanti[sz]e|export|deploy|train"
    r"|detect|refine|retrieve|re-?rank|render|pre-?process|tokeni[sz]e|augment|resample|normali[sz]e)\s\w"
    r"|^(?:(?:pre|post)-?process|I?Detect|Segment|Classify)$|\b(?:augmentation|re-?sampling|tokeni[sz]ation|routing)\b"
    r"|\b(?:decode|encode|smoothing|(?:post|pre)?-?processing|filtering|clustering|training|optimi[sz]ation"
    r"|fusion|merging|mixing|aggregation|refinement|alignment)(?:\s[\d.]+)?$"
    r"|→|\b(?:FP|INT)\d+ to\b",
    re.IGNORECASE,
)
"""What a name says is done there: it begins with the verb, or ends with the word for it, or turns one into another."""

PARTS = re.compile(r"\b(?:blocks?|modules|stages)$", re.IGNORECASE)
"""The last word of free text that names parts of a network, as "next blocks", and no data."""

WORD = re.compile(r"[A-Za-z]{4}")
"""A word, rather than letters for sizes."""

TIMES = re.compile(r"^(?:[×xX]\s?\d{1,2}|\d{1,2}\s?[×xX])$")
"""A number with a sign for times, and nothing else."""

HANDED_ON = re.compile(r"\b(?:logits|outputs?|scores?|\w*maps?|masks?)\b(?! [a-z])", re.IGNORECASE)
"""What a part of a network gives, by the last word of its name; any other output that leads on is a step to one."""

JOINS = frozenset({"concat", "add", "multiply", "matmul", "subtract", "divide"})
"""Operations of several inputs."""

LOSS = re.compile(
    r"loss|entropy|diverg|error|distance|likelihood|\b(?:B?CE|MSE|MAE|KL|NLL|L1|L2)\b|^[LJℒ](?:\b|_|[A-Z]|[a-z]{2,}$)",
    re.IGNORECASE,
)
"""A loss by its name, its letter or what it measures, rather than what is optimised."""

OBJECTIVE = re.compile(r"[LJℒ]")
"""A letter that is a loss by itself where all ends in it."""

SENTENCE = re.compile(r"(?:an?|the|two|three|i|we|it|there) \w+(?: \w+)+", re.IGNORECASE)
"""How sentences begin that a model is given or says."""

MASK = re.compile(r"\bmasks?$", re.IGNORECASE)
"""The last word of a name for a mask, rather than for masking."""

FEWEST_CHANNELS = 16
"""A bare number from this on counts channels; smaller ones may only tell boxes apart."""

WORDED = re.compile(r"^[a-eh-z]_\{?[a-z]{3,}")
"""A letter whose index is a word: data that is told from other data so, b_fake."""

TOLD = 0.8
"""How sure the reading of a bare number as the units of a layer is where something else says that it is one."""

MEASURED = re.compile(r"-?\d*\.\d+")
"""A number that counts nothing."""

ITEMS = 2
"""Sides of the size of a list: how many, and how wide."""

WIDTH = re.compile(r"\d{1,2}[A-Za-z]")
"""A multiple of a count of channels."""

TOKEN = re.compile(r"\btokens?$|^\[[A-Z]{2,5}\d?\]$", re.IGNORECASE)
"""The last word of what is a tensor, whatever its letters are, or the mark of a special token: [MASK]."""

FEATURES = re.compile(r"^F_\{?(?:\d{1,3}|[A-Za-z])(?:[-+]\d)?\}?['′]?$|^[XYZckpqvxyz]_?\{?\d\}?['′]?$")
"""An F that a number or letter tells from others: features of a level or layer; a word at it names a function.
Letters that data is called by, with a number, are the like: x_1, k_0."""


def channels_of(text: str) -> int | None:
    """The count of channels that a text is; None for all but bare numbers that are no mere number of a box."""
    return int(text) if text.isdecimal() and int(text) >= FEWEST_CHANNELS else None


def is_bare_number(thing: Thing) -> bool:
    """Whether a number is all that tells what a thing is: none of a layer's units, unless its colour says so."""
    parsed = thing.parsed
    bare = thing.text.isdecimal() and [each.op for each in parsed.operations] == ["dense"]
    return bare and parsed.confidence < TOLD


def operations_of(thing: Thing, arrives: bool, leaves: bool) -> tuple[ParsedOperation, ...]:
    """The operations that a thing stands for, in the order of the data; empty where it is no node.

    Args:
        thing: a box, sign, picture or free label.
        arrives: whether a link leads to it.
        leaves: whether a link leads from it.
    """
    parsed = thing.parsed
    end = _terminal(arrives, leaves)
    if thing.graph and (arrives or leaves):
        return (ParsedOperation(end or "feature_map", label=thing.text),)
    if thing.layer and not _names_layer(thing):
        return (ParsedOperation(end or "dense", label=thing.text),)
    if (
        thing.steps is not None
        and not thing.steps.recurrent
        and parsed.kind == "block"
        and (arrives or leaves)
    ):
        # Steps that lines only lead across are data; the row's name is that of these.
        return (ParsedOperation(end or "feature_map", label=thing.text),)
    if (sign := sign_in_place(thing, arrives, leaves)) is not None:
        return (sign,)
    if thing.kind == "text" and thing.text.isdecimal():
        # A bare number beside lines counts or measures something.
        return ()
    if thing.text.removeprefix("+") == "1" and thing.kind in ("box", "sign") and end == "input":
        # The constant that a bias is multiplied with.
        return (ParsedOperation("input", label=thing.text),)
    if is_bare_number(thing):
        # In a box it counts channels or numbers what is drawn, also at the ends of the flow; a dense layer's units
        # stand with its name, or its colour says that it is one.
        shape = None if (count := channels_of(thing.text)) is None else (count,)
        found = ParsedOperation(end or "feature_map", label=thing.text, output_shape=shape)
        return (found,) if arrives or leaves else ()
    if MEASURED.fullmatch(thing.text) and [each.op for each in parsed.operations] == ["dense"]:
        # A share or measure is a value.
        return (ParsedOperation(end or "feature_map", label=thing.text),) if arrives or leaves else ()
    if thing.shape is not None and thing.shape.kind == "volume" and WIDTH.fullmatch(thing.text):
        # What is printed on a volume, or under it, are its channels.
        return (ParsedOperation("feature_map", label=thing.text, output_shape=(thing.text,)),)
    shown = thing.kind == "picture" or (thing.kind == "text" and is_indexed(thing.blocks))
    if thing.text and shown and arrives and leaves and parsed.kind not in ("operations", "tensor"):
        # A picture, or a variable that stands free, in the midst of the flow is what is handed on.
        return (ParsedOperation("feature_map", label=thing.text),)
    if (op := embedded(thing, arrives, leaves)) is not None:
        return (ParsedOperation(op, label=thing.text, output_shape=parsed.operations[-1].output_shape),)
    if parsed.operations:
        first = parsed.operations[0]
        free = thing.kind == "text" and not thing.on_line
        if end is not None and free and len(parsed.operations) == 1 and _is_given(first, end):
            return (ParsedOperation(end, label=thing.text),)
        if end == "output" and thing.kind == "text" and first.op in JOINS and SENTENCE.match(thing.text):
            return (ParsedOperation("output", label=thing.text),)
        if end == "output" and first.op == "loss" and parsed.kind == "variable":
            # An L with an index of whatever kind: where all ends it is no letter for data.
            return parsed.operations
        if end == "output" and parsed.kind == "variable" and OBJECTIVE.fullmatch(thing.text):
            return (replace(first, op="loss"),)
        if end == "input" and first.op == "weight" and parsed.kind == "variable" and thing.kind == "box":
            # A matrix with its index, to which nothing leads: a bare letter may be a word.
            return parsed.operations
        if len(parsed.operations) == 1 and end is not None and _names_data(thing):
            return (ParsedOperation(end, FrozenMap(), first.repeat, first.label, first.output_shape),)
        if len(parsed.operations) == 1 and parsed.kind == "terminal" and (op := _fed(first, arrives, leaves)):
            return (replace(first, op=op),)
        if arrives and leaves and thing.kind == "box" and parsed.kind == "terminal" and first.op == "output":
            return (replace(first, op="block", attrs=FrozenMap({"name": first.label})),)
        if arrives and leaves and parsed.kind == "variable" and FEATURES.match(_name_of(first)):
            return (replace(first, op="feature_map", attrs=FrozenMap()),)
        if arrives and leaves and parsed.kind == "variable" and first.op in ("input", "output"):
            # A letter in the midst of the flow is a state or a function, neither an entry nor an exit; some are only
            # ever tensors.
            if first.label in ("W", "w") and thing.kind == "box":
                return (replace(first, op="weight"),)
            names = TOKEN.search(first.label) or WORDED.match(first.label)
            if names_value(first.label) or names or is_value(first.label):
                return (replace(first, op="feature_map"),)
            return (replace(first, op="block", attrs=FrozenMap({"name": first.label})),)
        if arrives and leaves and thing.kind == "box" and len(parsed.operations) == 1 and names_data(first):
            return (replace(first, op="feature_map", attrs=FrozenMap()),)
        return parsed.operations
    if (
        thing.kind == "box"
        and TIMES.match(thing.text)
        and parsed.kind == "repeat"
        and arrives
        and leaves
        and isinstance(parsed.repeat, int)
    ):
        # A box of its own in the flow that prints how many times repeats nothing.
        return (ParsedOperation("upsample", FrozenMap({"scale": parsed.repeat}), label=thing.text),)
    if thing.text and (thing.kind in ("box", "sign") or arrives or leaves):
        if end is not None and thing.kind == "text" and not PARTS.search(thing.text):
            return (ParsedOperation(end, label=thing.text.replace("…", "...")),)
        return (ParsedOperation("block", FrozenMap({"name": thing.text}), label=thing.text),)
    if not (arrives or leaves):
        return ()
    if thing.blocks_drawn and end is None:
        return tuple(
            ParsedOperation("block", FrozenMap({"name": name} if name else {})) for name in thing.blocks_drawn
        )
    if thing.kind == "picture" and end is not None:
        # A picture that the flow ends with shows what comes out of it.
        return (ParsedOperation(end),)
    if thing.parts and thing.shape is not None and thing.shape.symbol == "~" and end is None:
        # Each unit of the row shows the curve of its activation.
        return (ParsedOperation("activation"),)
    # A slanted sheet is a map, wherever it stands.
    sheet = thing.shape is not None and thing.shape.kind == "parallelogram"
    if end == "output" and thing.kind == "picture":
        return (ParsedOperation("output"),)
    return (ParsedOperation("input" if end == "input" and not sheet else "feature_map"),)


def _names_layer(thing: Thing) -> bool:
    """Whether a label says what a layer of neurons does."""
    ends = ("input", "output", "feature_map", "block")
    return any(operation.op not in ends for operation in thing.parsed.operations)


def _fed(named: ParsedOperation, arrives: bool, leaves: bool) -> str | None:
    """What a named input or output is by its place, where that gainsays the name; None where it does not.

    A latent vector behind an encoder is a map; only what is called an input stays one though something leads to it.
    A label that only leads on goes in, and the output of one part that leads on is what the next part is given, where
    its name says that it is given at all: "Prediction" may be what is done.
    """
    if named.op == "input" and arrives and "input" not in named.label.lower():
        return "feature_map" if leaves else "output"
    if named.op == "output" and leaves:
        if not arrives:
            return "input"
        given = HANDED_ON.search(named.label) or named.output_shape or is_made(named.label)
        return "feature_map" if given else None
    return None


def _is_given(named: ParsedOperation, end: str) -> bool:
    """Whether a free name of an operation at an end of the flow is what goes in or comes out there.

    What nothing comes to joins nothing: a word among the words of a sentence, as "cat". Neither is it looked up in a
    table: "Speaker Embedding". What only leads to an objective is trained by it, unless it is called a loss.
    """
    if end == "input":
        return named.op in JOINS or named.op == "embedding"
    return named.op == "loss" and LOSS.search(named.label) is None


def _names_data(thing: Thing) -> bool:
    """Whether a label at the end of the flow names what goes in or comes out, rather than what is done."""
    if thing.parsed.kind == "variable":
        return True
    if thing.kind == "box" and not thing.blocks:
        # The legend names what is done, not what goes in or comes out.
        return False
    if thing.parsed.kind == "tensor":
        # A box may be a map of sizes; one with words, where the flow begins or ends, is what they say, and one that
        # counts points or tokens by a letter is the data.
        return thing.kind == "text" or WORD.search(thing.text) is not None or _lists_items(thing.parsed)
    words = PARTS if thing.kind == "text" else MODULE
    if thing.kind == "box" and thing.parsed.operations and DOES.search(_name_of(thing.parsed.operations[0])):
        return False
    return thing.parsed.kind == "block" and not words.search(thing.text)


def _lists_items(parsed: ParsedLabel) -> bool:
    """Whether a size is that of a list of as many items as a letter says, n × 3, or a tensor's with letters for sides.

    Whoever prints sides as letters, "(64, W, W)", says what any network of that kind is given and gives.
    """
    shape = parsed.operations[0].output_shape if parsed.operations else None
    if shape is None:
        return False
    lettered = sum(isinstance(side, str) for side in shape)
    return lettered > 1 or (len(shape) == ITEMS and isinstance(shape[0], str))


def _name_of(named: ParsedOperation) -> str:
    return str(named.attrs.get("name") or named.label)


def _terminal(arrives: bool, leaves: bool) -> str | None:
    if leaves and not arrives:
        return "input"
    if arrives and not leaves:
        return "output"
    return None
