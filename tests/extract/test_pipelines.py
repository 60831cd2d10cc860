"""Pipelines as papers draw them: pictures in the flow, siamese parts, frames that lines cross, masks that come out."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.figures.things.italics import is_indexed
from extract.scene.model import TextBlock, TextRun
from tests.extract.drawing import BLACK, Figure, flows


def _picture(figure: Figure, x: float, y: float) -> None:
    """A photo of 32 points around a middle."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 32, 32), False)
    pixels.clear_with(200)
    for i in range(32):
        for j in range(32):
            pixels.set_pixel(i, j, (7 * i % 256, 5 * j % 256, 3 * (i + j) % 256))
    figure.page.insert_image((x - 16, y - 16, x + 16, y + 16), pixmap=pixels)


def _siamese(figure: Figure, words: str) -> None:
    for y, view in ((80, "x"), (160, "y")):
        figure.text(40, y, view)
        figure.line((48, y), (85, y))
        figure.box(120, y, "Encoder")
        figure.line((155, y), (185, y))
        figure.box(220, y, "Projector")
    figure.line((255, 80), (320, 80), (320, 112))
    figure.line((255, 160), (320, 160), (320, 128))
    figure.box(320, 120, "Loss")
    figure.page.draw_line((120, 88), (120, 152), color=BLACK, dashes="[3 2] 0")
    figure.page.insert_text((126, 122), words, fontsize=8)


@pytest.mark.parametrize("words", ["shared weights", "EMA", "share", "Weight sharing", "momentum update"])
def test_no_data_flows_along_a_line_that_shares_weights(tmp_path: Path, words: str) -> None:
    figure = Figure(tmp_path)
    _siamese(figure, words)
    assert flows(figure.read()) == {("input", "block"), ("block", "block"), ("block", "loss")}
    (graph,) = figure.read()
    assert len(graph.edges) == 6


@pytest.mark.parametrize("words", ["shared weights", "Shared Embedding"])
def test_what_one_dashed_line_says_holds_for_those_drawn_like_it(figure: Figure, words: str) -> None:
    _siamese(figure, words)
    figure.page.draw_line((220, 88), (220, 152), color=BLACK, dashes="[3 2] 0")
    (graph,) = figure.read()
    assert len(graph.edges) == 6


@pytest.mark.parametrize(("words", "edges"), [("EMA", 4), ("weight update", 4), ("shared weights", 3)])
def test_an_arrow_to_the_part_whose_weights_follow_is_a_step(figure: Figure, words: str, edges: int) -> None:
    for x, name in ((80, "Student"), (300, "Teacher")):
        figure.text(x, 30, "x")
        figure.line((x, 36), (x, 72))
        figure.box(x, 80, name, width=60)
    figure.line((300, 88), (300, 122))
    figure.box(300, 130, "Loss")
    figure.line((110, 80), (270, 80))
    figure.page.insert_text((190 - 2 * len(words), 76), words, fontsize=8)
    assert sum(len(graph.edges) for graph in figure.read()) == edges


def test_a_line_that_says_something_else_joins(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    _siamese(figure, "features")
    (graph,) = figure.read()
    assert len(graph.edges) == 7


def test_a_line_that_leaves_a_frame_does_not_lead_back_into_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((60, 60, 340, 140), color=BLACK, dashes="[3 2] 0")
    figure.line((56, 110), (85, 110))
    figure.box(115, 110, "Conv", width=60)
    figure.line((145, 110), (170, 110))
    figure.box(200, 110, "ReLU", width=60)
    figure.line((230, 110), (269, 110))
    figure.plus(275, 110)
    figure.line((281, 110), (344, 110))
    figure.line((72, 110), (72, 80), (275, 80), (275, 104))
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("input", "add"),
        ("conv2d", "relu"),
        ("relu", "add"),
    }


def test_a_picture_between_parts_is_what_is_handed_on(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.text(30, 100, "noise")
    figure.line((46, 100), (75, 100))
    figure.box(110, 100, "Generator")
    figure.line((145, 100), (174, 100))
    _picture(figure, 190, 100)
    figure.text(190, 123, "Generated", 7)
    figure.line((206, 100), (235, 100))
    figure.box(270, 100, "Discriminator")
    figure.line((305, 100), (335, 100))
    figure.text(365, 100, "Real / Fake")
    assert flows(figure.read()) == {
        ("input", "block"),
        ("block", "feature_map"),
        ("feature_map", "block"),
        ("block", "output"),
    }


@pytest.mark.parametrize(("name", "op"), [("Masking", "mask"), ("Segmentation mask", "output")])
def test_a_mask_at_the_end_comes_out(tmp_path: Path, name: str, op: str) -> None:
    figure = Figure(tmp_path)
    figure.text(40, 100, "Image")
    figure.line((55, 100), (85, 100))
    figure.box(120, 100, "Decoder")
    figure.line((155, 100), (200, 100))
    figure.box(240, 100, name, width=80)
    assert ("block", op) in flows(figure.read())


def test_a_letter_with_an_index_in_the_italics_of_mathematics_is_a_variable() -> None:
    def block(text: str, font: str) -> TextBlock:
        box = (0.0, 0.0, 10.0, 8.0)
        return TextBlock(0, (text,), box, 8.0, runs=(TextRun(text, box, 8.0, font=font),))

    for text, font in (
        ("hi", "CMMI10"),
        ("zT", "CMMI9"),
        ("˜xj", "CMR10"),
        ("x1", "LMMathItalic10-Regular"),
        ("α1,j", "CMMI10"),
    ):
        assert is_indexed([block(text, font)]), text
    for text, font in (
        ("hi", "Times-Italic"),
        ("x", "CMMI10"),
        ("x,y", "CMMI10"),
        ("conv", "CMMI10"),
        ("MLP", "CMR10"),
    ):
        assert not is_indexed([block(text, font)]), text


def test_a_mask_at_a_line_flows_there_and_a_head_leads_on(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.text(30, 100, "Input")
    figure.line((45, 100), (75, 100))
    figure.box(110, 100, "Encoder")
    figure.line((145, 100), (175, 100))
    figure.box(225, 100, "Detection Head (task 1)", width=100)
    figure.line((275, 100), (344, 100))
    figure.text(310, 92, "Mask")
    figure.page.draw_circle((350, 100), 6, color=BLACK)
    figure.text(350, 100, "×")
    figure.box(225, 160, "Decoder")
    figure.line((110, 108), (110, 160), (190, 160))
    figure.line((260, 160), (350, 160), (350, 106))
    figure.line((350, 94), (350, 62))
    figure.text(350, 54, "Result")
    assert flows(figure.read()) == {
        ("input", "block"),
        ("block", "block"),
        ("block", "multiply"),
        ("multiply", "output"),
    }


def test_a_short_bent_arrow_is_no_open_head(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(100, 140, "Concat")
    figure.box(150, 115, "MLP")
    figure.line((135, 140), (150, 140), (150, 123))
    figure.line((150, 107), (150, 80))
    figure.text(150, 72, "Result")
    assert flows(figure.read()) == {("concat", "mlp"), ("mlp", "output")}


def test_what_a_model_says_and_a_picture_at_the_end_come_out(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.text(40, 100, "Prompt")
    figure.line((58, 100), (85, 100))
    figure.box(120, 100, "LLM (frozen)")
    figure.line((155, 90), (205, 60))
    figure.line((155, 110), (205, 140))
    figure.text(240, 60, "a cat on a mat")
    _picture(figure, 222, 140)
    assert flows(figure.read()) == {("input", "block"), ("block", "output")}
    (graph,) = figure.read()
    assert sum(node.op == "output" for node in graph.nodes) == 2
