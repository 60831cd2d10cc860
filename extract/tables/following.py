"""Layers that columns of their own put behind those of their rows: normalisation, pooling, activation, dropout."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from extract.tables.drafts import ACTIVATIONS, CONVOLUTIONS, Draft, Facts
from extract.tables.headers import Role
from extract.tables.labelled import parse
from extract.tables.pool_columns import pool_beside
from extract.tables.values import as_number, is_empty, is_yes
from graph import Value

_ACTIVATION_WORD = re.compile(r"(?:relu|sigmoid|tanh|softmax|elu|swish)$", re.I)
"""How activations of uncommon names end: "Soft-Sigmoid"."""
_WORD = re.compile(r"(?!none|identity|linear|no\b|yes)[A-Za-z][A-Za-z-]{2,}", re.I)
"""A word in a column of activations: it is one, known or not ("Maxout")."""


_NORM_OF = re.compile(r"(?:layer|batch|group|instance|weight|spectral|local response)(?:-?wise)?", re.I)
"""What is normalised over, in a column of normalisations."""


def add_following(drafts: list[Draft], facts: Facts, block: bool, pooled: bool) -> None:
    """Layers that columns of their own add, in the order of the columns, but a normalisation before any activation.

    A block has its own normalisation and activation among its settings.

    Args:
        drafts: the layers of a row, added to in place.
        facts: what its columns say.
        block: whether the first of them is a block.
        pooled: whether one of them is a pooling, which the columns of poolings are of.
    """
    adders: dict[Role, Callable[[list[Draft], Facts], None]] = {}
    if not pooled:
        adders["pool_kernel"] = _add_pool
    if not block:
        adders |= {"norm": _add_norm, "activation": _add_activation, "dropout": _add_dropout}
    order: list[Role] = list(facts.values)
    if {"norm", "activation"} <= facts.values.keys() and order.index("activation") < order.index("norm"):
        order.remove("norm")
        order.insert(order.index("activation"), "norm")
    for role in order:
        if add := adders.get(role):
            add(drafts, facts)


def _add_pool(drafts: list[Draft], facts: Facts) -> None:
    pool = pool_beside(facts)
    if pool is not None:
        drafts.append(pool)


def _add_norm(drafts: list[Draft], facts: Facts) -> None:
    norm = facts.values.get("norm", "")
    if norm and not is_empty(norm):
        found = parse(f"{norm} norm" if _NORM_OF.fullmatch(norm.strip()) else norm)
        op = (
            found[0].op
            if found and found[0].op.endswith(("norm", "lrn"))
            else "batch_norm"
            if is_yes(norm)
            else ""
        )
        if op and not any(d.op == op for d in drafts):
            drafts.append(Draft(op, ""))


def _add_activation(drafts: list[Draft], facts: Facts) -> None:
    act = facts.values.get("activation", "")
    if act and not is_empty(act):
        found = parse(act)
        known = [d for d in found if d.op in ACTIVATIONS]
        op = known[0].op if known else _short_activation(act)
        if not op and _ACTIVATION_WORD.search(act.strip()):
            op = "activation"
        attrs = dict(known[0].attrs) if known else {}
        if op and drafts[0].op == "activation":
            # "Activation | ELU": the column says which one it is.
            drafts[0].op, drafts[0].attrs = op, {**drafts[0].attrs, **attrs}
        elif op and not any(d.op == op for d in drafts):
            _behind_each(drafts, op, attrs)
        elif not op and _WORD.fullmatch(act.strip()) and [d.op for d in found] == ["block"]:
            drafts.append(Draft("activation", act.strip()))
        before = bool(op)
        for extra in found:
            if extra.op.endswith(("norm", "lrn")) and not any(d.op == extra.op for d in drafts):
                drafts.insert(len(drafts) - before, Draft(extra.op, ""))
            elif extra.op == "dropout":
                # "ReLU + Dropout(0.5)": both follow.
                drafts.append(Draft(extra.op, "", dict(extra.attrs)))


def _behind_each(drafts: list[Draft], op: str, attrs: Mapping[str, Value]) -> None:
    """Puts an activation behind the last layer, and behind each that a dense or convolutional one follows at once."""
    weighted = CONVOLUTIONS | {"dense"}
    for at in range(len(drafts) - 2, -1, -1):
        if drafts[at].op in weighted and drafts[at + 1].op in weighted:
            drafts.insert(at + 1, Draft(op, "", dict(attrs)))
    drafts.append(Draft(op, "", dict(attrs)))


def _add_dropout(drafts: list[Draft], facts: Facts) -> None:
    drop = facts.values.get("dropout", "")
    if drop and not is_empty(drop):
        drop = re.sub(r"^drop-?\s?out\s*[(:=]?\s*(?:p\s*=\s*)?|\)$", "", drop.strip(), flags=re.I) or "yes"
        number = as_number(drop.rstrip("%"))
        rate = None if number is None else number / 100 if drop.endswith("%") else number
        if rate is not None and 0 < rate < 1:
            drafts.append(Draft("dropout", "", {"rate": rate}))
        elif is_yes(drop):
            drafts.append(Draft("dropout", ""))


def _short_activation(text: str) -> str:
    short: Mapping[str, str] = {
        "re": "relu",
        "hs": "hard_swish",
        "lrelu": "leaky_relu",
        "rl": "relu",
        "r": "relu",
    }
    return short.get(text.strip().lower().replace("-", ""), "")


_RATE = re.compile(
    r"(?:^|[\s,;(])(?:(?:drop\w*|rate|prob\w*|p)\s*[=:]?\s*)?(?P<rate>0?\.\d+|\d{1,2}\s?%)(?=[\s,;)]|$)", re.I
)
"""A share of the units, by its name or alone."""


def drop_rate(dropout: Draft, facts: Facts) -> None:
    """The rate of a dropout without one, from whatever column prints a share: "rate=0.5", "Prevents overfitting (20%)".

    Args:
        dropout: changed in place.
        facts: what the columns of its row say.
    """
    if "rate" in dropout.attrs:
        return
    found = [match for text in facts.extras.values() if (match := _RATE.search(text))]
    if len(found) == 1:
        said = found[0]["rate"]
        dropout.attrs["rate"] = float(said.rstrip(" %")) / 100 if said.endswith("%") else float(said)
