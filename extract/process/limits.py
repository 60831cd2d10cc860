"""What reading one paper may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the child process that reads a paper.

    Attributes:
        seconds: wall clock for the whole paper.
        cpu_seconds: processor time, all threads together.
        memory_bytes: memory that the child may write to, all of it together.
        file_bytes: size of a file that the child may write (overlays).
        answer_bytes: size of the answer.
        pdf_bytes: size of the PDF.
        pages: number of pages of the PDF.
        exhibit_seconds: processor time for one figure or table; what takes more is given up, the rest is read. By the
            clock, what is read would depend on how busy the machine is.
    """

    seconds: float = 180.0
    cpu_seconds: int = 240
    memory_bytes: int = 3 << 29
    file_bytes: int = 64 << 20
    answer_bytes: int = 64 << 20
    pdf_bytes: int = 200 << 20
    pages: int = 1000
    exhibit_seconds: float = 30.0
