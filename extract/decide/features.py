"""What the decision knows of an exhibit: its caption, its type, its drawing, its picture, and what readers made of it.

Every feature is a number with a name; a missing one counts as 0. Words count by the lists of `lexicon.txt` that they
stand on and never by themselves, so that no name of a network, data set or author can be learned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from extract.decide.lexicon import LISTS, PHRASES
from extract.document import Content, Path
from extract.document.boxes import area, height, width
from extract.labels import parse_label
from extract.model import Exhibit
from graph import Graph

Features = dict[str, float]

WORD = re.compile(r"[a-z][a-z-]{2,}")
NUMBER = re.compile(r"^[-+−]?\d+(?:[.,]\d+)?(?:[%kKM]|e[-−]?\d+)?$")
DECIMAL = re.compile(r"^[-+−±]?\d*\.\d+%?$")
MAX_LABELS = 120
"""Lines whose meaning is looked up; more are no drawing of a network."""


def caption_features(exhibit: Exhibit) -> Features:
    """The caption's words and length."""
    text = exhibit.caption.lower()
    first = re.split(r"(?<=[a-z)])\. ", text, maxsplit=1)[0]
    found = lexicon_features("caption", words_of(text)) | lexicon_features("title", words_of(first))
    for name, phrase in PHRASES.items():
        found[f"caption {name}"] = float(bool(phrase.search(text)))
        found[f"title {name}"] = float(bool(phrase.search(first)))
    number = re.search(r"\d+", exhibit.label)
    found["number"] = min(float(number.group()), 12.0) if number else 0.0
    found["page"] = min(float(exhibit.page), 20.0)
    found["caption length"] = math.log1p(len(text))
    found["is table"] = float(exhibit.kind == "table")
    return found


def lexicon_features(where: str, words: set[str]) -> Features:
    """How many words of each list are among these."""
    return {f"{where} {name}": math.log1p(len(words & listed)) for name, listed in LISTS.items()}


def words_of(text: str) -> set[str]:
    """The plain words of a text, plurals as singulars."""
    return {
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in WORD.findall(text)
    }


def content_features(content: Content) -> Features:
    """Counts of what a region holds."""
    x0, y0, x1, y1 = content.region
    whole = max((x1 - x0) * (y1 - y0), 1.0)
    words = [word.text for word in content.words]
    lines = [line.text for line in content.lines]
    boxes = [path for path in content.paths if is_box(path)]
    heads = sum(is_head(path) for path in content.paths)
    long = sum(len(path.segments) > 12 and path.fill is None for path in content.paths)
    curves = sum(any(segment.kind == "curve" for segment in path.segments) for path in content.paths)
    strokes = sum(path.fill is None and len(path.segments) <= 3 for path in content.paths)
    pictured = sum(area(picture.bbox) for picture in content.pictures)
    count = max(len(words), 1)
    found: Features = {
        "area": math.log(whole),
        "shape": math.log(max(x1 - x0, 1.0) / max(y1 - y0, 1.0)),
        "words": math.log1p(len(words)),
        "numbers": sum(bool(NUMBER.match(word)) for word in words) / count,
        "decimals": sum(bool(DECIMAL.match(word)) for word in words) / count,
        "percent": sum("%" in word for word in words) / count,
        "paths": math.log1p(len(content.paths)),
        "boxes": math.log1p(len(boxes)),
        "heads": math.log1p(heads),
        "has heads": float(heads > 1),
        "long paths": math.log1p(long),
        "curves": math.log1p(curves),
        "strokes": math.log1p(strokes),
        "pictures": math.log1p(len(content.pictures)),
        "pictured": min(pictured / whole, 1.0),
        "colours": math.log1p(len({path.fill for path in content.paths if path.fill})),
        "ticks": math.log1p(ticks_of(content)),
        "boxes with words": math.log1p(_labelled(content, boxes)),
    }
    inside: set[str] = set()
    for line in lines:
        inside |= words_of(line.lower())
    return found | lexicon_features("inside", inside) | label_features(lines)


def label_features(lines: Sequence[str]) -> Features:
    """How many lines of type name operations."""
    kinds: list[str] = []
    operations: set[str] = set()
    for line in lines[:MAX_LABELS]:
        parsed = parse_label(line)
        kinds.append(parsed.kind)
        operations |= {each.op for each in parsed.operations if each.op != "block"}
    named = kinds.count("operations")
    return {
        "operations": math.log1p(named),
        "operation share": named / max(len(kinds), 1),
        "kinds of operation": math.log1p(len(operations)),
        "terminals": math.log1p(kinds.count("terminal")),
        "tensors": math.log1p(kinds.count("tensor")),
        "comments": kinds.count("comment") / max(len(kinds), 1),
    }


def graph_features(graphs: Iterable[Graph], prefix: str) -> Features:
    """What a reader made of the exhibit; `prefix` names the reader."""
    graphs = list(graphs)
    nodes = [node for each in graphs for node in each.nodes]
    edges = sum(len(each.edges) for each in graphs)
    known = sum(node.op not in ("block", "input", "output", "feature_map") for node in nodes)
    attributes = sum(len(node.attributes) for node in nodes)
    linked = {
        end
        for i, each in enumerate(graphs)
        for edge in each.edges
        for end in ((i, edge.source), (i, edge.target))
    }
    return {
        f"{prefix} nodes": math.log1p(len(nodes)),
        f"{prefix} edges": math.log1p(edges),
        f"{prefix} known": math.log1p(known),
        f"{prefix} known share": known / max(len(nodes), 1),
        f"{prefix} linked share": len(linked) / max(len(nodes), 1),
        f"{prefix} attributes": math.log1p(attributes),
        f"{prefix} graphs": math.log1p(len(graphs)),
        f"{prefix} any": float(len(nodes) > 1),
    }


def picture_features(pixels: npt.NDArray[np.uint8]) -> Features:
    """Statistics of the exhibit as it is shown.

    Args:
        pixels: height × width × 3, red, green, blue, at about 72 dpi.
    """
    if pixels.size == 0:
        return {}
    grey = pixels.astype(np.float32).mean(axis=2)
    steps = (pixels >> 4).astype(np.int32)
    codes = (steps[..., 0] << 8) | (steps[..., 1] << 4) | steps[..., 2]
    counts = np.sort(np.bincount(codes.ravel(), minlength=4096))[::-1] / codes.size
    saturation = (pixels.max(axis=2).astype(np.float32) - pixels.min(axis=2)) / 255.0
    down = np.abs(np.diff(grey, axis=0))
    right = np.abs(np.diff(grey, axis=1))
    level = (down > 40).mean(axis=1) if down.size else np.zeros(1)
    upright = (right > 40).mean(axis=0) if right.size else np.zeros(1)
    return {
        "white": float((grey > 245).mean()),
        "dark": float((grey < 60).mean()),
        "grey": float(((grey > 60) & (grey < 230)).mean()),
        "saturated": float((saturation > 0.25).mean()),
        "commonest colour": float(counts[0]),
        "next colours": float(counts[1:6].sum()),
        "many colours": math.log1p(int((counts > 0.0005).sum())),
        "edges": float((right > 40).mean()) if right.size else 0.0,
        "texture": float(((right > 4) & (right < 40)).mean()) if right.size else 0.0,
        "level lines": float((level > 0.25).sum()) / max(len(level), 1),
        "upright lines": float((upright > 0.25).sum()) / max(len(upright), 1),
    }


def is_box(path: Path) -> bool:
    """Whether a path is a closed form of the size of a box."""
    wide, high = width(path.bbox), height(path.bbox)
    if min(wide, high) < 6 or max(wide, high) > 400 or len(path.segments) > 16:
        return False
    closed = path.closed or path.fill is not None or path.segments[0].kind in ("rect", "quad")
    return closed or path.segments[0].points[0] == path.segments[-1].points[-1]


def is_head(path: Path) -> bool:
    """Whether a path may be an arrow's head: small, filled, of few pieces."""
    wide, high = width(path.bbox), height(path.bbox)
    return (
        path.fill is not None
        and 1.5 < max(wide, high) < 14
        and min(wide, high) > 1
        and 2 <= len(path.segments) <= 6
    )


def ticks_of(content: Content) -> int:
    """How many numbers stand in a row or column with two others and more, as at the axes of a plot."""
    numbers = [word.bbox for word in content.words if NUMBER.match(word.text)]
    best = 0
    for sides in ((1, 3), (0, 2), (2, 2)):
        places: dict[int, int] = {}
        for box in numbers:
            place = round((box[sides[0]] + box[sides[1]]) / 3)
            places[place] = places.get(place, 0) + 1
        best = max([best, *(count for count in places.values() if count >= 3)])
    return best


def _labelled(content: Content, boxes: Sequence[Path]) -> int:
    middles = [
        ((w.bbox[0] + w.bbox[2]) / 2, (w.bbox[1] + w.bbox[3]) / 2)
        for w in content.words
        if not NUMBER.match(w.text)
    ]
    return sum(
        any(b.bbox[0] < x < b.bbox[2] and b.bbox[1] < y < b.bbox[3] for x, y in middles) for b in boxes[:400]
    )


def merge(*parts: Mapping[str, float]) -> Features:
    """All features of one exhibit."""
    whole: Features = {}
    for part in parts:
        whole |= part
    return whole
