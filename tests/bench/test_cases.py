"""A record of a reading without its words says of it what the reading itself says."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bench.cases import OPERATIONS, Case, case_from, record_of
from bench.fit_confidence import populations_of, said_of
from bench.judged import Judged, Part
from bench.unseen import KEPT, unseen_cases
from extract.confidence import Whole
from extract.confidence.features import kind_of
from extract.confidence.model import load
from extract.tables import Account, Standing
from graph import Attribute, Edge, Graph, Node

share = st.integers(0, 20).map(lambda at: at / 20)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Readings of drawings and of tables, of which some is right."""
    table = draw(st.booleans())
    layers: dict[Part, Standing] = {}
    graphs, right = [], []
    nodes: dict[Part, bool] = {}
    edges: dict[tuple[int, int], bool] = {}
    attributes: dict[tuple[Part, str], bool] = {}
    for g in range(draw(st.integers(1, 2))):
        count = draw(st.integers(1, 6))
        made = []
        for at in range(count):
            op = draw(st.sampled_from(["dense", "block", "feature_map", "output"]))
            label = draw(st.sampled_from(["", "secret words"]))
            names = draw(st.sets(st.sampled_from(["units", "kernel"])))
            held = {name: Attribute(draw(st.sampled_from([3, "secret"]))) for name in names}
            if table and draw(st.booleans()):
                layers[g, f"id{at}"] = Standing(draw(st.integers(0, 9)), frozenset(names & {"units"}))
            made.append(Node(f"id{at}", op, label, held, confidence=draw(share), printed=draw(st.booleans())))
            if made[-1].printed:
                nodes[g, f"id{at}"] = draw(st.booleans())
                attributes |= {((g, f"id{at}"), name): draw(st.booleans()) for name in held}
        ends = st.integers(0, count - 1)
        pairs = draw(st.lists(st.tuples(ends, ends), max_size=6))
        lines = tuple(Edge(f"id{a}", f"id{b}", confidence=draw(share)) for a, b in pairs)
        edges |= {(g, at): draw(st.booleans()) for at in range(len(lines)) if draw(st.booleans())}
        graphs.append(Graph("a name", tuple(made), lines))
        right.append(draw(st.booleans()))
    account = Account(draw(st.booleans()), draw(share), layers) if table else Account()
    facts = {name: draw(st.booleans()) for name in ("plain", "pipeline", "unsure")}
    whole = Whole(table, heads=draw(share), left=draw(share), account=account, **facts)
    judged = Judged(nodes, edges, attributes, right, draw(st.booleans()))
    return Case("paper", True, not table, False, whole, tuple(graphs), judged, draw(share))


@given(cases())
def test_a_record_says_what_its_reading_says_and_holds_no_words(case: Case) -> None:
    text = json.dumps(record_of(case))
    assert "secret" not in text and "name" not in text
    assert said_of(case_from(json.loads(text), "elsewhere"), load()) == said_of(case, load())


def test_each_kind_has_an_operation_of_its_kind() -> None:
    assert {kind_of(Node("n", op)) for op in OPERATIONS.values()} == set(OPERATIONS)
    assert all(kind_of(Node("n", op)) == kind for kind, op in OPERATIONS.items())


def test_the_kept_sets_are_exhibits_that_no_rule_was_made_for() -> None:
    found = unseen_cases()
    assert len(found) >= 20 and any(KEPT.iterdir())
    for case in found:
        kind = "tables" if case.whole.table else "drawings"
        assert populations_of(case) == {f"{kind} that no rule was made for"}
    assert all(case.judged.nodes for case in found)
