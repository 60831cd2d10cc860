"""Lines with two heads that join ends of the flow: what lies at both is compared, and neither is made of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.joining.beside import text_gap
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, parse_label
from graph import FrozenMap

BESIDE = 1.6
"""Farthest that the name of a loss stands from such a line, in sizes of text."""

AIM = re.compile(r"^(?:maximi[sz]e|minimi[sz]e|attract|repel|contrast|pull|push|agree)", re.IGNORECASE)
"""How the name of what is aimed at with what is compared begins: it is a loss that is not called one."""


def with_comparisons(links: Sequence[Link], things: Sequence[Thing], unit: float) -> list[Link]:
    """The links with those between compared ends left out, or leading from both to the loss that is named beside them.

    Args:
        links: between things.
        things: all things; the name of a loss gets its meaning.
        unit: usual size of text in points.
    """
    found: list[Link] = []
    for link in links:
        if link.source is None or link.target is None or not _compares(link, links, things):
            found.append(link)
            continue
        loss = _loss_beside(link, links, things, unit)
        if loss is not None:
            found += [Link(end, loss, link.pieces, link.sure) for end in (link.source, link.target)]
    return found


def _compares(link: Link, links: Sequence[Link], things: Sequence[Thing]) -> bool:
    """Whether a line with two heads joins the ends of two branches, or what goes in and what comes out.

    Between boxes with names it is dashed: two arrows that meet look like one with two heads.
    """
    if not link.pieces or not all(piece.both for piece in link.pieces):
        return False
    data = all(
        end is not None and (things[end].kind in ("text", "picture") or things[end].parsed.kind == "variable")
        for end in (link.source, link.target)
    )
    if not data and not all(piece.connector.dashed for piece in link.pieces):
        return False
    others = [
        other
        for other in links
        if other is not link and {other.source, other.target} != {link.source, link.target}
    ]
    comes = [any(other.target == end for other in others) for end in (link.source, link.target)]
    goes = [any(other.source == end for other in others) for end in (link.source, link.target)]
    ends = [(came, went) for came, went in zip(comes, goes, strict=True)]
    out, into = (True, False), (False, True)
    return ends in ([out, out], [into, out], [out, into])


def _loss_beside(link: Link, links: Sequence[Link], things: Sequence[Thing], unit: float) -> int | None:
    """The free text beside a line that names a loss and that no line leads to."""
    used = {end for other in links for end in (other.source, other.target)}
    for thing in things:
        if thing.kind != "text" or thing.title or thing.id in used:
            continue
        parsed = _as_aim(parse_label(thing.text, role="box"))
        named = [operation.op for operation in parsed.operations] == ["loss"]
        if (
            named
            and min(text_gap(thing.bbox, piece.connector.points)[0] for piece in link.pieces) <= BESIDE * unit
        ):
            thing.parsed = parsed
            return thing.id
    return None


def _as_aim(parsed: ParsedLabel) -> ParsedLabel:
    """A label with what it says is aimed at as the loss that it stands for."""
    if len(parsed.operations) != 1 or not AIM.match(parsed.text):
        return parsed
    loss = replace(parsed.operations[0], op="loss", attrs=FrozenMap())
    return replace(parsed, operations=(loss,), kind="terminal")
