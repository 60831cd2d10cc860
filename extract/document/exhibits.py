"""Exhibits: captioned figures and tables with their regions."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.captions import find_captions
from extract.document.flow import find_flow
from extract.document.page import Page
from extract.document.regions import find_regions
from extract.model import Exhibit


def find_exhibits(pages: Sequence[Page]) -> tuple[Exhibit, ...]:
    """Every captioned figure and table of a paper, in page order.

    A table that goes on on further pages is there once for each of them, with the same label.
    """
    captions = find_captions(pages)
    flow = find_flow(pages)
    exhibits: list[Exhibit] = []
    for page in pages:
        here = [caption for caption in captions if caption.page == page.number]
        for caption, region in zip(here, find_regions(page, here, flow), strict=True):
            exhibits.append(
                Exhibit(
                    label=caption.label,
                    kind=caption.kind,
                    page=page.number,
                    bbox=region,
                    caption=caption.text,
                    caption_bbox=caption.bbox,
                )
            )
    return tuple(exhibits)
