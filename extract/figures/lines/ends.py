"""Where the ends of lines attach: to the thing that they touch or point at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.figures.lines.aimed_signs import signs_aimed_at
from extract.figures.lines.nesting import is_within
from extract.figures.lines.rays import ray_to
from extract.figures.things.things import Thing
from extract.scene.geometry import (
    Point,
    Polyline,
    Vector,
    along,
    contains,
    distance,
    dot,
    gap_to_polygon,
    grown,
    holds,
    length_of,
    nearest_on,
    touches,
)
from extract.scene.geometry import unit as direction
from extract.scene.model import Connector, Shape, end_of
from extract.scene.places import Places
from extract.scene.solids_in_rows import AGAINST, gap_of_fronts, stand_level
from extract.scene.together import together
from graph import Box

TOUCH = 1.6
"""An end nearer than this to an outline, in points, touches it."""

ALONG = 0.3
"""What it costs, in points, that a line runs along the side that it touches."""

FARTHEST = 2.2
"""Farthest that an arrow may stop short of what it points at, in sizes of text."""

LEVEL = 0.7
"""Least part of a line's direction that is across the page where it runs from the left or to the right."""

SHORT = 0.4
"""An end in the open that stops short of a line by less than this, in sizes of text, meets it."""

FRAME = 1.0
"""Farthest from a frame that a line begins which leaves it, in sizes of text."""

FLAT = 0.99
"""Least part of the direction of a level line that is across the page."""

TO_WORD = 2.9
"""Farthest that a level arrow stops short of, or begins behind, the word beside it, in sizes of text."""

UNDER = 2.0
"""Farthest under the front of a volume that a line ends which meets it, in points."""

ASIDE = 0.35
"""Farthest that the middle of a text stands off the way of an arrow that begins behind it, in sizes of text."""


@dataclass(slots=True)
class End:
    """An end of a line.

    Attributes:
        connector: the line.
        last: whether it is the line's last point.
        point: where it is.
        way: direction in which the line runs out of it.
        head: whether it carries an arrowhead.
        thing: id of the thing that it leads to; None where it leads to none.
        cost: how doubtful that is; 0 for a touch.
        reach: in the open, how far before it another line still is met, in sizes of text.
    """

    connector: Connector
    last: bool
    point: Point
    way: Vector
    head: bool
    thing: int | None = None
    cost: float = 0.0
    reach: float = SHORT


@dataclass(frozen=True, slots=True)
class Attachment:
    """One way to attach both ends of a line.

    Attributes:
        cost: how doubtful it is, in points; 0 for two touches.
        things: ids of the things that its first and last point lead to; None where one leads to none.
        costs: the cost of each.
        reach: see End, for each.
    """

    cost: float
    things: tuple[int | None, int | None]
    costs: tuple[float, float]
    reach: tuple[float, float] = (SHORT, SHORT)


def attached(connector: Connector, attachment: Attachment) -> tuple[End, End]:
    """Both ends of a line, attached in one way."""
    start, end = _loose(connector)
    for one, thing, cost, reach in zip(
        (start, end), attachment.things, attachment.costs, attachment.reach, strict=True
    ):
        one.reach = reach
        if thing is not None:
            one.thing, one.cost = thing, cost
    return start, end


def attachments(
    connector: Connector, things: Sequence[Thing], places: Places[Thing], unit: float
) -> list[Attachment]:
    """All ways to attach both ends of a line, cheapest first; there always is one.

    Args:
        connector: the line.
        things: what it may lead to.
        places: where these are.
        unit: usual size of text in points; distances are judged by it.
    """
    start, end = _loose(connector)
    offers = [offers_for(one, places.at(one.point, TO_WORD * unit + TOUCH), unit) for one in (start, end)]
    loop = length_of(connector.points) > 3.5 * distance(start.point, end.point) + unit
    # An end that leads nowhere costs more than any end that leads somewhere.
    nowhere = (3 * unit, None)
    found = []
    for a in [*offers[0][:4], nowhere]:
        for b in [*offers[1][:4], nowhere]:
            # Both heads of a fork may lead to one group, where they reach different things.
            forks = start.head and end.head and a[1] is not None and things[a[1]].kind == "group"
            if a[1] is not None and a[1] == b[1] and not (loop or forks):
                continue
            # What leaves a thing within a frame goes on past the rim rather than to it.
            rim = unit if is_within(things, a[1], b[1]) else 0.0
            found.append(Attachment(a[0] + b[0] + rim, (a[1], b[1]), (a[0], b[0])))
    found.sort(key=lambda way: way.cost)
    return found


def _loose(connector: Connector) -> tuple[End, End]:
    start, end = (
        End(connector, last, *end_of(connector, last), connector.head_end if last else connector.head_start)
        for last in (False, True)
    )
    return start, end


def offers_for(end: End, things: Sequence[Thing], unit: float) -> list[tuple[float, int]]:
    """Of the things near an end those that it may lead to, with what each costs, cheapest first."""
    whole = length_of(end.connector.points)
    reach = min(1.6 * unit, 0.6 * unit + 0.25 * whole)
    offers = _offers_within(end, things, unit, reach)
    if not offers and end.head:
        # An arrow that stops short of everything still points at something, if it lies straight ahead.
        groups = {thing.id for thing in things if thing.kind == "group"}
        far = min(FARTHEST * unit, unit + 0.5 * whole)
        offers = [
            (cost, thing) for cost, thing in _offers_within(end, things, unit, far) if thing not in groups
        ]
        titles = [
            hit for thing in things if thing.title and (hit := ray_to(end.point, end.way, far, thing.outline))
        ]
        offers = offers if offers and not titles else signs_aimed_at(end.point, end.way, things, unit)
        offers = offers or _level_text(end, things, unit)
    elif not offers:
        # A line that begins a little away from a box, and runs beside it, still comes from it.
        near = [
            (1.5 * gap, thing.id)
            for thing in things
            if thing.kind in ("box", "sign")
            and holds(grown(thing.bbox, unit), end.point)
            and 0 < (gap := gap_to_polygon(end.point, thing.outline)) <= 0.8 * unit
        ]
        offers = sorted(near) or _leaves_frame(end, things, unit) or _level_text(end, things, unit)
    return offers


def _leaves_frame(end: End, things: Sequence[Thing], unit: float) -> list[tuple[float, int]]:
    """Frames that a line begins right outside of and runs away from, where nothing else is near."""
    found = []
    for thing in things:
        if thing.kind != "group" or holds(thing.bbox, end.point):
            continue
        gap = gap_to_polygon(end.point, thing.outline)
        if gap <= FRAME * unit and ray_to(end.point, end.way, 2 * FRAME * unit, thing.outline) is not None:
            found.append((unit + gap, thing.id))
    return sorted(found)


def _level_text(end: End, things: Sequence[Thing], unit: float) -> list[tuple[float, int]]:
    """The text that stands straight before an end of a level arrow, or behind its start, where nothing else is near.

    Short words of a column, as tokens are, stand farther from the arrows that line up beside them than long ones.
    """
    if not end.connector.headed or abs(end.way[0]) < FLAT:
        return []
    reach = TO_WORD * unit
    hits = [
        (ray, thing)
        for thing in things
        if (ray := ray_to(end.point, end.way, reach, thing.outline)) is not None and not thing.on_line
    ]
    if not hits:
        return []
    ray, nearest = min(hits, key=lambda hit: hit[0])
    if nearest.kind != "text" or nearest.title or abs(nearest.middle[1] - end.point[1]) > ASIDE * unit:
        return []
    return [(0.3 * unit + 0.7 * ray, nearest.id)]


def _offers_within(end: End, things: Sequence[Thing], unit: float, reach: float) -> list[tuple[float, int]]:
    offers = []
    hidden = _hidden(end, things) | _across_rims(end, things) | _in_same_row(end, things)
    for thing in things:
        if (
            thing.id in hidden
            or thing.title
            or thing.on_line
            or not holds(grown(thing.bbox, reach), end.point)
        ):
            continue
        cost = _cost(end, thing, reach, unit)
        if cost is not None:
            offers.append((cost, thing.id))
    offers.sort()
    return offers


def _hidden(end: End, things: Sequence[Thing]) -> set[int]:
    """Boxes that overlap another one and are not meant where an end lies: the other one is painted over them there.

    Neither is one that the end only touches from outside while it lies well within the other, unless it would run
    into one that is drawn over the other.
    """
    near = [
        (gap_to_polygon(end.point, thing.outline), thing)
        for thing in things
        if thing.kind == "box" and holds(grown(thing.bbox, TOUCH), end.point)
    ]
    return {
        thing.id
        for gap, thing in near
        for depth, other in near
        if not contains(other.bbox, thing.bbox, 0.6)
        and (
            (
                0 <= gap <= TOUCH
                and depth < -TOUCH
                and not (_before(end, thing, other) and _runs_into(end, thing))
            )
            or (gap < 0 and depth < 0 and _before(end, other, thing))
        )
    }


def _in_same_row(end: End, things: Sequence[Thing]) -> set[int]:
    """Volumes that stand against each other in a row, but for the one that an end touches, or lies right under.

    The others are drawn over by that one, or their slanted edges only run past the end.
    """
    volumes = [
        (thing, thing.shape) for thing in things if thing.shape is not None and thing.shape.front is not None
    ]
    met = {thing.id for thing, shape in volumes if _is_at(end.point, shape)}
    if not met:
        return set()
    against = (
        (one.id, other.id)
        for one, shape in volumes
        for other, beside in volumes
        if stand_level(shape, beside) and abs(gap_of_fronts(shape, beside) or 0.0) < AGAINST
    )
    rows = together((thing.id for thing, _ in volumes), against)
    return {i for row in rows if met & set(row) for i in row} - met


def _is_at(point: Point, volume: Shape) -> bool:
    """Whether a point lies right under the front of a volume, or else on its outline."""
    x0, _, x1, y1 = volume.front or volume.bbox
    if x0 <= point[0] <= x1 and 0 <= point[1] - y1 <= UNDER:
        return True
    return point[1] < y1 and abs(gap_to_polygon(point, volume.outline)) <= TOUCH


def _across_rims(end: End, things: Sequence[Thing]) -> set[int]:
    """Texts that stand across the rim of a box which an end touches: set along the line, they run over the box."""
    rims = [
        thing.bbox
        for thing in things
        if thing.kind in ("box", "sign")
        and holds(grown(thing.bbox, TOUCH), end.point)
        and abs(gap_to_polygon(end.point, thing.outline)) <= TOUCH
    ]
    return {
        thing.id
        for thing in things
        if thing.kind == "text"
        and any(touches(thing.bbox, rim) and not contains(rim, thing.bbox, 0.9) for rim in rims)
    }


def _before(end: End, one: Thing, other: Thing) -> bool:
    """Whether of two boxes an end on both is on the first: it hides the other.

    A line from the left meets the first of volumes that stand against each other, one to the right leaves the last.
    """
    if one.shape is not None and other.shape is not None and abs(end.way[0]) > LEVEL:
        first, second = (one.shape, other.shape) if end.way[0] > 0 else (other.shape, one.shape)
        behind, before = gap_of_fronts(first, second), gap_of_fronts(second, first)
        if behind is not None and before is not None and max(behind, before) > -AGAINST:
            return behind > before
    return _over(one, other)


def _runs_into(end: End, thing: Thing) -> bool:
    """Whether a line, drawn on, would run into a thing that it touches from outside."""
    return gap_to_polygon(along(end.point, end.way, 2 * TOUCH), thing.outline) < 0


def _over(one: Thing, other: Thing) -> bool:
    """Whether a thing is painted over another so that it hides it; a volume stands before another one, clear or not."""
    if one.shape is None or other.shape is None or one.shape.fill is None:
        return False
    solid = one.shape.opaque or one.shape.kind == other.shape.kind == "volume"
    return solid and one.shape.order > other.shape.order


def _cost(end: End, thing: Thing, reach: float, unit: float) -> float | None:
    gap = gap_to_polygon(end.point, thing.outline)
    if thing.kind == "group":
        # A line inside a group leads to what the group holds, unless it ends on the outline.
        if gap < -TOUCH:
            return None
        away = abs(gap)
        if away <= TOUCH:
            return (0.25 if end.head else 0.15) * unit + away
        return 0.6 * unit + away if away <= max(TOUCH, 0.5 * unit) else None
    if gap <= TOUCH and not (thing.kind == "text" and not end.head and _runs_beside(end, thing)):
        return _touch(end, thing, gap) if gap >= -TOUCH else min(0.1 * -gap, 0.5 * unit)
    ray = ray_to(end.point, end.way, reach, thing.outline)
    if thing.kind == "text":
        if _is_along(end, thing):
            return None
        if ray is None:
            slack = ray_to(end.point, end.way, reach, _slack(thing, 0.35 * unit))
            ray = slack + 0.3 * unit if slack is not None else None
        if ray is None:
            # An arrow that comes in flat still ends over the middle of what it leads to.
            over = end.head and _faces(end.point, thing.bbox)
            return gap + 0.5 * unit if gap <= (0.9 if over else 0.35) * unit else None
        return 0.3 * unit + 0.7 * ray
    if ray is not None:
        return 0.8 * ray
    return 1.5 * gap if gap <= 0.5 * unit else None


def _runs_beside(end: End, thing: Thing) -> bool:
    """Whether a line begins along a text that stands over or under it: the text is beside it, not before it."""
    x0, y0, x1, y1 = thing.bbox
    x, y = along(end.point, end.way, -0.5 * (x1 - x0))
    return abs(end.way[0]) > 0.95 and (y < y0 + 0.2 * (y1 - y0) or y > y1 - 0.2 * (y1 - y0)) and x0 <= x <= x1


def _is_along(end: End, thing: Thing) -> bool:
    """Whether a level line runs over or under all of a text, which says what the line is and ends it at neither side."""
    (x0, y0), (x1, y1) = end.connector.points[0], end.connector.points[-1]
    left, top, right, bottom = thing.bbox
    level = len(end.connector.points) == 2 and abs(y1 - y0) < 0.1 * (bottom - top)
    return level and min(x0, x1) <= left and right <= max(x0, x1) and not top < y0 < bottom


def _touch(end: End, thing: Thing, gap: float) -> float:
    """What a touch costs: next to nothing, a little more the farther it is and the more the line runs along the side.

    Where two things lie near one end, that tells which of them the line leaves or meets.
    """
    sides = zip(thing.outline, (*thing.outline[1:], thing.outline[0]), strict=True)
    a, b = min(sides, key=lambda side: nearest_on(end.point, side)[0])
    return 0.1 * abs(gap) + ALONG * abs(dot(direction(a, b), end.way))


def _faces(point: Point, box: Box) -> bool:
    """Whether a point is right above or below the middle half of a box, or beside it."""
    quarter = (box[2] - box[0]) / 4
    return box[0] + quarter <= point[0] <= box[2] - quarter or box[1] <= point[1] <= box[3]


def _slack(thing: Thing, margin: float) -> Polyline:
    x0, y0, x1, y1 = grown(thing.bbox, margin)
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
