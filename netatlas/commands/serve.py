"""`netatlas serve`: the site and its API."""

from __future__ import annotations

import logging
import signal
from types import FrameType
from typing import Any

import typer
from waitress.server import create_server

from netatlas.catalogs import catalog_of
from netatlas.console import fail, out
from netatlas.settings import Settings, load_settings
from web import WebConfig, create_app

THREADS = 8


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def serve(
        host: str = typer.Option(None, help="Address to listen on instead of NETATLAS_HOST."),
        port: int = typer.Option(
            None, min=0, max=65535, help="Port instead of NETATLAS_PORT; 0 takes a free one."
        ),
    ) -> None:
        """Serve the catalog's site and API until Ctrl-C or SIGTERM."""
        given = {"host": host, "port": port}
        settings = load_settings(**{name: value for name, value in given.items() if value is not None})
        catalog = catalog_of(settings)
        try:
            app = create_app(catalog, _site(settings))
            server = create_server(app, host=settings.host, port=settings.port, threads=THREADS, ident=None)
        except OSError as error:
            catalog.close()
            fail(f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}")
        signal.signal(signal.SIGTERM, stop)
        # Requests that wait a moment for a thread are no news.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        out.print(f"NetAtlas is at http://{shown}:{_port(server)}/ (Ctrl-C stops it)", highlight=False)
        try:
            server.run()
        finally:
            server.close()
            catalog.close()
        out.print("Stopped.")


def _site(settings: Settings) -> WebConfig:
    return WebConfig(
        site_url=settings.site_url,
        contact=settings.site_contact,
        api_rate=settings.api_rate,
        search_rate=settings.search_rate,
        proxies=settings.site_proxies,
    )


def _port(server: Any) -> int:
    """The port that a server listens on; a name with several addresses ("localhost") has a server for each."""
    return int(
        server.effective_listen[0][1] if hasattr(server, "effective_listen") else server.effective_port
    )


def stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends a server as Ctrl-C does."""
    raise KeyboardInterrupt
