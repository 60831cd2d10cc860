"""Names of tensors: x, x_t, h_{t-1}, ŷ, z', Q, W1, f(x), <eos>, "a baseball player"."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from extract.labels.tokens import Token, tokenize
from extract.labels.vocabulary import PHRASES, WEAK, squash

_TOKEN = re.compile(r"^\[[A-Z][A-Za-z]{1,7}\d?\]$")
"""A word in square brackets: a mark among tokens, as "[IMG]", or a class, as "[Cat]"; operations stand so too."""

_PROJECTION = re.compile(r"_proj(?:ection)?$", re.IGNORECASE)
"""How code ends the names of projections: q_proj, gate_proj."""
_STOPPED = re.compile(
    r"^(?:sg|stop-?grad(?:ient)?|detach)(?:\s|\s?[(\[])(?P<inner>[^\s()\[\]]+(?:\([^()]*\))?)[)\]]?$",
    re.IGNORECASE,
)
"""A tensor through which no gradient flows back: "sg p_2", "stop-grad(z)"."""

_PARAMETRISED = re.compile(r"^[^\W\d_cehuvwxyzLWXYZμσθφϕψξω]_\{?[θφϕψξω]['′]?\}?$")
"""A network by its letter and that of its parameters: "τ_θ", "q_φ"; data are set in other letters."""

_KET = re.compile(r"^\|[\wψφ+-]{1,4}[⟩>〉]$")
"""A state of qubits: "|0⟩"."""

_VALUE = re.compile(
    r"^[A-Za-wyzα-ω]\((?:x|z|s, ?a)['′]?\)$|^u\((?:x, ?[ty]|t, ?x)\)$|^RGB\s?[,+&]?\s?σ$"
    r"|^[IxX](?:\^|_)\{?(?:SR|out|pred|rec|fake)\}?$"
)
"""A function of what goes in, or a tensor by the name of what comes out: "T(x)", "A(s, a)", "I^SR"."""

_PLACE = re.compile(r"^\((?:x|t)(?:,\s?(?:[xyztd]|[θφϕ])){1,4}\)$")
"""A place, a time or a direction by its coordinates: "(x, y, t)"."""

_DISTRIBUTION = re.compile(r"^(?:\S{1,4}\s?[∼~]\s?)?[N𝒩U𝒰]\s?\((?:[^()]|\([^()]*\)){1,24}\)$")
"""A distribution, perhaps with what is drawn from it: "z ∼ N(μ, σ²)"."""

_MADE_AGAIN = re.compile(r"^(?:[xXχ][\u0302\u0303]|[ˆ˜^~][xXχ]|x̂|x̃)(?:[_^]?\{?\w{1,2}\}?)?$")
"""What went in as a network makes it again, by its letter with a hat or tilde: "x̂", "x̃_t"."""

_STARTED = re.compile(r"^[ABMUVW](?:_\{?\w{1,3}\}?)?\s?=\s?(?:(?:[N𝒩U𝒰]|Normal|Uniform)\s?\(.*\)|0|I)$")
"""A matrix with what it is before training, as only weights are: "A = N(0, σ²)", "B = 0"."""

_LOOKED_UP = re.compile(r"^W_?\{?e\}?\s?[sSxw]_?\{?(?:\d|[tiTN])(?:[-−]\d)?\}?$")
"""The matrix of embeddings and the word that is looked up in it: "W_e S_0"."""

_LINEAR_MAP = re.compile(r"^W\S*\s?[xhz]\S*\s?\+\s?b\S*$")
_SUNK = re.compile(r"^(?P<letter>[^\W\d_])(?P<index>[a-z]{1,2}|\d{1,2})$")
"""A letter and its index behind an accent, where both stand together."""

_IN_GRID = re.compile(r"^[A-Za-z]\s?\d{1,2}\s?,\s?\d{1,2}$")
"""A letter with its row and column: X0,1."""

_LISTED = re.compile(r"^(?P<first>\S{1,6}?)\s?,?\s?(?:\.\.\.|…|···|\.\.)\s?,?\s?(?P<last>\S{1,6})$")
_ROW = re.compile(
    r"^(?P<first>[^\W\d_]_?\{?\d\}?)(?:\s?,?\s[^\W\d_]_?\{?\d\}?)+\s?,?\s?(?:\.\.\.|…|···)\s?,?\s?\S{1,6}$"
)
"""Variables in a row with dots before the last: "I_1 I_2 I_3 ... I_N"."""

_AT_STEP = re.compile(
    r"^(?:(?P<state>[b-hj-zα-ω])\s?[tTn]\s?[-−–+]\s?\d|(?P<now>[hxcszyo])t|(?P<marked>[a-z])<[\w+-]{1,4}>"
    r"|(?P<weight>[αβγ])[tij],?\s?\w)$"
)
"""A letter whose index, a step, was printed lower without a mark: h t-1, ct, a<t>, αt,1."""
_BETWEEN = re.compile(r"^W(?:[xhiofcsuzryqkv]{2}|[qkvQKVO])$")
"""The matrix between two states, as W_xh, or of a projection, as W_q, its index printed lower without a mark."""
_OUTPUTS = frozenset("yŷo")
_VALUED = frozenset("QVπpP")
"""Letters of values and probabilities, which networks give: "Q(s, a)", "P(y|x)"."""
_FUNCTIONS = frozenset("fgFGφϕψΦΨ")
_QUOTES = "\"'"


def _base(text: str) -> str:
    """The first letter without its accents."""
    return unicodedata.normalize("NFD", text)[:1]


def _is_script(token: Token, before: Token) -> bool:
    """Whether a token can be part of a subscript, superscript or argument."""
    if token.kind == "number":
        return True
    if token.kind == "word" and before.kind == "number" and token.glued:
        return False
    if token.text == "NN":
        # k-NN.
        return False
    if token.kind == "word":
        return len(token.text) <= 2 or (before.text in "_^{" and len(token.text) <= 12)
    return token.text in "_^{}()+-,.·:'′~*|/¯ˆ˜\u0302\u0303\u0304"


def variable_operation(text: str) -> str | None:
    """What a lone variable stands for: input, output, weight or (for a function) block; None for no variable.

    x, z, Q, h and the like are read as inputs: only their place in the drawing tells an input from a hidden
        state.
    """
    if (row := _ROW.match(text)) is not None:
        return (
            variable_operation(row["first"])
            if len(set(re.findall(r"[^\W\d_](?=_?\{?\d)", text))) == 1
            else None
        )
    if not text or len(text) > 20 or (len(text) > 2 and "_" not in text and squash(text) in PHRASES):
        return None
    if (text[0] in "ˆ˜¯~^" or unicodedata.combining(text[0])) and text[1:2].isalpha():
        # An accent that was set before its letter; letters behind that one are its index, printed lower without a mark.
        sunk = _SUNK.match(text[1:])
        return variable_operation(f"{sunk['letter']}_{sunk['index']}" if sunk else text[1:])
    if (stopped := _STOPPED.match(text)) is not None:
        return "feature_map" if variable_operation(stopped["inner"]) else None
    if _KET.match(text) or _PLACE.match(text) or _DISTRIBUTION.match(text):
        return "input"
    if _VALUE.match(text) or _MADE_AGAIN.match(text):
        return "output"
    if _PARAMETRISED.match(text):
        return "block"
    if _LOOKED_UP.match(text):
        return "embedding"
    if _BETWEEN.match(text) or _STARTED.match(text):
        return "weight"
    if _PROJECTION.search(text):
        return None
    if (step := _AT_STEP.match(text)) is not None:
        return "output" if step[step.lastgroup or 0] in _OUTPUTS else "input"
    if _LINEAR_MAP.match(text):
        return "dense"
    if _IN_GRID.match(text):
        return "input"
    if (listed := _LISTED.match(text)) is not None:
        # "x1 ... xn"
        return variable_operation(listed["first"]) if listed["first"][:1] == listed["last"][:1] else None
    if " = " in text:
        text = text[: text.index(" = ")]
    tokens = tokenize(text)
    first = tokens[0]
    if first.kind == "arrow" and len(tokens) > 1:
        return "block" if variable_operation(text[tokens[1].start :]) else None
    base = unicodedata.normalize("NFC", first.text)
    if first.kind != "word" or len([c for c in unicodedata.normalize("NFD", base) if c.isalpha()]) != 1:
        return None
    rest = tokens[1:]
    if not all(_is_script(token, before) for before, token in pairwise(tokens)):
        return None
    if "·" in text.partition("(")[0]:
        return None
    if any(token.kind == "times" for token in tokens) or (len(rest) == 1 and not _joins(rest[0])):
        return None
    if len(rest) > 1 and rest[-1].kind == "number" and rest[-2].text == "/":
        return "feature_map"
    letter = _base(base)
    if (
        letter in "Lℓℒ"
        and len(rest) > 1
        and rest[0].text == "_"
        and rest[1].kind == "word"
        and len(rest[1].text) > 1
    ):
        return "loss"
    if letter in _FUNCTIONS and rest:
        return "block" if not _applied(rest) else "output"
    if letter in _VALUED and rest and rest[0].text == "(" and _applied(rest):
        return "output"
    if letter in ("W", "w") and rest and rest[0].glued and first.text == "W":
        return "weight"
    if letter in _OUTPUTS:
        return "output"
    return "input"


def _joins(token: Token) -> bool:
    """Whether a single token after the letter can be its index: x1, x t, x'."""
    return token.glued or (token.kind == "word" and len(token.text) == 1)


def _applied(tokens: list[Token]) -> bool:
    """Whether a function is applied to a variable, f(x): its value, hence a result."""
    inner = [token for token in tokens if token.kind == "word"]
    return (
        any(token.text == "(" for token in tokens) and len(inner) >= 1 and "·" not in {t.text for t in tokens}
    )


def is_sample(text: str) -> bool:
    """Whether a label is an example of data rather than a name: quoted, or with marks such as <eos>, [MASK],
    </s>."""
    low = text.lower()
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return True
    marks = (
        "<eos>",
        "<sos>",
        "<bos>",
        "<s>",
        "</s>",
        "<go>",
        "<pad>",
        "<p>",
        "[mask]",
        "[msk]",
        "[cls]",
        "[sep]",
        "<unk>",
    )
    if any(mark in low for mark in marks):
        return not low.endswith(" token")
    if _TOKEN.match(text) and (squash(text) not in PHRASES or squash(text) in WEAK):
        return True
    words = text.split()
    return len(words) >= 4 and text.endswith(" .") and all(word.isalpha() for word in words[:-1])
