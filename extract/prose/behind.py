"""What a caption says stands behind all layers of a kind: "BN and LeakyReLU follow every layer but the last"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.labels import parse_label
from extract.labels.families import family
from extract.prose.phrases import families_in, unquoted
from graph import Value

_SENTENCE = re.compile(r"(?<!conv)[.;]\s+|,?\s+(?:while|whereas)\s+", re.I)
_OTHERWISE = re.compile(
    r",?\s*\(?\b(?:unless|except where|if not) (?:otherwise |it is )?"
    r"(?:said|stated|noted|marked|specified|mentioned|indicated)(?: otherwise)?\)?",
    re.I,
)
"""That single layers may say something else."""
_LEFT_OUT = re.compile(
    r"\b(?:not|omit(?:s|ted)?|left out|skipped|hidden for|if|whether|where(?:ver)? stated"
    r"|for (?:the sake of )?(?:brevity|clarity|simplicity))\b",
    re.IGNORECASE,
)
"""That the table leaves out what is said, or says it of each layer itself."""
_EVERY = r"\b(?:all|each|every)\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?P<layers>.*?{_EVERY}.*?)\b(?:followed|activated|written|drawn) (?:by|with) (?P<ops>.+)$",
        rf"^(?P<ops>.+?)(?: units?| layers?| activations?)? follows? (?P<layers>(?:{_EVERY}|conv|the conv|layers).*)$",
        rf"^(?P<layers>.*?{_EVERY}.*?)\b(?:ha(?:s|ve)|uses?|employs?|with)\b (?P<ops>.+?)\bafter (?:it|them)\b.*$",
        rf"^after (?P<layers>{_EVERY}.*?)\b(?:there (?:is|are)|comes?|we \w+) (?P<ops>.+)$",
        rf"^(?P<ops>.+?)\bafter (?P<layers>{_EVERY}.*)$",
        r"^.*?(?P<layers>\bconv\w*.*?, )(?P<ops>.+?)\bafter (?:each|all|every)\b.*$",
        rf"^(?P<layers>.*?{_EVERY}.*\b(?:conv\w*\.?|layers?))\b.*?\b(?:ha(?:s|ve)|uses?|employs?)\b (?P<ops>.+)$",
        r"^.*?\b(?:us(?:es?|ing)|mak(?:es?|ing) use of|employ(?:s|ing)?|adopt(?:s|ing)?) (?P<ops>[^.;,]{3,60}?)"
        r" (?:(?:for|in) (?=(?:all|each|every)\b[^,]*\bconv)|(?=throughout|everywhere))(?P<layers>[^,]+)",
        r"^(?:.*\band )?(?P<ops>.+?) (?:is|are) (?:\w+ )?(?:used|applied|added|employed)"
        r" (?P<layers>(?:throughout|everywhere)\b.*)$",
    )
)
"""The ways to say so, the surest first: each with the words for the layers and those for what is behind them."""
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|excluding|apart from|save|but|unless|other than)\b(?: for| it is| that)?(?P<which>.*)$",
    re.I,
)
_LAST = re.compile(r"\b(?:last|final|outputs?|end)\b", re.I)
_NAMED = re.compile(r"^\s*(?:the )?(?P<name>[A-Za-z]{1,6}[-_ ]?\d{1,2}(?:[_.]\d)?)\b")
_LAST_HAS = re.compile(
    r"\b(?:last|final|output)(?: one| layer)?,?\b[^.;]*?\b(?:uses?|ha(?:s|ve)|with|is|are|by)\b (?P<ops>[^.;]+)",
    re.I,
)
_UNSAID = re.compile(
    r"^(?:throughout|everywhere)\b|\b(?:kernel|filter)s?\b"
    r"|^\s*(?:and )?(?:each|all|every one)(?: of (?:them|which))?(?: is| are| but\b.*)?\s*$",
    re.I,
)
"""Layers that are not named, in a network of convolutions."""
_PART = re.compile(
    r"\b(?:layers?|conv\w*)\s+(?:in|of|within|inside)\s+(?:the|each|every|this|our)\s+"
    r"(?!network\b|model\b|figure\b|diagram\b|table\b)",
    re.I,
)
"""That it is said of the layers of a part."""
_APPLIED = re.compile(
    r"\s(?:is|are)(?: \w+)? (?:applied|used|added|inserted|placed|put|employed|performed)\s*$", re.I
)
_HIDDEN = re.compile(r"\bhidden layers?\b", re.I)
_STEPPED = re.compile(r"\bstrided conv", re.I)
_BY_NAME = re.compile(r"\bconvs?\b(?!\.? ?layer)(?!ol)", re.I)
_SLOPE = re.compile(r"(?:leaky ?relu|lrelu)\w*\s*(?:\(|with |of )[^\d)]{0,24}(?P<slope>0?\.\d+)", re.I)
_LINEAR_END = re.compile(r"\b(?:last|final|output)(?: one| layer)? (?:is|being) linear\b", re.I)
_KINDS = frozenset(("norm", "activation", "dropout"))


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind layers without being printed with them.

    Attributes:
        ops: with their settings, in the order of the data.
        families: kinds of layer that have it: "convolution", "dense".
        by_name: whether it is said of what is printed as "Conv", and of no other kind of convolution.
        stepped: whether it is said of layers with a stride only.
        except_last: whether the last layer has it not.
        but: name of a layer that has it not.
        last: the activation that the last layer has instead; "" for none.
        part: whether it is said of the layers of a part of the network only.
    """

    ops: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...]
    families: tuple[str, ...]
    by_name: bool = False
    stepped: bool = False
    except_last: bool = False
    but: str = ""
    last: str = ""
    part: bool = False


def behind_layers(caption: str) -> Behind | None:
    """What a caption puts behind all layers of a kind; None where it says no such thing, or of some layers only."""
    text = unquoted(caption)
    for part in _SENTENCE.split(_OTHERWISE.sub("", text)):
        sentence = part.strip()
        if _LEFT_OUT.search(sentence):
            continue
        for layers, ops in _parts(sentence.rstrip(".")):
            kinds = families_in(layers) or (("convolution",) if _UNSAID.search(layers) else ())
            found = _operations(_EXCEPT.sub("", ops))
            if not found or not kinds:
                continue
            return _told(sentence, text, layers, kinds, found)
    return None


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    for form in _FORMS:
        if found := form.match(sentence):
            yield found["layers"], found["ops"]


def _told(
    sentence: str, text: str, layers: str, kinds: tuple[str, ...], ops: tuple[str, ...]
) -> Behind | None:
    last, but = False, ""
    if excepted := _EXCEPT.search(sentence):
        named = _NAMED.match(excepted["which"])
        last = _LAST.search(excepted["which"]) is not None
        but = named["name"] if named and not last else ""
        if not last and not but:
            return None
    slope = _SLOPE.search(sentence)
    attrs = {"leaky_relu": (("alpha", float(slope["slope"])),)} if slope else {}
    ends = [_operations(found["ops"]) for found in _LAST_HAS.finditer(text)]
    end = next((op for each in ends for op in each if family(op) == "activation" and (op,) != ops[-1:]), "")
    return Behind(
        tuple((op, attrs.get(op, ())) for op in ops),
        kinds,
        _BY_NAME.search(layers) is not None,
        _STEPPED.search(layers) is not None,
        last or bool(end) or _LINEAR_END.search(text) is not None or _HIDDEN.search(layers) is not None,
        but,
        end,
        _PART.search(sentence) is not None,
    )


def _operations(words: str) -> tuple[str, ...]:
    """The operations that words name, in order, where they name nothing but what may stand behind a layer."""
    plain = _APPLIED.sub(
        "", re.sub(r"\([^()]*\)|\b(?:without|with no)\b.*?(?= and |,|$)|\binstead\b.*", " ", words)
    )
    parts = re.split(r"\s*(?:,|\band\b|\+|/|\bthen\b|\bwith\b|–|—|--)\s*", plain)
    found: list[str] = []
    for part in filter(None, parts):
        clean = re.sub(
            r"^(?:an?|the|its|their|by|both|one|kernels?|\d+×\d+(?:×\d+)? kernels?)\s+",
            "",
            part.strip(),
            flags=re.I,
        )
        named = [each.op for each in parse_label(clean, role="cell").operations]
        found += [op for op in named if family(op) in _KINDS and op not in found]
    return tuple(found)
