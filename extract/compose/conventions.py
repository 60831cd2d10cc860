"""Conventions that the text states once, put around every layer that they speak of."""

from __future__ import annotations

from extract.compose.draft import Draft, implied
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Surrounded
from graph.passes.marks import assumed

STATED = "the text states it once for all layers"
ACTIVATED = "a layer without a printed activation has the one that the paper uses"
UNBIASED = "no bias in a convolution behind normalisation and activation"
CLOSED = "a network of pre-activated layers ends with their normalisation and activation"
_PLAIN = ("norm", "activation", "dropout")


def apply_conventions(draft: Draft, facts: Facts) -> None:
    """Puts normalisation, activation and dropout around layers, as sentences and captions state once for
    all."""
    said = facts.of(Surrounded)
    before = next((fact for fact in said if fact.before), None)
    if before is not None:
        _precede(draft, before)
        said = [fact for fact in said if not fact.after]
    for fact in _by_kind(said):
        _follow(draft, fact)
    _activate(draft, facts)


def _by_kind(said: list[Surrounded]) -> list[Surrounded]:
    """One statement of each kind of operation for each kind of layer: the first, which is the surest."""
    found: list[Surrounded] = []
    for fact in said:
        kinds = {family(op) for op in fact.after}
        if not any(
            kinds <= {family(op) for op in other.after} and set(fact.families) <= set(other.families)
            for other in found
        ):
            found.append(fact)
    # Normalisation goes in first, so that activations find their place behind it.
    return sorted(found, key=lambda fact: all(family(op) != "norm" for op in fact.after))


def _layers(draft: Draft, families: tuple[str, ...]) -> list[str]:
    return [node_id for node_id in draft.order() if family(draft.nodes[node_id].op) in families]


def _is_last(draft: Draft, node_id: str) -> bool:
    """Whether no layer with weights comes after a dense layer."""
    if draft.nodes[node_id].op != "dense":
        return False
    queue, seen = draft.after(node_id), set[str]()
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        seen.add(here)
        if family(draft.nodes[here].op) in ("convolution", "dense", "recurrent", "mlp"):
            return False
        queue.extend(draft.after(here))
    return True


def _follow(draft: Draft, fact: Surrounded) -> None:
    for node_id in _layers(draft, fact.families):
        if _is_last(draft, node_id):
            continue
        at = node_id
        for op in fact.after:
            at = _behind(draft, at, node_id, op, fact)


def _behind(draft: Draft, at: str, layer: str, op: str, fact: Surrounded) -> str:
    """Puts an operation behind a layer unless one of its kind is there; returns where the next one goes."""
    for known in _following(draft, layer):
        if family(draft.nodes[known].op) == family(op):
            return known
        if family(op) == "activation" and family(draft.nodes[known].op) == "norm":
            at = known
    targets = draft.after(at)
    if family(op) == "activation" and _goes_into_sum(draft, targets):
        return at
    node = implied(draft.fresh(f"{layer}_{op}"), op, STATED, fact.evidence, fact.confidence)
    draft.insert_after(at, node)
    return node.id


def _following(draft: Draft, node_id: str) -> list[str]:
    """The operations without layers of their own that stand directly behind a node."""
    found: list[str] = []
    here = node_id
    while len(targets := draft.after(here)) == 1 and family(draft.nodes[targets[0]].op) in _PLAIN:
        here = targets[0]
        found.append(here)
    return found


def _goes_into_sum(draft: Draft, targets: list[str]) -> bool:
    return any(
        draft.nodes[target].op in ("add", "squeeze_excitation", "multiply", "scale") for target in targets
    )


def _precede(draft: Draft, fact: Surrounded) -> None:
    """Pre-activation: the operations stand before each convolution; those of the first stand behind it."""
    layers = _layers(draft, fact.families)
    for number, node_id in enumerate(layers):
        if number == 0:
            at = node_id
            for op in fact.before:
                node = implied(draft.fresh(f"{node_id}_{op}"), op, STATED, fact.evidence, 0.6)
                draft.insert_after(at, node)
                at = node.id
            continue
        for op in fact.before:
            draft.insert_before(
                node_id, implied(draft.fresh(f"{node_id}_{op}"), op, STATED, fact.evidence, fact.confidence)
            )
        if draft.nodes[node_id].value("bias") is None:
            draft.set(node_id, "bias", assumed(False, UNBIASED))
    for node_id in draft.order():
        if draft.nodes[node_id].op in ("global_avg_pool", "avg_pool") and _is_final(draft, node_id):
            for op in fact.before:
                draft.insert_before(node_id, implied(draft.fresh(f"{node_id}_{op}"), op, CLOSED))


def _is_final(draft: Draft, node_id: str) -> bool:
    """Whether no convolution comes after a node."""
    queue, seen = draft.after(node_id), set[str]()
    while queue:
        here = queue.pop()
        if here not in seen:
            seen.add(here)
            queue.extend(draft.after(here))
    return not any(family(draft.nodes[here].op) == "convolution" for here in seen)


def _activate(draft: Draft, facts: Facts) -> None:
    """Activations that a paper leaves out of its drawings, where it uses one kind throughout.

    A block that is drawn with activations is drawn with all that it has.
    """
    used = {node.op for node in draft.nodes.values() if family(node.op) == "activation"} - {
        "softmax",
        "sigmoid",
        "tanh",
    }
    if len(used) != 1 or any(fact.before for fact in facts.of(Surrounded)):
        return
    (op,) = used
    for node_id in _layers(draft, ("convolution",)):
        if node_id in draft.activated:
            continue
        following = _following(draft, node_id)
        if any(family(draft.nodes[known].op) == "activation" for known in following):
            continue
        at = following[-1] if following else node_id
        targets = draft.after(at)
        if not targets or _goes_into_sum(draft, targets) or _ends(draft, targets):
            continue
        draft.insert_after(at, implied(draft.fresh(f"{node_id}_{op}"), op, ACTIVATED, None, 0.6))


def _ends(draft: Draft, targets: list[str]) -> bool:
    return any(
        draft.nodes[target].op in ("output", "softmax", "sigmoid", "loss", "concat") for target in targets
    )
