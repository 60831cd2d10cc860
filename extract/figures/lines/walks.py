"""What can be reached along the pieces of a net."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.figures.lines.nets import Piece, Vertex

_Steps = Mapping[Vertex, list[tuple[Vertex, Piece]]]
"""For a vertex, those that lie one piece from it, with that piece."""


class Walk:
    """Ways along a net's pieces, in the directions in which they may be walked.

    Args:
        onward: for each vertex, where its pieces lead.
        sinks: vertices of things with the pieces (by identity) that may end there.
    """

    def __init__(self, onward: _Steps, sinks: set[tuple[Vertex, int]]) -> None:
        self._onward, self._sinks = onward, sinks
        self._back: dict[Vertex, list[tuple[Vertex, Piece]]] = {}
        self._arriving: set[tuple[Vertex, int]] = set()
        for source, ahead in onward.items():
            for target, piece in ahead:
                self._back.setdefault(target, []).append((source, piece))
                self._arriving.add((target, piece.connector.id))

    def reached(self, start: Vertex) -> Iterable[tuple[Vertex, tuple[Piece, ...]]]:
        """Sinks, and open ends, that can be reached from a vertex without passing through a thing."""
        queue: list[tuple[Vertex, tuple[Piece, ...], int | None]] = [(start, (), None)]
        seen: set[tuple[Vertex, int | None]] = {(start, None)}
        while queue:
            vertex, path, kept = queue.pop(0)
            ahead = [
                (target, piece)
                for target, piece in self._onward.get(vertex, ())
                if piece not in path and (vertex != start or start[0] == "joint" or may_leave(start, piece))
            ]
            if path and _arrow_into(path[-1], vertex):
                # What an arrow brings to a line that something else feeds goes on with it, not into its branches.
                own = path[-1].connector.id
                onto = [piece.connector.id for _, piece in ahead if piece.connector.id != own]
                if not self._fed(vertex, path[-1]):
                    onto = []
                kept = next((c for c in onto if (vertex, c) in self._arriving), onto[0] if onto else None)
            if kept is not None and any(piece.connector.id == kept for _, piece in ahead):
                ahead = [(target, piece) for target, piece in ahead if piece.connector.id == kept]
            elif kept is not None:
                kept = None
            if not ahead and vertex[0] == "joint" and path:
                last = path[-1]
                if last.directed or last.head_b or last.head_a:
                    yield vertex, path
                continue
            for target, piece in ahead:
                if target[0] == "thing":
                    if target != start and (target, id(piece)) in self._sinks:
                        yield target, (*path, piece)
                    continue
                if (target, kept) not in seen:
                    seen.add((target, kept))
                    queue.append((target, (*path, piece), kept))

    def _fed(self, vertex: Vertex, arrow: Piece) -> bool:
        """Whether anything but an arrow, a thing or the open, brings something to a joint."""
        seen, queue = {vertex}, [vertex]
        while queue:
            here = queue.pop()
            before = [source for source, piece in self._back.get(here, ()) if piece is not arrow]
            if not before and here != vertex:
                return sum(here in (piece.a, piece.b) for _, piece in self._onward.get(here, ())) == 1
            for source in before:
                if source[0] == "thing":
                    return True
                if source not in seen:
                    seen.add(source)
                    queue.append(source)
        return False


def may_leave(vertex: Vertex, piece: Piece) -> bool:
    """Whether something may leave a vertex along a piece: no head points at it, or the piece has one at both ends."""
    return not (piece.head_a if piece.a == vertex else piece.head_b) or piece.both


def _arrow_into(piece: Piece, vertex: Vertex) -> bool:
    """Whether a directed line ends at a joint."""
    return vertex[0] == "joint" and (
        (piece.b == vertex and (piece.head_b or (piece.directed and piece.last)))
        or (piece.a == vertex and piece.head_a)
    )
