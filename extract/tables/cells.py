"""What a cell's text is: a layer, a value, a count of the whole network."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.labels import parse_label, repeat_mark
from extract.tables.drafts import FOLLOWING
from extract.tables.headers import head_of, plain, role_of
from extract.tables.listed_widths import is_width_chain
from extract.tables.values import dims, is_empty, leading_dims

_NO_LAYER = re.compile(r"^(?:layers?\b|input\s*(?:[×x/&,]|and)\s*output)", re.I)

_VIEW = re.compile(r"(?:[A-Za-z]+[- ])+views?", re.I)
"""What is looked at ("Global view"), where code calls a change of shape so."""

_END = re.compile(r"^(?:(?:raw|rgb|image|network|final)\s+)*(?:input|output)\b", re.I)

_OPERATION = re.compile(r"conv|pool|norm|\bBN\b|drop|relu|softmax", re.I)
"""Words of heads that name layers as well."""

_OF_SIZES = re.compile(
    r"size|shape|dim|resol|channel|feature|volume|\(\s*[a-z](?:\s*[×x,*]\s*[a-z])+\s*\)", re.I
)
"""What heads say and ends of networks do not: "Output size", "Output (C×H×W)"."""

_TRAINING = re.compile(
    r"(?:latent|noise|code) (?:dim\w*|size)s?|(?:leaky ?relu|lrelu|negative) slopes?|optimi[sz]ers?"
    r"|(?:(?:weights?|bias(?:es)?|kernel)[\w ,/&]* )?initiali[sz](?:ers?|ations?)|(?:weight|learning rate) decay"
    r"|(?:initial |base )?learning rates?|momentum|(?:mini-?)?batch ?-?sizes?|loss functions?"
    r"|(?:training |max(?:imum)? |number of )?(?:epochs|iterations)|regulari[sz](?:ers?|ations?)|gradient clip\w*"
)
"""What tables of layers print below them of the training."""

_SETTINGS = re.compile(
    r"\b(?:(?:window|step|kernel|filter|pool(?:ing)?|patch)?[ _-]?sizes?|windows?|steps?|strides?|kernels?|filters?"
    r"|channels?|maps?|neurons?|units?|padding|of|with|and)\b|(?<=\d)\s*x(?=\s*\d)",
    re.I,
)
DEPTH = re.compile(r"^\d+[- ](?:weight[- ])?layers?$", re.I)
"""A network named by its number of layers."""


@lru_cache(maxsize=4096)
def is_layer(text: str) -> bool:
    """Whether a text names an operation, or a kernel with a number of filters."""
    clean = re.sub(r"^\[([^\[\]]+)\].*$", r"\1", text.strip())
    if is_width_chain(clean):
        return True
    if is_empty(clean) or not re.search(r"[A-Za-z]{2}|[×x²]", clean) or DEPTH.match(clean):
        return False
    several = len(head_of(clean).roles) > 1
    if (several or role_of(clean) is not None) and not _OPERATION.search(clean):
        return not several and bool(_END.match(clean)) and not _OF_SIZES.search(clean)
    if (dims(clean) is not None and clean != "BN") or _NO_LAYER.match(clean) or _VIEW.fullmatch(clean):
        return False
    parsed = parse_label(clean, role="cell")
    if parsed.kind == "terminal":
        return len(clean) < 40
    if parsed.kind != "operations":
        return False
    if not re.search(r"[A-Za-z]{2}", clean):
        sized = leading_dims(clean)
        return sized is not None and len(sized[0]) >= 2 and bool(re.match(r"[,/@]", sized[1]))
    return True


def is_value(text: str) -> bool:
    """Whether a text is a number, a size or a repeat mark rather than a head."""
    clean = text.strip()
    return bool(
        re.fullmatch(r"[-+]?\d[\d.,]*\s*(?:[%kKMGB]|ms)?", clean)
        or ((sized := leading_dims(clean)) and not re.match(r"[^,/@(%]", sized[1]))
        or repeat_mark(clean) is not None
        or re.match(r"^\d+\s*[×x*@]\s*\S", clean)
    )


def only_sets(text: str) -> bool:
    """Whether a text says in words how a layer is set, and names none: "320 kernels. Window size: 8.".

    A kernel at its start is a layer by itself ("3×3, 64, stride 2").
    """
    worded = re.search(r"[A-Za-z]{4}", text) is not None and not re.match(r"\W*\d+\s*[×x]\s*\d", text)
    return worded and not re.search(r"[A-Za-z]", _SETTINGS.sub("", text))


def only_follows(text: str) -> bool:
    """Whether a text names only what follows a layer: "LRN", "Dropout", "BN, ReLU"; "400, ReLU" has a layer as well."""
    parts = [
        parse_label(part, role="cell").operations for part in re.split(r"\s*[,+/&→]\s*(?![^(]*\))", text)
    ]
    return all(found and all(each.op in FOLLOWING | {"lrn"} for each in found) for found in parts)


def is_total(text: str) -> bool:
    """Whether a row speaks of counts of the whole network, or of how it is trained.

    "f1" at the head of a column is a measure; a row of that name is a layer beside "c1" and "p1".
    """
    name = plain(text)
    return (
        (role_of(text) == "measure" and re.fullmatch(r"[a-z]\d", name) is None)
        or re.match(r"(?:total|depth|complexity|flops|params|# ?param)\b", name) is not None
        or _TRAINING.fullmatch(name) is not None
    )
