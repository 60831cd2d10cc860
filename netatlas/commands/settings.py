"""`netatlas settings`: every setting, its value now, and what it means."""

from __future__ import annotations

import typer
from rich.table import Table

from netatlas.console import out
from netatlas.settings import Settings, load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def settings() -> None:
        """Show every setting, its value now, and what it means."""
        now = load_settings()
        table = Table("variable", "value", "meaning")
        for name, field in Settings.model_fields.items():
            table.add_row(f"NETATLAS_{name.upper()}", str(getattr(now, name)), field.description or "")
        out.print(table)
