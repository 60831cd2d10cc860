"""Short names that a caption says are several layers: "CBR = Conv + BN + ReLU", "Ck is a convolution with k filters"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.labels.layer_lists import as_list

_SAYS = (
    r"(?:\s+(?:denotes?|represents?|indicates?|stands?\s+for|refers?\s+to|means?|(?:is|are)\s+short\s+for"
    r"|(?:is|are|be)\s+defined\s+as|(?:is|are)\s+(?:an?|the)\s+(?:combination|sequence|composition|stack|series)\s+of)\b"
    r"|\s*(?::?=|≡|:))"
)
_QUOTES = r"[\"'“”‘’`]*"
_NAME = r"[A-Za-z][\w.-]{0,15}"
_DEFINED = re.compile(
    rf"(?<![\w-]){_QUOTES}(?P<name>{_NAME}(?:\([a-z]\))?){_QUOTES}(?:\s+(?:layers?|blocks?|modules?|units?|box(?:es)?))?"
    rf"{_SAYS}\s*(?:(?:an?|the)\s+)?(?:(?:combination|sequence|composition|stack|series)\s+of\s+(?:an?\s+)?)?(?P<words>[^.;:]{{3,200}})"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NEXT = re.compile(
    r",?\s+(?:and|while|where)\s+(?=[A-Z]\w*\s+(?:denotes?|is|stands?|the|an?)\b)"
    r"|,\s*(?:and\s+)?(?=[A-Za-z]\w{0,9}\s*(?::|=|\b(?:denotes?|stands?|is|represents?|the)\b))"
)
"""Where a list of explanations goes on with the next one."""
_SETTLED = re.compile(
    r"(?P<layers>.+?)\s+(?:(?:layer|block|module|unit)s?\s+)?\b(?:with|of|having)\s+(?P<settings>.*\d.*)$"
)
_HYPHENS = re.compile(r"(?<=[A-Za-z])-(?=[A-Z][A-Za-z])")
"""What joins whole names in one word: "Convolution-BatchNorm-ReLU"."""
_VARIABLE = re.compile(r"(?P<stem>.+?)(?P<bracket>\()?(?P<variable>[a-z])(?(bracket)\))$")
"""A code's name and the letter in it that stands for a number: "Ck", "CBR(k)"."""
_COUNTED = r"(?:output\s+)?(?:filters?|channels?|feature\s+maps?|units?|kernels?|neurons?|nodes?)"


@dataclass(frozen=True, slots=True)
class Told:
    """A name that a caption explains.

    Attributes:
        name: as it is printed; in a code without its variable.
        variable: the letter of a code that stands for a number; "" for a plain name.
        words: for the layers.
    """

    name: str
    variable: str
    words: str


def layers_told(label: str, caption: str) -> ParsedLabel | None:
    """A label as the layers that the caption says its name, or its code, stands for; None where it says none.

    Settings that are printed behind the name are those of the first layer.
    """
    for told in _told(" ".join(caption.split())):
        end = r"[ (-]?(?P<count>\d+)\)?" if told.variable else r"(?P<rest>(?:[\s,(:].*)?)"
        found = re.fullmatch(rf"{re.escape(told.name)}{end}", label.strip())
        if found is None:
            continue
        words = re.sub(rf"\b{told.variable}\b", found["count"], told.words) if told.variable else told.words
        operations = _layers(words, "" if told.variable else found["rest"])
        if operations:
            first = replace(operations[0], label=label)
            return replace(parse_label(label), operations=(first, *operations[1:]), kind="operations")
    return None


@lru_cache(maxsize=64)
def _told(text: str) -> tuple[Told, ...]:
    return tuple(_explained(text))


def _explained(text: str) -> Iterator[Told]:
    """The names that a text explains by several layers, and the codes that it explains by one or more."""
    for match in _DEFINED.finditer(text):
        name = match["name"]
        words = _NEXT.split(_BRACKETS.sub("", match["words"]))[0]
        named = _VARIABLE.match(name)
        variable = named["variable"] if named else ""
        counted = variable and re.search(rf"\b{variable}\s+{_COUNTED}", words)
        if named and counted and _layers(re.sub(rf"\b{variable}\b", "8", words), ""):
            yield Told(named["stem"], variable, words)
        elif not _is_word(name) and len(_layers(words, "")) > 1:
            yield Told(name, "", words)


def _is_word(name: str) -> bool:
    """Whether a name is one that says something by itself, or only a letter or small words."""
    return len(name) < 2 or not re.search(r"[A-Z\d].*[A-Z\d]", name)


def _layers(words: str, settings: str) -> tuple[ParsedOperation, ...]:
    """The layers that words list, the first with the settings said, or printed, for it; empty where one is none."""
    settled = _SETTLED.match(words)
    if settled:
        words = settled["layers"]
        settings = re.sub(r"\s+and\s+", ", ", settled["settings"]) + f" {settings}"
    words = re.sub(r"(?:^|(?<=,))\s*(?:an?|the|one)\s+", " ", as_list(words))
    operations: list[ParsedOperation] = []
    for part in re.split(r"\s*[,+/→]\s*", words.strip()):
        pieces = _HYPHENS.split(part)
        while pieces:
            at, found = _longest(pieces, "" if operations else settings)
            if found is None:
                return ()
            operations.append(replace(found, label=""))
            pieces = pieces[at:]
    return tuple(operations)


def _longest(pieces: Sequence[str], settings: str) -> tuple[int, ParsedOperation | None]:
    """The one operation that the most of the first pieces name, and how many they are: "Batch-Norm" is one of "Norm"."""
    for count in range(len(pieces), 0, -1):
        parsed = parse_label(f"{'-'.join(pieces[:count])} {settings}".strip(), role="box")
        if parsed.kind == "operations" and len(parsed.operations) == 1 and parsed.operations[0].op != "block":
            return count, parsed.operations[0]
    return 0, None
