"""`netatlas demo-arxiv`: a stand-in for arXiv on this machine, for people without network."""

from __future__ import annotations

import shlex
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from netatlas.commands.serve import stop
from netatlas.console import fail
from netatlas.settings import Settings, load_settings

CONTACT = "demo@example.org"
PORT = 8765


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="demo-arxiv")
    def demo_arxiv(
        port: int = typer.Option(PORT, min=1, max=65535, help="Port that it listens on."),
        papers: int = typer.Option(
            6, min=1, max=20000, help="How many papers it has; from the seventh on made up."
        ),
        days: int = typer.Option(3, min=1, max=365, help="Over how many days, up to today, they are spread."),
        trouble: float = typer.Option(
            0.0, min=0, max=0.9, help="Share of requests with trouble: refusals, broken answers, resets."
        ),
        settings: bool = typer.Option(
            False, "--settings", help="Only print the settings for its use, for a shell's eval."
        ),
    ) -> None:
        """Serve drawn papers as arXiv would, so that crawling can be tried without network, until Ctrl-C or SIGTERM.

        All services are there: OAI-PMH, the query API, RSS and PDFs. The settings name a catalog of their own, so
        that no drawn paper comes among real ones.
        """
        home = demo_home(load_settings())
        if settings:
            typer.echo(exports(home, port))
            return
        _serve(home, port, papers, days, trouble)


def demo_home(settings: Settings) -> Path:
    """The demo's home folder, beside one's own."""
    folder = settings.folder
    return folder if folder.name.endswith("-demo") else folder.with_name(f"{folder.name}-demo")


def exports(home: Path, port: int) -> str:
    """Lines for a shell by which crawling goes to the stand-in."""
    root = f"http://127.0.0.1:{port}"
    values = {
        "NETATLAS_HOME": str(home),
        "NETATLAS_OAI_URL": f"{root}/oai",
        "NETATLAS_QUERY_URL": f"{root}/api/query",
        "NETATLAS_RSS_URL": f"{root}/rss",
        "NETATLAS_PDF_URL": f"{root}/pdf",
        "NETATLAS_CONTACT": CONTACT,
    }
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in values.items())


def _serve(home: Path, port: int, papers: int, days: int, trouble: float) -> None:
    from simulate.arxiv.drawn import drawn_papers
    from simulate.arxiv.server import ArxivStandIn
    from simulate.arxiv.trouble import Trouble

    today = datetime.now(UTC).date()
    served = drawn_papers(home / "arxiv", today, days, papers)
    try:
        server = ArxivStandIn(served, trouble=Trouble(trouble), port=port)
    except OSError as error:
        fail(f"cannot listen on 127.0.0.1:{port}: {error.strerror or error}")
    signal.signal(signal.SIGTERM, stop)
    more = f" --port {port}" if port != PORT else ""
    typer.echo(
        f"A stand-in for arXiv is at {server.url} with {len(served)} papers (Ctrl-C stops it).\n"
        "In another terminal:\n"
        f'  eval "$(netatlas demo-arxiv --settings{more})"\n'
        f"  netatlas ingest --since {today - timedelta(days=days - 1)}\n"
        "  netatlas serve"
    )
    with suppress(KeyboardInterrupt):
        server.serve_forever()
    server.close()
    typer.echo(f"Stopped after {len(server.log)} requests.")
