"""Read all shared papers, two at a time, and grade what was read.

    NETATLAS_SHARED=../shared python -m bench.read_all [--only STEM ...] [--out DIR]

Readings are kept in DIR/<reader version>/, so a run that was cut off goes on where it stopped, and a change of the
reader reads again. Prints time and peak memory of each paper and the grader's summary; the grader's report is left in
DIR/<reader version>/score.json.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from bench.shared import shared_folder
from extract import Refused, read_paper, reader_version, reading_to_guide

OUT = Path("/tmp/netatlas-readings")
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one paper took.

    Attributes:
        paper: the PDF's stem.
        seconds: wall clock.
        megabytes: greatest memory of the child.
        refused: why it was not read, or "".
    """

    paper: str
    seconds: float
    megabytes: float
    refused: str = ""


def read_one(pdf: Path, folder: Path) -> Cost:
    """Read a paper and keep its reading and overlays. Runs in a process of its own, for its memory to be known."""
    notes = shared_folder() / "bench" / "annotations" / f"{pdf.stem}.json"
    reading = read_paper(
        pdf, debug_dir=folder / "overlays" / pdf.stem, annotations=notes if notes.exists() else None
    )
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if isinstance(reading, Refused):
        return Cost(pdf.stem, 0.0, megabytes, f"{reading.code}: {reading.message}")
    text = json.dumps(reading_to_guide(reading, pdf.stem), ensure_ascii=False, indent=1)
    (folder / "guide" / f"{pdf.stem}.json").write_text(text)
    return Cost(pdf.stem, reading.seconds, megabytes)


def read_all(out: Path, only: list[str]) -> Path:
    """Read what is not yet read by this version of the reader; the folder of its readings."""
    folder = out / reader_version()
    (folder / "guide").mkdir(parents=True, exist_ok=True)
    pdfs = sorted((shared_folder() / "papers").glob("*.pdf"))
    if only:
        pdfs = [pdf for pdf in pdfs if pdf.stem in only]
    ledger = folder / "costs.jsonl"
    done = (
        {json.loads(line)["paper"] for line in ledger.read_text().splitlines()} if ledger.exists() else set()
    )
    waiting = [pdf for pdf in pdfs if pdf.stem not in done]
    with (
        Progress() as bar,
        ProcessPoolExecutor(WORKERS, max_tasks_per_child=1) as pool,
        ledger.open("a") as file,
    ):
        task = bar.add_task("reading", total=len(waiting))
        for future in as_completed([pool.submit(read_one, pdf, folder) for pdf in waiting]):
            cost = future.result()
            values = {name: getattr(cost, name) for name in Cost.__slots__}
            file.write(json.dumps(values) + "\n")
            file.flush()
            bar.advance(task)
    return folder


def costs_of(folder: Path) -> list[Cost]:
    """What every paper took, slowest first."""
    costs = [Cost(**json.loads(line)) for line in (folder / "costs.jsonl").read_text().splitlines()]
    return sorted(costs, key=lambda cost: -cost.seconds)


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--out", type=Path, default=OUT)
    cli.add_argument("--only", nargs="*", default=[], metavar="STEM")
    cli.add_argument("--items", action="store_true", help="print every item's score, not the summary alone")
    args = cli.parse_args()
    folder = read_all(args.out, args.only)
    costs = costs_of(folder)
    for cost in costs[:10]:
        print(f"{cost.paper:<20} {cost.seconds:6.1f} s {cost.megabytes:6.0f} MB")
    for cost in costs:
        if cost.refused:
            print(f"{cost.paper:<20} refused: {cost.refused}")
    print(
        f"{len(costs)} papers: median {statistics.median(c.seconds for c in costs):.2f} s, "
        f"most {max(c.megabytes for c in costs):.0f} MB, reader {reader_version()}, {folder}"
    )
    bench = shared_folder() / "bench"
    command = [sys.executable, str(bench / "score.py"), str(bench / "annotations"), str(folder / "guide")]
    command += ["--json", str(folder / "score.json")] + ([] if args.items else ["--quiet"])
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
