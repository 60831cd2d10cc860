"""Losses printed at lines that point both ways, or neither: what measures two things against each other takes both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.joining.beside import text_gap
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import dot, length_of, nearest_on
from extract.scene.geometry import unit as direction
from extract.scene.model import Connector

NEAR = 1.5
"""Greatest gap between a loss and its line, in sizes of text."""

MIDDLE = 0.25
"""Least share of the line that lies before, and behind, the place where the loss stands."""

AGAINST = -0.9
"""Greatest cosine between the ways from a loss to the two ends of the line that it cuts."""

MEASURE = re.compile(
    r"^(?:(?:maximi[sz]e|minimi[sz]e|max\.?|min\.?|contrastive|cosine|feature|cross-\w+|knowledge|mutual|L[12])\s)*"
    r"(?:agreement|alignment|align|contrastive|contrast|consistency|dis(?:crepancy|similarity|tance|till|tillation)"
    r"|divergence|information|learning|match(?:ing)?|similarity|supervis(?:e|ion)|L[12]|compare|comparison|attract"
    r"|repel)$",
    re.IGNORECASE,
)
"""What may be measured between two things, where a line that points at both has it beside it."""


def losses_between(
    links: Sequence[Link], things: Sequence[Thing], taken: set[int], unit: float
) -> list[Link]:
    """The links, those along lines with heads at both ends or none and a loss beside them as links to that loss.

    Args:
        links: along lines.
        things: all things; a text that measures becomes a loss.
        taken: ids of free labels that lines lead to or that stand for operations; the losses found are added.
        unit: usual size of text in points.
    """
    found: list[Link] = []
    for link in links:
        line = link.pieces[0].connector if len(link.pieces) == 1 else None
        if line is None or line.head_start != line.head_end or None in (link.source, link.target):
            found.append(link)
            continue
        loss = _loss_at(line, things, taken, unit)
        if loss is None:
            found.append(link)
            continue
        if loss.parsed.kind != "terminal":
            loss.parsed = ParsedLabel(loss.text, (ParsedOperation("loss", label=loss.text),), "terminal", 0.7)
        loss.on_line = True
        taken.add(loss.id)
        found += [replace(link, source=end, target=loss.id) for end in (link.source, link.target)]
    return found


def into_losses(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, those that lead on from the one loss between two things turned: it takes what both of them give.

    A line without heads, or with one at each of its far ends, is cut by the name of the loss that stands in its midst.
    """
    found = list(links)
    for loss in things:
        if loss.kind != "text" or [operation.op for operation in loss.parsed.operations] != ["loss"]:
            continue
        at = [link for link in found if loss.id in (link.source, link.target)]
        ends = [link.target if link.source == loss.id else link.source for link in at]
        if len(at) != 2 or None in ends or ends[0] == ends[1] or not _opposite(loss, ends, things):
            continue
        leaving = [link for link in at if link.source == loss.id]
        if leaving and (len(leaving) == 2 or not any(link.sure for link in at)):
            found = [replace(k, source=k.target, target=loss.id) if k in leaving else k for k in found]
    return found


def _opposite(loss: Thing, ends: Sequence[int | None], things: Sequence[Thing]) -> bool:
    """Whether two things lie at opposite sides of a loss."""
    ways = [direction(loss.middle, things[end].middle) for end in ends if end is not None]
    return len(ways) == 2 and dot(*ways) < AGAINST


def _loss_at(line: Connector, things: Sequence[Thing], taken: set[int], unit: float) -> Thing | None:
    """The free text by the middle of a line that names a loss, or, where the line points both ways, a measure."""
    whole = length_of(line.points)
    offers = []
    for thing in things:
        if thing.kind != "text" or thing.title or thing.id in taken:
            continue
        is_loss = [operation.op for operation in thing.parsed.operations] == ["loss"]
        if not is_loss and not (line.head_end and MEASURE.match(thing.text)):
            continue
        gap, _ = text_gap(thing.bbox, line.points)
        _, where = nearest_on(thing.middle, line.points)
        if gap <= NEAR * unit and MIDDLE * whole <= where <= (1 - MIDDLE) * whole:
            offers.append((gap, thing.id))
    return things[min(offers)[1]] if offers else None
