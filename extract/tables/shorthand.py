"""Short notations of rows: products as widths, letters as arguments, settings in brackets behind a block's name."""

from __future__ import annotations

import re

from extract.tables.drafts import CONVOLUTIONS, Draft, Parse
from extract.tables.values import as_number
from graph import Value

_TIMES = r"\s*[×x*·]\s*"
_PRODUCT = re.compile(
    r"^(?P<what>(?:fc|dense|linear|fully[- ]connected(?: layer)?)\b[.,:]?)\s*"
    rf"(?P<first>\d+){_TIMES}(?P<last>\d+)(?!{_TIMES}\d)(?P<rest>(?:\W.*)?)$",
    re.I,
)
MOST_GROUPS = 15
"""Largest first factor of a width of two ("2×10": a mean and a deviation each); with a larger one it is what goes in."""
_TIMES_SET = re.compile(r"^(?P<what>.*\bk\d+n\d+s\d)\s*[×x]\s*(?P<times>\d+)$")
_MODULE = re.compile(r"(?:up|down)-?sampl(?:ing|e) (?:module|unit)", re.I)
_WIDE = re.compile(rf",\s*(?P<width>[2-9]{_TIMES}\d+)\s*$")
_GIVEN = re.compile(
    r"^(?P<name>[A-Z][A-Za-z-]*)\s*\[(?P<given>\w+\s*=\s*\w+(?:\s*,\s*\w+\s*=\s*\w+)*)\](?:\s*,\s*(?P<width>\d+))?$"
)
_LETTERS = re.compile(
    r"^(?P<what>conv(?:olution)?\s*[123]?D?)\s*\((?P<filters>[^(),]+(?:\([^()]*\))?),\s*(?P<kernel>\w+)\)$",
    re.I,
)
_RESPELLED = (
    (re.compile(r"(?<=[\d])(\s*[×x]\s*\d+)\s?\+\s?(\d)(?![\d×x])"), r"\1/\2"),
    (re.compile(r"\b\d+\s*(?:→|->|⇒)\s*(?=\d+[ -](?:channels?|ch\b|filters|(?:feature )?maps))", re.I), ""),
    (re.compile(r"^TC(?=\s+\d)"), "transposed convolution"),
    (
        re.compile(
            r"(?<=\w)\s*[,;]?\s*\b(?:linear|identity|no)\s+(?:act(?:iv(?:ation)?)?\b\.?|non-?linearity)(?: function)?",
            re.I,
        ),
        "",
    ),
    (re.compile(r"\bstep(?:[- ]size)?\s*[:=]?\s*(?=\d)", re.I), "stride "),
    (re.compile(r"\bd[po]\b(?=\s*[=:(]?\s*0?\.\d)", re.I), "dropout"),
    (re.compile(r"\b(\w*block(?:\s+(?:up|down))?)\s+\d{2,4}\s*[-–—]\s*(?=\d{2,4}$)", re.I), r"\1 "),
    (re.compile(r"^((?:softmax|sigmoid|tanh)) output layer$", re.I), r"\1"),
    (re.compile(r"\bwith (?=(?:p|rate|probability)\s*=)"), ""),
    (re.compile(r"^D-?CONV(?=\s*-?\()"), "deconv"),
    (re.compile(r"^([A-Za-z]\w*(?: \w+)*)\s+[-–]\s+(?=\([^()]*\)$)"), r"\1"),
    (re.compile(r"\bactiv(?:\.|\b)(?=\s*=)", re.I), "activation"),
    (re.compile(r"\b(?:linear )?G(?:lobal )?DW?-?Conv(?=\b|\d)", re.I), "depthwise conv "),
)
"""Strides behind a plus ("4×4+2"), channels that go in before those that come out, "DCONV-(N64,K3)" of a decoder, a
dash before the arguments, shortened words."""


def shortened(text: str, parse: Parse) -> list[Draft] | None:
    """The layers of a text in one of these notations; None for other text.

    Args:
        text: of a cell or a line of it.
        parse: reads what remains as any label.
    """
    for read in (_times_set, _module, _respelled, _product, _wide, _given, _letters):
        found = read(text.strip(), parse)
        if found:
            return found
    return None


def _respelled(text: str, parse: Parse) -> list[Draft] | None:
    rest = text
    for pattern, words in _RESPELLED:
        rest = pattern.sub(words, rest)
    return reworded(text, rest, parse)


def _times_set(text: str, parse: Parse) -> list[Draft] | None:
    """ "Residual block k3n64s1 × 6": so many times all that."""
    found = _TIMES_SET.match(text)
    if not found:
        return None
    drafts = parse(found["what"])
    for draft in drafts:
        draft.repeat = int(found["times"])
    return labelled(drafts, text)


def _module(text: str, parse: Parse) -> list[Draft] | None:
    """ "Upsampling module" has layers of its own."""
    return [Draft("block", text, {"name": text})] if _MODULE.fullmatch(text) else None


def _product(text: str, parse: Parse) -> list[Draft] | None:
    """ "FC 2×10" puts out so many groups of so many; of "FC 256×100" the first goes in."""
    found = _PRODUCT.match(text)
    if not found:
        return None
    grouped = int(found["first"]) <= MOST_GROUPS
    width: Value = f"{found['first']}×{found['last']}" if grouped else int(found["last"])
    drafts = parse(f"{found['what']}{found['rest']}")
    if not drafts or drafts[0].op != "dense":
        return None
    drafts[0].attrs["units"] = width
    return labelled(drafts, text)


def _wide(text: str, parse: Parse) -> list[Draft] | None:
    """ "1×1 conv, 2×10": filters as a product, behind the kernel."""
    found = _WIDE.search(text)
    drafts = parse(text[: found.start()]) if found else []
    if not found or len(drafts) != 1 or drafts[0].op not in CONVOLUTIONS or "kernel" not in drafts[0].attrs:
        return None
    drafts[0].attrs["filters"] = re.sub(_TIMES, "×", found["width"])
    return labelled(drafts, text)


def _given(text: str, parse: Parse) -> list[Draft] | None:
    """ "SK[M=2, G=32], 128": a block's own settings stay under their letters, its width follows."""
    found = _GIVEN.match(text)
    drafts = parse(found["name"]) if found else []
    if not found or len(drafts) != 1 or drafts[0].op != "block":
        return None
    for name, said in re.findall(r"(\w+)\s*=\s*(\w+)", found["given"]):
        number = as_number(said)
        drafts[0].attrs[name] = said if number is None else number
    if found["width"]:
        drafts[0].attrs["filters"] = int(found["width"])
    return labelled(drafts, text)


def _letters(text: str, parse: Parse) -> list[Draft] | None:
    """ "Conv1D(F·i, k)": filters and kernel as terms of letters, in the order of the framework."""
    found = _LETTERS.match(text)
    if not found or not re.search(r"[A-Za-z]", found["filters"]):
        return None
    drafts = parse(found["what"])
    if len(drafts) != 1 or drafts[0].op not in CONVOLUTIONS:
        return None
    drafts[0].attrs["filters"] = re.sub(r"[\s_]", "", found["filters"])
    kernel = found["kernel"].replace("_", "")
    drafts[0].attrs["kernel"] = (int(kernel) if kernel.isdecimal() else kernel,)
    return labelled(drafts, text)


def reworded(text: str, rest: str, parse: Parse) -> list[Draft] | None:
    """The layers of what is left of a text, under all of it; None where nothing was taken from it."""
    return labelled(parse(rest.strip()), text) if rest.strip() and rest != text else None


def labelled(drafts: list[Draft], text: str) -> list[Draft]:
    """Layers of which the first stands for a whole text."""
    if drafts:
        drafts[0].label = text
    return drafts
