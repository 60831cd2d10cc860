"""What comes out of generating code and of running it. Plain, immutable data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from codegen.core.steps import Program, Shape
from codegen.weights import Carry

Framework = Literal["pytorch", "keras", "tensorflow", "caffe", "onnx"]
FRAMEWORKS: tuple[Framework, ...] = ("pytorch", "keras", "tensorflow", "caffe", "onnx")

Generated = Literal["complete", "partial", "unsupported", "failed"]
"""complete: can be run. partial: something in the graph nobody explains. unsupported: the framework has no
way to say it. failed: the graph breaks a rule."""

Status = Literal["ok", "partial", "unsupported", "failed"]

Payload = Callable[[], Iterator[tuple[str, bytes]]]
"""Files too large to hold (weights), made when they are written: name and chunk, name by name."""


@dataclass(frozen=True, slots=True)
class Implementation:
    """An architecture's code in one framework.

    Attributes:
        framework: which.
        status: whether the code is whole.
        reason: why it is not, in words; "" where it is.
        files: content by name; the first is the one to read.
        program: what the code was made from; None where there is no code.
        carries: where each weight goes in this framework.
        payload: large files, made on demand.
    """

    framework: Framework
    status: Generated
    reason: str = ""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    program: Program | None = None
    carries: tuple[Carry, ...] = ()
    payload: Payload | None = None

    @property
    def source(self) -> str:
        """The text to show: the first file that is one; "" where there is none."""
        return next((text for text in self.files.values() if isinstance(text, str)), "")

    def write(self, directory: Path) -> list[Path]:
        """Writes all files, weights too, into a directory; returns their paths."""
        directory.mkdir(parents=True, exist_ok=True)
        written = []
        for name, content in self.files.items():
            path = directory / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            written.append(path)
        for name, chunk in self.payload() if self.payload else ():
            path = directory / name
            with path.open("ab" if path in written else "wb") as file:
                file.write(chunk)
            written += [path] if path not in written else []
        return written


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of running an implementation.

    Attributes:
        framework: which.
        status: ok, or why not: partial, unsupported, failed.
        reason: in words; "" where ok.
        parameters: trainable numbers of the network as built; None where it was not built.
        running: numbers it keeps and does not train.
        output_shapes: channels last without batch, as the framework gave them.
        difference: largest relative difference of the outputs from the reference's; None where not compared.
        seconds: for the whole run, starting the process included.
        memory: greatest memory of the process in MiB; None where not known.
        late: it failed because its time by the clock was up, which says as much of the machine as of the code.
    """

    framework: Framework
    status: Status
    reason: str = ""
    parameters: int | None = None
    running: int | None = None
    output_shapes: tuple[Shape, ...] = ()
    difference: float | None = None
    seconds: float = 0.0
    memory: int | None = None
    late: bool = False
