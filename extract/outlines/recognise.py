"""Images of single lines into text, by the recognition model of rapidocr (PP-OCR, on ONNX Runtime)."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

MISREAD = str.maketrans("十＋一－二€", "++--=ϵ")
"""Signs that the model reads as the Chinese numerals, wide forms and the sign of a currency that look like them."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line's text and the model's own score, from 0 to 1."""

    text: str
    score: float


@cache
def engine() -> Any:
    """The engine, loaded once a process where it is needed."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            # Most labels are short: a narrow least width spares the model the white that it would read otherwise.
            "Rec.rec_img_shape": [3, 48, 64],
            # Images come in the size in which type is looked for.
            "Det.limit_side_len": 32,
            # Threads that wait for each other spin, which costs most where several papers are read at once.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def recognise(images: Sequence[npt.NDArray[np.uint8]]) -> list[Recognised]:
    """The text of each image, which shows one level line, dark on light, of height, width and 3 channels."""
    if not images:
        return []
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    loaded = engine()
    if loaded.text_rec is None:
        loaded._load_rec_model()
    found = loaded.text_rec(TextRecInput(img=list(images)))
    return [
        Recognised(plain(text), float(score)) for text, score in zip(found.txts, found.scores, strict=True)
    ]


def plain(text: str) -> str:
    """Full-width forms and the like as the plain characters that they stand for."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
