"""Captions and regions, on pages set like papers."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest

from extract import Exhibit
from extract.document import Document, find_exhibits, open_document
from extract.document.captions import spelled_out
from graph import Box
from tests.extract.document import drawn_pages as draw

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def exhibits_of(path: Path) -> tuple[Exhibit, ...]:
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        return find_exhibits(tuple(document))


def near(found: Box, wanted: Box, by: float = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        (("", "Fig", "3"), "Figure 3"),
        (("", "FIGURE", "12"), "Figure 12"),
        (("", "TABLE", "IV"), "Table 4"),
        (("", "Tab", "S1"), "Table S1"),
        (("", "Figure", "A.1"), "Figure A.1"),
        (("supplementary", "Figure", "2"), "Supplementary Figure 2"),
    ],
)
def test_labels_are_spelled_out(printed: tuple[str, str, str], label: str) -> None:
    assert spelled_out(*printed) == label


def test_a_label_that_justification_pulls_apart(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    y = draw.paragraph(page, 60, 80, 300, 8)
    table = draw.ruled_table(page, 80, y + 10, [["layer", "kernel"], ["conv1", "3"], ["conv2", "5"]])
    x, y = 60.0, table[3] + 18
    for word, gap in [("Table", 12), ("1:", 18), ("The", 12), ("layers", 12), ("of", 12), ("it", 0)]:
        page.insert_text((x, y), word, fontname="tiro", fontsize=10)
        x += pymupdf.get_text_length(word, "tiro", 10) + gap
    page.insert_text((60, y + 12), "and".ljust(4) + "what each of them is for.", fontname="tiro", fontsize=10)
    draw.paragraph(page, 60, y + 50, 300, 10)
    (listed,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert listed.label == "Table 1"


def test_a_caption_in_small_capitals_whose_label_stands_alone(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    y = draw.paragraph(page, 60, 80, 300, 8) + 14
    for line in ("TABLE 1", "ARCHITECTURE OF THE NETWORK"):
        sizes = [9.0 if at == 0 or line[at - 1] == " " else 7.2 for at in range(len(line))]
        placed = list(zip(line, sizes, strict=True))
        x = 180 - sum(pymupdf.get_text_length(sign, "tiro", size) for sign, size in placed) / 2
        for sign, size in placed:
            page.insert_text((x, y), sign, fontname="tiro", fontsize=size)
            x += pymupdf.get_text_length(sign, "tiro", size)
        y += 11
    draw.ruled_table(page, 80, y, [["layer", "kernel"], ["conv1", "3"], ["conv2", "5"]])
    (listed,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert (listed.label, listed.caption) == ("Table 1", "TABLE 1 ARCHITECTURE OF THE NETWORK")


def test_one_column_with_a_figure_and_a_table(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    y = draw.paragraph(page, 108, 80, 504, 10)
    box = draw.network(page, 150, y + 10, ["conv 3x3", "relu", "fc 10"], across=True)
    draw.caption(page, 170, box[3] + 20, "Figure 1: The network that we train.")
    y = draw.paragraph(page, 108, box[3] + 50, 504, 12)
    draw.caption(page, 200, y + 10, "Table 1: Layers of the network.")
    table = draw.ruled_table(page, 180, y + 18, [["layer", "kernel"], ["conv1", "3"], ["conv2", "5"]])
    draw.paragraph(page, 108, table[3] + 30, 504, 12)
    figure, listed = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert (figure.label, figure.kind, listed.label, listed.kind) == (
        "Figure 1",
        "figure",
        "Table 1",
        "table",
    )
    assert figure.caption == "Figure 1: The network that we train."
    assert near(figure.bbox, box)
    assert near(listed.bbox, table)


def test_two_columns_with_figures_beside_each_other(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    left = draw.network(page, 100, 72, ["conv", "relu"])
    right = draw.network(page, 380, 72, ["pool", "fc"])
    draw.caption(page, 54, 155, "Figure 1. A block of the first half of the\nnetwork, used twice.")
    draw.caption(page, 318, 155, "Figure 2. A block of the second half of the\nnetwork, used once.")
    for x0, x1 in ((54, 290), (318, 554)):
        draw.paragraph(page, x0, 200, x1, 40)
    first, second = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(first.bbox, left) and near(second.bbox, right)
    assert first.caption.endswith("used twice.") and second.caption.endswith("used once.")


@pytest.mark.parametrize("full", [(54, 290), (318, 554)])
def test_one_column_of_two_that_holds_text_leaves_room_for_a_figure_over_both(
    tmp_path: Path, full: tuple[float, float]
) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    left = draw.network(page, 66, 80, ["conv 3x3", "relu"], across=True)
    right = draw.network(page, 386, 80, ["conv 1x1", "fc"], across=True)
    draw.caption(page, 220, left[3] + 20, "Figure 1: The network that we train.")
    draw.paragraph(page, full[0], left[3] + 60, full[1], 40)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, (left[0], left[1], right[2], right[3]))


def test_a_figure_over_both_columns(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 80, 72, ["a", "b", "c", "d", "e"], across=True)
    draw.caption(page, 54, 120, "Figure 1. All of the network.")
    for x0, x1 in ((54, 290), (318, 554)):
        draw.paragraph(page, x0, 160, x1, 44)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, box)


def test_figures_under_one_another(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    upper = draw.network(page, 200, 72, ["conv", "relu"])
    draw.caption(page, 190, 150, "Figure 1: The first.")
    lower = draw.network(page, 200, 170, ["pool", "fc"])
    draw.caption(page, 190, 248, "Figure 2: The second.")
    draw.paragraph(page, 108, 280, 504, 36)
    first, second = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(first.bbox, upper) and near(second.bbox, lower)


def test_a_wrapped_figure_stops_at_the_text_beside_it(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    draw.paragraph(page, 108, 80, 504, 8)
    y = draw.paragraph(page, 108, 180, 330, 16)
    box = draw.network(page, 390, 185, ["conv", "relu", "fc"])
    draw.caption(page, 350, box[3] + 18, "Figure 1: A small network\nbeside the text.")
    draw.paragraph(page, 108, y + 10, 504, 20)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, box)


def test_mentions_in_running_text_are_no_captions(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    lines = [
        "Figure 1 shows the network that we train on images of",
        "every kind, and Table 2 compares it with others.",
    ]
    for place, line in enumerate(lines):
        page.insert_text((108, 80 + 12 * place), line, fontname="tiro", fontsize=10)
    y = draw.paragraph(page, 108, 104, 504, 20)
    draw.network(page, 150, y + 10, ["conv", "relu"], across=True)
    draw.caption(page, 150, y + 60, "Figure 1: The network.")
    found = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert [each.label for each in found] == ["Figure 1"]
    assert found[0].caption == "Figure 1: The network."


def test_sub_labels_belong_to_the_figure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 150, 90, ["conv", "relu", "fc"], across=True)
    page.insert_text((180, box[3] + 12), "(a) plain", fontsize=9, fontname="tiro")
    page.insert_text((330, box[3] + 12), "(b) residual", fontsize=9, fontname="tiro")
    draw.caption(page, 170, box[3] + 36, "Figure 1: Two blocks.")
    draw.paragraph(page, 108, box[3] + 60, 504, 30)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.bbox[3] == pytest.approx(box[3] + 14, abs=4)


@pytest.mark.parametrize(
    "notes", sorted((SAMPLES / "annotations").glob("*.json")), ids=lambda path: path.stem
)
def test_every_exhibit_of_the_samples_is_found(notes: Path) -> None:
    known = json.loads(notes.read_text())
    wanted = {
        (item["label"], item["page"], item["kind"]) for part in ("items", "others") for item in known[part]
    }
    found = {(each.label, each.page, each.kind) for each in exhibits_of(SAMPLES / f"{notes.stem}.pdf")}
    assert found == wanted


def test_names_that_repeat_along_a_figures_top_are_no_page_head(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 80, 84, ["Conv", "Pool", "Conv", "Pool", "FC"], across=True)
    for i in range(3):
        page.insert_text((90 + 100 * i, 76), f"conv{i}, pool{i}", fontsize=6)
    draw.caption(page, 72, box[3] + 24, "Figure 1: The network.")
    draw.paragraph(page, 72, box[3] + 60, 540, 30)
    (exhibit,) = exhibits_of(draw.saved(document, tmp_path / "heads.pdf"))
    assert exhibit.bbox[1] < 72


def test_a_figure_over_both_columns_with_a_short_caption_is_whole(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    parts = [draw.network(page, 60 + 105 * i, 90, ["conv 3x3", "relu", "fc 10"]) for i in range(5)]
    draw.caption(page, 48, 220, "Fig. 1. Five designs of the block.")
    for x in (48, 312):
        draw.paragraph(page, x, 260, x + 252, 38)
    document.save(tmp_path / "page.pdf")
    (figure,) = exhibits_of(tmp_path / "page.pdf")
    assert near(figure.bbox, (parts[0][0], parts[0][1], parts[-1][2], parts[-1][3]))


def test_a_column_of_names_beside_a_drawing_belongs_to_it(tmp_path: Path) -> None:
    found = []
    for away in (30, 80):
        document = pymupdf.open()
        page = draw.new_page(document)
        y = draw.paragraph(page, 52, 80, 560, 10)
        box = draw.network(page, 150, y + 10, ["conv 3x3", "relu", "fc 10"])
        for i, name in enumerate(("feature map", "activation", "classifier")):
            page.insert_text((box[2] + away, y + 25 + 40 * i), name, fontsize=8, fontname="helv")
        draw.caption(page, 52, box[3] + 20, "Figure 1: A network.")
        draw.paragraph(page, 52, box[3] + 50, 560, 12)
        (figure,) = exhibits_of(draw.saved(document, tmp_path / f"{away}.pdf"))
        found.append(figure.bbox[2] - box[2])
    assert found[0] > 60
    assert found[1] < 10


def test_lines_that_reach_a_little_over_a_figure_end_it_above_and_cut_nothing_off(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.insert_text((120, 60), "A Title over Both of the Columns", fontsize=18, fontname="tiro")
    page.insert_text((318, 130), "Author A", fontsize=12, fontname="tibo")
    page.draw_rect((320, 150, 350, 172))
    right = draw.network(page, 380, 150, ["encoder", "head"], across=True)
    box = (320, right[1], right[2], right[3])
    words = (
        "The network that we train from its image\nover the encoder to the head, and what is done to it then."
    )
    draw.caption(page, 318, box[3] + 24, f"Figure 1: {words}")
    draw.paragraph(page, 54, 150, 290, 44)
    draw.paragraph(page, 318, box[3] + 70, 554, 34)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, box)


@pytest.mark.parametrize("names", [["Convolution", "Pooling", "Dense"], ["Convolution"]])
def test_a_row_of_names_between_a_drawing_and_its_caption_belongs_to_it(
    tmp_path: Path, names: list[str]
) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    y = draw.paragraph(page, 108, 80, 504, 10)
    box = draw.network(page, 150, y + 10, ["conv 3x3", "relu", "fc 10"], across=True)
    for i, name in enumerate(names):
        page.insert_text((box[0] + 4 + 80 * i, box[3] + 32), name, fontsize=8)
    draw.caption(page, 170, box[3] + 60, "Figure 1: The network that we train.")
    draw.paragraph(page, 108, box[3] + 90, 504, 12)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert (figure.bbox[3] > box[3] + 28) is (len(names) > 1)


def test_small_print_in_a_drawing_that_names_a_figure_is_no_caption(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 200, 72, ["conv", "relu", "fc"])
    page.insert_text((280, 130), "Fig. 2", fontsize=5)
    draw.caption(page, 190, 200, "Figure 1: The network.")
    draw.paragraph(page, 108, 240, 504, 36)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.label == "Figure 1" and figure.bbox[1] < box[1] + 6


def test_a_captions_first_row_may_be_stretched_to_the_measure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 100, 80, ["conv", "relu", "fc"])
    y, left = box[3] + 20, 80.0
    second = "ture maps are shown by the shapes of their tensors."
    right = left + pymupdf.get_text_length(second, fontname="tiro", fontsize=9)
    third = right - pymupdf.get_text_length("The fea-", fontname="tiro", fontsize=9)
    middle = third - 16 - pymupdf.get_text_length("A block of the network.", fontname="tiro", fontsize=9)
    for x, text in ((left, "Figure 1:"), (middle, "A block of the network."), (third, "The fea-")):
        draw.caption(page, x, y, text)
    draw.caption(page, left, y + 10.8, second + "\nThe sign denotes a sum.")
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.caption == (
        "Figure 1: A block of the network. The feature maps are shown by the shapes of their tensors. "
        "The sign denotes a sum."
    )


def test_a_captions_rows_may_all_be_stretched_to_the_measure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 100, 80, ["conv", "relu", "fc"])
    y, left = box[3] + 20, 80.0
    rows = (
        ["Figure", "1.", "Architecture", "of", "multiple", "networks", "on", "the", "TREE"],
        ["SET and others."],
    )
    for row in rows:
        x = left
        for word in row:
            draw.caption(page, x, y, word)
            x += pymupdf.get_text_length(word, fontname="tiro", fontsize=9) + 9.5
        y += 10.8
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.caption == "Figure 1. Architecture of multiple networks on the TREE SET and others."


def test_a_subscript_that_sinks_a_captions_row_does_not_end_it(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 100, 80, ["conv", "relu", "fc"])
    y = box[3] + 20
    draw.caption(page, 100, y, "Figure 1: The model gives what the branch above makes of a")
    page.insert_text((320, y + 3), "ij", fontsize=8.6, fontname="tiro")
    draw.caption(page, 100, y + 11, "and of the weights below, which are learned with the others. At the")
    draw.caption(page, 100, y + 23.2, "end only the first branch is kept.")
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.caption.endswith("At the end only the first branch is kept.")


def _set_to(page: pymupdf.Page, left: float, right: float, y: float, first: str, last: str) -> None:
    """Two parts of a line at the ends of its measure, as the space behind a sentence is stretched."""
    draw.caption(page, left, y, first)
    draw.caption(page, right - pymupdf.get_text_length(last, fontname="tiro", fontsize=9), y, last)


def test_the_space_behind_a_captions_sentences_may_be_wide(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 100, 80, ["conv", "relu", "fc"])
    y, left = box[3] + 20, 80.0
    whole = "before the last one, whose weights all of the branches share with"
    right = left + pymupdf.get_text_length(whole, fontname="tiro", fontsize=9)
    _set_to(page, left, right, y, "Figure 1: The small network.", "Signs denote the layer right at")
    draw.caption(page, left, y + 10.8, whole)
    _set_to(page, left, right, y + 21.6, "each other.", "Their number is printed at the right hand side of")
    draw.caption(page, left, y + 32.4, "it.")
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert figure.caption.startswith("Figure 1: The small network. Signs denote")
    assert figure.caption.endswith("each other. Their number is printed at the right hand side of it.")


def test_a_label_that_opens_a_row_within_a_paragraph_names_nothing(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.draw_rect((60, 80, 360, 160), color=(0, 0, 0))
    page.insert_text((60, 300), "Figure 1: The network.", fontname="tiro", fontsize=10)
    rows = [
        "We describe the network that we use and the way in which it is trained",
        "and will release all of its code.   The network is to be seen in",
        "Figure 1. Training is done with a rate that falls from epoch to epoch.",
    ]
    for at, row in enumerate(rows):
        first, _, second = row.partition("   ")
        page.insert_text((60, 500 + 12 * at), first, fontname="tiro", fontsize=10)
        # Justified: after a sentence the space is wider than between words.
        page.insert_text((200, 500 + 12 * at), second, fontname="tiro", fontsize=10)
    (found,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert found.caption_bbox[1] < 310
