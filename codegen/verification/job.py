"""What is handed to the process that runs generated code, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from codegen.core.steps import Program
from codegen.weights import Array, Carry, Key, draw_all


@dataclass(frozen=True, slots=True)
class Job:
    """One implementation to run.

    Attributes:
        framework, files, carries: of the implementation.
        program: what the code was made from.
        seed: of weights and inputs.
        weights: canonical weights to carry instead of drawn ones.
        inputs: inputs, channels last with batch, instead of drawn ones.
    """

    framework: str
    files: Mapping[str, str | bytes]
    program: Program
    carries: tuple[Carry, ...]
    seed: int = 0
    weights: Mapping[Key, Array] | None = None
    inputs: tuple[NDArray[np.generic], ...] | None = None

    def drawn_weights(self) -> Mapping[Key, Array]:
        """The weights to run with."""
        return self.weights if self.weights is not None else draw_all(self.program, self.seed, "probe")

    def drawn_inputs(self) -> list[NDArray[np.generic]]:
        """The inputs to run with: one item, channels last."""
        if self.inputs is not None:
            return list(self.inputs)
        random = np.random.default_rng(self.seed)
        drawn: list[NDArray[np.generic]] = []
        for given in self.program.inputs:
            shape = (1, *(given.shape or ()))
            if given.classes:
                drawn.append(random.integers(0, given.classes, shape, dtype=np.int64))
            else:
                drawn.append(random.uniform(-1, 1, shape).astype(np.float32))
        return drawn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a framework made of a job.

    Attributes:
        outputs: channels last with batch.
        parameters, running: trainable and other numbers of the network as built.
    """

    outputs: list[Array]
    parameters: int
    running: int = 0


@dataclass(frozen=True, slots=True)
class Ran:
    """An outcome as it came back from the process; `reason` says why there is none, `late` that time was up."""

    reason: str = ""
    outcome: Outcome | None = None
    seconds: float = 0.0
    memory: int | None = None
    late: bool = False
