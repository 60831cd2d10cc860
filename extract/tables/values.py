"""Values printed in cells: sizes, numbers, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph import Dim, Shape, Value

EMPTY = frozenset(("", "-", "–", "—", "−", "--", "---", "n/a", "na", "/", "·", "×", "✗", "✘", "none", "null"))
NO = frozenset(("no", "n", "false", "✗", "✘"))
YES = frozenset({"o", "○", "◦", "✓", "✔", "√", "yes", "y", "x", "true", "•", "3", "bn"})
_BATCH = re.compile(r"^(?:None|batch(?:[ _]size)?|bs|\?|-1)\s*[,×x]\s*", re.I)
_TIMES = r"\s*[×xX✕⨯*]\s*"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
COUNTED_WIDTH = (
    r"[#‖∥|]?\s?(?:number of |num\.? |no\. of |n_)?(?:output )?"
    r"(?:classes|labels|actions|channels|speakers|characters|categories|tokens|graphemes|phonemes|words|joints)[‖∥|]?"
)
"""A width that is told in words: "#classes", "number of channels"."""
_FRACTIONS = str.maketrans({"½": "1/2", "¼": "1/4", "⅛": "1/8", "⅓": "1/3"})
_FACTOR = r"(?:\d+/\d+\s?|\d+)"
_DIM = rf"(?:\d+(?:\.\d+)?|{_FACTOR}?[A-Za-z](?:_\w{{1,4}}|\w)?(?:/\d+)?|#\s?\w+|\|\s?[A-Za-z]\s?\|)"
_UNITS = r"\s*(?:pixels|px|dimensional|-d|-dim|d)\s*$"
_MULTIPLE = re.compile(rf"{_FACTOR}[A-Za-z].*")
_LETTERS = r"[A-Za-z]\w?(?:_\w{1,4})?"
_TERM = re.compile(
    rf"{_LETTERS}\s*//?\s*\d+|{_LETTERS}(?:\s*[*∗·]\s*{_LETTERS})+|{_LETTERS}(?:\s*\+\s*(?:{_LETTERS}|\d+))+"
)
"""A size or width as a term of letters ("T // 4", "D*F1", "C_a + C_b"), among other sizes."""

DECIMAL = re.compile(r"[-+±]?\d*\.\d+\s*%?(?:\s*[±(].*)?|\d+(?:\.\d+)?\s*%")
"""A number as results print it."""
_NAME_MARK = re.compile(r"^[•◦○●∘·*\s]+|[†‡*]+$|\s*\[\d+(?:,\s*\d+)*\]\s*$")
"""A bullet before a name, or what refers to a note or another paper behind it."""


def unmarked(name: str) -> str:
    """A printed name without its bullet and its references."""
    return _NAME_MARK.sub("", _NAME_MARK.sub("", name)).strip()


_DOTS = re.compile(r"[·⋯…](?:\s?[·⋯…])*|\.(?:\s?\.)+")


def is_empty(text: str) -> bool:
    """Whether a cell prints nothing, a dash, dots, or the like."""
    return text.strip().lower() in EMPTY or _DOTS.fullmatch(text.strip()) is not None


def is_yes(text: str) -> bool:
    """Whether a cell is a tick."""
    return text.strip().lower() in YES


def is_no(text: str) -> bool:
    """Whether a cell says no."""
    return text.strip().lower() in NO


def dim(text: str) -> Dim | None:
    """An integer, or the letter or term that stands for one; None for other text."""
    clean = (
        text.strip().replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text.strip()) else text.strip()
    )
    if re.fullmatch(r"\d+", clean):
        return int(clean)
    if re.fullmatch(r"[A-Za-z]\w{0,2}", clean):
        return clean.replace("_", "")
    if re.fullmatch(r"[\d\w]+\s*[-+/*∗×]\s*[\d\w]+|\d+[a-zA-Z]{1,2}", clean):
        return clean.replace("_", "").replace("∗", "*")
    return None


def dims(text: str) -> tuple[Dim, ...] | None:
    """Numbers or letters joined by ×, or a list of them in brackets; "7²" counts twice. None for other text."""
    clean = text.strip()
    inner = clean[1:-1].strip() if clean[:1] in "([⟨<{" and clean[-1:] in ")]⟩>}" else clean
    if inner is not clean and re.search(r",\s", inner):
        # A list has spaces behind its commas, a number none behind its thousands: "(1, 24,000)".
        inner = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), inner)
    # Code prints a list of one with a comma behind it: "(384,)".
    inner = re.sub(r"(?<=\w)\s*,$", "", _BATCH.sub("", inner).translate(_FRACTIONS))
    spread = re.sub(r"(\d+|[A-Za-z])²", r"\1×\1", inner)
    spread = re.sub(r"(\d+|[A-Za-z])³", r"\1×\1×\1", spread)
    parts = re.split(_TIMES, spread)
    listed = re.split(r"\s*,\s*", spread)
    if inner is not clean and ((len(parts) == 1 and listed[-1]) or len(listed) > 2):
        parts = listed
    if inner is not clean and len(parts) == 1:
        # "(4096,)" is a list of one.
        parts = [parts[0].rstrip(", ")]
    found = [_size(part.strip(), len(parts) > 1) for part in parts]
    return tuple(size for size in found if size is not None) if None not in found else None


def _size(word: str, among: bool) -> Dim | None:
    """One size: a number, a letter, or a term of letters. Alone, "3D" and "2x" are no sizes; "2w × 2h" is one."""
    if re.fullmatch(r"\d+", word):
        return int(word)
    if word.startswith("#") and re.fullmatch(_DIM, word):
        return word
    if re.fullmatch(_DIM, word) and (among or not _MULTIPLE.fullmatch(word)):
        return re.sub(r"\s+|_(?!\w{2})", "", word)
    return (
        re.sub(r"\s*\+\s*|_(?!\w{2})", lambda sign: sign[0].strip("_ "), word).replace("∗", "*")
        if among and _TERM.fullmatch(word)
        else None
    )


def leading_dims(text: str) -> tuple[tuple[Dim, ...], str] | None:
    """Sizes at the start of a text and the rest ("3×3/2", "3 × 3 × 64 dw"); None where it does not start so."""
    listed = re.match(r"^(\([^()]+\))(.*)$", text.strip())
    if listed and (sizes := dims(listed[1])) and len(sizes) > 1:
        return sizes, listed[2].strip()
    found = re.match(
        rf"^[(\[]?\s*(\d+[²³]?(?:{_TIMES}(?:\d+|[A-Za-z](?![A-Za-z]))[²³]?)*)\s*(?:px|pixels)?[)\]]?(.*)$",
        text.strip(),
    )
    if not found:
        return None
    sizes = dims(found[1])
    return (sizes, found[2].strip()) if sizes else None


def as_number(text: str) -> int | float | None:
    """A plain number; None for other text."""
    clean = text.strip().replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", text.strip()) else text.strip()
    if re.fullmatch(r"\d+", clean):
        return int(clean)
    if re.fullmatch(r"\d*\.\d+|\d+\.", clean):
        return float(clean)
    return None


def value(text: str) -> Value:
    """A cell's value for a block's attribute: a number, sizes, or the text."""
    number = as_number(text)
    if number is not None:
        return number
    sizes = dims(text)
    if sizes and len(sizes) > 1 and all(isinstance(d, int) for d in sizes):
        return tuple(sizes)
    return text.strip().translate(_RAISED)


FEW_CHANNELS = 3
"""Most channels of an input as it is recorded."""


def led_by_batch(sizes: Shape) -> bool:
    """Whether a shape begins with the letter for how many there are in a batch."""
    return sizes[0] in ("N", "B", "b", "bs")


def channels_first(texts: Iterable[str]) -> bool:
    """Whether a column of three-number shapes prints the channels first: the last two are alike, not the first two.

    "4×56²" is a length and two sides, no matter. Around a length that is left open ("1×T×161", "16×T×80"), the one
    or few channels of the input stand first; where the length is cut as well, the first side may have shrunk to
    one behind the input ("257×T×64" to "1×T/32×512").
    """
    shapes = [s for text in texts if "²" not in text and (s := shape(text)) and len(s) == 3]
    triples = [s for s in shapes if not led_by_batch(s)]
    lettered = [tuple(re.findall(r"[A-Za-z]", str(side)) for side in s) for s in triples]
    if triples and all(s[1:] in ((["H"], ["W"]), (["h"], ["w"])) for s in lettered):
        # "64×H/2×W/2"; "T×H×W" has a length first.
        return not any(s[0] for s in lettered)
    if triples and all(isinstance(s[1], str) for s in triples):
        thin = any(
            s[0] in range(1, FEW_CHANNELS + 1) and isinstance(s[2], int) and s[2] > FEW_CHANNELS
            for s in triples
        )
        kept = len({s[1] for s in triples}) == 1 or triples[0][0] in range(1, FEW_CHANNELS + 1)
        return thin and kept and len({s[0] for s in triples}) > 1
    first = sum(s[1] == s[2] and s[0] != s[1] for s in triples)
    last = sum(s[0] == s[1] and s[1] != s[2] for s in triples)
    return first + _scaled(triples, 1) > last + _scaled(triples, 0)


def _scaled(triples: Sequence[Shape], at: int) -> int:
    """How often the two neighbours at a place get smaller or larger at one rate from a shape to the next: they are sides.

    The channels that are left get no fewer where the sides get smaller, nor more where those get larger.
    """
    found = 0
    for before, after in pairwise(triples):
        if not all(isinstance(size, int) and size for size in (*before, *after)):
            continue
        rates = [int(b) / int(a) for a, b in zip(before, after, strict=True)]
        sides, channels = rates[at : at + 2], rates[2 if at == 0 else 0]
        grown = channels >= 1 if sides[0] < 1 else channels <= 1
        found += sides[0] == sides[1] != 1 and grown
    return found


_WORDED_SHAPE = re.compile(
    r"(?:(?:feature )?(?:vector|matrix|tensor|map|array|image|volume|cube)s?)\s*\(?\s*(?:of )?"
    r"(?:(?:size|shape|dim(?:ension)?s?|length)\s*(?:of)?\s*[:=]?\s*)?(?P<sizes>[\d(\[][^()]*?)\)?",
    re.I,
)
"""What comes out with its size, in words: "matrix (size: 64×8177)", "vector of length 128"."""


def is_worded_shape(text: str) -> bool:
    """Whether a text is a shape with words that say what has it."""
    return _WORDED_SHAPE.fullmatch(text.strip()) is not None and shape(text) is not None


_THOUSANDS = re.compile(r"(?<![\w/.])\d{1,3}(?:,\d{3})+(?![\d/])")


def _of_first_data(text: str) -> str:
    """Of shapes for several data sets ("64×12×12 / 64×32×32") that of the first."""
    first, *others = re.split(r"\s+/\s+|\s+\bor\b\s+", text)
    sizes = [dims(each) for each in (first, *others)]
    return (
        first
        if others and len({len(size or ()) for size in sizes}) == 1 and len(sizes[0] or ()) > 1
        else text
    )


def shape(text: str) -> Shape | None:
    """A printed shape; a single number is one of length one. None for other text."""
    if worded := _WORDED_SHAPE.fullmatch(text.strip()):
        text = worded["sizes"]
    unit = r"\s*(?:pixels|px|dimensional|-d|-dim)\s*$" if re.search(_TIMES, text) else _UNITS
    clean = re.sub(unit, "", text.strip())
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", clean):
        # "27,506" is one length: a list has brackets, or spaces behind its commas.
        return (int(clean.replace(",", "")),)
    if re.fullmatch(r"1/\d{1,2}", clean):
        # So large as a part of what goes in.
        return (clean,)
    clean = _of_first_data(clean)
    clean = re.split(r"\s*(?:→|⇒|->)\s*", clean)[-1]
    clean = re.sub(r"^[^:]*:\s*", "", clean) if ":" in clean else clean
    found = dims(clean)
    if found:
        return found
    at = re.fullmatch(r"\(?(\w+)\s*@\s*(.+?)\)?", clean)
    if at:
        sizes, count = dims(at[2]), dims(at[1])
        if sizes and count:
            return (*sizes, *count)
    listed = re.fullmatch(r"(.+?),\s*(\d+|[A-Za-z])", clean.strip("()[]"))
    if listed:
        sizes, count = dims(listed[1]), dims(listed[2])
        if sizes and count and len(sizes) >= 2:
            return (*sizes, *count)
    if re.fullmatch(r"#\s?\w+", clean):
        return (clean,)
    return None
