"""Taking out of a tree what asks for nothing: words without a letter or digit ("residual -***", "a OR ?")."""

from __future__ import annotations

from catalog.query.tree import And, Everything, Not, Or, Phrase, Tree, Words
from catalog.search.analysis import words


def prune(tree: Tree) -> Tree:
    """The tree without such words; Everything where nothing else was asked for."""
    return _pruned(tree) or Everything()


def _pruned(tree: Tree) -> Tree | None:
    match tree:
        case Words(text) | Phrase(text):
            return tree if words(text) else None
        case Not(part):
            kept = _pruned(part)
            return None if kept is None else Not(kept)
        case And(parts) | Or(parts):
            several = tuple(kept for kept in map(_pruned, parts) if kept is not None)
            if len(several) < 2:
                return several[0] if several else None
            return type(tree)(several)
        case _:
            return tree
