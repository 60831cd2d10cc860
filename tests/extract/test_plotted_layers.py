"""Networks as frameworks plot them, a table for each layer, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import BLACK, Figure

LAYERS = [
    ("conv_1", "Conv2D", "(None, 28, 28, 1)", "(None, 26, 26, 32)"),
    ("pool_1", "MaxPooling2D", "(None, 26, 26, 32)", "(None, 13, 13, 32)"),
    ("flat_1", "Flatten", "(None, 13, 13, 32)", "(None, 5408)"),
    ("dense_1", "Dense", "(None, 5408)", "(None, 10)"),
]
SHAPES = [(26, 26, 32), (13, 13, 32), (5408,), (10,)]
OPS = ["conv2d", "max_pool", "flatten", "dense"]


def _arrows(figure: Figure, height: float) -> None:
    for at in range(1, len(LAYERS)):
        y = 60 + 70 * at
        figure.line((200, y - 70 + height / 2), (200, y - height / 2))


def _is_read(figure: Figure, names: list[str]) -> None:
    (graph,) = figure.read()
    assert [(node.op, node.label, node.output_shape) for node in graph.nodes] == list(
        zip(OPS, names, SHAPES, strict=True)
    )
    assert len(graph.edges) == len(LAYERS) - 1


def test_a_box_cut_by_lines_is_one_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, (name, kind, into, out) in enumerate(LAYERS):
        y = 60 + 70 * at
        figure.box(200, y, width=240, height=30)
        figure.page.draw_line((190, y - 15), (190, y + 15), color=BLACK)
        figure.page.draw_line((230, y - 15), (230, y + 15), color=BLACK)
        figure.page.draw_line((190, y), (320, y), color=BLACK)
        figure.text(135, y, f"{name}: {kind}")
        figure.text(210, y - 7.5, "input:")
        figure.text(210, y + 7.5, "output:")
        figure.text(275, y - 7.5, into)
        figure.text(275, y + 7.5, out)
    _arrows(figure, 30)
    _is_read(figure, [f"{name}: {kind}" for name, kind, *_ in LAYERS])


def test_name_and_class_in_cells_of_their_own_are_one_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, (name, kind, into, out) in enumerate(LAYERS):
        y = 60 + 70 * at
        figure.box(200, y, width=240, height=30)
        for x in (150, 190, 230):
            figure.page.draw_line((x, y - 15), (x, y + 15), color=BLACK)
        for left, right in ((80, 150), (190, 230), (230, 320)):
            figure.page.draw_line((left, y), (right, y), color=BLACK)
        figure.text(115, y - 7.5, name)
        figure.text(115, y + 7.5, kind)
        figure.text(170, y, "float32")
        figure.text(210, y - 7.5, "input:")
        figure.text(210, y + 7.5, "output:")
        figure.text(275, y - 7.5, f"[{into}]")
        figure.text(275, y + 7.5, f"[{out}]")
    _arrows(figure, 30)
    _is_read(figure, [f"{name}: {kind}" for name, kind, *_ in LAYERS])


def test_cells_on_a_ground_are_one_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, (name, kind, into, out) in enumerate(LAYERS):
        y = 60 + 70 * at
        figure.page.draw_rect((60, y - 16, 340, y + 16), color=BLACK, fill=(0.1, 0.1, 0.1))
        for left, right in ((61, 199.5), (200.5, 339)):
            figure.page.draw_rect((left, y, right, y + 15), color=None, fill=(1, 1, 1))
        figure.page.insert_text((150, y - 5), f"{name} ({kind})", fontsize=8, color=(1, 1, 1))
        figure.text(130, y + 7.5, f"Input shape: {into}", size=7)
        figure.text(270, y + 7.5, f"Output shape: {out}", size=7)
    _arrows(figure, 32)
    _is_read(figure, [f"{name} ({kind})" for name, kind, *_ in LAYERS])


def test_cells_alone_that_touch_are_one_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, (name, kind, into, out) in enumerate(LAYERS):
        y = 60 + 70 * at
        figure.box(135, y, f"{name}: {kind}", width=110, height=30)
        for shift, end, shape in ((-7.5, "input:", into), (7.5, "output:", out)):
            figure.box(210, y + shift, end, width=40, height=15)
            figure.box(275, y + shift, shape, width=90, height=15)
    _arrows(figure, 30)
    _is_read(figure, [f"{name}: {kind}" for name, kind, *_ in LAYERS])


def test_a_box_that_tells_of_its_ends_in_words_stays_as_it_is(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(200, 100, "Encoder", width=120)
    figure.line((200, 108), (200, 140))
    figure.box(200, 150, "output: a latent code", width=120)
    (graph,) = figure.read()
    assert len(graph.nodes) == 2 and all(node.output_shape is None for node in graph.nodes)


def test_a_head_over_settings_is_one_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    layers = [
        ("Conv", ("kernel_shape = 3, 3", "strides = 2, 2")),
        ("Relu", ()),
        ("MaxPool", ("strides = 2, 2",)),
    ]
    above = 0
    for at, (kind, settings) in enumerate(layers):
        y = 40 + 90 * at
        whole = 20 + 14 * len(settings)
        figure.page.draw_rect((150, y, 250, y + 20), color=None, fill=(0.2, 0.33, 0.53), radius=(0.05, 0.25))
        figure.page.draw_rect((150, y, 250, y + whole), color=BLACK, radius=(0.05, 0.1))
        figure.page.insert_text((158, y + 13), kind, fontsize=8, color=(1, 1, 1))
        for row, text in enumerate(settings):
            figure.page.insert_text((158, y + 30 + 13 * row), text, fontsize=7)
        if at:
            figure.line((200, above), (200, y))
        above = y + whole
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "relu", "max_pool"]
    first = graph.nodes[0].attributes
    assert (first["kernel"].value, first["stride"].value) == ((3, 3), (2, 2))
