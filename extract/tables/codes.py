"""Codes of layers that a caption spells out once: "C(f, d, s) is a convolution of f filters of size d×d at stride s",
"dk denotes a 3×3 Convolution-InstanceNorm-ReLU layer with k filters and stride 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.labels import parse_label
from extract.tables.code_words import plain_words, with_settings, with_width
from extract.tables.letters import letter_roles, without_glossary

_LETTER = r"(?:[A-Za-z][A-Za-z_]{0,2}\d?|[A-Za-z]_?(?:in|out)|\d+)"
_LIST = r"\[[^\[\]()]*\]"
_CALL = (
    rf"(?P<call>[A-Za-z][A-Za-z0-9]*) ?\((?P<letters>(?:{_LETTER}|{_LIST})(?:, ?(?:{_LETTER}|{_LIST}))*)\)"
)
_TAIL = r"(?P<tail>[a-z]+\d+[a-z]\d+-|(?i:conv|deconv|upconv|fc|linear|dense|res)_?|[A-Za-z]{1,2})(?P<letter>[knKN])"
_PLAIN = r"(?P<plain>[A-Z]{2,5})"
_ARTICLE = r"(?:(?:an?|the) )"
_SAYS = rf"(?:denotes?|is|are|means?|represents?|stands? for|refers? to|corresponds? to|indicates?|:|=) {_ARTICLE}?"
_HEAD = re.compile(
    rf"(?<![\w(-])(?:{_CALL}(?: ?{_SAYS}|,? {_ARTICLE}?)|{_TAIL}(?: ?{_SAYS}| {_ARTICLE})|{_PLAIN} {_ARTICLE})"
)
_DIMENSIONS = re.compile(r"^(?:an? )?(?P<letter>[A-Z])-?(?:dimensional|D) ")
ARGUMENT = r"(?:\[[^\[\]]*\]|\([^()]*\)|[^,()\[\]\s][^,()\[\]]*)"
_REMARK = re.compile(r"\s*\((?:all|note|with|where|here)\b[^()]*\)$", re.I)
"""What is said of a whole row of codes, behind it."""
_PRINTED = {"filters": 0, "units": 0, "kernel": 1}
"""Which settings are printed before others are, where not all are."""
_BETWEEN = r"(?:\s*[,;→⇒–—-]\s*)"


@dataclass(frozen=True, slots=True)
class Code:
    """A code, as a caption spells it out.

    Attributes:
        pattern: what finds it in a cell; its groups are the values.
        letters: what the caption calls each of its values.
        words: what it stands for, with the letters in it.
        name: what stands before the values.
        roles: settings that the letters mean which the words say nothing of.
        behind: further layers, behind the one that has the settings.
    """

    pattern: str
    letters: tuple[str, ...]
    words: str
    name: str
    roles: Mapping[str, str]
    behind: str = ""

    def spelled(self, values: Sequence[str]) -> str:
        """The code with these values, in words that a label would print."""
        if self.words == "input" and values:
            return f"input {'×'.join(values)}"
        given = self._given(values)
        clauses = [
            part for part in self.words.split(", ") if not any(_said(x, part) for x in self._missing(given))
        ]
        words = ", ".join(clauses)
        for letter, value in given.items():
            words = re.sub(_alone(letter), value.replace("\\", ""), words)
        spelled = with_settings(words, {self.roles[x]: v for x, v in given.items() if x in self.roles})
        return f"{spelled}, {self.behind}" if self.behind else spelled

    def _given(self, values: Sequence[str]) -> dict[str, str]:
        """Values by their letters; a list is that of the letters in brackets, wherever it stands.

        A value may name its letter ("d=2"); where fewer are printed than there are letters, those of channels and
        kernels are; more than one for the only letter are the sides of a kernel.
        """
        if len(self.letters) == 1 < len(values) and self.roles.get(self.letters[0]) == "kernel":
            return {self.letters[0]: "×".join(values)}
        named = [value.partition("=") for value in values if "=" in value]
        given = {
            letter.strip(): value.strip() for letter, _, value in named if letter.strip() in self.letters
        }
        rest = [value for value in values if value.partition("=")[0].strip() not in given]
        letters = [letter for letter in self.letters if letter not in given]
        if len(rest) < len(letters) and set(letters) <= set(self.roles):
            first = sorted(letters, key=lambda letter: _PRINTED.get(self.roles[letter], len(_PRINTED)))
            letters = [letter for letter in letters if letter in first[: len(rest)]]
        lists = [letter for letter in letters if letter.startswith("[")]
        single = iter([letter for letter in letters if not letter.startswith("[")])
        listed = iter(lists)
        pairs = ((next(listed if v.startswith("[") and lists else single, ""), v) for v in rest)
        return given | {letter: value for letter, value in pairs if letter}

    def _missing(self, given: Mapping[str, str]) -> list[str]:
        return [letter for letter in self.letters if letter not in given]


@lru_cache(maxsize=64)
def codes(caption: str) -> tuple[Code, ...]:
    """The codes that a caption spells out; those without values count only beside others."""
    text = re.sub(r"\s*×\s*", "×", " ".join(re.sub(r"(?<=[A-Za-z])- (?=[A-Za-z])", "-", caption).split()))
    text = re.sub(r"\. ?\. ?\.|…", "..", text)
    # A fraction that is set as one over another comes out as two numbers.
    text = re.sub(r"\bstride (?:of )?1 2\b", "stride 1/2", text)
    text, listed = without_glossary(text)
    described = list(_described(text))
    tails = {head["letter"] for head, words in described if head["tail"] and _said(head["letter"], words)}
    found = [
        code
        for head, words in described
        if (not head["tail"] or head["letter"] in tails)
        and (code := _code(head, words, text, listed)) is not None
    ]
    return tuple(found) if any(code.letters for code in found) else ()


def codes_in(text: str, known: Sequence[Code]) -> list[tuple[str, str]]:
    """The codes that a text lists, each as printed and in words; empty where it prints anything else."""
    text = _REMARK.sub("", text)
    one = "|".join(f"(?:{code.pattern})" for code in known)
    listed = re.sub(r"\(\?P<\w+>", "(?:", one)
    if not known or not re.fullmatch(rf"(?:{listed})(?:{_BETWEEN}(?:{listed}))*", text.strip()):
        return []
    return [
        (printed, words) for printed in _parts(text.strip(), listed) if (words := _spelled(printed, known))
    ]


def codes_among(text: str, known: Sequence[Code]) -> list[tuple[str, str]]:
    """A text whose codes stand among names of layers, whole, and the same in words; empty for any other.

    Braces around them and a count behind say how often all are repeated: "{C3(128); BN} x2".
    """
    found = re.fullmatch(r"(?P<open>\{?)(?P<inside>[^{}]+)(?P<close>\}?(?: ?[×x] ?\d+)?)", text.strip())
    parts = re.split(r"\s*;\s*", found["inside"]) if found else []
    words = [_spelled(part, known) for part in parts]
    if found is None or len(parts) < 2 or not any(words) or not all(map(_is_told, parts, words)):
        return []
    spelled = ", ".join(said or part for part, said in zip(parts, words, strict=True))
    return [(text.strip(), f"{found['open']}{spelled}{found['close']}")]


def _is_told(part: str, words: str) -> bool:
    return bool(words) or parse_label(part, role="cell").names_operation


def _parts(text: str, one: str) -> Iterator[str]:
    while match := re.match(rf"({one})(?:{_BETWEEN}|$)", text):
        yield match[1]
        text = text[match.end() :]


def _spelled(printed: str, known: Sequence[Code]) -> str:
    for code in known:
        found = re.fullmatch(code.pattern, printed)
        if found is None:
            continue
        values = found.groupdict()
        given = _arguments(values.get("values") or "")
        if "dimensions" in values:
            given = [values["dimensions"], *given]
        words = code.spelled([value.strip() for value in given])
        if added := values.get("added"):
            words = f"{words}, {added.strip()}"
        times = values.get("times") or values.get("again")
        return f"{words}, ×{times}" if times and times != "1" else words
    return ""


def _arguments(text: str) -> list[str]:
    return re.findall(ARGUMENT, text)


def _described(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Codes with the words that stand behind them, up to the next code or the sentence's end."""
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        said = re.split(r"[.;](?: |$)|(?:^|,? )where ", text[head.end() : end])[0]
        yield head, re.sub(r"(?:,? and|,)\s*$", "", said.strip())


def _code(head: re.Match[str], said: str, caption: str, listed: Mapping[str, str]) -> Code | None:
    name = head["call"] or head["tail"] or head["plain"]
    letters = tuple(re.split(r", ?(?![^\[]*\])", head["letters"])) if head["call"] else ()
    pattern = re.escape(name.removesuffix("_"))
    size = _DIMENSIONS.match(said)
    if size and head["call"] and size["letter"] in name:
        # "ConvMD(…) is an M-dimensional convolution": the number stands in the name.
        before, _, behind = name.partition(size["letter"])
        pattern = rf"{re.escape(before)}(?P<dimensions>[123]){re.escape(behind)}"
        letters = (size["letter"], *letters)
        said = re.sub(rf"{size['letter']}-(?:dimensional|D)\b", f"{size['letter']}D", said)
    if head["tail"]:
        letters, pattern = (head["letter"],), rf"{pattern}_?(?P<values>\d+)(?: ?[×x] ?(?P<again>\d+))?"
    elif head["call"] and any(letter.isdecimal() for letter in letters):
        pattern, letters = rf"{pattern}\({re.escape(head['letters'])}\)", ()
    elif head["call"]:
        inside = rf"{ARGUMENT}(?:\s*,\s*{ARGUMENT})*"
        pattern = (
            rf"(?:(?P<times>\w+) ?[×x] ?)?{pattern} ?\((?P<values>{inside})\)(?: ?[×x] ?(?P<again>\d+))?"
        )
    words = plain_words(said, name)
    meant = (
        letter_roles(letters, caption) | {x: listed[x] for x in letters if x in listed}
        if head["call"]
        else {}
    )
    roles = {x: role for x, role in meant.items() if not _said(x, words)}
    if len(letters) == 1 and not roles and not _said(letters[0], words):
        # "F(n) a fully connected layer": the only number is its width.
        words = with_width(words, letters[0])
    return Code(pattern, letters, words, name, roles) if _means_layers(words) else None


def _said(letter: str, words: str) -> bool:
    return re.search(_alone(letter), words) is not None


def _alone(letter: str) -> str:
    """A letter by itself, or before a "D" of dimensions."""
    return rf"(?<![A-Za-z_]){re.escape(letter)}(?=D\b|(?![A-Za-z_0-9]))"


def _means_layers(words: str) -> bool:
    found = parse_label(words, role="cell")
    return found.kind in ("operations", "block", "terminal") and bool(found.operations)
