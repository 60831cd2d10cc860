"""The drawn paths of a page, with what clips them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.document.boxes import intersect
from extract.document.page import Colour, Path, Pattern, Point, Segment
from graph import Box

MAX_PATHS = 60_000
"""Paths read of one page; plots with more are cut off here, no drawn network comes near."""

MAX_CONTENT = 16_000_000
"""Bytes of drawing operators of one page. The parser builds all paths of a page before the first can be looked at,
some sixty times these bytes, and may crash or hang where memory ends under it."""


def read_drawing(page: Any) -> tuple[Path | Pattern, ...]:
    """Every visible path of a page in painting order, and the patterns that areas are filled with.

    None where the page is a mass of operators.

    Args:
        page: a PyMuPDF page.
    """
    if len(page.read_contents() or b"") > MAX_CONTENT:
        return ()
    whole: Box = tuple(page.rect)
    clips: list[tuple[int, Box]] = []
    paths: list[Path] = []
    tiles: dict[Box, list[str]] = {}
    for entry in page.get_cdrawings(extended=True):
        level = entry.get("level", 0)
        while clips and clips[-1][0] >= level:
            clips.pop()
        if entry["type"] == "group":
            continue
        if entry["type"] == "clip":
            bounds = clips[-1][1] if clips else whole
            clips.append((level, intersect(bounds, tuple(entry["scissor"]))))
            continue
        path = _path(entry, clips[-1][1] if clips else None, whole)
        if path is not None:
            paths.append(path)
            if len(paths) >= MAX_PATHS:
                break
        elif clips:
            tiles.setdefault(clips[-1][1], []).append(_look(entry))
    return (*paths, *(Pattern(area, " ".join(looks)) for area, looks in tiles.items()))


def _look(entry: Mapping[str, Any]) -> str:
    """What a path looks like that lies outside of its clip: the parser gives a pattern's tile where it is defined."""
    points = [point for item in entry["items"] if (segment := _segment(item)) for point in segment.points]
    places = "".join(f"{x:.1f},{y:.1f};" for x, y in points)
    return f"{entry['type']}{_colour(entry.get('color'))}{_colour(entry.get('fill'))}{places}"


def _path(entry: Mapping[str, Any], clip: Box | None, whole: Box) -> Path | None:
    segments = tuple(segment for item in entry["items"] if (segment := _segment(item)) is not None)
    if not segments:
        return None
    xs = [x for segment in segments for x, _ in segment.points]
    ys = [y for segment in segments for _, y in segment.points]
    visible = intersect((min(xs), min(ys), max(xs), max(ys)), clip or whole)
    # A line has no area: only what lies wholly outside is dropped.
    if visible[2] < visible[0] or visible[3] < visible[1]:
        return None
    stroked, filled = "s" in entry["type"], "f" in entry["type"]
    return Path(
        segments=segments,
        bbox=visible,
        stroke=_colour(entry.get("color")) if stroked else None,
        fill=_colour(entry.get("fill")) if filled else None,
        width=float(entry.get("width") or 0.0),
        dashes=_dashes(entry.get("dashes")),
        stroke_opacity=float(entry.get("stroke_opacity", 1.0)),
        fill_opacity=float(entry.get("fill_opacity", 1.0)),
        closed=bool(entry.get("closePath", False)),
        even_odd=bool(entry.get("even_odd", False)),
        clip=clip,
        order=int(entry.get("seqno", -1)),
        layer=str(entry.get("layer") or ""),
    )


def _segment(item: tuple[Any, ...]) -> Segment | None:
    match item[0]:
        case "l":
            return Segment("line", (_point(item[1]), _point(item[2])))
        case "c":
            return Segment("curve", tuple(_point(point) for point in item[1:5]))
        case "re":
            x0, y0, x1, y1 = (float(value) for value in item[1])
            return Segment("rect", ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
        case "qu":
            upper_left, upper_right, lower_left, lower_right = (_point(point) for point in item[1])
            return Segment("quad", (upper_left, upper_right, lower_right, lower_left))
    return None


def _point(value: Any) -> Point:
    return (float(value[0]), float(value[1]))


def _colour(value: Any) -> Colour:
    if not value:
        return (0.0, 0.0, 0.0)
    if len(value) == 1:
        return (float(value[0]),) * 3
    return (float(value[0]), float(value[1]), float(value[2]))


def _dashes(value: str | None) -> tuple[float, ...]:
    """ "[ 3 2 ] 0" as (3.0, 2.0)."""
    if not value or "[" not in value:
        return ()
    lengths = tuple(float(part) for part in value[value.index("[") + 1 : value.index("]")].split())
    return lengths if any(lengths) else ()
