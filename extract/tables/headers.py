"""What the head of a column (or of a row, in a table laid on its side) says about the values under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "index",
    "name",
    "op",
    "config",
    "kernel",
    "stride",
    "padding",
    "dilation",
    "groups",
    "filters",
    "units",
    "pool_kernel",
    "pool_stride",
    "output",
    "output_height",
    "output_width",
    "output_channels",
    "output_side",
    "input",
    "input_channels",
    "repeat",
    "activation",
    "norm",
    "dropout",
    "measure",
]

WORDS: dict[Role, str] = {
    "index": "no|no.|nr|id|i|idx|index|#|layer no|layer no.|layer number|layer #|layer index|layer id|block no|"
    "step|order|number",
    "name": "name|layer name|layers name|block name|module name|stage name|stage|stages|block id|scale|level|group|"
    "group name|part|section|phase|component|components|module|modules|sub-network|subnetwork|network|blocks|"
    "conv layer|network part|layer label",
    "op": "type|layer|layers|layer type|layer types|type of layer|operator|operators|operation|operations|op|ops type|"
    "block|block type|module type|unit|building block|function|layer (type)|layer description|layer kind|kind|"
    "architecture layer|layer operation|convolution type|conv type|transformation|operator type|stage type",
    "config": "configuration|configurations|config|parameters|params setting|parameter|details|detail|hyper-parameters|"
    "hyperparameters|hyper-parameter|hyperparameter|settings|setting|specification|specifications|description|remarks|"
    "layer parameters|layer details|arguments|args|structure|layer configuration|layer specification|layer setup|"
    "architecture|network architecture|network structure|specs|layer settings|properties",
    "kernel": "kernel|kernels|kernel size|kernel sizes|kernel shape|filter|filter size|filter shape|filter sizes|"
    "filter dimension|filter dimensions|filter dims|patch|patch size|receptive field|receptive field size|window|"
    "window size|conv size|conv. size|conv. kernel|k|k size|ksize|kern|kern.|size/kernel|kernel dimension|"
    "kernel dimensions|kernel width|filter width|filter length|kernel length|weights shape|weight shape|kernel dims|"
    "filter kernel|conv kernel|weight dimensions|kernel_size|kernel sz",
    "stride": "stride|strides|s|str|str.|conv stride|conv. stride|input stride|step size|strd|stride size|"
    "down-sampling|subsampling|stride (h, w)|sampling|resample|resampling",
    "padding": "padding|pad|pads|p|zero padding|zero-padding|zero-padding size|padding size|zero pad|pad size|pad.",
    "dilation": "dilation|dilations|dilation rate|dilation factor|d|dil|dil.|rate|atrous rate|dilated|dilation width",
    "groups": "groups|group number|# groups|#groups|g|cardinality|number of groups",
    "filters": "channels|channel|# channels|#channels|output channels|out channels|output channel|# output channels|"
    "#output channels|number of channels|num channels|# of channels|filters|# filters|#filters|number of filters|"
    "num filters|# of filters|num. filters|no. of filters|no. filters|n filters|feature maps|# feature maps|"
    "#feature maps|number of feature maps|features|# features|maps|# maps|#maps|c|out|#out|# out|c_out|outputs|output maps|"
    "number of kernels|# kernels|#kernels|num kernels|width|out ch|out ch.|ch|ch.|chs|cout|# ch|#ch|output depth|"
    "out channel|outchannels|output features|out features|kernels number|no. of kernels|# of feature maps|depth dimension|"
    "filters number|feature channels|output dim|output dims|out dim|dim|dims|num outputs|num_filters|out_channels|n_out|"
    "number of output channels|# of output channels|n. filters|num. of filters|num of filters|num. channels|nb filters",
    "units": "units|# units|#units|hidden units|# hidden units|neurons|# neurons|#neurons|number of neurons|nodes|# nodes|"
    "number of units|hidden size|number of nodes|number of hidden units|no. of neurons|cells|num units",
    "pool_kernel": "pooling size|pool size|pooling|pool|pooling window|max pooling|max-pooling|maxpool|max pool|"
    "pooling kernel|pool kernel|pool width",
    "pool_stride": "pooling stride|pool stride",
    "output": "output size|output shape|output|output sizes|out size|output dimension|output dimensions|output resolution|"
    "out shape|output map size|feature map size|feature size|feature map|output feature map|map size|resolution|size|"
    "output volume|activation size|activation shape|spatial size|output spatial size|output tensor|act. size|act. shape|"
    "activation volume|dimensions|dimension|shape|tensor size|tensor shape|feature map dimensions|feature maps size|"
    "output (h, w, c)|output dim.|size out|size-out|out. size|data size|output scale|out res|out. res|output res|data shape|"
    "feature shape|output feature size|feature resolution|o/p size|sizes|output map|layer size|layer output size|outputs size|"
    "activations",
    "output_height": "height|h|output height",
    "output_width": "w|output width|width (w)",
    "output_side": "x, y dimension|x,y dimension|spatial dimension|spatial dimensions|x y dimension|spatial resolution|"
    "feature map resolution",
    "input": "input size|input shape|input|input dimension|input dimensions|input sizes|spatial input size|input resolution|"
    "in size|input volume|size-in|size in|bottom|inputs|input spatial size|input map size|input feature map|input from|"
    "in. size|in shape|input tensor|previous layer|prev layer|connected to|from",
    "input_channels": "input channels|in channels|# input channels|#input channels|in|in ch|in ch.|cin|c_in|input channel|"
    "input depth|#in|# in|input features|in channel|in features|input maps|n_in|input dim",
    "repeat": "n|repeat|repeats|# repeats|repeat times|times|#layers|# layers|number of layers|# blocks|#blocks|"
    "number of blocks|repetition|repetitions|#repeat|# repeat|num layers|num blocks|r|n_layers|blocks number|"
    "no. of layers|layers number|num. layers|number of repeats|number of repetitions|# of blocks|# of layers|#rep|# rep",
    "activation": "activation|activations function|activation function|activ.|act|act.|nonlinearity|non-linearity|nl|"
    "non linearity|nonlin.|activation fn|activation type|non-linear|act fn|nonlin",
    "norm": "bn|batch norm|batch norm.|batch normalization|batchnorm|batch-norm|normalization|normalisation|norm|norm.|"
    "use bn|bn?|batchnorm?",
    "dropout": "dropout|drop out|drop-out|dropout rate|drop|keep prob|dropout ratio|dropout prob",
    "measure": "# params|#params|params|parameters (m)|# parameters|#parameters|number of parameters|num params|params (m)|"
    "params.|param|param #|param|# param|#param|total parameters|flops|# flops|mflops|gflops|flops (g)|flops (m)|macs|mac|"
    "mult-adds|madds|multadds|# mult-adds|ops|# ops|#ops|operations count|complexity|complexity (ops)|memory|mem|time|"
    "time (ms)|latency|speed|depth|weights|# weights|#weights|total|accuracy|acc|acc.|error|err|err.|top-1|top-5|"
    "top-1 error|top-5 error|top-1 err|top-1 acc|top1|top5|map|miou|iou|psnr|ssim|bleu|fid|auc|f1|wer|loss|score|"
    "connections|# connections|number of connections|computation|comp.|throughput|receptive field (px)|rf|"
    "cumulative receptive field|cost|#w|num. params|no. of parameters|no. params|size (mb)|model size|learning rate|lr|"
    "batch size|epochs|optimizer|weight decay|momentum|dataset|train|test|ref|reference|year|method|methods|model|models",
}
_BY_WORD: dict[str, Role] = {word: role for role, words in WORDS.items() for word in words.split("|")}
_SYMBOL = re.compile(r"[(\[⟨<,]*(?:[A-Za-z\d]{0,2}[ˆ˜¯_^²³×]*(?:_\w{1,3})?)[)\]⟩>,]*")
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its printed text and its roles, several where it names several ("Type / Stride")."""

    text: str
    roles: tuple[Role, ...] = ()

    @property
    def role(self) -> Role | None:
        """Its first role."""
        return self.roles[0] if self.roles else None


def plain(text: str) -> str:
    """A head in lower case, without marks at its ends."""
    return re.sub(r"\s+", " ", text.lower().replace("–", "-").replace("’", "'")).strip(" .:*†‡•◦")


def role_of(text: str) -> Role | None:
    """The role of one name; None where it says nothing known."""
    name = plain(text)
    if not name:
        return None
    # Capital letters are names of networks ("A", "D"), small ones are settings ("t", "c", "n", "s").
    if len(text.strip()) == 1 and text.strip().isupper():
        return None
    return exact_role(name) or _by_pattern(name)


def exact_role(name: str) -> Role | None:
    """The role of a plain name in the vocabulary."""
    for form in (name, _UNIT.sub("", name), name.replace("#", "# ").replace("  ", " "), name.rstrip("s")):
        found = _BY_WORD.get(form.strip())
        if found:
            return found
    return None


_PATTERNS: tuple[tuple[str, Role], ...] = (
    (r"^(?:# ?|num(?:ber|\.)? (?:of )?)?(?:params?|parameters|weights|flops|macs|madds)\b", "measure"),
    (r"\b(?:accuracy|error|flops|latency|top-[15]|complexity|params|miou)\b", "measure"),
    (r"^learned\b|coefficient", "measure"),
    (r"\b(?:output|out)[ -](?:size|shape|dim\w*|res\w*|volume)s?\b", "output"),
    (r"\binput[ -](?:size|shape|dim\w*|res\w*|volume)s?\b", "input"),
    (r"^(?:filter|kernel|patch|window|conv\.?)[ -](?:size|shape|dim\w*|width)s?\b", "kernel"),
    (r"\bstrides?$", "stride"),
    (r"^(?:output|out) (?:channels?|maps?|features?)\b", "filters"),
    (r"^(?:# ?|num(?:ber|\.)? (?:of )?)(?:output )?(?:channels?|filters?|feature maps?|maps|kernels)\b", "filters"),
    (r"^(?:layer|operator|operation|block)s? ?(?:type|name)?$", "op"),
    (r"\bactivation\b", "activation"),
)


def _by_pattern(name: str) -> Role | None:
    return next((role for pattern, role in _PATTERNS if re.search(pattern, name)), None)


def head_of(text: str) -> Head:
    """The head of a printed text. Parts joined by "/" or "," count as several roles where each is known."""
    whole = exact_role(plain(text)) if role_of(text) else None
    if whole:
        return Head(text, (whole,))
    parts = [part for part in re.split(r"\s*(?:/|,|;|\bor\b|\band\b|&|\+)\s*", text) if part.strip()]
    if len(parts) > 1:
        roles = [role_of(part) for part in parts]
        known = [role for role in roles if role]
        if roles[0] and len(known) >= 2:
            return Head(text, tuple(known))
    whole = role_of(text)
    if whole:
        return Head(text, (whole,))
    return _before_symbols(text) or Head(text)


def _before_symbols(text: str) -> Head | None:
    """A head whose name is followed by its symbol ("Operator F_i", "Resolution H × W")."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:count]), words[count:]
        # A lone capital is a name of its own ("Model A").
        marked = any(re.search(r"[_ˆ˜¯^×²³()\[\]⟨⟩]|^[a-z]$", word) for word in rest)
        if marked and all(_SYMBOL.fullmatch(word) for word in rest):
            found = exact_role(plain(name))
            if found:
                return Head(name, (found,))
    return None
