"""What the files of all frameworks that are written as Python have in common."""

from __future__ import annotations

from collections.abc import Mapping

from codegen.core.steps import Program
from codegen.source.layout import Writer
from codegen.source.literals import printable


def opening(w: Writer, program: Program, framework: str) -> None:
    """The docstring of the file: what it is, where it is from, and what is missing."""
    w.line(f'"""{printable(program.name, 60) or "A network"} in {framework}.')
    w.line()
    w.line("Written from an architecture graph. Comments name the figure or table, the page and")
    w.line("the printed label behind each layer, and the values that were inferred or taken by")
    w.line("default.")
    for reason in dict.fromkeys(program.missing):
        w.line(f"Partial: {printable(reason)}")
    w.line('"""')
    w.line()


def copied(w: Writer, library: Mapping[str, str], names: set[str]) -> None:
    """Parts of a framework's library, in the library's order."""
    for name, source in library.items():
        if name in names:
            w.line()
            w.line()
            w.lines += source.split("\n")


def ending(w: Writer) -> None:
    """The end of `main`, and its call."""
    w.depth -= 1
    w.line()
    w.line()
    w.line('if __name__ == "__main__":')
    w.line("    main()")


def shapes_printed(w: Writer, several: bool) -> None:
    """The lines of `main` that print the shapes of tuples `inputs` and `outputs`; one output is no tuple."""
    w.line("for x in inputs:")
    w.line('    print(f"input: {tuple(x.shape)}")')
    w.line(f"for y in {'outputs' if several else '(outputs,)'}:")
    w.line('    print(f"output: {tuple(y.shape)}")')
