"""Grounds behind words of a sentence, and arrows that begin right outside of a frame, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows

GREY = (0.8, 0.8, 0.8)


def test_words_marked_by_a_ground_stay_in_their_sentence(figure: Figure) -> None:
    figure.page.draw_rect((163, 321, 191, 331), color=None, fill=GREY)
    figure.page.insert_text((120, 329), "One player  [MASK]  the ball .", fontsize=8)
    figure.line((180, 318), (180, 268))
    figure.box(180, 260, "Embedding")
    figure.line((180, 252), (180, 208))
    figure.box(180, 200, "LSTM")
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "embedding"), ("embedding", "lstm")}
    assert [node.label for node in graph.nodes if node.op == "input"] == ["One player [MASK] the ball ."]


def test_words_that_each_have_a_ground_are_tokens(figure: Figure) -> None:
    for x, word in ((140, "One"), (180, "ball"), (220, "rolls")):
        figure.page.draw_rect((x - 14, 321, x + 14, 331), color=None, fill=GREY)
        figure.text(x, 326, word)
        figure.line((x, 320), (x, 268))
    figure.box(180, 260, "Embedding", width=120)
    assert len([node for graph in figure.read() for node in graph.nodes if node.op == "input"]) == 3


def test_an_arrow_that_begins_right_outside_a_frame_leaves_it(figure: Figure) -> None:
    figure.page.draw_rect((60, 190, 160, 270), color=BLACK)
    figure.box(110, 250, "attention")
    figure.line((110, 242), (110, 218))
    figure.box(110, 210, "softmax")
    figure.line((140, 183), (180, 148))
    figure.text(200, 140, "Answer")
    assert ("softmax", "output") in flows(figure.read())
