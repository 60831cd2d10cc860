"""Tables of cells are one tensor, and cells of a token do not feed each other, in drawn figures."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops


def _table(figure: Figure, x: float, y: float, rows: list[list[str]]) -> None:
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            figure.box(x + 16 * j, y + 12 * i, text, width=16, height=12)


def test_a_table_of_numbers_is_one_map_by_its_name(figure: Figure) -> None:
    figure.box(60, 112, "Tokenizer")
    figure.line((95, 112), (152, 112))
    _table(figure, 160, 100, [["123", "456", "78"], ["90", "12", "345"], ["67", "890", "1"]])
    figure.text(176, 142, "Visual Tokens")
    figure.line((200, 112), (260, 112))
    figure.box(295, 112, "Decoder")
    graphs = figure.read()
    assert len(ops(graphs)) == 3
    assert "Visual Tokens" in {node.label for graph in graphs for node in graph.nodes}


def test_boxes_in_a_grid_that_name_layers_stay_apart(figure: Figure) -> None:
    _table_of_layers = [["Conv", "ReLU"], ["Pool", "FC"]]
    for i, row in enumerate(_table_of_layers):
        for j, text in enumerate(row):
            figure.box(100 + 50 * j, 100 + 16 * i, text, width=50, height=16, fill=(0.9, 0.9, 0.9))
    figure.line((30, 108), (75, 108))
    assert {"conv2d", "relu"} <= set(ops(figure.read()))


def test_cells_of_a_numbered_token_do_not_follow_each_other(figure: Figure) -> None:
    figure.box(200, 300, "Word Embedding", width=240)
    for at in range(5):
        x = 100 + 44 * at
        figure.box(x, 240, "0", width=14, height=18)
        figure.box(x + 14, 240, str(at + 1), width=14, height=18, fill=(0.7, 0.9, 0.7))
        figure.line((x, 292), (x, 249))
        figure.line((x, 231), (x, 208))
    figure.box(200, 200, "Encoder", width=240)
    graphs = figure.read()
    assert ops(graphs).count("feature_map") == 1
    assert ("feature_map", "feature_map") not in flows(graphs)


def test_numbered_tokens_in_a_column_are_one(figure: Figure) -> None:
    figure.page.draw_rect((60, 60, 90, 260), color=BLACK, fill=(0.9, 0.8, 0.7))
    figure.text(75, 160, "FC")
    figure.page.draw_rect((180, 60, 240, 260), color=BLACK, fill=(0.9, 0.9, 0.9))
    figure.text(210, 160, "Encoder")
    for at in range(5):
        y = 80 + 38 * at
        figure.box(135, y, str(at), width=14, height=16)
        figure.line((90, y), (128, y))
        figure.line((142, y), (180, y))
    assert sorted(ops(figure.read())) == ["block", "dense", "feature_map"]


def test_a_one_hot_column_is_one_thing(figure: Figure) -> None:
    figure.box(60, 112, "Encoder")
    figure.line((95, 112), (152, 112))
    for at, text in enumerate("00100"):
        figure.box(160, 88 + 12 * at, text, width=16, height=12)
    figure.line((168, 112), (230, 112))
    figure.box(265, 112, "Linear")
    assert sorted(ops(figure.read())) == ["block", "dense", "feature_map"]


def test_characters_for_each_frame_are_a_word(figure: Figure) -> None:
    figure.box(60, 100, "CTC decoder")
    figure.line((95, 100), (152, 100))
    for at, text in enumerate("state"):
        figure.box(160 + 14 * at, 100, text, width=14, height=14)
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes][-1] == "state"


def test_tokens_of_a_number_and_an_embedding_are_one_sequence(figure: Figure) -> None:
    figure.box(220, 300, "Linear Projection", width=200)
    for at in range(5):
        x = 100 + 44 * at
        figure.box(x, 240, str(at), width=14, height=18, fill=(0.8, 0.8, 1.0))
        figure.box(x + 16, 240, "" if at else "*", width=18, height=18, fill=(1.0, 0.8, 0.8))
        if at:
            figure.line((x + 7, 292), (x + 7, 249))
        figure.line((x + 7, 231), (x + 7, 208))
    figure.box(195, 200, "Encoder", width=230)
    figure.line((195, 192), (195, 160))
    figure.box(195, 152, "MLP Head")
    graphs = figure.read()
    assert ops(graphs).count("feature_map") + ops(graphs).count("input") == 1
