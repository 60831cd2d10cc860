"""A region of a page as a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.document.page import Page, Word
from extract.scene.chains import chained, overlapping, ring_of, unrepeated
from extract.scene.dashed_frames import dashed_frames
from extract.scene.dashes import joined_dashes
from extract.scene.elbows import without_elbows
from extract.scene.end_dots import without_end_dots
from extract.scene.filled_dashes import filled_dashes
from extract.scene.forks import parted_forks
from extract.scene.fractions import with_fractions
from extract.scene.geometry import (
    Point,
    area,
    bounds,
    box_area,
    centre,
    contains,
    distance,
    height,
    holds,
    inside,
    nearest_on,
    touches,
    unfolded,
    width,
)
from extract.scene.halos import without_halos
from extract.scene.heads import (
    Head,
    Line,
    attach,
    barbs,
    head_of,
    overlaid,
    unrepeated_heads,
    without_caps,
    without_headed_corners,
)
from extract.scene.hidden import seen_words, without_shadows
from extract.scene.highlights import without_highlights
from extract.scene.hops import without_hops
from extract.scene.lanes import with_lanes
from extract.scene.lone_heads import arrows_of
from extract.scene.model import Connector, Scene, Shape, TextBlock, like
from extract.scene.outlines import form
from extract.scene.patterns import patterned
from extract.scene.photo_frames import without_photo_frames
from extract.scene.pictures import sorted_pictures
from extract.scene.pieced_arrows import pieced_arrows
from extract.scene.solids import solids
from extract.scene.stacks import runs_of_sheets, stacked_sheets
from extract.scene.strokes import Stroke, arrow_polygon, bar, ribbon
from extract.scene.surfaces import BAR, merged, visible, without_clipped_fills
from extract.scene.symbols import is_cross, is_round, outside_rounds, sign_lines, signed, without_spokes
from extract.scene.text import blocks_of
from extract.scene.thick_bars import thick_bars
from extract.scene.traces import Trace, traces_of
from extract.scene.turned import slim_holder
from extract.scene.waves import straightened
from extract.scene.wedges import without_wedges
from graph import Box

STUB = 1.0
"""Least length of an arrow's shaft, in thicknesses."""

PART = 6.0
"""Least extent, in points, of a shape that makes of the one around it a frame."""

CENTRED = 0.35
"""Least area of a circle around a sign, in that of the sign's type, which is taller than what is printed."""

MOST_TRACES = 4000
"""A drawing of more pieces than this is a plot or a picture, not a network."""


def build_scene(page: Page, region: Box) -> Scene:
    """The scene of what lies in a region of a page.

    Args:
        page: the page.
        region: x0, y0, x1, y1 in points.

    Returns:
        The scene; without shapes and connectors where the region holds more than MOST_TRACES pieces.
    """
    content = page.within(region)
    traces = traces_of(content.paths)
    if len(traces) > MOST_TRACES:
        traces = []
    possible = {id(trace): head for trace in traces if (head := head_of(trace)) is not None}
    possible = without_hops(traces, without_elbows(traces, without_headed_corners(traces, possible)))
    headed = {trace.order for trace in traces if id(trace) in possible}
    glyphs = [
        trace
        for trace in traces
        if id(trace) not in possible and _is_glyph(trace) and not (trace.order in headed and ribbon(trace))
    ]
    if len(glyphs) < 12:
        glyphs = []
    taken = {id(trace) for trace in glyphs}
    dashes, traces = filled_dashes([trace for trace in traces if id(trace) not in taken])
    lines, heads, closed = _sorted(traces, possible)
    lines, closed = with_lanes(lines, closed)
    pieced, heads, closed = pieced_arrows(heads, closed)
    lines.extend(pieced)
    straightened(lines, [*(head.bbox for head in heads), *(trace.bbox for trace in closed)])
    lines, heads = without_halos(lines, heads)
    heads = without_caps(unrepeated_heads(heads))
    lines = barbs(joined_dashes(unrepeated([*lines, *dashes]), [head.bbox for head in heads]))
    closed, lines = without_wedges(closed, lines)
    attach(without_spokes(lines, closed), outside_rounds(heads, closed))
    lines = [*parted_forks(overlaid(lines)), *arrows_of(heads, closed)]
    lines, bars = thick_bars(lines)
    closed.extend(bars)
    closed.extend(head.trace for head in heads if not head.used and head.trace.closed and head.size > 5)
    closed = without_clipped_fills(closed, lines)
    lines, inner = sign_lines(lines, [trace for trace in closed if is_round(trace)])
    lines = chained(overlapping(lines), closed)
    rings = [line for line in lines if ring_of(line)]
    lines = [line for line in lines if not ring_of(line)]
    closed.extend(_as_trace(line) for line in rings)
    closed.sort(key=lambda trace: trace.order)
    shapes = without_shadows([_shape(i, trace) for i, trace in enumerate(visible(merged(closed)))])
    shapes = without_end_dots(shapes, lines)
    shapes, lines = signed(shapes, [*lines, *inner])
    shapes, lines = solids(runs_of_sheets(shapes), lines)
    shapes, lines = dashed_frames(stacked_sheets(shapes), lines)
    shapes = without_highlights(shapes, content.words, lines)
    shapes = patterned(shapes, page.patterns)
    shapes, images = without_photo_frames(shapes, [p.bbox for p in content.pictures], content.words)
    framed, pictures = sorted_pictures(images, shapes, content.words, region, lines)
    shapes.extend(framed)
    words = [word for word in page.words if holds(region, centre(word.bbox))]
    words, lines = with_fractions(seen_words(page, words, shapes), lines)
    connectors = tuple(_connector(i, line) for i, line in enumerate(lines))
    return Scene(
        bbox=region,
        shapes=tuple(shapes),
        connectors=connectors,
        blocks=tuple(_blocks(words, shapes, connectors)),
        pictures=tuple(pictures),
        glyphs=tuple(trace.bbox for trace in glyphs),
    )


def _in_one_colour(trace: Trace) -> bool:
    """Whether an outline is filled and has no rim that differs."""
    return trace.fill is not None and (trace.stroke is None or like(trace.stroke, trace.fill, 0.1))


def _sorted(
    traces: Sequence[Trace], possible: Mapping[int, Head]
) -> tuple[list[Line], list[Head], list[Trace]]:
    """Traces as lines, possible heads (by the identity of their traces), and closed outlines."""
    lines: list[Line] = []
    heads: list[Head] = []
    closed: list[Trace] = []
    stubs: list[tuple[Stroke, Trace]] = []
    for trace in traces:
        if trace.closed:
            stroke = arrow_polygon(trace)
            if stroke is None and trace.fill is not None:
                stroke = bar(trace)
            if stroke is None and trace.fill is not None and (short := bar(trace, STUB)) is not None:
                stubs.append((short, trace))
                continue
            if stroke is None and (head := possible.get(id(trace))) is not None:
                heads.append(head)
                continue
            if stroke is None and _in_one_colour(trace) and not is_cross(trace):
                stroke = ribbon(trace)
            if stroke is not None:
                lines.append(_line(stroke, trace))
            else:
                closed.append(trace)
            continue
        head = possible.get(id(trace))
        if head is not None:
            heads.append(head)
        else:
            points = unfolded(trace.points)
            lines.append(Line(points, trace.order, trace.thickness, trace.stroke, dashed=trace.dashed))
    for short, trace in stubs:
        # A shaft may be hardly longer than it is thick; the head of the same path tells that it is one.
        if any(head.trace.order == trace.order and touches(head.bbox, trace.bbox, 1.0) for head in heads):
            lines.append(_line(short, trace))
        else:
            closed.append(trace)
    closed.sort(key=lambda trace: trace.order)
    return lines, heads, closed


def _line(stroke: Stroke, trace: Trace) -> Line:
    return Line(
        stroke.points,
        trace.order,
        stroke.thickness,
        trace.fill or trace.stroke,
        head_start=stroke.head_start,
        head_end=stroke.head_end,
        block=stroke.block,
    )


def _as_trace(line: Line) -> Trace:
    return Trace(
        points=line.points[:-1],
        closed=True,
        curved=0.0,
        bbox=bounds(line.points),
        fill=None,
        stroke=line.color or (0.0, 0.0, 0.0),
        thickness=line.thickness,
        dashed=line.dashed,
        order=line.order,
    )


def _is_glyph(trace: Trace) -> bool:
    """Whether a trace may be a character drawn as its outline."""
    return (
        trace.closed
        and trace.fill is not None
        and trace.stroke is None
        and max(width(trace.bbox), height(trace.bbox)) < 14
        and len(trace.points) > 8
        and area(trace.points) < 0.72 * box_area(trace.bbox)
    )


def _shape(index: int, trace: Trace) -> Shape:
    return Shape(
        id=index,
        kind=form(trace.points, trace.curved),
        outline=trace.points,
        bbox=trace.bbox,
        fill=trace.fill,
        stroke=trace.stroke,
        dashed=trace.dashed,
        order=trace.order,
        opaque=trace.opaque,
    )


def _connector(index: int, line: Line) -> Connector:
    if line.head_start and not line.head_end:
        line.reversed()
    return Connector(
        index,
        line.points,
        line.head_start,
        line.head_end,
        line.dashed,
        line.thickness,
        line.color,
        line.order,
        line.block,
        line.middle_head,
    )


def _blocks(
    words: Sequence[Word], shapes: Sequence[Shape], connectors: Sequence[Connector]
) -> list[TextBlock]:
    by_size = sorted(shapes, key=lambda shape: box_area(shape.bbox))

    def holder(box: Box) -> int | None:
        middle = centre(box)
        for shape in by_size:
            least = CENTRED if _is_centred(middle, shape) else 0.6
            if box_area(shape.bbox) < least * box_area(box):
                continue
            if holds(shape.bbox, middle) and inside(middle, shape.outline):
                return shape.id
        return slim_holder(box, by_size)

    def parted(a: Box, b: Box) -> bool:
        start, end = centre(a), centre(b)
        for connector in connectors:
            box = bounds(connector.points)
            if box[2] < min(start[0], end[0]) - 1 or box[0] > max(start[0], end[0]) + 1:
                continue
            if box[3] < min(start[1], end[1]) or box[1] > max(start[1], end[1]):
                continue
            middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
            if nearest_on(middle, connector.points)[0] < 0.3 * (
                abs(end[1] - start[1]) + abs(end[0] - start[0])
            ):
                return True
        return False

    rims = {shape.id: shape.bbox for shape in shapes}
    return blocks_of(words, holder, parted, _frames(shapes), rims.__getitem__)


def _is_centred(middle: Point, shape: Shape) -> bool:
    """Whether a text stands in the very middle of a circle."""
    near = 0.2 * width(shape.bbox)
    return shape.kind in ("circle", "ellipse") and distance(middle, centre(shape.bbox)) < near


def _frames(shapes: Sequence[Shape]) -> set[int]:
    """Shapes that stand around two others or more that are no mere marks."""
    boxes = [shape.bbox for shape in shapes if _is_part(shape)]
    return {shape.id for shape in shapes if sum(_is_within(box, shape.bbox) for box in boxes) >= 2}


def _is_part(shape: Shape) -> bool:
    """Whether a shape is no mere mark: it is large enough in both directions, or a long bar."""
    slim, long = sorted((width(shape.bbox), height(shape.bbox)))
    return slim >= PART or (shape.kind == "rectangle" and long >= max(BAR * slim, 2 * PART))


def _is_within(inner: Box, outer: Box) -> bool:
    return contains(outer, inner, 0.5) and box_area(inner) < 0.6 * box_area(outer)
