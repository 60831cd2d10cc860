"""The shipped samples are what their program draws, and what is known of them is on their pages."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest

from graph.guide_form import graph_from_guide
from simulate.samples import write_samples

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PDFS = sorted(SAMPLES.glob("*.pdf"))


def test_drawing_them_again_gives_the_shipped_files(tmp_path: Path) -> None:
    write_samples(tmp_path)
    shipped = {p.relative_to(SAMPLES) for p in SAMPLES.rglob("*") if p.is_file()}
    assert {p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file()} == shipped
    for name in shipped - {p.relative_to(SAMPLES) for p in PDFS} - {Path("papers.json")}:
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes()
    for name in (p.name for p in PDFS):
        fresh, old = pymupdf.open(tmp_path / name), pymupdf.open(SAMPLES / name)
        assert [page.get_text() for page in fresh] == [page.get_text() for page in old]


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_every_exhibit_stands_on_the_page_that_its_annotation_names(path: Path) -> None:
    annotation = json.loads((SAMPLES / "annotations" / f"{path.stem}.json").read_text())
    document = pymupdf.open(path)
    for item in annotation["items"] + annotation["others"]:
        assert f"{item['label']}:" in document[item["page"] - 1].get_text()


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_every_label_of_a_drawn_network_is_live_text(path: Path) -> None:
    annotation = json.loads((SAMPLES / "annotations" / f"{path.stem}.json").read_text())
    document = pymupdf.open(path)
    for item in annotation["items"]:
        if item["source"] == "raster":
            assert document[item["page"] - 1].get_images()
            continue
        text = document[item["page"] - 1].get_text()
        for raw in item["graphs"]:
            for node in graph_from_guide(raw).nodes:
                assert node.label in text
