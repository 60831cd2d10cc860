"""Opening a PDF: the checks before any parsing, and pages read one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import TracebackType
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from extract.document.drawing import read_drawing
from extract.document.image_clips import shown_parts
from extract.document.page import Page, Path, Pattern, Picture
from extract.document.parser import pymupdf
from extract.document.small_pictures import drawn_small
from extract.document.tiles import read_tiles
from extract.document.type import read_lines
from extract.model import Refused
from graph import Box

T = TypeVar("T")

OUT_OF_MEMORY = re.compile(r"[mc]alloc|allocate", re.IGNORECASE)

HEADER_WITHIN = 1024
"""Bytes in which "%PDF-" must stand (ISO 32000-1, implementation note 13)."""

MAX_PIXELS = 30_000_000
"""Pixels of one rendering; a greater region is rendered at a lower resolution."""

MAX_EXTENT = 20_000.0
"""Points; a page wider or higher than this is not read (the format's own limit is 14 400)."""


class Document:
    """An open PDF whose pages are read when asked for. User mark-up and link borders are left out."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages: dict[int, Page] = {}

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._pdf.page_count)

    def __iter__(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, len(self) + 1))

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()

    def page(self, number: int) -> Page:
        """The page of this number, from 1; what of it can't be parsed is left out.

        Raises:
            MemoryError: parsing it needs more memory than there is.
        """
        if number not in self._pages:
            self._pages[number] = read_page(self._load(number), number)
        return self._pages[number]

    def render(self, number: int, region: Box | None = None, dpi: float = 150.0) -> npt.NDArray[np.uint8]:
        """A page's region as it is shown, without mark-up.

        Returns:
            height × width × 3 bytes, red, green, blue; coarser where `MAX_PIXELS` would be passed.
        """
        page = self._load(number)
        clip = pymupdf.Rect(region) & page.rect if region else page.rect
        scale = dpi / 72.0
        pixels = max(clip.width, 1.0) * max(clip.height, 1.0) * scale * scale
        if pixels > MAX_PIXELS:
            scale *= (MAX_PIXELS / pixels) ** 0.5
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, alpha=False, annots=False)
        data = np.frombuffer(pixmap.samples, dtype=np.uint8)
        return data.reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3].copy()

    def _load(self, number: int) -> Any:
        return self._pdf[number - 1]


@dataclass(frozen=True, slots=True)
class Opening:
    """How far a file is looked at before it is refused.

    Attributes:
        max_bytes: size of the file.
        max_pages: number of pages.
    """

    max_bytes: int = 200_000_000
    max_pages: int = 2_000


def open_document(path: FilePath | str, opening: Opening = Opening()) -> Document | Refused:
    """Open a PDF, or say why it can't be read."""
    path = FilePath(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEADER_WITHIN)
    except OSError as error:
        return Refused("unreadable", f"the file can't be read: {error.strerror}")
    if b"%PDF-" not in head:
        return Refused("not-a-pdf", "the file doesn't begin as a PDF does (no %PDF- in its first bytes)")
    if size > opening.max_bytes:
        return Refused("too-large", f"the file has {size} bytes; the limit is {opening.max_bytes}")
    try:
        pdf = pymupdf.open(path, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        return Refused(
            "truncated" if not _has_end(path, size) else "unreadable", f"the PDF can't be opened: {error}"
        )
    refused = _check(pdf, path, size, opening)
    if refused is not None:
        pdf.close()
        return refused
    for number in range(pdf.page_count):
        # Highlights, notes, ink and the borders of links belong to a reader of the paper, not to the paper.
        pdf.xref_set_key(pdf.page_xref(number), "Annots", "null")
    return Document(pdf)


def read_page(page: Any, number: int) -> Page:
    """One page as data."""
    extent = page.rect
    if extent.width > MAX_EXTENT or extent.height > MAX_EXTENT:
        return Page(number, extent.width, extent.height, (), (), ())
    drawn = _part(read_drawing, page)
    return Page(
        number=number,
        width=extent.width,
        height=extent.height,
        lines=_part(read_lines, page),
        paths=tuple(piece for piece in drawn if isinstance(piece, Path)),
        pictures=_part(read_pictures, page),
        patterns=(*(piece for piece in drawn if isinstance(piece, Pattern)), *_part(read_tiles, page)),
    )


def _part(read: Callable[[Any], tuple[T, ...]], page: Any) -> tuple[T, ...]:
    """A part of a page, or nothing where the parser fails on it."""
    try:
        return read(page)
    except MemoryError:
        raise
    except Exception as error:
        # The parser's errors have no common kind; one broken part is no reason to lose the rest of a paper.
        if OUT_OF_MEMORY.search(str(error)):
            raise MemoryError(str(error)) from error
        return ()


def read_pictures(page: Any) -> tuple[Picture, ...]:
    """The images shown on a page, each as far as it is shown."""
    placed = page.get_image_info()
    parts = shown_parts(page, [tuple(image["bbox"]) for image in placed])
    images = [
        (box, image)
        for part, image in zip(parts, placed, strict=True)
        if not (box := pymupdf.Rect(part) & page.rect).is_empty
    ]
    boxes = [tuple(box) for box, _ in images]
    shown = drawn_small(page, boxes, [(image["width"], image["height"]) for _, image in images])
    return tuple(
        Picture(
            bbox=box,
            pixels=(image["width"], image["height"]),
            has_mask=bool(image.get("has-mask")),
            shown=shown.get(i, b""),
        )
        for i, (box, (_, image)) in enumerate(zip(boxes, images, strict=True))
    )


def _check(pdf: Any, path: FilePath, size: int, opening: Opening) -> Refused | None:
    if pdf.needs_pass:
        return Refused("encrypted", "the PDF is encrypted and asks for a password")
    if pdf.is_repaired and not _has_end(path, size):
        return Refused("truncated", "the PDF breaks off before its end")
    if pdf.page_count == 0:
        return Refused("no-pages", "the PDF has no pages")
    if pdf.page_count > opening.max_pages:
        return Refused("too-large", f"the PDF has {pdf.page_count} pages; the limit is {opening.max_pages}")
    return None


def _has_end(path: FilePath, size: int) -> bool:
    """Whether the end-of-file mark stands near the end."""
    with path.open("rb") as file:
        file.seek(max(size - 2048, 0))
        return b"%%EOF" in file.read()
