"""What the head of a column (or of a row, in a table laid on its side) says about the values under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast, get_args

from extract.tables.head_phrases import phrase_role

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
    "in_out",
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

_ROLES = frozenset(get_args(Role))


def plain(text: str) -> str:
    """A head in lower case, without marks at its ends."""
    return re.sub(r"\s+", " ", text.lower().replace("–", "-").replace("’", "'")).strip(" .:*†‡•◦")


def _vocabulary() -> dict[str, Role]:
    """Known heads and their roles, from `heads.txt` and `head_languages.txt`; of the same word the first one counts."""
    found: dict[str, Role] = {}
    role = ""
    listed = [
        files("extract.tables").joinpath(name).read_text("utf-8")
        for name in ("heads.txt", "head_languages.txt")
    ]
    for line in "\n".join(listed).splitlines():
        if line.startswith("[") and line.endswith("]"):
            role = line[1:-1]
        elif role in _ROLES:
            for word in filter(None, map(str.strip, line.split("|"))):
                found.setdefault(word, cast(Role, role))
                # As heads are compared: without a point at the end.
                found.setdefault(plain(word), cast(Role, role))
    return found


_BY_WORD = _vocabulary()
PARTS = re.compile(
    r"\b(?:generators?|generative|discriminators?|discriminative|critic|encoder|decoder|classifier|teacher|student|actor|policy"
    r"|value|predictor|extractor)\b",
    re.I,
)
"""Words for the networks that a larger one is put together from."""
_LISTED = re.compile(r"(?P<of>[^()\[\]]+?)\s*[(\[](?P<roles>[^()\[\]]+)[)\]]")
"""A head that lists in brackets what its cells list: "Parameters (kernel, stride, padding)"."""
_SPELLED = re.compile(r"[A-Za-z]{1,4}\s*\((?P<words>[^(),/]{4,})\)")
"""A short head with what it stands for: "C (channels)"."""
DIRECTION = re.compile(
    r"time|freq(?:uency)?|temporal|spectral|spatial|height|width|depth|vertical|horizontal|rows?|col(?:umn)?s?|[thwfxy]"
)
"""Along what one side of a kernel runs, as a plain head."""
COUNTS_OUT = re.compile(r"(?:#|num(?:ber)?\.?|no\.?)?\s*(?:of )?out", re.I)
"""A head that counts what comes out of a layer."""
_SYMBOL = re.compile(r"[(\[⟨<,]*(?:[A-Za-z\d]{0,2}[ˆ˜¯_^²³×]*(?:_\w{1,3})?)[)\]⟩>,]*")
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")

_SHAPED = re.compile(r"(?:output|out)\b.*\((?:[a-z]\s*[×x,*]\s*)+[a-z]\)")
"""A head that says in which order its sizes stand: "output (c × h × w)"."""
_IN_BRACKETS = re.compile(r"(?P<first>[^()\[\]]+?)\s*[(\[](?P<second>[^()\[\]]{3,})[)\]]")
_BRACKETED: frozenset[Role] = frozenset(("kernel", "stride", "padding", "filters", "units", "dilation"))
"""Settings whose values stand in brackets behind others where their heads do: "Kernel (stride)"."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its printed text and its roles, several where it names several ("Type / Stride")."""

    text: str
    roles: tuple[Role, ...] = ()

    @property
    def role(self) -> Role | None:
        """Its first role."""
        return self.roles[0] if self.roles else None


def role_of(text: str) -> Role | None:
    """The role of one name; None where it says nothing known."""
    name = plain(text)
    if not name:
        return None
    # Capital letters are names of networks ("A", "D"), small ones are settings ("t", "c", "n", "s").
    if len(text.strip()) == 1 and text.strip().isupper():
        return None
    return exact_role(name) or cast(Role | None, phrase_role(name)) or _by_pattern(name)


def exact_role(name: str) -> Role | None:
    """The role of a plain name in the vocabulary."""
    if _SHAPED.fullmatch(name):
        return "output"
    for form in (
        name,
        _UNIT.sub("", name),
        name.replace("#", "# ").replace("  ", " "),
        # Two letters are an abbreviation of their own ("PS"), and no plural.
        name.rstrip("s") if len(name) > 2 else name,
        name.replace(".", ""),
    ):
        found = _BY_WORD.get(form.strip())
        if found:
            return found
    return None


_PATTERNS: tuple[tuple[str, Role], ...] = (
    (r"^(?:(?:# ?|num(?:ber|\.)? )(?:of )?)?(?:params?|parameters|weights|flops|macs|madds)\b", "measure"),
    (r"^(?:#|num(?:ber|\.)? of) ?parameters?\b", "measure"),
    (r"\b(?:accuracy|error|flops|latency|top-[15]|complexity|params|miou)\b", "measure"),
    (r"^learned\b|coefficient", "measure"),
    (r"\b(?:output|out)[ -](?:size|shape|dim\w*|res\w*|volume)s?\b", "output"),
    (r"\binput[ -](?:size|shape|dim\w*|res\w*|volume)s?\b", "input"),
    (r"^(?:filter|kernel|patch|window|conv\.?)[ -](?:size|shape|dim\w*|width)s?\b", "kernel"),
    (r"\b(?:output|cumulative|total|overall|effective) strides?\b", "measure"),
    (r"\bstrides?$", "stride"),
    (r"^(?:output|out) (?:channels?|maps?|features?)\b", "filters"),
    (r"^ch(?:an)?ns?$", "filters"),
    (
        r"^(?:# ?|num(?:ber|\.)? (?:of )?)(?:output )?(?:channels?|filters?|feature maps?|maps|kernels)\b",
        "filters",
    ),
    (r"^(?:layer|operator|operation|block)s? ?(?:type|name)?$", "op"),
    (r"^(?:layer|operator|operation|block) type\b", "op"),
    (r"\bactivation\b", "activation"),
)


def _by_pattern(name: str) -> Role | None:
    return next((role for pattern, role in _PATTERNS if re.search(pattern, name)), None)


def head_of(text: str) -> Head:
    """The head of a printed text. Parts joined by "/" or "," count as several roles where each is known."""
    spelled = _SPELLED.fullmatch(text.strip())
    if spelled and (meant := exact_role(plain(spelled["words"]))):
        return Head(text, (meant,))
    listed = _LISTED.fullmatch(text.strip())
    if listed and role_of(listed["of"]) in (None, "config") and len(found := _several(listed["roles"])) > 1:
        return Head(text, found)
    bracketed = _IN_BRACKETS.fullmatch(text.strip())
    if bracketed:
        pair = role_of(bracketed["first"]), role_of(bracketed["second"])
        if pair[0] in _BRACKETED and pair[1] in _BRACKETED and pair[0] != pair[1]:
            return Head(text, (pair[0], pair[1]))
    whole = exact_role(plain(text)) if role_of(text) else None
    if whole:
        return Head(text, (whole,))
    if len(found := _several(text)) > 1:
        return Head(text, found)
    before = _before_symbols(text)
    if before:
        return before
    whole = role_of(text)
    return Head(text, (whole,) if whole else ())


def _several(text: str) -> tuple[Role, ...]:
    """The roles of a head's parts, where the first one is known; letters that stand for several are known as well."""
    parts = [part for part in re.split(r"\s*(?:/|,|;|\bor\b|\band\b|&|\+)\s*", text) if part.strip()]
    lone = [re.fullmatch(r"[A-Z]", part) is not None for part in parts]
    # Beside others that are known, a capital is a setting as well: "(C_in, C_out, K, S)".
    letters = len(parts) > 1 and all(one or role_of(part) for one, part in zip(lone, parts, strict=True))
    roles = [role_of(part.lower() if letters else part) for part in parts]
    if roles and roles[0] == "pool_kernel":
        # "Pooling size, stride": both are the pooling's.
        roles = ["pool_stride" if role == "stride" else role for role in roles]
    return tuple(role for role in roles if role) if roles and roles[0] else ()


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


def head_key(head: Head) -> str:
    """The head as an attribute's name: as printed, without an explanation in brackets behind it."""
    return re.sub(r"\s+\([^()]*\)$", "", head.text.strip())
