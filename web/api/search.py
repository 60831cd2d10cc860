"""Searching."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from catalog.results import KINDS, MAX_LIMIT, SORTS, SearchRefused
from web.api import represent
from web.api.asking import choice, flag, whole
from web.api.problem import problem
from web.context import absolute, catalog
from web.refusals import REFUSED, RETRY_SECONDS

DEFAULT_LIMIT = 20


def refusal(refused: SearchRefused) -> Response:
    """A refused search as a problem, with the place in the query where it is known."""
    place = {} if refused.position is None else {"position": refused.position, "length": refused.length}
    answer = problem(REFUSED[refused.code], refused.code, refused.message, **place)
    if refused.code == "unavailable":
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("/v1/search", endpoint="search")
    def search() -> Response:
        """One page of papers or architectures."""
        query = request.args.get("q", "").strip()
        kind = choice("kind", "papers", KINDS)
        sort = choice("sort", "relevance" if query else "newest", SORTS)
        limit = whole("limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
        found = catalog().search(
            query,
            kind=kind,
            limit=limit,
            cursor=request.args.get("cursor") or None,
            sort=sort,
            facets=flag("facets", True),
        )
        if isinstance(found, SearchRefused):
            return refusal(found)
        following = None
        if found.cursor:
            address = url_for("api.search", q=query, kind=kind, sort=sort, limit=limit, cursor=found.cursor)
            following = absolute(address)
        answer = jsonify(
            query=found.query,
            kind=found.kind,
            sort=found.sort,
            total=found.total,
            results=[represent.result(each) for each in found.results],
            facets=[represent.facet(each) for each in found.facets],
            cursor=found.cursor,
            next=following,
            jump=found.jump,
            notice=found.notice,
        )
        if following:
            answer.headers["Link"] = f'<{following}>; rel="next"'
        return answer
