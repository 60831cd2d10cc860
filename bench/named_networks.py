#!/usr/bin/env python3
"""Networks that have a published number of parameters: does what is composed from the PDF alone have it?

    bench/named_networks.py [PAPERS_DIR] [--only PAPER]... [--framework NAME]... [--json OUT] [--keep DIR]

Runs `netatlas networks` on each PDF of named_networks.json and compares the count of the network as built with the
published one: right within 0.5 %, or within the last digit where only few are published (4.2 M). For the others it
prints the first thing that is missing. The papers are taken from NETATLAS_SHARED/papers where no folder is given.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".json")
TOLERANCE = 0.005


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
    """

    network: str
    paper: str
    exhibit: str
    name: str
    parameters: int
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """What came out for a network: its count, whether it is right, and the first thing that is missing."""

    wanted: Wanted
    parameters: int | None
    right: bool
    status: str
    missing: str


def is_right(published: int, counted: int | None) -> bool:
    """Whether a count agrees with a published one, which may be rounded to two digits or more."""
    if counted is None:
        return False
    digits = len(str(published).rstrip("0"))
    rounding = 0.5 * 10 ** (len(str(published)) - max(2, digits)) if digits <= 3 else 0.0
    return abs(counted - published) <= max(TOLERANCE * published, rounding)


def _chosen(wanted: Wanted, networks: list[dict[str, Any]]) -> dict[str, Any] | None:
    of_exhibit = [each for each in networks if wanted.exhibit in each["exhibits"][:1]]
    named = [each for each in of_exhibit if each["name"] == wanted.name]
    begins = [each for each in of_exhibit if wanted.name and each["name"].startswith(wanted.name)]
    largest = sorted(of_exhibit, key=lambda each: -len(each["graph"]["nodes"]))
    return next(iter([*named, *begins, *([] if wanted.name else largest)]), None)


def judge(wanted: Wanted, networks: list[dict[str, Any]]) -> Found:
    """Compares one network with what was composed from its paper."""
    network = _chosen(wanted, networks)
    if network is None:
        return Found(wanted, None, False, "absent", f"{wanted.exhibit} was not read as a whole network")
    right = is_right(wanted.parameters, network["parameters"])
    reasons = [*network["missing"], network["reason"], "" if right else "another number of parameters"]
    return Found(wanted, network["parameters"], right, network["status"], next((r for r in reasons if r), ""))


def main() -> int:
    """Prints the list; returns 0 where the run was made, whatever it found, 2 where there is nothing to run on."""
    shared = Path(os.environ.get("NETATLAS_SHARED", ROOT.parent / "shared"))
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("papers", type=Path, nargs="?", default=shared / "papers")
    cli.add_argument("--only", action="append", default=[], metavar="PAPER")
    cli.add_argument("--framework", action="append", default=[])
    cli.add_argument("--json", type=Path)
    cli.add_argument("--keep", type=Path, help="folder for what `netatlas networks` writes")
    args = cli.parse_args()
    wanted = [Wanted(**each) for each in json.loads(LIST.read_text(encoding="utf-8"))]
    wanted = [each for each in wanted if not args.only or each.paper in args.only]
    found: list[Found] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        for paper in dict.fromkeys(each.paper for each in wanted):
            pdf = args.papers / f"{paper}.pdf"
            if not pdf.is_file():
                print(f"{pdf} is not there", file=sys.stderr)
                continue
            command = [sys.executable, "-m", "netatlas.cli", "networks", str(pdf), "--json", str(folder)]
            for framework in args.framework:
                command += ["--framework", framework]
            subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
            written = folder / f"{paper}.json"
            networks = (
                json.loads(written.read_text(encoding="utf-8"))["networks"] if written.is_file() else []
            )
            found += [judge(each, networks) for each in wanted if each.paper == paper]
    if not found:
        return 2
    for each in found:
        count = "-" if each.parameters is None else f"{each.parameters:,}"
        verdict = "right" if each.right else "WRONG"
        print(
            f"{verdict:<6} {each.wanted.network:<30} {count:>12} of {each.wanted.parameters:>12,}  {each.status:<9}"
            f" {'' if each.right else each.missing[:90]}"
        )
    print(f"{sum(each.right for each in found)} of {len(found)} right")
    if args.json:
        args.json.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
