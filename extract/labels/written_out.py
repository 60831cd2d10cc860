"""Layers that a few signs, numbers and words tell, written out as the grammar reads them: "K3S1C64", "conv 32×4"."""

from __future__ import annotations

import re

from extract.labels.each_width import layer_for_each
from extract.labels.lettered import lettered

_LAYER = r"(?:softmax|FC|fully connected|linear|dense|conv\w*|LSTM|GRU|MLP)"
_FOLLOWING = (
    r"(?:BN|LN|GN|IN|[LP]?ReLU6?|LeakyReLU|GELU|SiLU|ELU|Swish|Tanh|Sigmoid|Dropout|(?:Max|Avg)?Pool)"
)

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    # What follows a convolution, as an adjective before it: "ReLU Conv1" is no chain in that order.
    (
        re.compile(
            r"^((?:leaky\s?|p|l)?relu)\s((?:de)?conv(?:olution(?:al)?)?(?:\s?\d)?(?:\s[^A-WYZa-wyz]*)?)$",
            re.IGNORECASE,
        ),
        r"\2 → \1",
    ),
    # Filters before their kernel, or behind a layer's letter with its kernel: "64C3S2", "C3-64", "C3x3-64".
    (re.compile(r"^(\d{2,4})[cC](\d)$"), r"conv \2×\2, \1 filters"),
    (re.compile(r"^(\d{2,4})[cC](\d)[sS](\d)$"), r"conv \2×\2, stride \3, \1 filters"),
    (re.compile(r"^C(\d)(?:[x×]\1)?-(\d{2,4})$"), r"conv \1×\1, \2 filters"),
    # "Linear" behind the width of a layer says that no activation follows: "Dense 1 unit, linear output".
    (re.compile(r"(?<=[\w)])\s?[,;]\s?linear (?:output|activation)s?$", re.IGNORECASE), ""),
    (re.compile(r"(?<=\d)\s?\((?:linear|identity|no)(?: activation| output)?\)$", re.IGNORECASE), ""),
    (re.compile(r"^((?:de)?conv\b[^,;]*\d[^;]*?)\s?[,;]\s?linear$", re.IGNORECASE), r"\1"),
    # What a layer with weights drops behind it, as a keyword; one with states drops within ("LSTM, dropout=0.2").
    (
        re.compile(
            r"^(?!.*(?:lstm|gru|rnn|atten|transf|enc|block))(.*[^\s(,][,;]\s?)drop_?out(?:_?rate)?\s?=\s?(0?\.\d+|\d{1,2}\s?%)$",
            re.IGNORECASE,
        ),
        r"\1dropout \2",
    ),
    # The window of a pooling, by its noun said again, or as how many times less is left of the map.
    (
        re.compile(
            r"((?:max|avg|average)[- ]?pool(?:ing)?(?:\s?[1-3]d)?)[,:]?\s(?:with\s)?pool(?:ing)?\s?=?\s?"
            r"(\d+(?:\s?×\s?\d+)*)(?![\w×])",
            re.IGNORECASE,
        ),
        r"\1 size \2",
    ),
    (
        re.compile(
            r"^((?:max|avg|average)[- ]?pool(?:ing)?(?:\s?[1-3]d)?)\s?\(?(?:×\s?(\d)|(\d)\s?×)\)?$",
            re.IGNORECASE,
        ),
        r"\1 size \2\3",
    ),
    # "Size" in Spanish, Portuguese, French and German, before its number.
    (
        re.compile(r"\b(?:tama[ñn]o|tamanho|taille|gr(?:ö|oe)(?:ß|ss)e)\s?[=:]?\s?(?=[\d(])", re.IGNORECASE),
        "size ",
    ),
    # How many blocks there are, in brackets behind them; units are not so few.
    (
        re.compile(
            r"^((?:transformer|encoder|decoder|residual|attention|vit|swin|bert)[\w -]*\s(?:blocks|layers))\s?"
            r"\((\d{1,2})\)$",
            re.IGNORECASE,
        ),
        r"\1 ×\2",
    ),
    # A layer by how many inputs and outputs it has.
    (
        re.compile(
            r"\b(?:fully[\s-]connect(?:ing|ed)|dense|linear|fc)(?:\slayer)?,?\swith\s[\w×*=.,\s]+?\sinputs?\sand\s(\d+)\soutputs?\b",
            re.IGNORECASE,
        ),
        r"dense, \1 units",
    ),
    # What is left of a map that is pooled whole.
    (re.compile(r"(?<=[\d)])\s→\s1\s?×\s?1$"), ""),
    # The logistic function, written out.
    (re.compile(r"^1\s?/\s?\(\s?1\s?\+\s?(?:e\s?\^\s?\{?[-−]|exp\s?\([-−])\s?\w\s?[})]?\s?\)$"), "sigmoid"),
    # Filters and stride by their letters before the name: "n32s1 conv, k3".
    (re.compile(r"^[nN](\d+)[sS](\d)\s(conv\w*)", re.IGNORECASE), r"\3 \1 filters, stride \2"),
    # Filters before a window in brackets, or before its one side: "Conv 16×(3×3)", "deconv 64×5".
    (
        re.compile(r"\b((?:de)?conv\w*)\s(\d{1,4})\s?×\s?\((\d{1,2}\s?×\s?\d{1,2})\)", re.IGNORECASE),
        r"\1 \3, \2 filters",
    ),
    (
        re.compile(
            r"\b((?:de)?conv(?:olution)?)\s(1[6-9]|[2-9]\d|\d{3,4})\s?[×x]\s?([2-9])(?=$|\s→)", re.IGNORECASE
        ),
        r"\1 \3×\3, \2 filters",
    ),
    # Kernel, filters and stride in brackets; a framework's call has what comes in first.
    (
        re.compile(r"\b(conv|convolution)\s?[(\[]([3579]),\s?(\d{2,4}),\s?([12])[)\]]", re.IGNORECASE),
        r"\1 \2×\2, \3 filters, stride \4",
    ),
    # How many kernels, and of which size.
    (
        re.compile(r"\b(\d{1,4})\s(?:kernels|filters),?\s(?:of\s)?size\s(\d{1,2})(?!\s?×)\b", re.IGNORECASE),
        r"\1 filters, kernel size \2",
    ),
    # A stride by its letter, apart from its number, in a list.
    (re.compile(r"(?<=[\d)]),\s?s\s(\d)(?=$|[,)])", re.IGNORECASE), r", stride \1"),
    # A dilated convolution by its dilation, or by its letter where the dilation is told: "2-DConv", "D-Conv, r=2".
    (re.compile(r"\b([24-9]|1\d)-DConv\b"), r"conv, dilation \1"),
    (re.compile(r"(?<![-\w])D-?Conv\b(?=.*[\s(,](?:r|d|rate|dilation)\s?=)"), "dilated conv"),
    (re.compile(r"^linear\s(?=\d\s?×\s?\d\sconv)", re.IGNORECASE), ""),
    # So many units of one kind are a layer of them.
    (
        re.compile(
            r"^(\d{2,5})(?:-?\s?d(?:im)?)?\s(tanh|relu|sigmoid|maxout|softplus|elu|gelu|selu)\s(?:layer|unit|neuron|node)s?$",
            re.IGNORECASE,
        ),
        r"dense \1 → \2",
    ),
    (re.compile(r"^[A-Z]\d{1,2}\s?[:,]\s?(\d{2,5})\s(?:units|neurons|nodes)$"), r"dense \1"),
    # A function of an affine map, as its formula.
    (
        re.compile(r"^(ReLU|tanh|sigmoid|softmax|σ)\s?\(\s?W\s?[xhz]\s?\+\s?b\s?\)$", re.IGNORECASE),
        r"dense → \1",
    ),
    (
        re.compile(
            r"^(\d{1,5})\s(?:hidden\s)?(?:units?|neurons?|nodes?|neurones|neuronas|neurônios|neuronen|unidades|unités|einheiten)"
            r"\s?[,;+(]\s?(softmax|sigmoid|tanh|(?:leaky\s?)?relu)(?:\sactivation)?\)?$",
            re.IGNORECASE,
        ),
        r"dense \1 → \2",
    ),
    # Which of several it is, before the layer and its width: "Char 1 softmax (37)".
    (
        re.compile(
            rf"^(?:char|digit|task|branch|stream|view|tower|modality|attribute|label)\s?\d\s(?={_LAYER}\s?\(\d)",
            re.IGNORECASE,
        ),
        "",
    ),
    # To and from colours, where a kernel says that it is a layer.
    (re.compile(r"^(?:to|from)\s?RGB\s(?=\d\s?×\s?\d)"), "conv "),
    # A layer's number before its name in Chinese or Japanese: "C1卷积层".
    (re.compile(r"^[CSFP]\d{1,2}\s?(?=[\u3040-\u30ff\u4e00-\u9fff])"), ""),
    # Classes that are counted by a letter.
    (re.compile(rf"^([A-Z])[\s-](?:class|way)\s({_LAYER})$", re.IGNORECASE), r"\2, \1 units"),
    # Parts of speech by their letters; positions are not set in capitals.
    (re.compile(r"\bPOS(?=[\s-](?:tag\s)?emb)"), "tag"),
    # What comes in as a product: "Linear (h×d_v → d_model)".
    (
        re.compile(r"\b(linear|dense|fc)\s?\(\s?\w+(?:\s?[×·*]\s?\w+)+\s?→\s?(\w+)\)", re.IGNORECASE),
        r"\1, \2 units",
    ),
    # What is done with all there is of a kind: "Concatenate Features".
    (
        re.compile(
            r"^(concat(?:enate)?|add|sum|average|flatten|reshape|split)\s(?:all\s|the\s|both\s)?(?:[a-z]+\s)?"
            r"(?:features?|feature maps?|embeddings?|vectors?|tokens|maps|channels|outputs|inputs|states)$",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    # A linear layer as one framework calls it, before its activation.
    (re.compile(r"\binner product(?=\s?[+→,]\s?softmax)", re.IGNORECASE), "inner product layer"),
    (re.compile(r"(?<=\w\s)with\s(dropout)\sand\s(softmax) output$", re.IGNORECASE), r"→ \1 → \2"),
    # A layer by a name of its own, before what follows it: "TDNN-ReLU-BN".
    (
        re.compile(
            rf"^(?!(?:conv|fc|linear|dense|add|relu|pool|lstm|gru|mlp|norm|concat)-)([A-Z][A-Za-z]{{3,}})-"
            rf"(?={_FOLLOWING}(?:-{_FOLLOWING})+$)",
            re.IGNORECASE,
        ),
        r"\1 → ",
    ),
    (
        re.compile(rf"^(?!(?:CONV|MLP|GRU|LSTM|RNN|POOL|ADD|CAT)-)([A-Z]{{3,6}})-(?=(?-i:{_FOLLOWING})$)"),
        r"\1 → ",
    ),
    # What a pooling over time takes of each channel.
    (
        re.compile(
            r"^(?:(?:temporal|statistics?|stats?) )?pool(?:ing)?(?: layer)? ?\((?:mean|avg|average|μ)\W{1,3}(?:and )?"
            r"(?:std\.?|std\.? ?dev\w*|stddev|standard deviation|var\w*|σ)\)$",
            re.IGNORECASE,
        ),
        "statistics pooling",
    ),
    # As many units each way: they are those of one direction.
    (
        re.compile(
            r"(\d+) forward(?:s| units?)? ?(?:and|\+|,|&) ?\1 backwards?(?: (?:LSTM|GRU|RNN))?"
            r"(?: (?:neurons?|units?|cells?|nodes?))?",
            re.IGNORECASE,
        ),
        r"\1 units",
    ),
    (re.compile(r"^(embedd?ings?) (?:dim\w*|size)\.?\s*[=:]\s*(\d+)$", re.IGNORECASE), r"\1, dim=\2"),
)


def written_out(text: str) -> str:
    """A cleaned, one-line label with such a layer in words; itself where there is none."""
    if coded := lettered(text):
        return coded
    if (each := layer_for_each(text)) != text:
        return each
    for pattern, plain in _FORMS:
        text = pattern.sub(plain, text)
    return text
