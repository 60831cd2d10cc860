"""Heads as phrases: a noun with what is said of it, in any of the orders that people write ("size of the filters")."""

from __future__ import annotations

import re

_COUNTED = r"(?:#|(?:total )?(?:number|no|nr|nb|num|n|count|amount|quantity) (?:of )?(?:the )?|count of )\s*"
_COUNT = r"(?: ?(?:number|num|no|nr|count|#|amount))"
_SIZE = r"(?:size|shape|dim(?:ension)?s?|dimensionality|width|length|height|extent)s?"
_SHAPE = r"(?:size|shape|dim(?:ension)?s?|dimensionality|res(?:olution)?|volumes?(?: size)?|extent|length|format)s?"
_WINDOW = r"(?:(?:convolution(?:al)?|conv) )?(?:kernel|filter|window|patch|mask)s?"
_CHANNEL = r"(?:(?:feature|feat) )?(?:channel|chan|chn|ch|filter|kernel|feature|feat|map)s?"
_NODE = (
    r"(?:(?:hidden|output|out|fc|fully[- ]connected|dense|linear|lstm|gru|rnn|recurrent|mlp) )?"
    r"(?:neuron|node|unit|cell)s?"
)
_DATA = r"(?:(?:layer|tensor|data|feature|activation|spatial|volume|map|image|blob)s? )*"
_MAP = r"(?:tensor|volume|(?:feature|activation|spatial|output)? ?maps?|feature|activation|spatial)"

_SIDE = (
    r"(?:samples?|times?|frames?|steps?|lengths?|freq(?:uenc(?:y|ies))?|bins?|bands?|heights?|widths?|channels?|maps?|filters?"
    r"|features?|feature maps|nodes?|points?|tokens?|electrodes?|sensors?|dims?|t|f|c|n|h|w|l|d)"
)
"""What the sides of a tensor are called: "samples × maps", "T × F × C"."""

PHRASES: dict[str, tuple[str, ...]] = {
    "measure": (
        r".*\b(?:learnable|trainable|parameter count|param(?:eter)?s? number)\b.*",
        r"param(?:eter)?s? (?:no|#)",
        r"(?:total )?learnables",
    ),
    "pool_kernel": (rf"(?:max |avg |average )?pool(?:ing)?[- ](?:kernel |filter |window )?{_SIZE}",),
    "kernel": (
        rf"{_WINDOW} {_SIZE}",
        rf"{_SIZE} of (?:the )?{_WINDOW}",
        rf"(?:convolution(?:al)?|conv) (?:(?:kernel|filter)s?|{_SIZE})",
        rf"weights? {_SIZE}",
        r"k ?[×x] ?k",
    ),
    "stride": (
        r"(?:sub|down)-?sampling(?: (?:factor|rate|ratio))?",
        r"strides? (?:size|step|length)",
        r"(?:first|initial|1st) strides?|strides? of (?:the )?first(?: layer| block)?",
        r"(?:conv\w* |kernel |filter )strides?",
    ),
    "padding": (r"(?:zero[- ])?pad(?:ding)?s?(?: (?:mode|type|size|scheme))?",),
    "dilation": (
        r"(?:atrous|dilat(?:ion|ed))(?: (?:rate|factor|conv\w*|spacing|size))?s?",
        r"(?:kernel|filter|conv\w*) dilations?(?: (?:rate|factor))?",
    ),
    "filters": (
        rf"{_COUNTED}(?:(?:output|out|conv\w*) )?{_CHANNEL}",
        rf"(?:(?:output|out|conv\w*) )?{_CHANNEL}{_COUNT}",
        rf"(?:output|out|conv\w*) {_CHANNEL}",
        r"(?:output|out) c",
        rf"{_CHANNEL} (?:out|output)",
        r"(?:feature|feat) maps?",
        r"(?:channel|feature)s? (?:size|dim(?:ension)?s?|width)",
    ),
    "input_channels": (rf"(?:{_COUNTED})?(?:input|in) {_CHANNEL}", r"channels? in"),
    "units": (
        rf"(?:{_COUNTED})?{_NODE}",
        rf"{_NODE}{_COUNT}",
        rf"{_COUNTED}outputs",
        r"hidden (?:state )?(?:size|dim(?:ension)?s?)",
    ),
    "output": (
        rf"(?:output|out) {_DATA}{_SHAPE}",
        r"(?:output|out) (?:h ?[×x*, ]? ?w|w ?[×x*, ]? ?h)(?: ?[×x*, ] ?[cd])?",
        r"(?:output|out) (?:tensor|volume|map|dimensions?|data)s?",
        rf"layer output(?: {_SHAPE})?",
        r"outputs? (?:per|for each|of each|for one) \w+",
        rf"{_MAP} {_SHAPE}",
        rf"{_SHAPE} of (?:the )?(?:output|{_MAP})s?",
        rf"(?:{_MAP} )?{_SHAPE}[- ](?:out(?:put)?|after(?:wards)?|behind)",
        r"tensor|volume|activation maps?|dimensionality",
        rf"{_SIDE}(?: ?[×x*] ?{_SIDE})+",
    ),
    "input": (
        rf"(?:input|in) {_DATA}{_SHAPE}",
        r"(?:input|in) (?:tensor|volume|map|name|data)s?",
        r"(?:connected|linked) (?:to|with|from)",
        r"inputs? (?:from|layers?)",
        r"(?:prev(?:ious)?|preceding)(?: layers?)?",
        rf"{_SHAPE} of (?:the )?inputs?",
        rf"(?:{_MAP} )?{_SHAPE}[- ](?:in(?:put)?|before)",
    ),
    "op": (
        r"types? of (?:the )?(?:layer|operation|block|module)s?",
        r"(?:layer|op|operation|block|module|keras|pytorch) (?:class|kind|type|layer)s?",
    ),
    "index": (r"layer (?:nr|no|number|#|id|idx)", r"# ?layer", r"position|pos|l#"),
    "activation": (
        r"(?:act|activ|activation)s? (?:func(?:tion)?|fn|type|layer)s?",
        r"non-?linear(?:ity|ities| functions?)?",
        r"transfer functions?",
    ),
    "norm": (r"(?:batch[- ]?)?norm(?:ali[sz]ation)?(?: (?:layer|type))?\??",),
    "dropout": (
        r"drop(?:[- ]?out)? (?:rate|prob(?:ability)?|ratio|p|%)",
        r"keep(?:ing)? prob(?:ability)?",
    ),
    "config": (r"notes?|comments?|attributes?|values?",),
}
"""What each kind of head looks like, as the whole of a name in small letters without points."""

_READ = {role: re.compile("|".join(patterns)) for role, patterns in PHRASES.items()}
_ENDS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def phrase_role(name: str) -> str | None:
    """The kind of a head that is such a phrase; None where it is none.

    Args:
        name: in small letters.
    """
    for text in (name, _ENDS.sub("", name)):
        clean = re.sub(r"\s+", " ", text.replace(".", " ").replace("_", " ").replace("#", "# ")).strip()
        found = next((role for role, pattern in _READ.items() if clean and pattern.fullmatch(clean)), None)
        if found:
            return found
    return None
