"""Which part of one program is which of another: by order of the data, operation and shapes.

Both programs are put in one order that does not depend on how branches happen to be listed, and the two sequences are
aligned as texts are (Needleman and Wunsch, 1970): pairs of one operation and shape count most, a part without a
partner costs a little.
"""

from __future__ import annotations

from bench.equality.normal import Normal, Part

GAP = -1.0
"""What a part without a partner costs."""

Pairs = tuple[tuple[int, int], ...]
"""Numbers of parts of the first and the second program."""


def align(one: Normal, other: Normal) -> Pairs:
    """Pairs of parts that stand for each other, in the order of the data."""
    first, second = in_order(one), in_order(other)
    rows, columns = len(first) + 1, len(second) + 1
    best = [[GAP * column for column in range(columns)]]
    for row in range(1, rows):
        part, above = one.parts[first[row - 1]], best[-1]
        line = [GAP * row]
        for column in range(1, columns):
            score = likeness(part, other.parts[second[column - 1]])
            line.append(max(above[column - 1] + score, above[column] + GAP, line[-1] + GAP))
        best.append(line)
    pairs = []
    row, column = rows - 1, columns - 1
    while row and column:
        score = likeness(one.parts[first[row - 1]], other.parts[second[column - 1]])
        if best[row][column] == best[row - 1][column - 1] + score:
            row, column = row - 1, column - 1
            if score > 2 * GAP:
                pairs.append((first[row], second[column]))
        elif best[row][column] == best[row - 1][column] + GAP:
            row -= 1
        else:
            column -= 1
    return tuple(reversed(pairs))


def likeness(one: Part, other: Part) -> float:
    """How much speaks for two parts being the same: operation first, then weights, shape and settings."""
    if one.op != other.op:
        return 3 * GAP
    same_weights = 2.0 if one.weights == other.weights else -1.5
    same_shape = 1.0 if one.shape == other.shape else -0.5
    same_settings = 0.5 if one.settings == other.settings else 0.0
    return 1.0 + same_weights * bool(one.weights or other.weights) + same_shape + same_settings


def in_order(normal: Normal) -> list[int]:
    """The parts so that each stands behind what it reads, longer branches before shorter ones.

    Branches of one length are told by what they end in, so that the order in which a join lists them says nothing.
    """
    depth: list[int] = []
    for part in normal.parts:
        depth.append(1 + max((depth[source] for source, _ in part.inputs if source >= 0), default=0))
    turn = {n: (depth[n], part.op, part.weights, part.shape) for n, part in enumerate(normal.parts)}
    order: list[int] = []
    done: set[int] = set()
    waiting = [source for source, _ in reversed(normal.outputs) if source >= 0]
    while waiting:
        number = waiting[-1]
        needed = [source for source, _ in normal.parts[number].inputs if source >= 0 and source not in done]
        if needed and number not in done:
            waiting += sorted(dict.fromkeys(needed), key=lambda source: turn[source])
            continue
        waiting.pop()
        if number not in done:
            done.add(number)
            order.append(number)
    return order
