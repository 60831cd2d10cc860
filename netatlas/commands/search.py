"""`netatlas search`: papers or architectures by the query language."""

from __future__ import annotations

import json
from typing import Annotated, NoReturn

import typer
from rich.table import Table

from catalog.as_json import result_json
from catalog.results import MAX_LIMIT, SearchPage, SearchRefused
from netatlas.catalogs import catalog_of
from netatlas.console import NOT_HELD, fail, out, warn
from netatlas.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def search(
        query: Annotated[
            list[str] | None, typer.Argument(help="Words and fields, as docs/search.md describes them.")
        ] = None,
        limit: int = typer.Option(20, min=1, max=MAX_LIMIT, help="Most results shown."),
        architectures: bool = typer.Option(False, help="Search single architectures instead of papers."),
        sort: str = typer.Option(
            "relevance", help="relevance, newest, oldest, confidence, parameters or -parameters."
        ),
        cursor: str = typer.Option(None, help="Go on behind the page that gave this cursor."),
        as_json: bool = typer.Option(False, "--json", help="Print the page as JSON."),
    ) -> None:
        """Search the catalog; without words, show what is newest.

        Examples: netatlas search residual learning; netatlas search 'layer:conv2d>=3 -layer:lstm year:2015..2018'.
        """
        catalog = catalog_of(load_settings())
        page = catalog.search(
            " ".join(query or ()),
            kind="architectures" if architectures else "papers",
            limit=limit,
            cursor=cursor,
            sort=sort,  # type: ignore[arg-type]  # refused by the catalog where it is none
            facets=False,
        )
        catalog.close()
        if isinstance(page, SearchRefused):
            _refuse(" ".join(query or ()), page)
        if as_json:
            typer.echo(
                json.dumps(
                    {
                        "total": page.total,
                        "results": [result_json(result) for result in page.results],
                        "cursor": page.cursor,
                        "notice": page.notice,
                    },
                    ensure_ascii=False,
                    indent=1,
                )
            )
            return
        _show(page)


def _refuse(query: str, refused: SearchRefused) -> NoReturn:
    if refused.position is not None:
        warn(f"{query}\n{' ' * refused.position}{'^' * max(1, refused.length)}")
    fail(refused.message, NOT_HELD if refused.code == "unavailable" else 2)


def _show(page: SearchPage) -> None:
    if page.notice:
        warn(page.notice)
    table = Table("paper", "title", "architectures", "authors", box=None)
    for result in page.results:
        authors = ", ".join(result.paper.authors[:3]) + (" et al." if len(result.paper.authors) > 3 else "")
        names = ", ".join(each.name or each.id.split(".", 2)[-1] for each in result.architectures[:3])
        more = f" +{len(result.architectures) - 3}" if len(result.architectures) > 3 else ""
        table.add_row(str(result.paper.key), result.title, names + more, authors)
    out.print(table)
    out.print(f"{page.total} found" + (f"; next page: --cursor {page.cursor}" if page.cursor else ""))
