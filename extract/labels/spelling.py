"""Spellings of one thing put into the order and form that the grammar reads: "F.C.", "Conv^T", "Depthwise 3×3 Conv"."""

from __future__ import annotations

import re

from extract.labels.kinds_behind import with_kind_before
from extract.labels.libraries import called
from extract.labels.written_out import written_out

_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Thousands behind a comma: what begins with a nought, stands at an arrow, or is a usual width is no list of two.
    (re.compile(r"(?<![\w.,])([1-9]\d{0,2}),(0\d\d)(?!\w|[.,]\d|\sparam)"), r"\1\2"),
    (re.compile(r"(?<=→)(\s?[1-9]\d{0,2}),(\d{3})(?!\w|[.,]\d)"), r"\1\2"),
    (re.compile(r"(?<![\w.,(\[{])([1-9]\d{0,2}),(\d{3})(?=\s?→)"), r"\1\2"),
    (
        re.compile(
            r"(?<![\w.,])(?:(?=1,(?:152|280|536|792)|2,(?:304|560|816)|3,(?:328|584|840)|4,608|5,120|6,144|7,168|8,192"
            r"|9,216|10,240|12,288|14,336|16,384|20,480|25,088|28,672|32,768|65,536))(\d+),(\d{3})(?!\w|[.,]\d)"
        ),
        r"\1\2",
    ),
    # A keyword whose value is an operation itself: Dense(128, activation='relu').
    (re.compile(r"(?<=\S[ ,])\s?\b(?:activation|act|nonlinearity):\s?(?=[A-Za-z])", re.I), " "),
    (re.compile(r"\bAdd(?:Layer)?Norm\b"), "Add & Norm"),
    (re.compile(r"\b(?:activation|act|nonlinearity)\s?=\s?['\"]?(?!None)([A-Za-z_]+)['\"]?", re.I), r"\1"),
    (re.compile(r"\[(class|cls)\] token\b", re.IGNORECASE), r"\1 token"),
    # A word in quotation marks, as those that are only meant so: "Up" Conv.
    (re.compile(r'["“”]([A-Za-z][A-Za-z-]+)["“”](?=\s\w)'), r"\1"),
    # From what to what is attended: "token to image attention".
    (
        re.compile(
            r"^(?!self\b)([A-Za-z]+)[\s-]to[\s-](?!\1\b)[A-Za-z]+[\s-]att(?:n\.?|\.|ention)(?=$|\s\()",
            re.IGNORECASE,
        ),
        "cross attention",
    ),
    # Whose queries and keys meet there.
    (
        re.compile(
            r"(?<=[A-Za-z.])\s?\(\s?[qkv]{1,3}\s?[:=]\s?[\w ]+(?:[,;]\s?[kv]{1,2}\s?[:=]\s?[\w ]+)+\)", re.I
        ),
        "",
    ),
    # The spectral norm by its letters, among operations; alone they may be any name.
    (re.compile(r"(?<=\w)(\s?[-,+/→]\s*)SN(?=\s*(?:[-,+/→]|$))"), r"\1SpectralNorm"),
    # A layer by its number and how many units it has.
    (re.compile(r"^F\d\s?:\s?layer,?\s(\d+)$"), r"dense \1"),
    # A module's layer that narrows or widens, by its kernel alone.
    (re.compile(r"^(?:squeeze|expand|reduce)[\s_-]?(\d\s?×\s?\d)", re.IGNORECASE), r"conv \1"),
    # A convolution by its first letter, with kernel and filters, before what follows it.
    (re.compile(r"^C\((\d),\s?(\d+)\)(?=\s?[-–+→,]\s?[A-Z])"), r"Conv \1×\1, \2"),
    # Between which numbers a sign stands: "element-wise ×".
    (
        re.compile(r"^(elem(?:ent)?|pixel|channel|point)[\s-]?wise\s?[×*·⊙⊗x]$", re.IGNORECASE),
        r"\1 wise product",
    ),
    (re.compile(r"^(elem(?:ent)?|pixel|channel|point)[\s-]?wise\s?[+⊕]$", re.IGNORECASE), r"\1 wise sum"),
    (re.compile(r"^(elem(?:ent)?|pixel)[\s-]?wise\s?[-−⊖]$", re.IGNORECASE), r"\1 wise subtraction"),
    # What goes over from one side of a network to the other.
    (re.compile(r"^(copy|crop|skip|concat)\s?[&+]\s?(copy|crop|concat\w*)$", re.IGNORECASE), r"\1 and \2"),
    # Over all that is there, said in brackets.
    (
        re.compile(
            r"^(?:spatial )?(avg|average|mean|max)\.?[\s-]?(pool(?:ing)?)\s?\(global\)", re.IGNORECASE
        ),
        r"global \1 \2",
    ),
    # Which of three projections a linear layer is.
    (re.compile(r"^(linear|proj(?:ection)?|FC(?=\s))\s?\(([QV]|[qkv])\)$", re.IGNORECASE), r"\2 \1"),
    # What noise is drawn from: "Noise N(0, I)".
    (re.compile(r"(?<=\w)\s?~?\s?[N𝒩]\s?\(0,\s?(?:1|I|σ\w*)\)"), ""),
    # What a letter of the process is drawn from: "Add noise t ~ [1, T]".
    (re.compile(r"(?<=[A-Za-z]{3})\s[a-zϵεξ]\s?[~∼]\s?(?:\[[^\]]*\]|[A-Z𝒩𝒰]\s?\([^)]*\))$"), ""),
    # What a named part computes: "Attention Fusion v + Attention(v, u) ⊙ σ(w)".
    (re.compile(r"(?<=[a-z]{3})\s\w{1,5}\s?[+⊙⊗]\s.*[⊙⊗].*$"), ""),
    # A layer within a layer: its first syllable subtracts nothing.
    (re.compile(r"\b(s)ub-(layers?)\b", re.IGNORECASE), r"\1ub\2"),
    # One layer, with its number, of a perceptron of several.
    (re.compile(r"^MLP[\s-][Ll]ayer(?:[\s-]?\d{1,2}|[\s-][A-Z])$"), "FC layer"),
    # A perceptron by the letter of the function that it is: "gθ-MLP".
    (re.compile(r"^[A-Za-z][′']?(?:_?\{?[a-zα-ωϕ]\}?)?[-\s](MLP)$"), r"\1"),
    # Layers of one kind, counted in brackets.
    (
        re.compile(
            r"^(FC|fully[\s-]connected|dense|linear|conv\w*|LSTM|GRU|RNN)(?:\s+layers?)?\s+stack\s*"
            r"\(\s*(\d{1,2}|[A-Z])[\s-]?layers?\s*\)$",
            re.IGNORECASE,
        ),
        r"\2× \1",
    ),
    # A small x for the sign that counts: "Encoder Blocks x N".
    (
        re.compile(r"^(?![Ii]nput|[Oo]utput)(.*[A-Za-z]{3})\s[xX]\s([KLMN](?:[a-z]|enc|dec|_\w+)?)$"),
        r"\1 × \2",
    ),
    # Filters that are counted before the layer's name: "64 Conv1D filters of size 7".
    (
        re.compile(r"^(\d{1,4})\s((?:[123]-?[dD]\s)?conv\w*)\s(?:filters|kernels)\b", re.IGNORECASE),
        r"\2, \1 filters",
    ),
    # Of steps and of positions: they are added up to one encoding.
    (re.compile(r"\b(?:time-?)?step emb\w*\s?(?:[+&]|and)\s?(?=pos)", re.IGNORECASE), ""),
    # By element, cut short: "El.-wise product", "Elem. prod."
    (re.compile(r"\bEl(?:em|t)?\.[\s-]?wise\b", re.IGNORECASE), "element wise"),
    # The square of what a rectifier gives, which is of its kind.
    (re.compile(r"\bReLU\s?(?:\^\s?\{?2\}?|²)"), "ReLU"),
    (re.compile(r"\bElem\.\s(?=(?:sum|add|prod|mul)\w*)", re.IGNORECASE), "element wise "),
    (re.compile(r"\bcopy\s?[&+]\s?(?=crop|concat)", re.IGNORECASE), "copy and "),
    # A convolution's only size is that of its kernel: "1D Convolution, Size 15".
    (
        re.compile(r"^(.*\bconv\w*\b[^\d]*?),?\s+size\s?[:=]?\s?(\d{1,2})$", re.IGNORECASE),
        r"\1, kernel size \2",
    ),
    # The pool that keeps the k greatest: k is no window.
    (re.compile(r"\bk-max\s?pool(?:ing)?(?:,?\s*\(?k\s?=\s?\d+\)?)?", re.IGNORECASE), "max pooling"),
    (re.compile(r"\bF\.\s?C\.(?=\s|,|$)"), "FC"),
    # The channels that come in and go out.
    (
        re.compile(
            r"\b(?:in(?:put)?[_\s])?(?:channels?|ch)\s?[:=]?\s?\d+\s?(?:-|→|->|to)\s?(\d+)\b", re.IGNORECASE
        ),
        r"channels \1",
    ),
    # A norm by a name of its own.
    (
        re.compile(
            r"\b(?!Batch|Layer|Group|Inst|Pixel|Scale|Weight|Spectral|Local|Sync|Cross|Res)([A-Z][a-z]{2,8})Norm\b"
        ),
        r"\1 Norm",
    ),
    # What a layer has not: "Conv w/o bias".
    (re.compile(r"(?<=\w)\s*,?\s*\(?\b(?:w/o|without)\s[^,;+→()]*\)?(?=\s*(?:[,;+→]|$))"), ""),
    (re.compile(r"(?:^|(?<=[+→,]\s))Att(?:en)?(?=\s*(?:[+→,]|$))"), "Attention"),
    (re.compile(r"\b(scale|shift)\s?[,/&]\s?(shift|scale)\b", re.IGNORECASE), r"\1 and \2"),
    # Without an activation behind: "1×1 Conv (896 Linear)".
    (re.compile(r"(\bconv\w*)\s\((\d+)\slinear\)", re.I), r"\1 (\2)"),
    # A size with its stride and the way of padding behind: "7×7+2(S)".
    (re.compile(r"(\d\s?[×x]\s?\d)\s?\+\s?(\d)\s?\([SV]\)"), r"\1, stride \2"),
    (re.compile(r"\bw/(?:\s(?=\w)|(?=[^\W\d])(?!o\b))"), "with "),
    (re.compile(r"\b(conv\w*)\s?\^\s?T\b", re.IGNORECASE), "ConvTranspose"),
    # The weights and bias that a layer has: "fc [W_1, b_1]".
    (re.compile(r"(?<=\w)\s?[(\[]\s?W\S*\s?,\s?b\S{0,6}\s?[)\]]"), ""),
    # A layer by its kernel, stride and filters: "c7s1-64".
    (re.compile(r"^c(\d)s(\d)-(\d+)$"), r"conv \1×\1, s\2, \3"),
    # An upsampling from one size to another.
    (
        re.compile(
            r"^((?:bi\w+\s|nearest\s)?up-?sampl\w*)\s\(?\d+\s?×\s?\d+\s?→\s?(\d+\s?×\s?\d+)\)?$", re.I
        ),
        r"\1 → \2",
    ),
    # A layer by its window and the letter of its kind.
    (re.compile(r"^(\d{1,2}\s?×\s?\d{1,2})\s?C$"), r"conv \1"),
    (re.compile(r"^(\d{1,2}\s?×\s?\d{1,2})\s?P$"), r"pool \1"),
    # The same layer at each step of time: "time-distributed flatten".
    (
        re.compile(
            r"^time[\s-]?distributed\s(?:layer\s)?(?=(?:conv|flat|max|av|glob|batch|drop|pool|fully|fc|linear|dense)\w*\b)",
            re.I,
        ),
        "",
    ),
    # By how much a transposed convolution enlarges, behind its kernel: "TConv 4×4 ↑2, 256".
    (
        re.compile(
            r"^((?:t|up|de)-?conv\w*|(?:transp?\w*|up)[.\s-]+conv\w*)(\W.*?)?\s*\(?↑\s?[×x]?\s?(\d)\)?(?=\s*,|\s*$)",
            re.I,
        ),
        r"\1\2, stride \3",
    ),
    # What compresses prints the filters before the kernel, and by how much it makes maps larger: "conv N×5×5 / 2↑".
    (
        re.compile(r"^conv\w*\s(\w{1,4})\s?×\s?(\d{1,2})\s?×\s?\2\s?/\s?(\d)\s?↑$", re.I),
        r"transposed conv \2×\2, \1, stride \3",
    ),
    (
        re.compile(r"^(conv\w*)\s(\d{1,4})\s?×\s?(\d{1,2})\s?×\s?\3\s?/\s?(\d)\s?↓$", re.I),
        r"\1 \3×\3, \2, stride \4",
    ),
    (re.compile(r"^(conv\w*\W.*?)\s?/\s?(\d)\s?↑$", re.I), r"transposed \1, stride \2"),
    # A kernel led by the number of filters: "filter 64×11×11".
    (
        re.compile(
            r"\b(filters?|kernels?)\s(\d{2,4})\s?[×x]\s?(?=(\d{1,2})\s?[×x]\s?\3(?!\s?[×x\d]))(?!(?:\d|1\d)\s?[×x]\s?\2)",
            re.I,
        ),
        r"\2 filters ",
    ),
    # How is interpolated, and by how much.
    (re.compile(r"^(bicubic|bilinear|nearest)\s?↑\s?[×x]?\s?(\d)$", re.IGNORECASE), r"\1 upsample ×\2"),
    (
        re.compile(
            r"^(bicubic|(?:bi|tri)linear|nearest)\s?↑$|^↑\s?(bicubic|(?:bi|tri)linear|nearest)$", re.I
        ),
        r"\1\2 upsample",
    ),
    # A repeat by a small x behind the arguments: "Conv2D(64, 3, 1) x 3".
    (re.compile(r"(?<=\))\s?[xX]\s?(\d{1,2}|[KLMNR])$"), r" ×\1"),
    # What comes in and what goes out, with a dash for an arrow: "Linear(512-256)".
    (
        re.compile(
            r"\b(linear|dense|fc|fully[\s-]connected|conv\w*)(\s?\(\s?\d+)\s?-\s?(\d+\s?[,)])", re.IGNORECASE
        ),
        r"\1\2 → \3",
    ),
    # Widths of several layers in brackets, with dashes between them: "MLP (512-256-128)".
    (
        re.compile(
            r"\b(MLP|(?:FC|dense|linear)(?=[\s(]+\d+\s?[-–]\s?\d+\s?[-–]))"
            r"\s?\(\s?(\d+(?:\s?[-–]\s?\d+)+)\s?\)"
        ),
        r"\1 \2",
    ),
    # Dropout by two letters, told by its rate: "DO(0.4)".
    (re.compile(r"\bDO(?=\s?\(?\s?(?:p\s?[=:]\s?)?0?\.\d)"), "Dropout"),
    # A window along one axis, written as if there were two.
    (
        re.compile(
            r"\b(conv\w*1D|1-?D[\s-]conv\w*)([\s,(]+)(?:1\s?×\s?(\d{1,3})|(\d{1,3})\s?×\s?1)\b(?!\s?×)",
            re.IGNORECASE,
        ),
        r"\1\2kernel \3\4",
    ),
    # What kind of layer a hidden one is, in brackets.
    (re.compile(r"^hidden layers?\s?\(((?:bi-?)?(?:RNN|LSTM|GRU|FC|dense|linear|conv)\b.*)\)$", re.I), r"\1"),
    # The share of a layer in a sum: "1/2 × Feed Forward".
    (re.compile(r"^(?:0?\.5|1\s?[/⁄]\s?2)(?:\s?[x×*·]\s?(?=[A-Za-z]{2})|\s(?=feed|FF))", re.I), ""),
    # Tensors as code reshapes them.
    (re.compile(r"^.*\.(?:un)?squeeze\(-?\d\)"), "reshape"),
    (re.compile(r"^\w+\.(?:view|reshape)\([^()]*\)$"), "reshape"),
    # A keyword that says yes or no.
    (re.compile(r"\bbidirectional\s?=\s?True\b"), "bidirectional"),
    (re.compile(r",?\s?\bbidirectional\s?=\s?False\b"), ""),
    # The function of two that a layer with data-dependent kinks may have.
    (re.compile(r"\bPReLU\s?/\s?Dice\b"), "PReLU"),
    # The mean and the maximum, each pooled.
    (
        re.compile(r"\b(?:average|avg|mean)\s?(&|\+|and)\s?(max[\s-]?pool(?:ing)?)", re.IGNORECASE),
        r"average pool \1 \2",
    ),
    # Kinds of recurrent layers, by what stands before or behind the layer's name: "MDN-RNN (M)", "AUGRU", "GRU-D".
    (re.compile(r"\b(LSTM|GRU)-[A-SU-Z](?=\s|$)"), r"\1"),
    (
        re.compile(
            r"^(?:\d-dir\s)?(?!(?:[A-Za-z]*CNN|Attn|Attention|Conv|C|DP|Dual|[Bb]i|B|[A-Za-z]*Net|[A-Za-z]*former|VGG|GCN|GNN|R)-?RNN"
            r"|(?:[A-Za-z]*[CR]NN|Attn|Attention|ST|MD|Skip|(?:[Bb]i-?|B)?Conv|[Bb]i|[Pp]?B|x|[A-Za-z]*Net|[A-Za-z]*former|VGG|GCN|GNN|TCN|MLP)-?(?:LSTM|GRU))"
            r"[A-Z]?[A-Za-z]{0,6}-?(LSTM|GRU|RNN)(?:\s\([A-Z]\))?(?=\s(?:layer|cell|unit)s?$|\s?[,×(\d]|$)"
        ),
        r"\1",
    ),
    # A layer's name in code, by what it is for: "conv_redir", "conv_mask".
    (
        re.compile(
            r"^((?:de)?conv|fc)_(?!(?:block|module|head|stage|layers|net|branch|stem|tower|unit|path|group|stack|bank"
            r"|body|transposed?|bn|relu|pool|norm|act|gelu|silu|up|down|add|concat|cat|lstm|gru|rnn|encoder|decoder)\w*)"
            r"[a-z]{3,}(?=$|:\s|,?\s(?:channels?|kernel|stride|filters)\b)"
        ),
        r"\1",
    ),
    # The same with what it is for before it: "fusion_conv", "post_quant_conv".
    (
        re.compile(
            r"^(?:(?!de|up|down|dw|pw|double|depth|point|trans|sep|dil|atrous|graph|edge|gcn|gat|deform|mb|group|partial|gated"
            r"|causal|octave|dynamic|cheb|sage|temporal|res_|inverted|ds|kp|continuous|sparse|sub|fused|mlp|relu|bn|pool|norm|act)"
            r"[a-z]{3,}_){1,3}((?:de)?conv|fc)(?=$|:\s|,?\s(?:channels?|kernel|stride|filters)\b)"
        ),
        r"\1",
    ),
    # A part, and the function that it computes by a letter: "Noise head: q(σ)", "Encoder: q(z | x)".
    (
        re.compile(
            r"^((?:[A-Za-z]+\s)*(?:head|encoder|decoder|generator|discriminator|network|predictor|critic|actor|policy|prior"
            r"|posterior)):\s?[A-Za-zα-ωϕ](?:_\{?\w{1,4}\}?)?\s?\([^()]*\)$",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    # A network of so many layers by its name: the number belongs to it.
    (re.compile(r"^(VGG|ResNet|ResNeXt|DenseNet|DarkNet|MobileNet)-(\d{1,3})(?=\slayers?\b)"), r"\1\2"),
    # A projection of attention by its name in code.
    (re.compile(r"^to_(?:[qkv]|qkv|kv|out)$"), "linear"),
    # Where a convolution lies, said behind it: "1×1 conv skip connection".
    (
        re.compile(
            r"^((?:.*\s)?conv(?:olution)?)\s(?:skip|shortcut|residual)\s(?:connection|path|branch)$",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    # A stage with its number behind it at once, before its first layer: "Stage1 Conv → BN".
    (re.compile(r"^(stage|level|block)(\d{1,2})(?=\s(?:conv|linear|fc|dense)\b)", re.IGNORECASE), r"\1 \2"),
    # An index set lower: one of two that share a form.
    (re.compile(r"\b((?:[Bb]i-?)?(?:LSTM|GRU|RNN))(?:[a-rt-z]|enc|dec|[\s_-]?(?:fw|bw)d?)\b"), r"\1"),
    # The state of the step before, in the name of what holds it: its letter is no stride.
    (re.compile(r"(?<=\w)\s+[chs]\s?t\s?-\s?1$"), ""),
    # The window between the two words of a layer's name.
    (
        re.compile(
            r"\b(depth-?wise|point-?wise|transposed?|separable|deformable|dw|pw|max|avg|average|mean)[\s-]"
            r"(\d+\s?×\s?\d+)[\s-](conv\w*|pool\w*)",
            re.IGNORECASE,
        ),
        r"\1 \3 \2",
    ),
)


def spelled(text: str) -> str:
    """A cleaned, one-line label with those spellings put right."""
    text = written_out(with_kind_before(called(text)))
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return text
