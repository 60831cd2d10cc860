"""What reading a paper needs: the reader in its child process, the text recognition, the frameworks to run code in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import extract
from netatlas.doctor.check import Check
from netatlas.pipeline.plan import MODULES, installed
from netatlas.settings import Settings

PROBE = "Linear"
"""A word that the text recognition has to read."""


def reader(settings: Settings) -> Iterator[Check]:
    """Reads a paper of one page in the limited child process, as every paper is read."""
    import pymupdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        document = pymupdf.open()
        document.new_page().insert_text((72, 72), "A paper of one page")
        document.save(path)
        limits = extract.Limits(
            seconds=settings.read_seconds, memory_bytes=settings.read_memory_mb << 20, pages=1
        )
        reading = extract.read_paper(path, limits=limits)
    if isinstance(reading, extract.Refused):
        mend = "raise NETATLAS_READ_MEMORY_MB or NETATLAS_READ_SECONDS, or install netatlas anew"
        yield Check("reader", "missing", f"cannot read a page: {reading.message}", mend)
    else:
        yield Check("reader", "ok", f"version {extract.reader_version()}")


def text_recognition(_: Settings) -> Iterator[Check]:
    """Recognises a drawn word."""
    import cv2
    import numpy as np

    from extract.outlines.recognise import recognise

    image = np.full((48, 160, 3), 255, np.uint8)
    cv2.putText(image, PROBE, (12, 34), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    found = recognise([image])
    if found and found[0].text == PROBE:
        yield Check("text recognition", "ok", "reads a drawn word")
    else:
        told = f"reads {found[0].text!r} for {PROBE!r}" if found else "reads nothing"
        yield Check("text recognition", "missing", told, "install rapidocr and onnxruntime anew")


def frameworks(settings: Settings) -> Iterator[Check]:
    """Whether the frameworks of NETATLAS_VERIFY are installed."""
    wanted = [name for name in settings.verify.split(",") if name]
    there = installed(settings.verify)
    absent = [name for name in wanted if name not in there]
    told = f"code is run in {', '.join(there) or 'none'}"
    if absent:
        modules = ", ".join(module for name, module in MODULES.items() if name in absent)
        mend = "install the extra [verify], or take them out of NETATLAS_VERIFY"
        yield Check("frameworks", "warning", f"{told}; not installed: {modules}", mend)
    else:
        yield Check("frameworks", "ok", told)
