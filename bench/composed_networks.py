"""Networks composed from papers by `netatlas networks`, and the list of those that something published is known of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.shared import ROOT

LIST = Path(__file__).with_name("named_networks.json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A network with its published count.

    Attributes:
        network: its usual name.
        paper: stem of its PDF.
        exhibit: the exhibit that lists or draws its layers.
        name: its name in that exhibit; "" where it prints none.
        parameters: the published number.
        source: where it is published.
        reference: name of its implementation in keras.applications; "" where that has none.
    """

    network: str
    paper: str
    exhibit: str
    name: str
    parameters: int
    source: str
    reference: str = ""


def wanted_networks(papers: Sequence[str] = ()) -> list[Wanted]:
    """The networks of the list, or those of these papers."""
    known = [Wanted(**each) for each in json.loads(LIST.read_text(encoding="utf-8"))]
    return [each for each in known if not papers or each.paper in papers]


def composed(pdf: Path, folder: Path, frameworks: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What `netatlas networks` writes for a PDF, kept in `folder`; empty where there is no such PDF or nothing came."""
    if not pdf.is_file():
        print(f"{pdf} is not there", file=sys.stderr)
        return []
    command = [sys.executable, "-m", "netatlas.cli", "networks", str(pdf), "--json", str(folder)]
    for framework in frameworks:
        command += ["--framework", framework]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    written = folder / f"{pdf.stem}.json"
    if not written.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(written.read_text(encoding="utf-8"))["networks"]
    return found


def chosen(wanted: Wanted, networks: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The wanted one of a paper's networks: of its exhibit and name, or the largest where it has no name."""
    of_exhibit = [each for each in networks if wanted.exhibit in each["exhibits"][:1]]
    named = [each for each in of_exhibit if each["name"] == wanted.name]
    begins = [each for each in of_exhibit if wanted.name and each["name"].startswith(wanted.name)]
    largest = sorted(of_exhibit, key=lambda each: -len(each["graph"]["nodes"]))
    return next(iter([*named, *begins, *([] if wanted.name else largest)]), None)
