"""What a head says of a model as a whole: how deep it is, how wide, with how many heads; what it costs or scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extract.tables.cells import is_total
from extract.tables.headers import plain, role_of

Kind = Literal[
    "depth",
    "width",
    "heads",
    "units",
    "channels",
    "size",
    "activation",
    "loss",
    "measure",
    "score",
    "other",
]

_COUNTED = r"(?:(?:#|n|(?:total )?(?:number|no|nr|num)(?: of)?(?: the)?) ?)?"
_PART_NAMES = "encoder|decoder|generator|discriminator|prior|teacher|student"
_PART = rf"(?:(?:{_PART_NAMES}|text|image|vision|speech|audio|language)s? )?"
_OF = (
    r"(?:(?:model|hidden|embed(?:ding)?s?|emb|token|word|latent|feature|channel|layer|state|inner|intermediate"
    r"|mlp|ffn?|feed[- ]?forward|transformer|attention|attn|residual|bottleneck|projection|internal|head|key"
    r"|query|value|q|k|v) )*"
)
_EXTENT = r"(?:sizes?|dim(?:ension)?(?:s|ality)?|widths?|units?|states?)"
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "depth",
        rf"{_COUNTED}{_PART}(?:(?:hidden|transformer|residual|res|resnet|attention|self-attention|conformer|basic"
        r"|convolutional|recurrent|lstm|gru|rnn|dense|identical|stacked) )?(?:layers?|blocks?)|depth|#? ?l",
    ),
    (
        "heads",
        rf"{_COUNTED}{_PART}(?:(?:self-?|multi-?|cross-?)?(?:attention|attn|query|q) )?heads?(?: number)?|#? ?h",
    ),
    (
        "width",
        rf"{_PART}(?:{_OF}{_EXTENT}|(?:hidden|embed(?:ding)?s?|emb|ffn?|mlp|feed[- ]?forward|width|d ?ff|d ?[kv]"
        r"|d ?(?:model|head|hidden|emb(?:ed)?|mlp|inner))(?: (?:size|dim\w*))?)",
    ),
    (
        "units",
        rf"{_COUNTED}(?:(?:hidden|recurrent|dense|lstm|gru|rnn|mlp) )*(?:neurons|units|nodes|cells)"
        r"(?: (?:per|in each) layer)?",
    ),
    (
        "channels",
        rf"{_COUNTED}(?:(?:output|base|initial|conv\w*) )?(?:channels?|filters?|feature maps|kernels)",
    ),
    (
        "size",
        rf"{_COUNTED}(?:experts?|(?:object )?quer(?:y|ies)|groups?|tokens|stages?|mixtures|codebooks?|classes"
        r"|sampling points|kv heads|latents)"
        r"|(?:patch|window|kernel|filter|conv\w* kernel|vocab(?:ulary)?|codebook|context|sequence|image|input"
        r"|memory|pool\w*) (?:size|length|width|dim\w*|resolution)"
        rf"|{_COUNTED}(?:mlp|cnn|conv\w*|dense|fc|linear|gru|lstm|rnn|fully connected) (?:layers|blocks|depth)"
        r"|(?:mlp|expansion|widen\w*|compression|reduction|scale|growth|channels?|width|depth|cnn)"
        r" (?:ratio|factor|rate|multiplier?|multiple)s?"
        r"|residual scaling|multiplier|cardinality|resolution|max(?:imum)? length|kernel|stride"
        r"|(?:attention |residual |embedding )?dropout(?: rate)?|attention (?:resolutions?|type)"
        r"|(?:use |with )?(?:bn|batch norm\w*|layer norm\w*|bias|norm\w*|se)|shared? (?:weights|parameters)"
        r"|parameter[- ]sharing",
    ),
    ("activation", r"activations?(?: functions?)?|non-?linearit(?:y|ies)|act"),
    ("loss", r"loss(?: functions?)?"),
)
"""Heads of settings as plain names, the lowered words of symbols apart ("d model")."""
_READ = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]
_MEASURE = re.compile(
    r"(?:#|n|num\w*|number of|model|total|trainable)? ?(?:of )?param\w*|.*\b(?:flops|macs|madds|batch|lr"
    r"|learning rate|warmup|steps?|epochs?|optimi[sz]er|weight decay|throughput|latency|memory|speed|time"
    r"|gpus?|tpus?)\b.*"
)
_SCORE = re.compile(
    r"\b(?:acc\w*|err\w*|m?ap|iou|miou|bleu|psnr|ssim|fid|f1|wer|cer|auc|dev|test|val(?:id)?\w*|top-?[15]|ppl"
    r"|perplexity|loss|score|rouge|mse|mae|rmse|recall|precision|mnli|squad|imagenet|glue|bpc|mos)\b"
)
_NUMBERS: frozenset[Kind] = frozenset(("depth", "width", "heads", "units", "channels"))
"""What is told by a number for each model, or by a letter, or by one for each of its stages."""
_COUNT = re.compile(r"\d[\d.,]*\s?[kKMBGT]\b.*")
_LETTER = r"[a-z](?: \w{1,6})?"
_SYMBOL = re.compile(rf"\s+\(?{_LETTER}(?: ?[×x] ?{_LETTER})?\)?$")
"""The symbol of a size after its name, lowered words of it apart: "Hidden size D_h", "Patch size P × P"."""
_PARTS = re.compile(rf"(?:(?:#|number of|num\.?|no\.? of)\s*)?(?P<part>{_PART_NAMES})s?\b", re.I)


def kind_of(head: str, texts: Sequence[str]) -> Kind:
    """What a head says, by its words and by what is printed under it.

    Args:
        head: as printed.
        texts: what the table prints under it, without empty cells.
    """
    name = _plain(head)
    forms = (name, _SYMBOL.sub("", name), re.sub(r"\s*\(.*\)$", "", name))
    if (texts and all(_COUNT.fullmatch(text) for text in texts)) or any(map(_MEASURE.fullmatch, forms)):
        return "measure"
    for kind, pattern in _READ:
        if any(map(pattern.fullmatch, forms)):
            told = kind not in _NUMBERS or sum(map(_is_number, texts)) > 0.5 * len(texts)
            return kind if told else "other"
    if _SCORE.search(name):
        return "score"
    return "measure" if is_total(head) or role_of(head) == "measure" else "other"


def is_symbol(head: str) -> bool:
    """Whether a head is nothing but a symbol: "L", "d_k"."""
    return re.fullmatch(r"#? ?[^\W\d_](?:_\{?\w{1,6}\}?)?", head.strip()) is not None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\[({]?[\dA-Za-z]?[\d,.;/ –-]*[\])}]?", text.strip()) is not None


def block_of(head: str) -> str:
    """The kind of block that a head counts ("# Residual blocks"), by its name for one; "" for bare layers."""
    found = re.fullmatch(rf"{_COUNTED}(?P<name>\w[\w -]* block)s", _plain(head))
    return found["name"].capitalize() if found else ""


def part_of(head: str) -> str:
    """The part of a model that a head names first ("Encoder layers"): "Encoder"; "" for none."""
    found = _PARTS.match(head.strip())
    return found["part"].capitalize() if found else ""


def _plain(head: str) -> str:
    """A head in small letters, its lowered words apart ("n_layers")."""
    apart = re.sub(r"[_.]", " ", plain(head)).replace("#", "# ")
    return re.sub(r"\s+", " ", apart).strip()
