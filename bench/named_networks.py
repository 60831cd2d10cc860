"""Networks that have a published number of parameters: does what is composed from the PDF alone have it, and run?

    python -m bench.named_networks [PAPERS_DIR] [--only PAPER]... [--framework NAME]... [--keep DIR] [--docs FILE]

Runs `netatlas networks` on each PDF of named_networks.json and compares the count of the network as built with the
published one: right within 0.5 %, or within the last digit where only few are published (4.2 M). For the others it
prints the first thing that is missing. Each network is run in ONNX Runtime and PyTorch (or the frameworks given), and
the size of its output compared with what the paper states of its last layer, and every size that the paper prints with
what comes out there. A network is composed where nothing is missing of it. The papers are taken from
NETATLAS_SHARED/papers where no folder is given; --docs writes the table of docs/networks.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import graph
from bench import section
from bench.composed_networks import Wanted, chosen, composed, wanted_networks
from bench.shared import shared_folder
from graph import Graph

TOLERANCE = 0.005
FRAMEWORKS = ("onnx", "pytorch")
Sized = Literal["as stated", "not as stated", "not stated", "did not run"]

KEEP_SIZE = ("output", "softmax", "sigmoid", "relu", "dropout", "batch_norm", "layer_norm", "loss", "add")
"""Operations at the end of a network that leave the size as it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came out for a network.

    Attributes:
        wanted: with its published count.
        parameters: as built; None where it was not.
        right: whether they agree.
        status: as `netatlas networks` says.
        missing: the first thing that is missing; "" where nothing is.
        ran: the frameworks that it ran in.
        output: its output's size against what the paper states of the last layer.
        sizes: of the sizes that the paper prints, how many come out, and how many there are.
        conflicts: contradictions between its sources, kept with it.
    """

    wanted: Wanted
    parameters: int | None
    right: bool
    status: str
    missing: str
    ran: tuple[str, ...] = ()
    output: Sized = "did not run"
    sizes: tuple[int, int] = (0, 0)
    conflicts: int = 0

    @property
    def composed(self) -> bool:
        """Whether nothing is missing of it, so that it is offered as a whole network."""
        return self.status in ("verified", "partial") and not self.missing


def is_right(published: int, counted: int | None) -> bool:
    """Whether a count agrees with a published one, which may be rounded to two digits or more."""
    if counted is None:
        return False
    digits = len(str(published).rstrip("0"))
    rounding = 0.5 * 10 ** (len(str(published)) - max(2, digits)) if digits <= 3 else 0.0
    return abs(counted - published) <= max(TOLERANCE * published, rounding)


def stated_output(shown: Graph) -> tuple[int, ...] | None:
    """What is read of the last layer's output: the printed size, or only its channels or units; None for neither."""
    ends = [node for node in shown.nodes if not shown.outputs(node.id)]
    if len(ends) != 1:
        return None
    node = ends[0]
    while node.output_shape is None and node.op in KEEP_SIZE and shown.inputs(node.id):
        node = shown.node(shown.inputs(node.id)[0].source)
    if node.output_shape is not None:
        return tuple(size for size in node.output_shape if isinstance(size, int) and size != 1)
    for name in ("units", "filters"):
        attribute = node.attributes.get(name)
        if attribute and attribute.origin == "read" and isinstance(attribute.value, int):
            return (attribute.value,)
    return None


def output_size(network: dict[str, Any]) -> Sized:
    """Whether a composed network gives the output that its paper states."""
    if network["output_shape"] is None:
        return "did not run"
    stated = stated_output(graph.load(json.dumps(network["graph"])))
    if stated is None:
        return "not stated"
    given = tuple(size for size in network["output_shape"] if size != 1)
    return "as stated" if given[len(given) - len(stated) :] == stated else "not as stated"


def printed_sizes(network: dict[str, Any]) -> tuple[int, int]:
    """Of the sizes that the paper prints, how many come out of the network as completed, and how many there are."""
    shown = graph.load(json.dumps(network["graph"]))
    printed = {node.id for node in shown.nodes if node.output_shape is not None}
    problems = graph.complete(shown).problems
    wrong = {node_id for each in problems if each.code == "contradiction" for node_id in each.nodes}
    return len(printed - wrong), len(printed)


def judge(wanted: Wanted, networks: list[dict[str, Any]]) -> Found:
    """Compares one network with what was composed from its paper."""
    network = chosen(wanted, networks)
    if network is None:
        return Found(wanted, None, False, "absent", f"{wanted.exhibit} was not read as a whole network")
    right = is_right(wanted.parameters, network["parameters"])
    first = next((reason for reason in [*network["missing"], network["reason"]] if reason), "")
    ran = tuple(name for name, status in network["frameworks"].items() if status == "ok")
    return Found(
        wanted,
        network["parameters"],
        right,
        network["status"],
        first,
        ran,
        output_size(network),
        printed_sizes(network),
        len(network["conflicts"]),
    )


def main() -> int:
    """Prints the list; returns 0 where the run was made, whatever it found, 2 where there is nothing to run on."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("papers", type=Path, nargs="?")
    cli.add_argument("--only", action="append", default=[], metavar="PAPER")
    cli.add_argument("--framework", action="append", default=[])
    cli.add_argument("--json", type=Path)
    cli.add_argument("--docs", type=Path, help="Markdown file with a section to be written")
    cli.add_argument("--keep", type=Path, help="folder for what `netatlas networks` writes")
    args = cli.parse_args()
    papers = args.papers or shared_folder() / "papers"
    frameworks = tuple(args.framework) or FRAMEWORKS
    wanted = wanted_networks(args.only)
    found: list[Found] = []
    with tempfile.TemporaryDirectory() as scratch:
        for paper in dict.fromkeys(each.paper for each in wanted):
            networks = composed(papers / f"{paper}.pdf", args.keep or Path(scratch), frameworks)
            found += [judge(each, networks) for each in wanted if each.paper == paper]
    if not found:
        return 2
    for each in found:
        print(line(each))
    print(summary(found, frameworks))
    if args.json:
        args.json.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    if args.docs:
        section.put(args.docs, "bench.named_networks", [summary(found, frameworks), "", *table(found)])
    return 0


def summary(found: Sequence[Found], frameworks: Sequence[str]) -> str:
    """What came out in all, in a sentence."""
    whole = [each for each in found if each.composed]
    everywhere = sum(set(each.ran) >= set(frameworks) for each in whole)
    held, printed = (sum(each.sizes[at] for each in whole) for at in (0, 1))
    outputs = {size: sum(each.output == size for each in whole) for size in ("as stated", "not as stated")}
    return (
        f"{sum(each.right for each in found)} of {len(found)} have the published number of parameters. "
        f"{len(whole)} are composed whole: {everywhere} of them ran in {' and '.join(frameworks)}; "
        f"{outputs['as stated']} give the output that their paper states of the last layer, "
        f"{outputs['not as stated']} another, and of "
        f"{len(whole) - sum(outputs.values())} no paper states it. "
        f"Of {printed} sizes that their papers print of layers, {held} come out."
    )


def table(found: Sequence[Found]) -> list[str]:
    """The networks as a table in Markdown."""
    lines = [
        "| network | as built | published | right | output | printed sizes | conflicts | first thing missing |",
        "| --- | ---: | ---: | --- | --- | ---: | ---: | --- |",
    ]
    for each in found:
        built = "" if each.parameters is None else f"{each.parameters:,}"
        sizes = "" if not each.ran else f"{each.sizes[0]} of {each.sizes[1]}" if each.sizes[1] else "none"
        missing = each.missing or ("" if each.right else "composed otherwise than published")
        lines.append(
            f"| {each.wanted.network} | {built} | {each.wanted.parameters:,} | {'yes' if each.right else 'no'} "
            f"| {each.output} | {sizes} | {each.conflicts or ''} | {missing[:120]} |"
        )
    return lines


def line(each: Found) -> str:
    """A network's line of the list."""
    count = "-" if each.parameters is None else f"{each.parameters:,}"
    verdict = "right" if each.right else "WRONG"
    return (
        f"{verdict:<6} {each.wanted.network:<30} {count:>12} of {each.wanted.parameters:>12,}  {each.status:<9}"
        f" {'+'.join(each.ran) or '-':<13} {each.output:<13} {'' if each.right else each.missing[:90]}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
