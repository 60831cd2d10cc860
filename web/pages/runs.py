"""The ledger of runs: when papers were taken in, how many, and what went wrong."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.context import catalog
from web.views.runs import COLUMNS, run_views

pages = Blueprint("runs", __name__)
SHOWN = 60


@pages.get("/runs")
def ledger() -> str:
    """The newest runs."""
    runs = catalog().runs(SHOWN + 1)
    return render_template(
        "runs.html", runs=run_views(runs[:SHOWN]), columns=COLUMNS, shown=SHOWN, more=len(runs) > SHOWN
    )
