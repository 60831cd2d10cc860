"""The command `netatlas`. Exit codes: 0 done, 1 done but something asked for did not hold, 2 wrong input."""

from __future__ import annotations

import importlib
import pkgutil

import typer

import netatlas
from netatlas import commands
from netatlas.console import fail
from netatlas.settings import SettingsError

app = typer.Typer(
    name="netatlas",
    help="Reads deep-learning papers and publishes the networks in them as code that runs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"netatlas {netatlas.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Reads deep-learning papers and publishes the networks in them as code that runs."""


for _module in sorted(module.name for module in pkgutil.iter_modules(commands.__path__)):
    importlib.import_module(f"netatlas.commands.{_module}").register(app)


def main() -> None:
    """Entry point of the console script."""
    try:
        app()
    except SettingsError as error:
        try:
            fail(f"a setting is wrong: {error}")
        except typer.Exit as leave:
            raise SystemExit(leave.exit_code) from error
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
