"""Labels of a fixed form that name one thing and say more of it: a size, a space, a kernel, what it is a function of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from extract.labels.alternatives import OR, offers_choice
from extract.labels.data_names import data_operation
from extract.labels.families import family
from extract.labels.formulae import equation_in
from extract.labels.functions import function_name
from extract.labels.losses import is_loss
from extract.labels.middots import name_and_size
from extract.labels.model import ParsedLabel, ParsedOperation, Role
from extract.labels.module_calls import called_module
from extract.labels.nested import parts_of, wraps
from extract.labels.orders import ordered
from extract.labels.shapes import parse_shape
from extract.labels.shapes_behind import comes_out, numbers_behind, shape_behind
from extract.labels.spaces import is_member
from extract.labels.variables import variable_operation
from extract.labels.vocabulary import BLOCK_HEADS, PHRASES, WEAK, squash
from graph import FrozenMap, Shape

_WEIGHT = re.compile(
    r"^(?:(?:pre-?trained|frozen|trainable|learn(?:ed|able)|shared|model|layer) )?weights?(?: matri(?:x|ces))?"
    r"(?: [A-Z](?:[_^]\S{1,4})?)?(?: ∈.*)?$",
    re.IGNORECASE,
)
"""The short name of a weight layer, "Weights W"; beside a line it names what the layer has."""

_LETTERED_KERNEL = re.compile(
    r"^(?:[A-Za-zΑ-Ωα-ωϕ]['′]?(?:_\{?\w{1,3}\}?)?|W[A-Za-z]\d?)\s?(?P<bracket>\()?(?(bracket)|:)\s?"
    r"(?P<kernel>\d(?:\s?[x×]\s?\d){1,2}(?(bracket)\)|(?:\W.*)?))$"
)
"""A letter for a function or weights, and the kernel that it has: "θ: 1×1×1", "W_k (1×1)"; its index may have sunk."""

_NAMED_END = re.compile(
    r"^(?P<end>input|output)s?\s+\S+\s?=\s?\S+(?:\s(?:block|unit|module|cell))?$", re.IGNORECASE
)
"""An end, and of which variant of a block it is: "input, stride=2 block"."""

_UP_TO = re.compile(
    r"^\S+(?: \S+)? (?:through|up to|until) \S+(?: (?:layer|stage|block|\d))?$", re.IGNORECASE
)
"""A network as far as one of its layers: "VGG-16 through conv5_3"."""

_MAPS = re.compile(r"^(?P<name>[A-Za-z][A-Za-z ]{2,24}?):?\s?\(?(?P<shape>\d+\s?@\s?\d+\s?×\s?\d+)\)?$")
"""A name, and channels and size of the maps that it names."""

LEAST_EXTENT = 10
"""Sides of which all are shorter are those of a kernel, not of a map."""

_NUMBERED_MAPS = re.compile(
    r"^[A-Z]\d{1,2}\s?:\s?(?:f(?:eature|\.)?\s?maps?,?\s)?(?P<shape>\d+@\d+\s?[×x]\s?\d+)$", re.IGNORECASE
)
"""Maps by the number of the layer that they come out of: "C1: feature maps 6@28×28"."""

_LETTERED_MAPS = re.compile(
    r"^[ˆ˜¯~]?[^\W\d_][\u0300-\u036f'′]*(?:[_^](?:\{[^{}]{1,8}\}|\w{1,3}))+"
    r"(?:(?:\s?:\s?|\s(?=[(\[]))(?P<shape>.*[×,].*)|\s?\((?P<length>\d{2,5})(?:-?\s?[dD])?\))$"
)
"""A letter with an index, and the shape, or the length in brackets, of what it stands for."""

_VECTORS = re.compile(r"^(\d{1,4}|[A-Z])\s?×\s?(\d{2,5})-?\s?[dD]$")
"""Several vectors of one length: "16×256-d"."""

_SPLIT_3D = re.compile(r"^(?:[A-Z]?\(\d\s?\+\s?\d\)|\d\+\d)D\b")
"""A convolution in space and one in time, which are a module: "(2+1)D conv"."""

_MOMENT = re.compile(
    r"^(?:(?:latent|posterior|prior|predicted) )?"
    r"(?:mean|std\.?|std\. dev\.|(?:standard )?deviation|(?:log[- ]?)?var(?:iance)?)(?: vector)?"
    r"[\s,:]\s?\(?(?:[μµσΣ]|log\s?[σΣ])(?:[_^²]\S{0,6}|\([^()]\))?\)?$",
    re.IGNORECASE,
)
"""The mean or deviation of a distribution with its letter: "Mean μ", "Variance σ²"."""

_DRAWN_FROM = re.compile(
    r"^(?:re-?)?sampl(?:e|ing)\s(?:\S+\s)?(?:from|∼|~)\s?\S*[N𝒩qp]\S*\s?\(", re.IGNORECASE
)
"""What is done, with the distribution: "Sample z from N(μ, Σ)"."""

_NUMBERED = re.compile(r"^\(\d\)$")
"""A number that tells parts apart: "(1)"."""

_DELAY = re.compile(r"^z\s?\^?\s?\{?[-−]\s?\d\}?$")
"""A delay by its sign in the z domain: "z^-1"."""

_PASSES = re.compile(r"^([a-z])\s?→\s?(?!\1)[a-z]$")
"""From what to what something is passed, by their letters: "v→e"."""

_PRODUCT = re.compile(r"^[^\W\d]\w{0,2}\s?[⊙∘]\s?[^\W\d]\w{0,2}$")
"""A product of two variables by its sign: "u ⊙ v"."""

_PROBABILITY = re.compile(r"^log\s?[pPqQ]\S{0,6}\s?\([^()]+\)$")
"""The logarithm of a probability, which a network gives."""

_HEADED = re.compile(
    r"^(?P<name>(?:[A-Za-z][\w-]*\s)*(?:Block|Stage|Bottleneck)(?:\s\d{1,2})?)"
    r"\s?\((?=[^()]*(?:[Cc]onv|[Aa]tt))[A-Za-z][\w -]*(?:[+,]\s?[A-Za-z][\w -]*)*\)$"
)
"""A block, perhaps with its number, and in brackets the kinds of layers in it: "Down Block 2 (Conv1D + Attn)"."""

_OVER = re.compile(r"^(?:arg)?(?:max|min)_(?:\{[^{}]{1,6}\}|\S{1,3})(?:\s[QV]\S{0,12}(?:\s?\S{1,3}\))?)?$")
"""The greatest of all values of a letter: "max_a"."""

_EMBED = re.compile(
    r"^embed (?:the )?(?:[a-z]+ )?(?:symbol|token|word|character|patch|item|input|target|state|node)(?:e?s)?$",
    re.IGNORECASE,
)
"""What is done, as an order: "Embed Input Symbols"."""

_FACTORS = re.compile(
    r"^(?:(?:G?MF|MLP|FM|CF) )?(?:user|item|movie|product|word|entity|relation|node|POI) "
    r"(?:latent |embedding )?(?:vectors?|factors?)$",
    re.IGNORECASE,
)
"""What is looked up of a user or a thing, whatever part of the network it is for: "MLP User Vector"."""

_TURN = re.compile(
    r"^(?:squeeze|turn|convert|pack|arrange|group|gather) (?:in)?to (?:[a-z]+ )?[a-z]+s$", re.IGNORECASE
)
"""What is made of a tensor, where the word for how names no operation: "squeeze to vectors"."""

_FUNCTION = re.compile(
    r"^activation(?: function| layer)?(?:\s?[:=]\s?|\s?\(|\s)(?P<name>[A-Za-z][\w ]*)\)?$", re.IGNORECASE
)
"""The function of an activation behind the word for it: "Activation: ReLU"."""


_RESULT = re.compile(
    r"^(?:predicted|estimated|generated|reconstructed|synthesi[sz]ed|denoised|enhanced|separated|restored)"
    r"(?: [a-z][a-z-]+){1,2}(?<!ing)(?:\s[^\W\d_][\u0300-\u036f]?(?:['′]|[_^]\{?[\w+-]{1,4}\}?)?)?$",
    re.IGNORECASE,
)
"""What a network gives, by the word for how: "Predicted depth"; "Predicted Keypoint Weighting" is what is done."""

_MADE = re.compile(
    r"^(?:\d{1,2}\s?[×x]\s)?(?:up|down)-?sampled (?P<made>(?:[a-z][a-z-]+ )?[a-z]+)(?:\s?\(.*\))?$",
    re.IGNORECASE,
)
"""What was made larger or smaller, as a thing: "8x upsampled prediction"."""

_ENUMERATED = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-h]\))\s+(?=[A-Z])")
"""Which step of several a label stands for: "1. Input Image", "(a) Encoder"."""

_LATENT = re.compile(r"^(\d{1,4})(?:-?\s?[dD](?:im)?\.?)?\s+z$")
"""A code by its letter, with its length: "100 z"."""

_ATTENDS = re.compile(r"^softmax\s?\(\s?Q[^()]*K[^()]*(?:\([^()]*\))?[^()]*\)\s?[·*]?\s?V\w?$", re.IGNORECASE)
"""Attention by its formula: "softmax(QK^T/√d)V"."""


class Parse(Protocol):
    """The grammar, which reads the inner part of such a label."""

    def __call__(self, text: str, *, role: Role = "box") -> ParsedLabel:
        """What an inner part means."""


def _is_no_end(word: str) -> bool:
    """Whether a word names an operation, the part of a network, or features, which are seldom what it gives."""
    meaning = PHRASES.get(squash(word))
    other = meaning is not None and (family(meaning.op) != "tensor" or meaning.op == "feature_map")
    done = other and squash(word) not in WEAK
    return done or word.lower() in BLOCK_HEADS


def _last_word(text: str) -> str:
    """The last word of a name, before the letter that a thing has in formulas."""
    words = [
        word for word in re.split(r"[ -]", text) if len(word) > 1 and "_" not in word and "^" not in word
    ]
    return words[-1] if words else text


def is_weight(clean: str, role: Role) -> bool:
    """Whether a label says that weights stand there, in whatever space: "Pretrained Weights W ∈ R^{d×d}"."""
    return role == "box" and _WEIGHT.match(clean) is not None


_BY_NETWORK = re.compile(
    r"^(?P<task>(?!.*\b(?:[Oo]utputs?|[Mm]aps?|[Mm]asks?|[Ll]ogits)\s?\()[A-Z]\w+(?: \w+){0,3})\s?"
    r"\((?:(?:Mask|Fast|Faster|Cascade)[ -]?R-?CNN|\w*U-?Net\S*|\w{2,12}Net[\w-]*|ResNe[Xx]?t[\w-]*|VGG\S*|YOLO\S*"
    r"|\w*DETR|SAM\d?|SSD\S*|\w*BERT\S*|ViT\S*|Swin\S*|CLIP|GPT\S*|DeepLab\S*|Whisper|ByteTrack|DeepSORT|SORT|CRNN|TrOCR)\)$"
)
"""A task, and in brackets the whole network that does it: "Detection (Mask R-CNN)", "Segmentation (U-Net)"."""


def named_form(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """A label that is what a few words of a fixed form name; None for all others."""
    if role != "cell" and (done := _BY_NETWORK.match(clean)) is not None:
        task = parse(done["task"], role=role).operations
        if len(task) == 1 and task[0].op in ("output", "mask"):
            whole = ParsedOperation("block", FrozenMap({"name": clean}), label=clean)
            return ParsedLabel(clean, (whole,), "block", 0.8)
    if is_weight(clean, role):
        return ParsedLabel(clean, (ParsedOperation("weight", label=clean),), "operations", 0.8)
    if role == "box" and (_EMBED.match(clean) or _FACTORS.match(clean)):
        return ParsedLabel(clean, (ParsedOperation("embedding", label=clean),), "operations", 0.8)
    if role == "box" and (call := called_module(clean)) is not None:
        inner = parse(call[0], role=role)
        if inner.kind == "block" or [each.op for each in inner.operations] == ["upsample"]:
            module = ParsedOperation("block", call[1], label=clean)
            return ParsedLabel(clean, (module,), "block", 0.8)
    if (order := ordered(clean)) is not None:
        return ParsedLabel(clean, (ParsedOperation(order, label=clean),), "operations", 0.8)
    if _ATTENDS.match(clean):
        return ParsedLabel(clean, (ParsedOperation("attention", label=clean),), "operations", 0.8)
    if _RESULT.match(clean) and not _is_no_end(_last_word(clean)):
        return ParsedLabel(clean, (ParsedOperation("output", label=clean),), "terminal", 0.7)
    if role == "box" and (number := _ENUMERATED.match(clean)) is not None:
        inner = parse(clean[number.end() :], role=role)
        if inner.operations:
            first = replace(inner.operations[0], label=clean)
            return replace(inner, text=clean, operations=(first, *inner.operations[1:]))
    if (made := _MADE.match(clean)) is not None:
        inner = parse(made["made"], role=role)
        if inner.kind in ("terminal", "tensor") and len(inner.operations) == 1:
            return replace(inner, text=clean, operations=(replace(inner.operations[0], label=clean),))
    if (latent := _LATENT.match(clean)) is not None:
        code = ParsedOperation("input", label=clean, output_shape=(int(latent[1]),))
        return ParsedLabel(clean, (code,), "variable", 0.7)
    if (activation := _FUNCTION.match(clean)) is not None:
        inner = parse(activation["name"], role=role)
        if [family(operation.op) for operation in inner.operations] == ["activation"]:
            return replace(inner, text=clean, operations=(replace(inner.operations[0], label=clean),))
    if (vectors := _VECTORS.match(clean)) is not None:
        count = int(vectors[1]) if vectors[1].isdecimal() else vectors[1]
        tensor = ParsedOperation("feature_map", label=clean, output_shape=(count, int(vectors[2])))
        return ParsedLabel(clean, (tensor,), "tensor", 0.8)
    if role == "box" and _PRODUCT.match(clean):
        return ParsedLabel(clean, (ParsedOperation("multiply", label=clean),), "operations", 0.7)
    if (headed := _HEADED.match(clean)) is not None:
        head = ParsedOperation("block", FrozenMap({"name": headed["name"]}), label=clean)
        return ParsedLabel(clean, (head,), "block", 0.8)
    if _MOMENT.match(clean):
        return ParsedLabel(clean, (ParsedOperation("feature_map", label=clean),), "tensor", 0.7)
    if _PROBABILITY.match(clean):
        return ParsedLabel(clean, (ParsedOperation("output", label=clean),), "terminal", 0.7)
    block_form = any(form.match(clean) for form in (_UP_TO, _OVER, _SPLIT_3D, _DELAY, _PASSES))
    if block_form or (role == "box" and any(form.match(clean) for form in (_TURN, _NUMBERED, _DRAWN_FROM))):
        name = ParsedOperation("block", FrozenMap({"name": clean}), label=clean)
        return ParsedLabel(clean, (name,), "block", 0.8)
    if (end := _NAMED_END.match(clean)) is not None:
        return ParsedLabel(clean, (ParsedOperation(end["end"].lower(), label=clean),), "terminal", 0.8)
    if role in ("box", "arrow") and (lettered := _LETTERED_KERNEL.match(clean)) is not None:
        inner = parse(lettered["kernel"], role=role)
        if inner.kind == "operations":
            first = replace(inner.operations[0], label=clean)
            return replace(inner, text=clean, operations=(first, *inner.operations[1:]))
    return None


def computed(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """A label with an equation: what its name says, or what the equation computes; None for all others."""
    if (equation := equation_in(clean)) is None:
        return None
    if equation.name:
        named = parse(equation.name, role=role)
        if not named.operations:
            return None
        first, *rest = named.operations
        return replace(named, text=clean, operations=(replace(first, label=clean), *rest))
    if role != "box" or is_loss(clean) or variable_operation(equation.left) == "loss":
        return None
    inner = parse(equation.function, role=role) if equation.function else None
    if equation.affine:
        behind = inner.operations if inner is not None and inner.kind == "operations" else ()
        layer = (ParsedOperation("dense", label=clean), *(replace(each, label="") for each in behind))
        return ParsedLabel(clean, layer, "operations", 0.8)
    if inner is not None and inner.names_operation and len(inner.operations) == 1:
        return replace(inner, text=clean, operations=(replace(inner.operations[0], label=clean),))
    whole = ParsedOperation("block", FrozenMap({"name": clean}), label=clean)
    return ParsedLabel(clean, (whole,), "block", 0.6)


def choice(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """A choice of a part and a layer, "Encoder_{i+1} or LSTM", which is neither, or of a part and an end, which is it."""
    if len(sides := OR.split(clean)) != 2 or not offers_choice(clean):
        return None
    read = sorted((parse(side, role=role) for side in sides), key=lambda parsed: parsed.kind)
    kinds = [parsed.kind for parsed in read]
    if kinds == ["block", "terminal"]:
        end = read[1].operations[0]
        return ParsedLabel(clean, (replace(end, label=clean),), "terminal", 0.7)
    if kinds == ["block", "operations"]:
        whole = ParsedOperation("block", FrozenMap({"name": clean}), label=clean)
        return ParsedLabel(clean, (whole,), "block", 0.7)
    return None


def applied(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """An operation written as a function of blanks; None where the function is called by no operation's name."""
    name = function_name(clean)
    named = parse(name, role=role) if name else None
    if named is None or named.kind != "operations" or len(named.operations) != 1:
        return None
    return replace(named, text=clean, operations=(replace(named.operations[0], label=clean),))


def nested(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """An operation written around another, as the inner and then the outer one; None for all other labels."""
    if (parts := parts_of(clean)) is None:
        return None
    outer, inner = (parse(part, role=role) for part in parts)
    if outer.kind not in ("operations", "block") or inner.kind != "operations":
        return None
    if not wraps(outer.operations, inner.operations, bare="(" not in parts[1]):
        return None
    first, *rest = (*inner.operations, replace(outer.operations[0], label=""))
    return replace(inner, text=clean, operations=(replace(first, label=clean), *rest))


def maps_and_size(parse: Parse, clean: str) -> ParsedLabel | None:
    """A tensor's name before maps and size, as in "Input 3@224×224"; None for all others."""
    found = _MAPS.match(clean)
    shape = parse_shape(found["shape"]) if found else None
    named = parse(found["name"]) if found and shape else None
    if named is None or len(named.operations) != 1 or family(named.operations[0].op) != "tensor":
        return None
    whole = replace(named.operations[0], label=clean, output_shape=shape)
    return replace(named, text=clean, operations=(whole,))


def lettered_maps(clean: str) -> ParsedLabel | None:
    """A letter with an index, or a layer's number, before a shape: "F_1: 56×56×C_1", "z_t (256)"; None for others."""
    if (numbered := _NUMBERED_MAPS.match(clean)) is not None:
        maps = ParsedOperation("feature_map", label=clean, output_shape=parse_shape(numbered["shape"]))
        return ParsedLabel(clean, (maps,), "tensor", 0.8)
    found = _LETTERED_MAPS.match(clean)
    if found is None:
        return None
    shape = (int(found["length"]),) if found["length"] else parse_shape(found["shape"])
    if shape is None or all(isinstance(dim, int) and dim < LEAST_EXTENT for dim in shape):
        # A kernel.
        return None
    return ParsedLabel(
        clean, (ParsedOperation("feature_map", label=clean, output_shape=shape),), "tensor", 0.8
    )


def sized_name(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """One thing with the size of what comes out of it behind a dot; None for all others, and where it is a setting."""
    if (found := name_and_size(clean)) is None:
        return None
    named = parse(found[0], role=role)
    kinds = {family(operation.op) for operation in named.operations}
    if len(named.operations) != 1 or not kinds <= {"tensor", "block", "arithmetic"}:
        return None
    whole = replace(named.operations[0], label=clean, output_shape=(found[1],))
    return replace(named, text=clean, operations=(whole,))


def with_shape_behind(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """Operations with the shape in brackets behind them; None for all others, and where it is a list of settings."""
    if (found := shape_behind(clean)) is None:
        return _sized_data(parse, clean, role)
    named = parse(found[0], role=role)
    if not named.operations or not comes_out(named.operations[-1], found[1]):
        return None
    *others, last = named.operations
    first, *rest = (*others, replace(last, output_shape=found[1]))
    return replace(named, text=clean, operations=(replace(first, label=clean), *rest))


def _sized_data(parse: Parse, clean: str, role: Role) -> ParsedLabel | None:
    """Data by their name with the size that they have; None for all others, as it may be a setting."""
    if (found := numbers_behind(clean)) is None:
        return None
    place: Role = "text" if clean.endswith(")") else role
    named = parse(found[0], role=place).operations
    data = data_operation(found[0], place) or (named[0].op if len(named) == 1 else "")
    if data not in ("input", "output"):
        return None
    whole = ParsedOperation(data, label=clean, output_shape=found[1])
    return ParsedLabel(clean, (whole,), "terminal", 0.7)


def in_space(parse: Parse, clean: str, sides: Shape, role: Role) -> ParsedLabel:
    """A label that is a tensor's space; in a box it says what comes out, not what is done there."""
    shape = sides or None
    end = parse(clean.partition("∈")[0]) if is_member(clean) else None
    if end is not None and end.kind == "terminal" and len(end.operations) == 1:
        whole = replace(end.operations[0], label=clean, output_shape=shape)
        return ParsedLabel(clean, (whole,), "terminal", 0.8)
    if role == "box" and not is_member(clean):
        named = ParsedOperation("block", FrozenMap({"name": clean}), label=clean, output_shape=shape)
        return ParsedLabel(clean, (named,), "block", 0.6)
    return ParsedLabel(
        clean, (ParsedOperation("feature_map", label=clean, output_shape=shape),), "tensor", 0.8
    )
