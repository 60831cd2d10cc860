"""What heads of settings say: of which layers they speak ("GRU", "conv.", "hidden"), and what they tell of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeVar

from extract.tables.headers import plain

Tells = Literal[
    "layer",
    "units",
    "depth",
    "kernel",
    "stride",
    "padding",
    "filters",
    "activation",
    "dropout",
    "norm",
    "type",
    "training",
]
_Kind = TypeVar("_Kind", bound=str)

_PARTS: tuple[tuple[str, str], ...] = (
    ("positional_encoding", r"position(?:al)?(?: (?:encod|embed)\w*)?"),
    (
        "embedding",
        r"(?:word |token |char(?:acter)? |item |user |node |entity |label |input |learned )*emb(?:ed(?:ding)?s?)?",
    ),
    ("lstm", r"(?:bi-?(?:directional )?|b)?lstms?"),
    ("gru", r"(?:bi-?(?:directional )?)?grus?"),
    ("rnn", r"(?:bi-?(?:directional )?)?(?:rnns?|recurrent)"),
    ("pool", r"(?:max |average |avg )?pool(?:ing)?s?"),
    ("conv", r"conv(?:olution(?:al)?)?s?(?:[ -]?net\w*)?|cnns?"),
    ("graph_conv", r"graph conv\w*|gcn|gnn|message passing"),
    ("output", r"^(?:output|out|last|final)s?|outputs?(?= (?:layer|act|units|size|dim))|classifier|softmax"),
    ("input", r"^(?:input|observation|state|(?:image|frame|crop)(?= (?:size|shape|res)))s?"),
    ("dense", r"(?:fc|fully[- ]connected|dense|linear|mlp|feed-?forward|proj(?:ection)?)s?\d?"),
    ("hidden", r"hidden"),
)
"""Words for layers, those that say most first; "hidden" layers are dense ones unless the table has recurrent ones."""

_TELLS: tuple[tuple[Tells, str], ...] = (
    ("activation", r"activations?|activ|act|non-?linearit(?:y|ies)|nonlin"),
    ("dropout", r"drop(?:[- ]?out)?s?|keep"),
    ("norm", r"(?:batch|layer|group|instance)?[- ]?norm(?:ali[sz]ation)?s?|bn"),
    ("padding", r"pad(?:ding)?"),
    ("stride", r"strides?|steps? size"),
    (
        "kernel",
        r"(?:kernel|filter|window|region|patch)s?(?: region)? (?:sizes?|widths?|lengths?|shapes?|dim\w*)"
        r"|receptive fields?|kernels?$",
    ),
    ("filters", r"filters?|channels?|feature maps?|maps|kernels|features"),
    ("units", r"(?:sizes?|widths?|units|neurons|nodes|dim\w*) (?:of|in|per|for)\b.*"),
    ("depth", r"(?<!per )(?:layers|blocks|depth|stacks?)(?! (?:sizes?|widths?|units|dim\w*))"),
    ("units", r"units?|neurons|nodes|cells|sizes?|dim(?:ension(?:s|ality)?)?s?|widths?"),
    ("type", r"types?|cells?"),
)
_COUNTED = re.compile(r"^(?:#\s?|n\b|(?:total )?(?:no|nr|nb|num|number)\b(?: of)?)\s*")
_TRAINING = re.compile(
    r"learning|\blr\b|optimi[sz]er|batch[- ]?size|epochs?|iterations?|momentum|decay|discount|\bgamma\b|\bloss\b"
    r"|clip|seed|buffer|replay|update|warm-?up|init(?:iali[sz]\w*)?\b|temperature|regulari[sz]|\bl2\b|patience|memory|param(?:eter)?s\b"
    r"|flops|entropy|target|horizon|environments|workers|steps\b|tau\b|beta\b|epsilon|smoothing|schedule|frequency|beam"
    r"|augment|gpu|time\b|constraint|horizon|actors|reward"
)
"""Words of what is set for training, and of counts and costs."""
_FILLER = re.compile(
    r"\b(?:of|the|per|each|in|all|for|an?|and|number|layers?|hidden|network|net|model|functions?|rates?|prob(?:ability)?"
    r"|ratio|sizes?|dim\w*|units?|blocks?|states?|feature|vectors?|fully[- ]connected|fc|stacked|initial|word"
    r"|used|state|latent)\b"
)
_SCOPE = re.compile(
    r"\b(?:encoders?|decoders?|generators?|discriminators?|critics?|actors?|polic(?:y|ies)|value|q-?(?:function|net\w*)?(?=\W|$)|teacher|student"
    r"|transformers?|classifier|predictor)\b(?:[- ](?:network|net|function|head|mlp)s?)?"
)
_LISTED = re.compile(r"\s*[\[(]\s*(?P<names>[^\[\]()]*[,/][^\[\]()]*)[\])]\s*$")
_BRACKETS = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*")
_NUMBER = re.compile(
    r"(?:\s|#|(?<=[a-z]))(?P<number>\d)$|^(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s"
)


@dataclass(frozen=True, slots=True)
class SettingHead:
    """A head of a setting.

    Attributes:
        part: the layers that it speaks of; "" where it speaks of all, or of those of another head.
        tells: what it says of them; "layer" where it names nothing but the layer.
        number: which of several of the kind ("Hidden 1"); "" for all.
        scope: the network of several that it is of ("Critic").
        names: what it calls the layers that its values list ("[Block1, …, Block4]").
    """

    part: str
    tells: Tells
    number: str = ""
    scope: str = ""
    names: tuple[str, ...] = ()


def settings_of(head: str) -> tuple[SettingHead, ...]:
    """What a head says, which may name several settings at once: "Pooling size, stride". Empty where one is not known.

    Args:
        head: as printed.
    """
    first, *others = re.split(r"\s*(?:[,/&]|\band\b)\s*(?![^\[\](]*[\])])", head)
    found = [told for part in (first, *others) if (told := setting_of(part)) is not None]
    if others and len({each.tells for each in found}) == len(others) + 1:
        return tuple(replace(each, part=each.part or found[0].part) for each in found)
    whole = setting_of(head)
    return (whole,) if whole else ()


@lru_cache(maxsize=1024)
def setting_of(head: str) -> SettingHead | None:
    """What a head says; None for heads that are not known as settings of layers.

    Args:
        head: as printed.
    """
    listed = _LISTED.search(head)
    names = tuple(re.split(r"\s*[,/]\s*", listed["names"])) if listed else ()
    said = plain(_LISTED.sub("", head)).replace("_", " ").replace(".", " ")
    bracketed = " ".join(_BRACKETS.findall(said)).strip(" ()[]")
    text = re.sub(r"\s+", " ", _BRACKETS.sub(" ", said)).strip()
    if not text or _TRAINING.search(text):
        return SettingHead("", "training") if text else None
    scope = _SCOPE.search(text)
    rest = _SCOPE.sub(" ", text) if scope else text
    counted = _COUNTED.match(rest.strip()) is not None
    rest = _COUNTED.sub("", rest.strip())
    number = _NUMBER.search(rest)
    rest = _NUMBER.sub(" ", rest).strip()
    part, rest = _found(rest, _PARTS)
    tells, rest = _found(rest, _TELLS)
    if bracketed:
        part = part or _found(bracketed, _PARTS)[0]
        if tells == "depth" and _found(bracketed, _TELLS)[0] == "units":
            # "Layers (units)" lists how wide each of them is.
            tells = "units"
    if _FILLER.sub(" ", rest).strip(" -:,"):
        return None
    if not (part or tells or scope):
        return None
    which = next(filter(None, number.groups()), "") if number else ""
    if tells == "filters" and not counted and part == "pool":
        return None
    return SettingHead(
        part or "", tells or ("depth" if counted else "layer"), which, scope[0] if scope else "", names
    )


def _found(text: str, words: tuple[tuple[_Kind, str], ...]) -> tuple[_Kind | None, str]:
    """The first kind of words that a text has, and what is left of it; None for none."""
    for name, pattern in words:
        found = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", text)
        if found:
            return name, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None, text
