"""Switches: contacts that a dashed curve joins, with a lever; what leads to a contact goes on where the lever leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, distance, height, length_of, nearest_on, point_at, width
from extract.scene.model import Connector

SMALL = 0.6
"""Greatest size of a contact, in sizes of text."""

TOUCH = 3.0
"""A line's end nearer than this to the middle of a contact, beyond its rim, in points, is at it."""

CUT = 8.0
"""How far before its contact a line turns off, in points."""

LEVER = 1.0
"""Greatest gap between where the lever begins and the curve, in sizes of text."""


def through_switches(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> list[Connector]:
    """The lines with those to a switch's contacts led on along its lever, and without the curve and the lever.

    Args:
        things: of the drawing; contacts are small circles without text.
        connectors: its lines.
        unit: usual size of its text in points.
    """
    contacts = [thing for thing in things if _is_contact(thing, unit)]
    found = list(connectors)
    for curve in connectors if len(contacts) > 1 else ():
        if not curve.dashed or curve.headed:
            continue
        ends = [_at(point, contacts) for point in (curve.points[0], curve.points[-1])]
        if ends[0] is None or ends[1] is None or ends[0] is ends[1]:
            continue
        levers = [
            line
            for line in connectors
            if line is not curve
            and _at(line.points[0], contacts) not in ends
            and _gap(line.points[0], curve) <= LEVER * unit < _gap(line.points[-1], curve)
        ]
        if len(levers) != 1:
            continue
        (lever,) = levers
        found = [
            _led_on(line, lever) if _at(line.points[-1], contacts) in ends and line is not curve else line
            for line in found
            if line not in (curve, lever)
        ]
    return found


def _is_contact(thing: Thing, unit: float) -> bool:
    round_ = thing.shape is not None and thing.shape.kind in ("circle", "ellipse")
    return round_ and not thing.text and max(width(thing.bbox), height(thing.bbox)) <= SMALL * unit


def _at(point: Point, contacts: Sequence[Thing]) -> Thing | None:
    near = [
        (distance(point, contact.middle), contact)
        for contact in contacts
        if distance(point, contact.middle) <= TOUCH + width(contact.bbox) / 2
    ]
    return min(near, key=lambda each: each[0])[1] if near else None


def _gap(point: Point, curve: Connector) -> float:
    _, along = nearest_on(point, curve.points)
    return distance(point, point_at(curve.points, along))


def _led_on(line: Connector, lever: Connector) -> Connector:
    """A line that turns off before its contact and goes on as the lever does."""
    whole = length_of(line.points)
    before = point_at(line.points, max(0.5 * whole, whole - CUT))
    points = (*line.points[:-1], before, *lever.points)
    return replace(line, points=points, head_end=lever.head_end or line.head_end)
